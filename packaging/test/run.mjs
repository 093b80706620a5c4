/**
 * Makes what runs here, and tests it: `npm run build && npm run test:dist`. Windows' are made and run where Wine is installed.
 * Where the parts cannot be fetched, or something cannot be run, it says so, loudly, and goes on: that is no fault of the
 * program. Where a test fails it fails. With `--made` it tests what `npm run dist` has made.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { canRun } from '../executable/executable.mjs';
import { ROOT, SYSTEMS } from '../forms.mjs';

const NOT_FETCHED = 3;

const [flag] = process.argv.slice(2);
const hasWine = spawnSync('wine', ['--version']).status === 0;
const systems = Object.keys(SYSTEMS).filter((system) => canRun(system) || (system === 'win-x64' && hasWine));
if (process.platform === 'linux' && !systems.includes('win-x64'))
  notTested('what is for Windows: wine is not installed');
const isMade = flag === '--made' || make();
if (isMade) {
  const env = { ...process.env, PTK_LOGSCAN_TEST_SYSTEMS: systems.join(',') };
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  end(run([vitest, 'run', '--config', 'packaging/test/vitest.config.ts'], env));
}

function make() {
  const status = run(['packaging/dist.mjs', '--quick', ...systems], process.env);
  if (status === NOT_FETCHED) notTested('the parts were not fetched');
  else end(status);
  return status === 0;
}

function run(args, env) {
  return spawnSync(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] }).status ?? 1;
}

function end(status) {
  if (status !== 0) process.exit(status);
}

function notTested(why) {
  console.error(`\n*** NOT TESTED: ${why}\n*** The tests that need it are left out.\n`);
}
