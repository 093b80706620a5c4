/** Rules that hold each value of a key by itself, at least so much or so many, and that only warn. */
import { describe, expect, test } from 'vitest';
import { check, finding, grouped, rule, runOf } from './run-of.js';

const VALUES = {
  acme: { 107000: 1, 109004: 39 },
  globex: { 107000: 50, 109004: 10 },
  initech: { 107000: 98, 109004: 2 },
  small: { 109004: 5 },
};
const TOTAL = { 107000: 149, 109004: 56 };
const run = (values: Parameters<typeof grouped>[1] = VALUES, other = 0) => ({
  ...runOf(TOTAL),
  groups: grouped('tenant', values, other),
});

describe('within: tenant:*', () => {
  const errors = (limit: string, more: Parameters<typeof rule>[2] = {}) =>
    rule('max-error-rate', limit, { within: 'tenant:*', ...more });

  test('names those that break it, the worst first, and excuses small ones', () => {
    expect(finding(errors('2%'), run())).toMatchObject({
      state: 'fail',
      within: 'tenant:*',
      seen: '97.5% (39 of 40 events) with tenant=acme, and 1 other value',
      reason: expect.stringMatching(/, at most 2% allowed; 2 of 3 values broke it: acme, globex$/),
      values: {
        checked: 3,
        excused: 1,
        broken: 2,
        worst: [
          { value: 'acme', count: 39, events: 40 },
          { value: 'globex', count: 10, events: 60 },
        ],
      },
      codes: [{ code: 109004, count: 49 }],
    });
  });

  test('holds where each of them does', () => {
    expect(finding(errors('97.5%'), run())).toMatchObject({
      state: 'pass',
      seen: 'at worst 97.5% (39 of 40 events) with tenant=acme',
      values: { checked: 3, excused: 1, broken: 0, worst: [] },
    });
    expect(finding(errors('97.5%', { minValueEvents: 5 }), run())).toMatchObject({
      state: 'fail',
      values: { checked: 4 },
    });
  });

  test('does not hold where there is nothing to decide by', () => {
    expect(finding(errors('2%', { minValueEvents: 1000 }), run())).toMatchObject({
      state: 'fail',
      reason: 'Not one value of tenant was checked: 4 values, none with 1,000 events',
    });
    expect(finding(errors('2%'), run(VALUES, 3))).toMatchObject({
      state: 'fail',
      reason: 'There are too many values of tenant to hold each to the rule',
    });
    expect(() => finding(errors('2%'), run({ '(none)': TOTAL }))).toThrow('expected a key that stands on the lines');
  });

  test('is for what is counted among, of whole runs', () => {
    expect(() => rule('max-count', '1', { select: 'tenant:*' })).toThrow('expected one value of tenant; got *');
    expect(() => errors('2%', { perWindow: true })).toThrow('expected codes in a rule for each window');
    expect(() => rule('max-rise', '0', { within: 'tenant:*' })).toThrow('which compares whole runs; got *');
  });
});

test('a rate of at least so much', () => {
  const state = (limit: string, codes: Record<number, number>) =>
    finding(rule('min-rate', limit, { select: 'ok' }), runOf(codes)).state;
  expect(state('90%', { 107000: 9, 109004: 1 })).toBe('pass');
  expect(state('90.1%', { 107000: 9, 109004: 1 })).toBe('fail');
  expect(finding(rule('min-rate', '99%', { select: 'ok' }), runOf({ 107000: 9, 109004: 1 }))).toMatchObject({
    limit: 'at least 99%',
    seen: '90% (9 of 10 events)',
    reason: 'Ok events: 90% (9 of 10 events), at least 99% required',
  });
});

test.each([
  ['107000', 1, 'pass', 'at least 1'],
  ['107000=3', 3, 'pass', 'at least 3'],
  ['107000=3', 2, 'fail', 'at least 3'],
  ['ok=1000', 999, 'fail', 'at least 1,000'],
])('%s with %i of them', (limit, n, state, expected) => {
  const found = finding(rule('require', limit), runOf({ 107000: n, 109004: 1 }));
  expect(found).toMatchObject({ state, limit: expected });
  if (state === 'fail') expect(found.reason).toContain(`, ${expected} required`);
});

test('a rule that warns may stand beside one that fails', () => {
  const rules = [rule('max-error-rate', '1%', { level: 'warn' }), rule('max-error-rate', '60%')];
  expect(rules.map(({ id }) => id)).toEqual(['max-error-rate/warn', 'max-error-rate']);
  const document = check(rules, runOf({ 107000: 1, 109004: 1 }));
  expect(document).toMatchObject({ verdict: 'pass', states: { warn: 1, fail: 0 } });
});
