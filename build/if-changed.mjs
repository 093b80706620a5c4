/**
 * Builds the kernel and the program where a source is newer than what was built: `npm ci` has just built both, and to do it
 * once more takes ten seconds of every `npm cit`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const KERNEL = join(ROOT, 'src/kernel/kernel.wasm');
const BUILT = [KERNEL, join(ROOT, 'dist/cli/main.cjs')];
const SOURCES = ['src', 'build', 'package.json', 'package-lock.json', 'rolldown.config.mjs'];

const timeOf = (path) => statSync(path).mtimeMs;
const newest = Math.max(
  ...SOURCES.flatMap((name) => {
    const path = join(ROOT, name);
    if (!statSync(path).isDirectory()) return [timeOf(path)];
    const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return files
      .map((entry) => join(entry.parentPath, entry.name))
      .flatMap((file) => (file === KERNEL ? [] : [timeOf(file)]));
  }),
);
if (!BUILT.every(existsSync) || newest > Math.min(...BUILT.map(timeOf))) {
  for (const script of ['build:kernel', 'build:js']) {
    const { status } = spawnSync('npm', ['run', script], {
      cwd: ROOT,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    if (status !== 0) process.exit(status ?? 1);
  }
}
