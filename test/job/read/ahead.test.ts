/**
 * A log that other threads count portion by portion before it is their turn, the first ones before there is a history:
 * the history is the same as where it is read at once. As it is where the log is read in two runs.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AJob, aJob } from '../a-job.js';

const START = Date.UTC(2026, 10, 3);

/** Lines with times that go on, stand, or go back a little; bodies without any; lines that are no events. */
const lines = fc
  .array(
    fc.record({
      seconds: fc.integer({ min: -40, max: 300 }),
      code: fc.constantFrom(107000, 107100, 109004, null),
      body: fc.integer({ min: 0, max: 3 }),
    }),
    { minLength: 1, maxLength: 120 },
  )
  .map((entries) => {
    let time = START;
    return entries.map(({ seconds, code, body }) => {
      time += seconds * 1000;
      const said = code === null ? 'nothing of note' : `code=${code}`;
      return `${new Date(time).toISOString()} INFO Reply ${said}\n${'  status: 109016\n'.repeat(body)}`;
    });
  });

async function historyOf(text: readonly string[], sizes: readonly (number | null)[]) {
  const job = aJob(
    "inputs: ['logs/*']\ntz: Europe/Berlin\nhistory: h.duckdb\nreports: [{ name: none, period: 2020-01-01..2020-01-02, outputs: [none.json] }]\n",
  );
  try {
    const share = Math.ceil(text.length / sizes.length);
    for (const [i, portion] of sizes.entries()) {
      job.log('app.log', text.slice(i * share, (i + 1) * share).join(''));
      await job.run(portion === null ? {} : { sizes: { portion, large: 1 } });
    }
    return await everything(job);
  } finally {
    job.remove();
  }
}

async function everything(job: AJob) {
  const rows = (table: string, columns: string) => job.query(`SELECT ${columns} FROM ${table} ORDER BY ALL`);
  return {
    ...(await job.history()),
    counts: await rows('counts', 'code, begins, n, first_seen, last_seen, minutes'),
    reads: await rows('reads', 'begins, lines, bytes, matched, inherited, minutes'),
    untimed: await rows('untimed', 'code, n, lines, bytes, matched'),
    streams: await rows('streams', 'position, lines, last_time, last_event'),
  };
}

test('portions that are counted ahead', async () => {
  const warnings: string[] = [];
  const warned = ({ message }: Error) => warnings.push(message);
  process.on('warning', warned);
  await fc.assert(
    fc.asyncProperty(lines, fc.integer({ min: 60, max: 1500 }), async (text, portion) => {
      const expected = await historyOf(text, [null]);
      expect(await historyOf(text, [portion])).toEqual(expected);
      expect(await historyOf(text, [portion, portion])).toEqual(expected);
    }),
    // To make a log that fails smaller takes minutes.
    { numRuns: 12, endOnFailure: true },
  );
  process.off('warning', warned);
  // Node's own, as of a listener for each portion.
  expect(warnings).toEqual([]);
}, 120_000);
