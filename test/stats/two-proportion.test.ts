import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rateChange } from '../../src/stats/two-proportion.js';
import { randomOf } from '../report/summaries.js';

test.each([
  // The same formula with the error function of Python's standard library, math.erfc.
  [30, 1000, 50, 1000, 0.0224789],
  [15, 500, 45, 500, 0.0000647824],
  [100, 1000, 100, 2000, 0.000000227312],
])('p of %i in %i against %i in %i', (a, n, b, m, p) => {
  expect(rateChange(a, n, b, m).p! / p).toBeCloseTo(1, 3);
});

test.each([
  [10, 100, 10, 100, 'same'],
  [10, 1000, 90, 1000, 'more than chance'],
  [30, 1000, 54, 1000, 'probably more than chance'],
  [30, 1000, 40, 1000, 'may be chance'],
  [0, 100, 4, 100, 'too few to tell'],
  [0, 0, 4, 100, 'too few to tell'],
  [0, 0, 0, 0, 'same'],
  // Five expected in the smallest of the four cells, exactly, and then a little less.
  [2, 100, 8, 100, 'may be chance'],
  [2, 100, 7, 100, 'too few to tell'],
  [98, 100, 92, 100, 'may be chance'],
  [98, 100, 93, 100, 'too few to tell'],
  // A probability of exactly 0.1 % and 1 % is not below it.
  [25, 110, 197, 500, 'probably more than chance'],
  [25, 110, 198, 500, 'more than chance'],
  [24, 110, 139, 400, 'may be chance'],
  [24, 110, 140, 400, 'probably more than chance'],
] as const)('%i in %i, then %i in %i: %s', (a, n, b, m, verdict) => {
  expect(rateChange(a, n, b, m).verdict).toBe(verdict);
});

test('then and now changed places say the same', () => {
  const counts = fc.integer({ min: 1, max: 1e6 }).chain((n) => fc.tuple(fc.constant(n), fc.nat(n)));
  fc.assert(
    fc.property(counts, counts, ([n, a], [m, b]) => {
      const change = rateChange(a, n, b, m);
      const back = rateChange(b, m, a, n);
      expect(back.p).toBe(change.p);
      expect(back.verdict).toBe(change.verdict);
      if (change.p !== null) {
        expect(change.p).toBeGreaterThanOrEqual(0);
        expect(change.p).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test('without a change, false alarms stay at their level', () => {
  const random = randomOf(11);
  const drawn = (n: number, rate: number) => {
    let hits = 0;
    for (let i = 0; i < n; i++) if (random() < rate) hits++;
    return hits;
  };
  let alarms = 0;
  const pairs = 2000;
  for (let i = 0; i < pairs; i++) {
    const { verdict } = rateChange(drawn(500, 0.05), 500, drawn(700, 0.05), 700);
    if (verdict.endsWith('more than chance')) alarms++;
  }
  // Level 0.01: 20 expected, with a standard deviation of 4.5.
  expect(alarms).toBeLessThan(38);
});
