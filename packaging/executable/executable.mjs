/** One file that runs: Node with the program in it, by Node's own way to single executables. */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'postject';
import { ROOT } from '../forms.mjs';
import { nodeBinary } from '../program.mjs';
import { bundleExecutable } from './bundle.mjs';

/** Where Node looks for it, and how it knows that there is something. */
const RESOURCE = 'NODE_SEA_BLOB';
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/**
 * What is put into Node. @param node a Node of that version which runs here; @param isForHere with what V8 has compiled, which is of
 * use on the same system alone
 */
export async function blobOf(node, isForHere) {
  const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
  try {
    const { main, worker } = await bundleExecutable();
    writeFileSync(join(folder, 'main.cjs'), main);
    writeFileSync(join(folder, 'worker.cjs'), worker);
    copyFileSync(join(ROOT, 'dist/cli/kernel.wasm'), join(folder, 'kernel.wasm'));
    const binary = join(folder, 'node');
    writeFileSync(binary, node);
    chmodSync(binary, 0o755);
    const config = {
      main: 'main.cjs',
      output: 'blob',
      disableExperimentalSEAWarning: true,
      useCodeCache: isForHere,
      assets: { 'kernel.wasm': 'kernel.wasm', 'worker.cjs': 'worker.cjs' },
    };
    writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
    const run = spawnSync(binary, ['--experimental-sea-config', 'config.json'], { cwd: folder, encoding: 'utf8' });
    if (run.status !== 0) throw new Error(`--experimental-sea-config: ${run.error?.message ?? run.stderr}`);
    return readFileSync(join(folder, 'blob'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Writes the executable for a system. It has no signature that holds: what was signed is no longer what is there. */
export async function writeExecutable(target, system, blob) {
  writeFileSync(target, await nodeBinary(system));
  await inject(target, RESOURCE, blob, { sentinelFuse: FUSE });
  chmodSync(target, 0o755);
}

/** Whether the Node for a system runs on this one. */
export function canRun(system) {
  return system === `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
}
