/** A copy of the project with the packages of Windows. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, notTested } from '../nodes/cache.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PACKAGES = 'node_modules';
const NOT_COPIED = [PACKAGES, '.git', 'dist'];

/** Its folder, with everything as it is here but what is built; null where packages cannot be fetched. */
export function madeProject() {
  const project = join(cacheFolder(), 'wine-project');
  mkdirSync(project, { recursive: true });
  // Of which lock file the packages are that it has.
  const done = join(project, PACKAGES, '.lock-file');
  const lock = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
  const isThere = existsSync(done) && readFileSync(done, 'utf8') === lock;
  for (const name of readdirSync(project)) {
    if (name !== PACKAGES) rmSync(join(project, name), { recursive: true });
  }
  for (const name of ['package.json', 'package-lock.json']) copyFileSync(join(ROOT, name), join(project, name));
  if (!isThere) {
    const args = ['ci', '--ignore-scripts', '--os=win32', '--cpu=x64', '--no-audit', '--no-fund', '--loglevel=error'];
    const { status, error } = spawnSync('npm', args, { cwd: project, stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0) {
      notTested(`with Wine: the packages of Windows: ${error?.message ?? `npm ended with status ${status}`}`);
      return null;
    }
    writeFileSync(done, lock);
  }
  for (const name of readdirSync(ROOT)) {
    if (!NOT_COPIED.includes(name)) cpSync(join(ROOT, name), join(project, name), { recursive: true });
  }
  return project;
}
