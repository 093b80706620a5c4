/**
 * Builds the program and runs some of its tests with the real Node of Windows under Wine: `npm run test:wine`, or
 * `npm run test:wine -- test/job` for others (`-- test` for all, which takes an hour). What it needs is fetched once, into the
 * folder that test/nodes/cache.mjs names; where that cannot be, or there is no Wine, it says so and goes on.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchedNode, notTested } from '../nodes/cache.mjs';
import { madePrefix } from './prefix.mjs';
import { madeProject } from './project.mjs';

/** What Windows does otherwise: paths, names, locks, processes, the console. */
const FILES = [
  'test/text',
  'test/time/machine.test.ts',
  'test/cli/bad-input.test.ts',
  'test/cli/cases.test.ts',
  'test/cli/output.test.ts',
  'test/doctor/diagnose.test.ts',
  'test/history/open.test.ts',
  'test/history/create.test.ts',
  'test/job/command.test.ts',
  'test/sources/inputs.test.ts',
  'test/sources/find-program.test.ts',
];
const MOST_MS = 9 * 60_000;

const [prefix, node, project] = [madePrefix(), fetchedNode('22', 'win32', 'x64'), madeProject()];
if (prefix !== null && node !== null && project !== null) {
  const asked = process.argv.slice(2);
  process.exitCode =
    run('build/build.mjs') ||
    run('node_modules/vitest/vitest.mjs', 'run', '--project', 'node', ...(asked.length > 0 ? asked : FILES));
}

/** The exit status. Node of Windows writes to files and pipes of Windows alone. */
function run(...args) {
  const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-wine-'));
  const file = join(folder, 'output');
  const output = openSync(file, 'w');
  const { status, error } = spawnSync('wine', [node, ...args], {
    cwd: project,
    stdio: ['ignore', output, output],
    env: { ...process.env, WINEPREFIX: prefix, WINEDEBUG: '-all' },
    timeout: process.argv.length > 2 ? undefined : MOST_MS,
  });
  closeSync(output);
  process.stdout.write(readFileSync(file));
  rmSync(folder, { recursive: true });
  if (error !== undefined) notTested(`Wine: ${error.message}`);
  return status ?? 1;
}
