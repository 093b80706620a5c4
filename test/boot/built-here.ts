/** The built command line with code compiled by the Node that runs the tests, which may not be the one that built it. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Copies it to a folder, as `bin` and `dist/cli`, and compiles it there as the build does. */
export function buildHere(folder: string): void {
  for (const name of ['bin', 'dist/cli', 'package.json']) {
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  }
  for (const name of ['build', 'samples']) mkdirSync(join(folder, name));
  for (const name of ['build/code-cache.cjs', 'samples/callback.log']) {
    copyFileSync(join(ROOT, name), join(folder, name));
  }
  const env = { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' };
  const { status, stderr } = spawnSync(process.execPath, [join(folder, 'build/code-cache.cjs')], {
    encoding: 'utf8',
    env,
  });
  if (status !== 0) throw new Error(`build/code-cache.cjs: expected exit status 0; got ${status}: ${stderr}`);
}
