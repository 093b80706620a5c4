/**
 * The long form of tests that are short in `npm test`. A platform writes and rotates its logs in every form while runs
 * of `ptk-logscan report` are started and killed at random instants (`test/job/soak.test.ts`). Random sequences of
 * events on the disk and of runs are held against a model (`test/job/model*.test.ts`). Each pair of a step and an event
 * is played alone (`test/job/between-steps*.test.ts`). Kernel and reference are compared on more lines, `--last` and split
 * tallies on more logs. Prints what happened.
 *
 *     npm run soak                       # 200 kills for each of three seeds, 2,000 sequences
 *     PTK_SOAK_SCALE=0.2 npm run soak    # a fifth of it
 *     npm run soak -- --minutes 20       # as much of it as is done by then: figures say how much
 *     npm run soak -- --seeds 7 --kills 1000 --sequences 10000
 *
 * A sequence that fails prints its seed and path: `PTK_SOAK_SEED=7 PTK_SOAK_PATH=3:1:0 npx vitest run test/job/model -t
 * 'with one folder'` plays it alone.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const scale = Number(process.env.PTK_SOAK_SCALE ?? 1);
const scaled = (n) => String(Math.max(1, Math.round(n * scale)));
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: scaled(200) },
    seeds: { type: 'string', default: '1,2,3' },
    sequences: { type: 'string', default: scaled(2000) },
    minutes: { type: 'string' },
  },
});
const began = Date.now();
const tests = [
  'test/job/soak.test.ts',
  'test/watch/soak.test.ts',
  'test/job/model',
  'test/job/between-steps',
  'test/kernel/agreement.test.ts',
  'test/kernel/fuzz.test.ts',
  'test/kernel/groups.test.ts',
  'test/aggregate/tally.test.ts',
  'test/last.test.ts',
  'test/scan/group-counting',
];
const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...tests], {
  cwd: new URL('..', import.meta.url),
  env: {
    ...process.env,
    PTK_SOAK_KILLS: values.kills,
    PTK_SOAK_SEEDS: values.seeds,
    PTK_SOAK_SEED: values.seeds.split(',')[0],
    PTK_SOAK_SEQUENCES: values.sequences,
    // On two cores the kills come after the sequences, which are played in two files at a time.
    PTK_SOAK_MINUTES: values.minutes === undefined ? undefined : String(Number(values.minutes) / 2),
    PTK_SOAK_ALONE: '1',
    PTK_LOGSCAN_TEST_LINES: scaled(1_000_000),
    PTK_LOGSCAN_FUZZ_ROUNDS: scaled(7500),
    PTK_LOGSCAN_TEST_LOGS: scaled(1500),
    // Its results are not those of the tests.
    PTK_LOGSCAN_TEST_RESULTS: undefined,
  },
  stdio: 'inherit',
});
const figures = `${values.kills} kills for each of the seeds ${values.seeds}, ${values.sequences} sequences${values.minutes === undefined ? '' : `, or what ${values.minutes} minutes allow`}`;
console.log(`soak: ${figures}, in ${Math.round((Date.now() - began) / 1000)} s: ${status === 0 ? 'well' : 'failed'}`);
process.exit(status ?? 1);
