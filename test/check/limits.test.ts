/** Every kind of rule at, just below and just above its limit. */
import { describe, expect, test } from 'vitest';
import { BUILT_IN } from '../../src/catalogue/catalogue.js';
import { aSummary } from '../report/a-summary.js';
import { finding, grouped, hours, rule, runOf } from './run-of.js';

const OK = 107000;
const CRITICAL = 109004;
const ERROR = 109002;

type Row = readonly [kind: string, limit: string, select: string | undefined, bad: number, all: number, holds: boolean];

/** `bad` events of 109004 among `all`. */
const WHOLE: readonly Row[] = [
  ['max-error-rate', '2%', undefined, 20, 1000, true],
  ['max-error-rate', '2%', undefined, 19, 1000, true],
  ['max-error-rate', '2%', undefined, 21, 1000, false],
  ['max-error-rate', '0%', undefined, 0, 1, true],
  ['max-error-rate', '0%', undefined, 1, 1_000_000_000, false],
  ['max-error-rate', '100%', undefined, 7, 7, true],
  // Rates that binary floating point cannot hold: 0.07 * 100 is 7.000000000000001 there, 0.29 * 100 is 28.999999999999996.
  ['max-error-rate', '7%', undefined, 7, 100, true],
  ['max-error-rate', '7%', undefined, 8, 100, false],
  ['max-error-rate', '0.29', undefined, 29, 100, true],
  ['max-error-rate', '0.1%', undefined, 3, 3000, true],
  ['max-error-rate', '0.1%', undefined, 3, 2999, false],
  ['max-error-rate', '1/3', undefined, 333_333_333, 999_999_999, true],
  ['max-error-rate', '1/3', undefined, 333_333_334, 999_999_999, false],
  ['max-error-rate', '33.333333333333%', undefined, 1, 3, false],
  ['max-rate', '0.1%', 'critical', 1, 1000, true],
  ['max-rate', '0.1%', 'critical', 2, 1000, false],
  ['max-rate', '0.1%', 'critical', 1, 999, false],
  ['max-rate', '12.5%', '109004', 1, 8, true],
  ['max-rate', '12.5%', 'PlatformUnavailable', 2, 8, false],
  ['max-rate', '12.5%', 'availability', 2, 8, false],
  ['max-rate', '12.5%', 'platform', 2, 8, false],
  ['max-rate', '12.5%', '109', 2, 8, false],
  ['max-rate', '12.5%', 'error+', 2, 8, false],
  ['max-count', '0', '109004', 0, 5, true],
  ['max-count', '0', '109004', 1, 5, false],
  ['max-count', '3', 'critical', 3, 5, true],
  ['max-count', '3', 'critical', 2, 5, true],
  ['max-count', '3', 'critical', 4, 5, false],
  ['require', '109004', undefined, 1, 5, true],
  ['require', '109004', undefined, 0, 5, false],
  ['require', 'critical', undefined, 0, 5, false],
];

describe('over the whole span', () => {
  test.each(WHOLE)('%s %s of %s: %i of %i holds: %s', (kind, limit, select, bad, all, holds) => {
    const { state, seen, count, events } = finding(
      rule(kind, limit, select === undefined ? {} : { select }),
      runOf({ [CRITICAL]: bad, [OK]: all - bad }),
    );
    expect(state).toBe(holds ? 'pass' : 'fail');
    expect([count, events]).toEqual([bad, all]);
    // What is said never looks like the limit where the limit is passed.
    if (!holds && kind !== 'require') expect(seen.startsWith(`${limit} `)).toBe(false);
  });

  test('the platform that these rows speak of', () => {
    const { severity, category, fault, name } = BUILT_IN.get(CRITICAL);
    expect({ severity, category, fault, name }).toEqual({
      severity: 'critical',
      category: 'availability',
      fault: 'platform',
      name: 'PlatformUnavailable',
    });
    expect(BUILT_IN.get(ERROR).severity).toBe('error');
  });

  test('a severity is that one alone, with + it is the worse ones too', () => {
    const run = runOf({ [CRITICAL]: 2, [OK]: 6 });
    expect(finding(rule('max-count', '0', { select: 'error' }), run).state).toBe('pass');
    expect(finding(rule('max-count', '0', { select: 'error+' }), run).state).toBe('fail');
  });

  test.each([
    ['unknown codes', 'unknown', { 106999: 1, [OK]: 9 }, '10%', true],
    ['unknown codes over the limit', 'unknown', { 106999: 2, [OK]: 9 }, '10%', false],
    ['a known code is not unknown', 'unknown', { [CRITICAL]: 5, [OK]: 5 }, '0%', true],
  ] as const)('%s', (_name, select, codes, limit, holds) => {
    expect(finding(rule('max-rate', limit, { select }), runOf(codes)).state).toBe(holds ? 'pass' : 'fail');
  });
});

describe('among some of the events', () => {
  const codes = { [CRITICAL]: 2, [ERROR]: 1, [OK]: 97 };

  test.each([
    ['109', '66.666666%', 'fail'],
    ['109', '2/3', 'pass'],
    ['error+', '2/3', 'pass'],
    ['109002', '0%', 'pass'],
  ] as const)('criticals within %s, at most %s: %s', (within, limit, state) => {
    const result = finding(rule('max-rate', limit, { select: 'critical', within }), runOf(codes));
    expect(result.state).toBe(state);
    expect(result.events).toBe(within === '109002' ? 1 : 3);
  });

  test('none of them is nothing to check', () => {
    const result = finding(rule('max-error-rate', '1%', { within: 'licensing' }), runOf(codes));
    expect(result).toMatchObject({ state: 'fail', reason: 'There are no events of category licensing to check' });
    expect(
      finding(rule('max-error-rate', '1%', { within: 'licensing' }), runOf(codes), { allowEmpty: true }).state,
    ).toBe('skipped');
  });
});

describe('in each window', () => {
  const each = { perWindow: true };

  test('one window over the limit breaks a rule that holds over all', () => {
    const run = aSummary(hours({ [CRITICAL]: 1, [OK]: 99 }, { [CRITICAL]: 3, [OK]: 97 }, { [OK]: 100 }));
    expect(finding(rule('max-error-rate', '2%'), run).state).toBe('pass');
    const broken = finding(rule('max-error-rate', '2%', each), run);
    expect(broken.state).toBe('fail');
    expect(broken.windows).toEqual({ checked: 3, excused: 0, broken: 1 });
    expect(broken.worst).toEqual([
      { start: '2026-11-01T10:00:00.000+00:00', end: '2026-11-01T11:00:00.000+00:00', count: 3, events: 100 },
    ]);
    expect(broken.reason).toBe(
      'Errors: 3% (3 of 100 events) in 2026-11-01 10:00 to 11:00, at most 2% allowed; 1 of 3 windows broke it',
    );
    expect(finding(rule('max-error-rate', '3%', each), run).state).toBe('pass');
  });

  test.each([
    [100, 'fail'],
    [101, 'pass'],
  ] as const)('windows with fewer events than %i are excused: %s', (minWindowEvents, state) => {
    const run = aSummary(hours({ [OK]: 200 }, { [CRITICAL]: 3, [OK]: 97 }));
    expect(finding(rule('max-error-rate', '2%', { ...each, minWindowEvents }), run).state).toBe(state);
  });

  test('all windows excused is nothing to check', () => {
    const run = aSummary(hours({ [OK]: 5 }, { [OK]: 5 }));
    expect(finding(rule('max-error-rate', '2%', { ...each, minWindowEvents: 6 }), run)).toMatchObject({
      state: 'fail',
      reason: 'Not one window was checked: 2 windows, none with 6 events',
    });
  });

  test('events without a time are held to the rule together', () => {
    const run = aSummary([...hours({ [OK]: 100 }), { at: null, code: CRITICAL, times: 1 }]);
    const broken = finding(rule('max-error-rate', '2%', each), run);
    expect(broken.state).toBe('fail');
    expect(broken.reason).toContain('100% (1 of 1 event) in events without a time');
  });

  test('what must occur must do so in the empty windows between too', () => {
    const required = rule('require', '107000', each);
    expect(finding(required, aSummary(hours({ [OK]: 1 }, { [OK]: 1 }))).state).toBe('pass');
    expect(finding(required, aSummary(hours({ [OK]: 1 }, {}, { [OK]: 1 }))).state).toBe('fail');
    expect(finding(required, aSummary(hours({ [OK]: 1 }, { [ERROR]: 1 }))).state).toBe('fail');
    const excused = rule('require', '107000', { ...each, minWindowEvents: 1 });
    expect(finding(excused, aSummary(hours({ [OK]: 1 }, {}, { [OK]: 1 }))).state).toBe('pass');
  });

  test('the worst is the one with most events over the limit, not the smallest', () => {
    const run = aSummary(hours({ [CRITICAL]: 1 }, { [CRITICAL]: 27, [OK]: 10 }, { [OK]: 10 }));
    const { worst } = finding(rule('max-error-rate', '50%', each), run);
    expect(worst.map(({ count, events }) => [count, events])).toEqual([
      [27, 37],
      [1, 1],
    ]);
  });
});

describe('by a value on the line', () => {
  const groups = grouped('tenant', {
    acme: { [CRITICAL]: 2, [OK]: 98 },
    other: { [ERROR]: 9, [OK]: 91 },
    '(none)': { [OK]: 3 },
  });
  const run = { ...runOf({ [CRITICAL]: 2, [ERROR]: 9, [OK]: 192 }), groups };

  test.each([
    ['error rate of one', rule('max-error-rate', '2%', { within: 'tenant:acme' }), 'pass'],
    ['error rate of one, above', rule('max-error-rate', '1.9%', { within: 'tenant:acme' }), 'fail'],
    ['criticals of another', rule('max-rate', '0%', { select: 'critical', within: 'tenant:other' }), 'pass'],
    ['count of one', rule('max-count', '100', { select: 'tenant:acme' }), 'pass'],
    ['count of one, above', rule('max-count', '99', { select: 'tenant:acme' }), 'fail'],
    ['share of one', rule('max-rate', '100/203', { select: 'tenant:acme' }), 'pass'],
    ['its errors among all errors', rule('max-rate', '2/11', { select: 'tenant:acme', within: 'error+' }), 'pass'],
    ['one must occur', rule('require', 'tenant:other'), 'pass'],
  ])('%s', (_name, one, state) => {
    expect(finding(one, run).state).toBe(state);
  });

  test('a value that is nowhere is nothing to check, with the nearest', () => {
    expect(finding(rule('max-count', '1', { select: 'tenant:acmee' }), run)).toMatchObject({
      state: 'fail',
      reason: 'No event has tenant=acmee; did you mean acme?',
    });
  });

  test('a key that is nowhere is a mistake in the rule', () => {
    const nowhere = { ...run, groups: grouped('tenat', { '(none)': { [OK]: 203 } }) };
    expect(() => finding(rule('max-count', '1', { select: 'tenat:acme' }), nowhere)).toThrow(
      'rule "count of events with tenat=acme": expected a key that stands on the lines; none of 203 events has tenat',
    );
  });

  test('keys are the same in any case', () => {
    expect(finding(rule('max-count', '99', { select: 'Tenant:acme' }), run).state).toBe('fail');
  });

  test('a count that is shown is whole; one that may be short is no pass', () => {
    const shown = { ...run, groups: grouped('tenant', { acme: { [OK]: 5 } }, 50) };
    expect(finding(rule('max-count', '5', { select: 'tenant:acme' }), shown).state).toBe('pass');
    const cut = { ...run, groups: grouped('tenant', { other: { [OK]: 1 } }, 50) };
    expect(finding(rule('max-count', '1', { select: 'tenant:acme' }), cut)).toMatchObject({
      state: 'fail',
      seen: 'not counted',
    });
  });

  test('it can not be asked of each window', () => {
    expect(() => rule('max-error-rate', '2%', { within: 'tenant:acme', perWindow: true })).toThrow('for each window');
  });
});
