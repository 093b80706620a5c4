/** What a scan has to keep for the rules that may break. */
import { expect, test } from 'vitest';
import { evidencePlan } from '../../src/check/evidence-plan.js';
import type { Rule } from '../../src/check/rule.js';
import { rule } from './run-of.js';

const NEEDS = { since: null, until: null, lines: 3, windowMs: null };

function wantedOf(rules: readonly Rule[]): number[] {
  return [...evidencePlan(rules, NEEDS).wanted].flatMap((is, i) => (is === 1 ? [106000 + i] : []));
}

test('the codes that rules count, but not those that must occur', () => {
  expect(
    wantedOf([rule('max-count', '0', { select: '109004' }), rule('max-rate', '1%', { select: '109002' })]),
  ).toEqual([109002, 109004]);
  expect(wantedOf([rule('require', '107000')])).toEqual([]);
});

test('the first line of each code, also where no line is to be shown: a finding says where its codes begin', () => {
  expect(evidencePlan([rule('max-count', '0', { select: '109004' })], { ...NEEDS, lines: 0 }).lines).toBe(1);
});

test('of new codes the errors and the unknown ones', () => {
  const wanted = wantedOf([rule('no-new-codes', '')]);
  expect(wanted).toEqual(expect.arrayContaining([109004, 106999]));
  expect(wanted).not.toContain(107000);
});

test('a value is kept by itself, unless it must occur', () => {
  const byValue = rule('max-error-rate', '1%', { within: 'tenant:acme' });
  const { values, wanted } = evidencePlan([rule('require', 'tenant:demo'), byValue], NEEDS);
  expect(values.map(({ group, value }) => [group, value])).toEqual([[0, 'acme']]);
  expect(wanted.every((is) => is === 0)).toBe(true);
});

test.each([
  ['none without a rule for each window', false, null, null],
  ['a minute where the length of a window is not known', true, null, 60_000],
  ['a minute where windows are longer', true, 3_600_000, 60_000],
  ['as long as a window where windows are shorter', true, 10_000, 10_000],
])('intervals: %s', (_, perWindow, windowMs, interval) => {
  expect(evidencePlan([rule('max-error-rate', '1%', { perWindow })], { ...NEEDS, windowMs }).interval).toBe(interval);
});
