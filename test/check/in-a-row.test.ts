/** Rules that are broken only by so many windows in a row. */
import { describe, expect, test } from 'vitest';
import { aSummary } from '../report/a-summary.js';
import { finding, hours, rule } from './run-of.js';

const OK = 107000;
const ERROR = 109002;
const GOOD = { [OK]: 100 };
const BAD = { [ERROR]: 10, [OK]: 90 };
const WORSE = { [ERROR]: 30, [OK]: 70 };
const errors = (consecutive: number, more: Parameters<typeof rule>[2] = {}) =>
  rule('max-error-rate', '5%', { consecutive, ...more });
const row = (from: string, to: string, windows: number) => ({
  start: `2026-11-01T${from}:00:00.000+00:00`,
  end: `2026-11-01T${to}:00:00.000+00:00`,
  windows,
});

describe('max-error-rate 5% for 3 windows', () => {
  test('two in a row hold, however bad they are', () => {
    const found = finding(errors(3), aSummary(hours(BAD, WORSE, GOOD, BAD, BAD, GOOD)));
    expect(found).toMatchObject({
      state: 'pass',
      limit: 'at most 5% in each window, for 3 windows',
      windows: { checked: 6, excused: 0, broken: 0 },
      rows: [],
      worst: [],
    });
    expect(found.seen).toBe(
      'at worst 30% (30 of 100 events) in 2026-11-01 10:00 to 11:00; at most 2 windows in a row broke it',
    );
  });

  test('three in a row break it, also the last ones', () => {
    const found = finding(errors(3), aSummary(hours(WORSE, GOOD, BAD, BAD, BAD)));
    expect(found).toMatchObject({ state: 'fail', windows: { checked: 5, excused: 0, broken: 3 } });
    expect(found.rows).toEqual([row('11', '14', 3)]);
    // The window that is worse by itself, and in no row, is not among them.
    expect(found.worst.map(({ start }) => start!.slice(11, 13))).toEqual(['11', '12', '13']);
    expect(found.codes).toMatchObject([{ code: ERROR, count: 30 }]);
    expect(found.reason).toBe(
      'Errors: 10% (10 of 100 events) in 2026-11-01 11:00 to 12:00, at most 5% allowed; ' +
        '3 of 5 windows broke it, 3 in a row from 2026-11-01 11:00 to 14:00',
    );
  });

  test('of several rows the longest comes first, and of equal ones the earlier', () => {
    const found = finding(errors(2), aSummary(hours(BAD, BAD, GOOD, BAD, GOOD, BAD, BAD, BAD, GOOD, BAD, BAD)));
    expect(found.rows).toEqual([row('14', '17', 3), row('09', '11', 2), row('18', '20', 2)]);
    expect(found.reason).toContain(
      '7 of 11 windows broke it, in 3 rows, the longest of 3 in a row from 2026-11-01 14:00 to 17:00',
    );
    expect(found.windows!.broken).toBe(7);
  });

  test('a window with too few events, or none, says nothing: the row goes on behind it', () => {
    const few = { [OK]: 1 };
    const run = aSummary(hours(BAD, few, BAD, {}, BAD));
    expect(finding(errors(3), run).state).toBe('pass');
    const found = finding(errors(3, { minWindowEvents: 2 }), run);
    expect(found).toMatchObject({ state: 'fail', windows: { checked: 3, excused: 1, broken: 3 } });
    expect(found.rows).toEqual([row('09', '14', 3)]);
  });

  test('at most five rows are listed', () => {
    const found = finding(errors(1), aSummary(hours(...Array.from({ length: 14 }, (_, i) => (i % 2 ? GOOD : BAD)))));
    expect(found).toMatchObject({ windows: { broken: 7 } });
    expect(found.rows).toHaveLength(5);
    const pairs = Array.from({ length: 14 }, (_, i) => (i % 2 ? [GOOD] : [BAD, BAD])).flat();
    expect(finding(errors(2), aSummary(hours(...pairs.slice(0, 15)))).rows).toHaveLength(5);
    expect(finding(errors(2), aSummary(hours(...pairs))).rows).toHaveLength(5);
  });
});

test('what must occur and does not: a gap counts as all its windows', () => {
  const run = aSummary(hours(GOOD, {}, {}, GOOD, {}, GOOD), { window: '1h' });
  expect(finding(rule('require', '107000', { consecutive: 3 }), run).state).toBe('pass');
  const found = finding(rule('require', '107000', { consecutive: 2 }), run);
  expect(found).toMatchObject({ state: 'fail', windows: { checked: 5, broken: 1 } });
  expect(found.rows).toEqual([row('10', '12', 2)]);
});

test('events without a time are in no row', () => {
  const run = aSummary([...hours(BAD), { at: null, code: ERROR, times: 5 }]);
  const found = finding(errors(2), run);
  expect(found).toMatchObject({ state: 'pass', windows: { checked: 1, excused: 0, broken: 0 } });
  const untimed = aSummary([...hours(GOOD), { at: null, code: ERROR, times: 5 }]);
  expect(finding(errors(1), untimed)).toMatchObject({ state: 'pass', rows: [] });
});

test.each([
  ['no event has a time', [{ at: null, code: ERROR, times: 5 }], 1, 0],
  ['1 window, none with 200 events', [{ at: null, code: ERROR, times: 5 }, ...hours(BAD)], 200, 1],
] as const)('where none can be checked: %s', (said, events, minWindowEvents, excused) => {
  const found = finding(errors(2, { minWindowEvents }), aSummary([...events]));
  expect(found.windows).toEqual({ checked: 0, excused, broken: 0 });
  expect(found.reason).toBe(`Not one window was checked: ${said}`);
});

test('those for so many windows in a row stand beside each other and one for the whole run', () => {
  expect(errors(3).id).toBe('max-error-rate/for/3');
  expect(errors(3).name).toBe('error rate, 3 windows in a row');
  expect(errors(3, { level: 'warn' }).id).toBe('max-error-rate/for/3/warn');
});
