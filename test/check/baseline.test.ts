/** Comparison with an earlier run: the test by itself, its false alarms and its power, and the rules made of it. */
import { describe, expect, test } from 'vitest';
import { evaluateAgainstBaseline } from '../../src/check/against-baseline.js';
import { type Baseline, readBaseline } from '../../src/check/baseline.js';
import { parseRate } from '../../src/check/ratio.js';
import { riseByChance } from '../../src/stats/fisher.js';
import { holm } from '../../src/stats/holm.js';
import { baselineOf, check, finding, grouped, rule, runOf } from './run-of.js';

const OK = 107000;
const CRITICAL = 109004;
const ERROR = 109002;

describe("Fisher's exact test", () => {
  test.each([
    // By hand: the lady tasting tea, 8 cups, and one cup less right.
    [4, 4, 0, 4, 1 / 70],
    [3, 4, 1, 4, 17 / 70],
    [0, 4, 4, 4, 1],
    [1, 1, 0, 1, 1 / 2],
    // choose(100, 3) / choose(200, 3): three errors, all of them new.
    [3, 100, 0, 100, (100 * 99 * 98) / (200 * 199 * 198)],
    [0, 100, 0, 100, 1],
    [100, 100, 100, 100, 1],
  ])('%i of %i now, %i of %i before: %d', (k1, n1, k0, n0, p) => {
    expect(riseByChance(k1, n1, k0, n0)).toBeCloseTo(p, 12);
  });

  test('agrees with adding up exact fractions', () => {
    for (const [k1, n1, k0, n0] of [
      [12, 200, 5, 300],
      [5, 300, 12, 200],
      [40, 1000, 20, 1000],
      [90, 100, 85, 100],
      [7, 50, 0, 2000],
    ] as const) {
      const exact = tail(k1, n1, k0, n0);
      expect(Math.abs(riseByChance(k1, n1, k0, n0) / exact - 1)).toBeLessThan(1e-9);
    }
  });

  test('keeps to chance on a billion events', () => {
    const even = riseByChance(10_000_000, 1e9, 10_000_000, 1e9);
    expect(even).toBeGreaterThan(0.5);
    expect(even).toBeLessThan(0.5002);
    // 3 standard deviations: half of 2 * 10,000,000 fall into the new run, give or take 2,225 (sqrt(n p q (1 - 1%)))
    expect(riseByChance(10_000_000 + 6_674, 1e9, 10_000_000 - 6_674, 1e9)).toBeCloseTo(0.00135, 4);
  });
});

test("Holm's correction, by hand", () => {
  expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
  expect(holm([0.5, 0.9])).toEqual([1, 1]);
  expect(holm([])).toEqual([]);
});

const LEVEL = '1%';
const COMPARED = [
  rule('max-rise', '0'),
  rule('max-rise', '0', { select: 'critical' }),
  rule('max-rise', '0', { select: '109002' }),
  rule('max-rise', '0', { select: 'critical', within: '109' }),
];

describe('simulated runs', () => {
  test.each([
    ['many errors', 2000, 3000, 0.05, 40],
    ['few errors', 400, 400, 0.01, 1],
    ['hardly any', 50, 5000, 0.004, 0],
  ])('10,000 pairs without a change, %s: false alarms stay at the level', (_name, before, now, rate, least) => {
    const random = generator(20261101);
    let alarms = 0;
    for (let i = 0; i < 10_000; i++) {
      if (alarmed(runOfRate(before, rate, random), runOfRate(now, rate, random))) alarms++;
    }
    expect(alarms).toBeLessThanOrEqual(100);
    // The exact test keeps below its level, the more so the fewer errors there are; it does not keep silent.
    expect(alarms).toBeGreaterThanOrEqual(least);
  });

  /** The figures that `fisher.ts` names. */
  test.each([
    [1000, 0.59],
    [2000, 0.92],
    [3000, 0.99],
    [5000, 0.999],
  ])('the error rate doubles from 2 to 4 in 100, on %i events each: power %d', (events, power) => {
    const random = generator(20261102);
    let alarms = 0;
    const pairs = 4000;
    for (let i = 0; i < pairs; i++) {
      const [k0, k1] = [binomial(events, 0.02, random), binomial(events, 0.04, random)];
      if (riseByChance(k1, events, k0, events) <= 0.01) alarms++;
    }
    expect(Math.abs(alarms / pairs - power)).toBeLessThan(0.03);
  });
});

describe('rules against a baseline', () => {
  const before = runOf({ [ERROR]: 20, [OK]: 1980 });
  const baseline = baselineOf(before);
  const now = (errors: number, all = 2000) => runOf({ [ERROR]: errors, [OK]: all - errors });

  test.each([
    ['the same', 20, '0', 'pass'],
    ['less', 5, '0', 'pass'],
    ['more, within chance', 28, '0', 'pass'],
    ['more than chance', 45, '0', 'fail'],
    ['more than chance, exactly the allowance in points', 45, '1.25pp', 'pass'],
    ['just above the allowance in points', 45, '1.24pp', 'fail'],
    ['exactly the relative allowance', 45, '125%', 'pass'],
    ['just above the relative allowance', 45, '124.9%', 'fail'],
  ] as const)('%s: %i errors, allowance %s: %s', (_name, errors, allowance, state) => {
    expect(finding(rule('max-rise', allowance), now(errors), { baseline }).state).toBe(state);
  });

  test('says what rose, by how much, and by which test', () => {
    const { reason, comparison } = finding(rule('max-rise', '0.5pp'), now(45), { baseline });
    expect(reason).toMatch(
      /^Errors rose from 1% \(20 of 2,000 events\) in the baseline to 2\.3% \(45 of 2,000 events\): more than 0\.5pp and more than chance \(p 0\.\d+%, level 1%, Fisher's exact test\)$/,
    );
    expect(comparison).toMatchObject({ count: 20, events: 2000 });
  });

  test('the more is compared, the more it takes', () => {
    const rises = (n: number) =>
      Array.from({ length: n }, (_, i) =>
        rule('max-rise', '0', { name: `rise ${i}`, ...(i === 0 ? {} : { select: 'ok' }) }),
      );
    const state = (n: number) => check(rises(n), now(40), { baseline }).rules[2]!.state;
    expect(state(1)).toBe('fail');
    expect(state(20)).toBe('pass');
  });

  test('a new error code, a new unknown one; a new notice is none', () => {
    const run = runOf({ [ERROR]: 20, [OK]: 1980, [CRITICAL]: 3, 106999: 1, 107010: 5 });
    const found = finding(rule('no-new-codes', ''), run, { baseline });
    expect(found).toMatchObject({
      state: 'fail',
      select: null,
      seen: '2 new codes, 4 events',
      reason: 'The baseline has no 106999 Unknown or 109004 PlatformUnavailable; this run has 4 events of them',
    });
    expect(found.codes.map(({ code }) => code)).toEqual([CRITICAL, 106999]);
    expect(finding(rule('no-new-codes', ''), before, { baseline }).state).toBe('pass');
  });

  test('without a baseline yet there is nothing to hold against the run', () => {
    const none = { baseline: { file: 'base.json', counts: null } };
    const { verdict, rules } = check([rule('max-rise', '0'), rule('no-new-codes', '')], now(900), none);
    expect(verdict).toBe('pass');
    expect(rules.slice(2).map(({ state }) => state)).toEqual(['skipped', 'skipped']);
  });

  test('by a value on the line, also one that is new', () => {
    const tenants = (acme: number, extra: Record<string, Record<number, number>> = {}) =>
      grouped('tenant', { acme: { [ERROR]: acme, [OK]: 1000 - acme }, rest: { [OK]: 1000 }, ...extra });
    const base = baselineOf({ ...runOf({ [ERROR]: 10, [OK]: 1990 }), groups: tenants(10) });
    const run = (groups: ReturnType<typeof tenants>) => ({ ...runOf({ [ERROR]: 40, [OK]: 2060 }), groups });
    const within = rule('max-rise', '0', { within: 'tenant:acme' });
    expect(finding(within, run(tenants(40)), { baseline: base }).state).toBe('fail');
    expect(finding(within, run(tenants(12)), { baseline: base }).state).toBe('pass');
    const fresh = run(tenants(10, { fresh: { [OK]: 100 } }));
    expect(finding(rule('max-rise', '0', { select: 'tenant:fresh' }), fresh, { baseline: base }).state).toBe('fail');
    expect(finding(rule('max-rise', '0', { within: 'tenant:fresh' }), fresh, { baseline: base })).toMatchObject({
      state: 'fail',
      reason: 'In the baseline: No event has tenant=fresh; there are acme, rest',
    });
  });
});

describe('a file that is no baseline', () => {
  const summary = JSON.parse(JSON.stringify(runOf({ [OK]: 3 })));
  test.each([
    ['not an object', [], 'expected a summary document; got an array'],
    ['another schema', { ...summary, schema: 'x' }, 'schema: expected "ptk-logscan/summary@1"; got "x"'],
    ['no totals', { ...summary, totals: null }, 'totals.events: expected a whole number; got nothing'],
    [
      'no events',
      { ...summary, totals: { events: 0 } },
      'totals.events: expected a run with events to compare with; got 0',
    ],
    [
      'a code out of range',
      { ...summary, codes: [{ code: 5, count: 3 }] },
      'codes[0].code: expected a code from 106000 to 109999; got 5',
    ],
    [
      'a negative count',
      { ...summary, codes: [{ code: OK, count: -1 }] },
      'codes[0].count: expected a whole number; got -1',
    ],
    [
      'counts that do not add up',
      { ...summary, codes: [] },
      'codes: expected counts that add up to totals.events, 3; got 0',
    ],
    [
      'odd groups',
      { ...summary, groups: { by: 'x' } },
      'groups: expected groups as in a summary document; got an object',
    ],
  ])('%s', (_name, document, message) => {
    expect(() => readBaseline(document, 'b.json')).toThrow(`b.json: ${message}`);
  });
});

/** Whether any of the compared rules fails. */
function alarmed(before: Baseline, now: Baseline): boolean {
  const outcomes = evaluateAgainstBaseline(COMPARED, now, before, parseRate(LEVEL, ''));
  return [...outcomes.values()].some(({ result }) => result === 'broken');
}

/** Half of the errors are critical. */
function runOfRate(events: number, rate: number, random: () => number): Baseline {
  const critical = binomial(events, rate / 2, random);
  const error = binomial(events - critical, rate / 2 / (1 - rate / 2), random);
  const codes = new Map([
    [CRITICAL, critical],
    [ERROR, error],
    [OK, events - critical - error],
  ]);
  return { events, codes, groups: null, made: {} };
}

/** Successes of n, counted by the gaps between them, which are geometric. */
function binomial(n: number, p: number, random: () => number): number {
  let successes = 0;
  for (let at = gap(p, random); at <= n; at += gap(p, random)) successes++;
  return successes;
}

function gap(p: number, random: () => number): number {
  return 1 + Math.floor(Math.log(1 - random()) / Math.log(1 - p));
}

/** Mulberry32: from 0 to below 1, the same sequence for a seed. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function tail(k1: number, n1: number, k0: number, n0: number): number {
  const choose = (n: number, k: number) => {
    let value = 1n;
    for (let i = 0; i < k; i++) value = (value * BigInt(n - i)) / BigInt(i + 1);
    return value;
  };
  const kind = k0 + k1;
  let sum = 0n;
  for (let x = k1; x <= Math.min(kind, n1); x++) if (kind - x <= n0) sum += choose(n1, x) * choose(n0, kind - x);
  return Number((sum * 10n ** 30n) / choose(n0 + n1, kind)) / 1e30;
}
