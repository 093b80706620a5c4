/** The package as `npm pack` gives it, unpacked where a consumer has it, beside what it depends on. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** @returns a new folder with it in `node_modules`, and with `samples` */
export function consumerFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, 'ptk-logscan'), { recursive: true });
  // As it was built: to build again would pull the program from under the other tests.
  const said = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [{ filename }] = JSON.parse(said);
  execFileSync('tar', ['-xzf', join(folder, filename), '-C', join(modules, 'ptk-logscan'), '--strip-components=1']);
  const { dependencies } = JSON.parse(readFileSync(join(modules, 'ptk-logscan/package.json'), 'utf8'));
  for (const name of [...Object.keys(dependencies), '@types/node']) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
  symlinkSync(join(ROOT, 'samples'), join(folder, 'samples'));
  return folder;
}

/** How consumers set their compilers up. */
export const RESOLUTIONS = {
  nodenext: ['--module', 'nodenext'],
  bundler: ['--module', 'esnext', '--moduleResolution', 'bundler'],
} as const;

const STRICT = ['--strict', '--noUncheckedIndexedAccess', '--exactOptionalPropertyTypes', '--noUnusedLocals'];
const PLATFORM = ['--target', 'es2022', '--lib', 'es2023', '--types', 'node'];

/** Compiles files of a folder into `out` there; what the compiler says, which is nothing where all is right. */
export function compile(
  folder: string,
  resolution: keyof typeof RESOLUTIONS,
  files: readonly string[],
  out: string,
): string {
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  const options = [...STRICT, ...PLATFORM, ...RESOLUTIONS[resolution], '--outDir', out];
  return spawnSync(process.execPath, [compiler, ...options, ...files], { cwd: folder, encoding: 'utf8' }).stdout;
}
