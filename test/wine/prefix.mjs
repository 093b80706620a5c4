/** A Windows for Wine, of the tests alone. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, notTested } from '../nodes/cache.mjs';

const COMPILER = 'x86_64-w64-mingw32-gcc';
const SOURCE = fileURLToPath(new URL('bcryptprimitives.c', import.meta.url));

/** Its folder; null where it cannot be made. */
export function madePrefix() {
  const prefix = join(cacheFolder(), 'wine-prefix');
  if (existsSync(prefix)) return prefix;
  const fresh = `${prefix}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh);
  // Without what Wine would fetch for .NET and for HTML.
  const env = { ...process.env, WINEPREFIX: fresh, WINEDEBUG: '-all', WINEDLLOVERRIDES: 'mscoree,mshtml=' };
  // The native part of rolldown takes its random numbers from a library that Wine does not have.
  const library = join(fresh, 'drive_c/windows/system32/bcryptprimitives.dll');
  for (const [command, ...args] of [
    ['wineboot', '--init'],
    ['wine', 'reg', 'add', 'HKCU\\Software\\Wine', '/v', 'Version', '/d', 'win10', '/f'],
    ['wineserver', '--wait'],
    [COMPILER, '-shared', '-o', library, SOURCE],
  ]) {
    const { status, error } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], env });
    if (status === 0) continue;
    notTested(`with Wine: ${command}: ${error?.message ?? `exit status ${status}`}`);
    return null;
  }
  renameSync(fresh, prefix);
  return prefix;
}
