/**
 * Where tests keep what they fetch, and how they say that it could not be fetched: that is no fault of the program.
 * `PTK_LOGSCAN_TEST_CACHE`, else `~/.cache/ptk-logscan-test`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export function cacheFolder() {
  const folder = process.env.PTK_LOGSCAN_TEST_CACHE ?? join(homedir(), '.cache', 'ptk-logscan-test');
  mkdirSync(folder, { recursive: true });
  return folder;
}

export function notTested(why) {
  console.error(`\n*** NOT TESTED: ${why}\n*** What needs it is left out.\n`);
}

/** What is there of a package that could not be fetched anew is good enough. Null where nothing is. */
function fetchedPackage(name, version) {
  const prefix = join(cacheFolder(), `${name}-${version}`);
  const folder = join(prefix, 'node_modules', name);
  mkdirSync(prefix, { recursive: true });
  const args = [
    'install',
    '--prefix',
    prefix,
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--force',
    '--loglevel=error',
  ];
  const { status, error } = spawnSync('npm', [...args, `${name}@${version}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status === 0) return folder;
  if (existsSync(join(folder, 'package.json'))) return folder;
  notTested(`${name}@${version} was not fetched: ${error?.message ?? `npm ended with status ${status}`}`);
  return null;
}

const SYSTEMS = { linux: 'linux', darwin: 'darwin', win32: 'win' };

/**
 * The newest release of a major version of Node, as its npm package has it; null where that was not fetched.
 * @param platform as in `process.platform`
 * @returns path of the program
 */
export function fetchedNode(major, platform = process.platform, arch = process.arch) {
  const folder = fetchedPackage(`node-${SYSTEMS[platform] ?? platform}-${arch}`, major);
  return folder && join(folder, 'bin', platform === 'win32' ? 'node.exe' : 'node');
}
