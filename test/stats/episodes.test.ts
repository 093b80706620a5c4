/** `bench/onset.mjs` has the rates of false alarms and the delays; here is what always holds, and simulated logs of each kind. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { episodesOf } from '../../src/stats/episodes.js';
import { dispersionOf, rateSegments } from '../../src/stats/rate-segments.js';
import { Random } from '../job/soak/random.js';

const window = fc
  .integer({ min: 0, max: 60 })
  .chain((events) => fc.tuple(fc.constant(events), fc.integer({ min: 0, max: events })));
const anySeries = fc.array(window, { maxLength: 80 }).map((windows) => ({
  events: windows.map(([events]) => events),
  errors: windows.map(([, errors]) => errors),
}));

const sum = (numbers: readonly number[], from: number, to: number) =>
  numbers.slice(from, to).reduce((a, b) => a + b, 0);

/** Windows with some 0.3 to 1.7 times as many events, of which each is an error at its window's rate. */
function simulated(seed: number, n: number, each: (i: number) => number, rate: (i: number) => number) {
  const random = new Random(seed);
  const events = Array.from({ length: n }, (_, i) => Math.round(each(i) * (0.3 + 1.4 * random.next())));
  const errors = events.map((count, i) => {
    let k = 0;
    for (let event = 0; event < count; event++) if (random.chance(rate(i))) k += 1;
    return k;
  });
  return { events, errors };
}

const seeds = fc.integer({ min: 1, max: 1e9 });
const FEW = { numRuns: 40 };

describe('whatever is counted', () => {
  test('segments cover all windows, each starting after the one before', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        const starts = rateSegments(series);
        expect(starts[0]).toBe(series.events.length === 0 ? undefined : 0);
        for (const [i, start] of starts.entries()) if (i > 0) expect(start).toBeGreaterThan(starts[i - 1]!);
        expect(starts.every((start) => start < series.events.length)).toBe(true);
      }),
    );
  });

  test('no other single division of two segments is more likely than the one that is found', () => {
    fc.assert(
      fc.property(anySeries, ({ events, errors }) => {
        const starts = rateSegments({ events, errors });
        if (starts.length !== 2) return;
        const cost = (from: number, to: number) => {
          const [n, k] = [sum(events, from, to), sum(errors, from, to)];
          return k === 0 || k === n ? 0 : -k * Math.log(k / n) - (n - k) * Math.log(1 - k / n);
        };
        const at = (limit: number) => cost(0, limit) + cost(limit, events.length);
        for (let limit = 1; limit < events.length; limit++)
          expect(at(starts[1]!)).toBeLessThanOrEqual(at(limit) + 1e-6);
      }),
      { numRuns: 300 },
    );
  });

  test('episodes do not touch, count what is in them, and are above the usual rate', () => {
    fc.assert(
      fc.property(anySeries, ({ events, errors }) => {
        let end = -1;
        for (const { from, to, events: n, errors: k, usual, p } of episodesOf({ events, errors })) {
          expect(from).toBeGreaterThan(end);
          expect([n, k]).toEqual([sum(events, from, to), sum(errors, from, to)]);
          expect(k / n).toBeGreaterThan(usual.errors / usual.events);
          expect(p).toBeGreaterThanOrEqual(0);
          expect(p).toBeLessThanOrEqual(0.01);
          end = to;
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a rate that is the same everywhere has no episode', () => {
    const same = fc.tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 10 }));
    fc.assert(
      fc.property(same, ([n, k]) => {
        expect(episodesOf({ events: new Array(n).fill(10), errors: new Array(n).fill(k) })).toEqual([]);
      }),
    );
  });
});

describe('simulated logs', () => {
  test('none: a steady rate, at any hour of the day', () => {
    const byDay = (i: number) => 100 * (0.55 + 0.45 * Math.sin((i / 24) * 2 * Math.PI));
    let found = 0;
    fc.assert(
      fc.property(seeds, (seed) => {
        found += episodesOf(simulated(seed, 72, byDay, () => 0.03)).length;
      }),
      { ...FEW, seed: 1 },
    );
    expect(found).toBeLessThanOrEqual(1);
  });

  test('one that lasts: its onset is the window', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 3, max: 45 }), (seed, at) => {
        const episodes = episodesOf(
          simulated(
            seed,
            48,
            () => 300,
            (i) => (i >= at ? 0.4 : 0.02),
          ),
        );
        expect(episodes.map(({ from, to }) => [from, to])).toEqual([[at, 48]]);
      }),
      { ...FEW, seed: 1 },
    );
  });

  test('several, with what is well between them', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const isBad = (i: number) => (i >= 10 && i < 14) || (i >= 30 && i < 31) || i >= 44;
        const episodes = episodesOf(
          simulated(
            seed,
            48,
            () => 300,
            (i) => (isBad(i) ? 0.4 : 0.02),
          ),
        );
        expect(episodes.map(({ from, to }) => [from, to])).toEqual([
          [10, 14],
          [30, 31],
          [44, 48],
        ]);
      }),
      { ...FEW, seed: 1 },
    );
  });

  test('a ramp is one episode', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const rate = (i: number) => (i < 20 ? 0.02 : Math.min(0.6, 0.02 + (i - 19) * 0.05));
        const episodes = episodesOf(simulated(seed, 48, () => 300, rate));
        expect(episodes).toHaveLength(1);
        expect(episodes[0]!.from).toBeGreaterThanOrEqual(19);
        expect(episodes[0]!.from).toBeLessThanOrEqual(22);
        expect(episodes[0]!.to).toBe(48);
      }),
      { ...FEW, seed: 1 },
    );
  });

  test('few events: four errors are no episode, and an outage of 30 events is one', () => {
    const quiet = { events: new Array(40).fill(3), errors: new Array(40).fill(0) };
    const last = (errors: number[]) => ({ ...quiet, errors: [...quiet.errors.slice(errors.length), ...errors] });
    expect(episodesOf(last([2, 2]))).toEqual([]);
    expect(episodesOf(last(new Array(10).fill(3))).map(({ from }) => from)).toEqual([30]);
  });

  test('a series that is longer than is divided at once: the onset is the window all the same', () => {
    const episodes = episodesOf(
      simulated(
        5,
        20_000,
        () => 20,
        (i) => (i >= 12_345 ? 0.7 : 0.02),
      ),
    );
    expect(episodes.map(({ from, to }) => [from, to])).toEqual([[12_345, 20_000]]);
  });

  test('errors in bursts are told from chance by their spread', () => {
    const one = simulated(
      3,
      60,
      () => 200,
      () => 0.1,
    );
    expect(dispersionOf(one)).toBeLessThan(2);
    const bursts = { events: one.events.map((n) => n * 8), errors: one.errors.map((n) => n * 8) };
    expect(dispersionOf(bursts)).toBeGreaterThan(3);
  });
});

describe('limits', () => {
  /** Forty windows at one rate, then ten at another; a thousand events each. */
  const stepped = (usual: number, then: number) => ({
    events: new Array<number>(50).fill(1000),
    errors: Array.from({ length: 50 }, (_, i) => (i < 40 ? usual : then)),
  });

  test.each([
    ['less than twice', 50, 95, false],
    ['twice and more', 50, 105, true],
    ['three times', 50, 150, true],
    ['nine points more', 300, 390, false],
    ['eleven points more', 300, 411, true],
    ['eight times, but not one point more', 1, 9, false],
    ['eleven times, by more than one point', 1, 12, true],
  ])('%s: %i and then %i of 1,000', (_name, usual, then, isTold) => {
    expect(episodesOf(stepped(usual, then)).map(({ from, to }) => [from, to])).toEqual(isTold ? [[40, 50]] : []);
  });

  test.each([
    [4, 0],
    [5, 1],
    [14, 1],
  ])('%i errors', (n, episodes) => {
    const events = new Array<number>(40).fill(30);
    const errors = events.map((_, i) => (i === 20 ? n : 0));
    expect(episodesOf({ events, errors })).toHaveLength(episodes);
  });

  test('an outage that takes nine tenths of the log is told against the rest', () => {
    const events = new Array<number>(50).fill(100);
    const errors = events.map((_, i) => (i < 5 ? 2 : 50));
    expect(episodesOf({ events, errors }).map(({ from, to, usual }) => [from, to, usual])).toEqual([
      [5, 50, { events: 500, errors: 10 }],
    ]);
  });

  test('a storm of errors is told against the few events before it', () => {
    const events = Array.from({ length: 50 }, (_, i) => (i < 4 ? 10 : 1000));
    const errors = events.map((n) => (n === 10 ? 0 : 500));
    expect(episodesOf({ events, errors }).map(({ from, to, usual }) => [from, to, usual.events])).toEqual([
      [4, 50, 40],
    ]);
  });

  test('a few well windows with many events are enough to tell the rest against', () => {
    const events = Array.from({ length: 40 }, (_, i) => (i < 2 ? 1000 : 100));
    const errors = events.map((n) => (n === 1000 ? 20 : 50));
    expect(episodesOf({ events, errors }).map(({ from, to, usual }) => [from, to, usual.events])).toEqual([
      [2, 40, 2000],
    ]);
  });

  test('what divides the series is not told where it is likely enough by chance at one of all places', () => {
    const last = (n: number) => ({
      events: new Array<number>(48).fill(100),
      errors: Array.from({ length: 48 }, (_, i) => (i === 47 ? n : 2)),
    });
    expect([rateSegments(last(11)), episodesOf(last(11))]).toEqual([[0, 47], []]);
    expect(episodesOf(last(14))).toHaveLength(1);
  });

  test('nor where it is likely enough among errors in bursts', () => {
    const last = (n: number) => ({
      events: new Array<number>(48).fill(200),
      errors: Array.from({ length: 48 }, (_, i) => (i === 47 ? n : i % 2 === 0 ? 28 : 12)),
    });
    expect(rateSegments(last(118), dispersionOf(last(118)))).toEqual([0, 47]);
    expect(episodesOf(last(118))).toEqual([]);
    expect(episodesOf(last(150))).toHaveLength(1);
  });

  test('a steady rate is hardly ever divided', () => {
    let divided = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const series = simulated(
        seed,
        72,
        () => 100,
        () => 0.05,
      );
      if (rateSegments(series).length > 1) divided += 1;
    }
    expect(divided).toBeLessThanOrEqual(4);
  });

  test('the spread is told of six windows, not of five', () => {
    const bursts = (n: number) => ({
      events: new Array<number>(n).fill(100),
      errors: Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 10 : 40)),
    });
    expect(dispersionOf(bursts(5))).toBe(1);
    expect(dispersionOf(bursts(6))).toBeGreaterThan(10);
  });
});
