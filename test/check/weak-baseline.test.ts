/** A baseline with too few events is told, with the smallest rise that it can tell from chance. */
import { expect, test } from 'vitest';
import { smallestRate } from '../../src/check/weak-baseline.js';
import { riseByChance } from '../../src/stats/fisher.js';
import { baselineOf, check, rule, runOf } from './run-of.js';

const weak = (before: Readonly<Record<number, number>>, rules = [rule('max-rise', '0')]) =>
  check(rules, runOf({ 107000: 300, 109002: 3 }), { baseline: baselineOf(runOf(before)) }).baseline!.weak;

test('of one event', () => {
  // What was one event without an error is one by chance, where at most 1 of 100 are errors and more.
  expect(weak({ 107000: 1 })).toEqual([
    'Errors were 0 of 1 event in the baseline, which is too few: no rise to less than 99% can be told from chance, ' +
      'however many events a run has',
  ]);
  expect(weak({ 109002: 1 })).toEqual([
    'Errors were 1 of 1 event in the baseline, which is too few: no rise can be told from chance, however many events a run has',
  ]);
});

test.each([
  [{ 107000: 40 }, 1],
  [{ 107000: 50 }, 0],
  [{ 107000: 45, 109002: 5 }, 1],
  [{ 107000: 900, 109002: 100 }, 0],
])('%j: %i warnings', (before, n) => {
  expect(weak(before)).toHaveLength(n);
});

test('for each rule that is compared', () => {
  const rules = [rule('max-rise', '0'), rule('max-rise', '5pp', { select: 'critical' }), rule('require', '107000')];
  expect(weak({ 107000: 5 }, rules).map((line) => line.split(' were')[0])).toEqual(['Errors', 'Critical events']);
});

test.each([
  [0, 1, 0.99],
  [0, 10, 1 - 0.01 ** 0.1],
  [0, 1000, 1 - 0.01 ** 0.001],
])('%i of %i: what a binomial says', (count, events, expected) => {
  expect(smallestRate(count, events, 0.01)).toBeCloseTo(expected, 4);
});

test.each([
  [3, 40],
  [57, 900],
  [0, 7],
])('%i of %i: more is seen, less is not', (count, events) => {
  const k = smallestRate(count, events, 0.01)! * 1e6;
  expect(riseByChance(Math.round(k), 1e6, count, events)).toBeLessThanOrEqual(0.01);
  expect(riseByChance(Math.round(k) - 1, 1e6, count, events)).toBeGreaterThan(0.01);
});
