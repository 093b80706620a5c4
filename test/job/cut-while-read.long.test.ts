/** A log that is copied and emptied while a run reads it: whenever that is, each line counts once in the end. */
import { copyFileSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { aJob, line } from './a-job.js';

/** Larger than what is read between two looks at whether the run is to end. */
const LINES = 18_000;
const long = (text: string) => text.replace('a b c', 'a b c '.repeat(170));
const OLD = Buffer.from(long(line('09:15')).repeat(LINES));

/** Does something when it is asked for the `n`-th time, from 0, whether the run is to end: it is not. */
function signalThat(n: number, act: () => void): { signal: AbortSignal; wasAsked: () => boolean } {
  const { signal } = new AbortController();
  let asked = 0;
  const get = () => {
    if (asked++ === n) act();
    return false;
  };
  Object.defineProperty(signal, 'aborted', { get });
  return { signal, wasAsked: () => asked > n };
}

describe.each([
  ['and has a new line since', 1],
  ['and has grown beyond what it was', LINES + 100],
])('copied and emptied %s', (_name, fresh) => {
  const NEW = Buffer.from(long(line('10:15', 109004)).repeat(fresh));

  test('at each moment of a run at which that can be', async () => {
    let moments = 0;
    for (let isOver = false; !isOver; moments++) {
      const job = aJob();
      try {
        job.log('app.log', OLD);
        const { signal, wasAsked } = signalThat(moments, () => {
          copyFileSync(job.path('logs/app.log'), job.path('logs/app.log.1'));
          truncateSync(job.path('logs/app.log'), 0);
          writeFileSync(job.path('logs/app.log'), NEW);
        });
        const { read } = await job.run({ signal });
        isOver = !wasAsked();
        // Of a text that is not what it was nothing counts, or all of it.
        expect([0, LINES, fresh, LINES + fresh], `moment ${moments}`).toContain(read.totals.events);
        await job.run();
        const rows = await job.query<{ code: number; n: number }>(
          'SELECT code, sum(n)::INTEGER AS n FROM counts GROUP BY code ORDER BY code',
        );
        const expected = [{ code: 107000, n: LINES }, ...(isOver ? [] : [{ code: 109004, n: fresh }])];
        expect(rows, `moment ${moments}`).toEqual(expected);
      } finally {
        job.remove();
      }
    }
    // Before, between and after the parts that are read.
    expect(moments).toBeGreaterThan(4);
  });
});
