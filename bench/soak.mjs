/**
 * The long form of `test/job/soak.test.ts`: a platform writes and rotates its logs in every form while runs of
 * `ptk-logscan report` are started and killed at random instants; afterwards every minute and code of the history must
 * be what the platform has written. Prints what happened as JSON.
 *
 *     npm run build:js && node bench/soak.mjs [--kills 220] [--seed 1]
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '220' }, seed: { type: 'string', default: '1' } },
});
const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', 'test/job/soak.test.ts'], {
  cwd: new URL('..', import.meta.url),
  env: { ...process.env, PTK_SOAK_KILLS: values.kills, PTK_SOAK_SEED: values.seed },
  stdio: 'inherit',
});
process.exit(status ?? 1);
