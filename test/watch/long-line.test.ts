/** A line of megabytes that grows: what of it was searched for its end is not searched again. */
import { appendFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { AWatch, until } from './a-watch.js';

/** With runs that are asked to end: on Windows one process cannot do that to another, and `kill` ends it at once. */
const stopped = test.skipIf(process.platform === 'win32');

const ARGS = ['a.log', '--tz', 'UTC', '-f', 'json', '--state', 's'];

stopped('it counts once when it has its end, and what follows it does, too', async () => {
  const its = new AWatch();
  try {
    its.log('a.log', [0, 107000]);
    for (const [more, events, pending] of [
      ['x'.repeat(2 << 20), 1, 2 << 20],
      ['x'.repeat(2 << 20), 1, 4 << 20],
      [' code=109004\n', 2, 0],
      ['2026-11-25 10:01:00 code=109004\nxx', 3, 2],
      ['x'.repeat(2 << 20), 3, (2 << 20) + 2],
      [' code=109004\n2026-11-25 10:01:00 code=109004\n', 5, 0],
    ] as const) {
      appendFileSync(its.path('a.log'), more);
      const before = its.text('s');
      const run = its.start(ARGS);
      await until(() => its.text('s') !== before);
      const { stdout } = await run.end();
      expect(JSON.parse(stdout).totals.events).toBe(events);
      expect(Number(/"pending":(\d+)/.exec(its.text('s'))?.[1])).toBe(pending);
    }
  } finally {
    its.remove();
  }
});
