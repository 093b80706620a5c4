/** Any way of sharing events between tallies, merged in any order, gives what one tally gives: and that is what was in the log. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { summarise } from '../../src/aggregate/summarise.js';
import { Tally } from '../../src/aggregate/tally.js';
import type { TallyData, TallyPlan, UndatedEvents } from '../../src/aggregate/tally-data.js';
import { BUILT_IN } from '../../src/catalogue/catalogue.js';
import { CODE_COUNT, FIRST_CODE } from '../../src/model/code.js';
import type { EventBatch } from '../../src/model/event.js';
import type { Summary } from '../../src/model/summary.js';
import { AUTO_WINDOWS, windowName } from '../../src/model/window.js';
import { parseWindow } from '../../src/time/window-length.js';
import { countWindows, WindowCutter } from '../../src/time/windows.js';
import { zoneOf } from '../../src/time/zone.js';
import { plainOptions } from '../report/plain-run.js';

/** Random logs that are split; more with PTK_LOGSCAN_TEST_LOGS. */
const LOGS = Number(process.env.PTK_LOGSCAN_TEST_LOGS ?? 70);
const CODES = [106000, 107000, 108005, 109002, 109004, 109999];
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Around the end of daylight saving in Europe. */
const START = Date.parse('2026-10-24T20:00:00Z');
const VALUES = ['acme', 'demo', 'éclair', '', null] as const;
/** Few enough for some groups to have no row of their own. */
const MOST_ROWS = 2;

interface Event {
  readonly code: number;
  /** NaN: its line has none. */
  readonly time: number;
  readonly values: readonly (string | null)[];
}

/** An event as it is counted: with the time that it has or inherits. */
interface Counted extends Event {
  readonly inherited: boolean;
}

/** Events of one source between two cuts, and who counts them. */
interface Piece {
  readonly source: number;
  readonly events: readonly Event[];
  readonly tally: number;
}

function inheriting(events: readonly Event[], before = Number.NaN): Counted[] {
  let last = before;
  return events.map((event) => {
    const inherited = Number.isNaN(event.time);
    if (!inherited) last = event.time;
    return { ...event, time: last, inherited: inherited && !Number.isNaN(last) };
  });
}

function batchOf(events: readonly Counted[], keys: number): EventBatch {
  return {
    source: 'x',
    count: events.length,
    codes: Int32Array.from(events, ({ code }) => code),
    times: Float64Array.from(events, ({ time }) => time),
    inherited: Uint8Array.from(events, ({ inherited }) => (inherited ? 1 : 0)),
    lines: new Float64Array(events.length),
    offsets: new Float64Array(events.length),
    groups: Array.from({ length: keys }, (_, key) => ({
      ids: Int32Array.from(events, ({ values }) => VALUES.indexOf(values[key] as (typeof VALUES)[number])),
      values: VALUES,
    })),
  };
}

/** Counts the pieces, each by its tally in batches of at most `size`, and merges the tallies in the order given. */
function counted(plan: TallyPlan, pieces: readonly Piece[], order: readonly number[], size: number): Tally {
  const tallies = order.map(() => new Tally(plan));
  const undated: (UndatedEvents | null)[] = [];
  for (const { events, tally } of pieces) {
    const batch = inheriting(events);
    const mine = tallies[tally % tallies.length]!;
    for (let at = 0; at < batch.length; at += size) mine.add(batchOf(batch.slice(at, at + size), plan.groupKeys));
    undated.push(mine.takeUndated());
  }
  const [first, ...rest] = order.map((n) => tallies[n]!);
  // As threads send it.
  for (const other of rest) first!.merge(structuredClone(other.data()) as TallyData);
  const last = new Map<number, number>();
  pieces.forEach(({ source, events }, i) => {
    first!.addUndated(undated[i]!, last.get(source) ?? Number.NaN);
    const time = inheriting(events, last.get(source)).at(-1)?.time;
    if (time !== undefined) last.set(source, time);
  });
  return first!;
}

/** With objects that have all their fields, which those of a summary make when they are looked at. */
function plain(summary: Summary): Summary {
  return JSON.parse(JSON.stringify(summary)) as Summary;
}

function documentOf(tally: Tally) {
  const keys = ['tenant', 'segment'].slice(0, tally.plan.groupKeys);
  const summary = plain(
    summarise(tally, { matchedLines: 0, sources: [] }, BUILT_IN, plainOptions({ by: keys, maxGroups: MOST_ROWS })),
  );
  return { summary, ahead: tally.inFuture, errors: tally.errors, outside: tally.outside.data() };
}

/** What a person would count, one event after the other. */
function byHand(plan: TallyPlan, events: readonly Counted[]) {
  const { filter, future } = plan;
  const { since, until, selected } = filter;
  const isRanged = since !== null || until !== null;
  const wanted = events.filter(({ code }) => selected === null || selected[code - FIRST_CODE] === 1);
  const isInSpan = ({ time }: Counted) =>
    Number.isNaN(time) ? !isRanged : (since === null || time >= since) && (until === null || time < until);
  const kept = wanted.filter(isInSpan);
  const times = (of: readonly Counted[]) => of.map(({ time }) => time).filter((time) => !Number.isNaN(time));
  const instant = (time: number) => (Number.isFinite(time) ? new Date(time).toISOString() : null);
  return {
    events: kept.length,
    filtered: events.length - kept.length,
    outside: wanted.length - kept.length,
    untimed: kept.filter(({ time }) => Number.isNaN(time)).length,
    inherited: kept.filter(({ inherited }) => inherited).length,
    ahead: times(kept).filter((time) => time >= future!).length,
    errors: kept.filter(({ code }) => plan.errorCodes[code - FIRST_CODE] === 1).length,
    codes: CODES.map((code) => kept.filter((event) => event.code === code))
      .filter(({ length }) => length > 0)
      .map((of) => [of[0]!.code, of.length, instant(Math.min(...times(of))), instant(Math.max(...times(of)))]),
    /** Each must be in one window. */
    times: times(kept).sort((a, b) => a - b),
  };
}

/** The shortest length that gives at most 48 windows. */
function shortest({ timeZone }: TallyPlan, first: number, last: number): string {
  const fits = AUTO_WINDOWS.find((length) => countWindows(new WindowCutter(timeZone, length), first, last, 48) <= 48);
  return windowName(fits ?? AUTO_WINDOWS.at(-1)!);
}

/** Some minutes, days, weeks or years: so that `auto` takes different lengths, on the way and at the end. */
const spans = fc.constantFrom(30 * MINUTE, 6 * 60 * MINUTE, 3 * DAY, 45 * DAY, 3 * 365 * DAY);

const cases = spans.chain((span) => {
  // Few different times in some logs, so that limits are often exactly at events; many in others, so that `auto` goes
  // over to longer windows on the way.
  return fc.constantFrom(20, 20, 2000).chain((times) => casesOf(span, times));
});

function casesOf(span: number, times: number) {
  const time = fc.nat(times).map((n) => START + Math.floor((n * span) / times));
  const value = fc.constantFrom(...VALUES);
  const event = fc.record({
    code: fc.constantFrom(...CODES),
    time: fc.oneof({ weight: 3, arbitrary: time }, { weight: 1, arbitrary: fc.constant(Number.NaN) }),
    values: fc.tuple(value, value),
  });
  const plan = fc.record({
    timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Australia/Lord_Howe').map(zoneOf),
    window: fc.constantFrom('auto', 'auto', '45s', '1h', '1d', '1w').map(parseWindow),
    filter: fc.record({
      since: fc.option(time, { freq: 1 }),
      until: fc.option(time, { freq: 1 }),
      selected: fc.option(
        fc.subarray(CODES).map((codes) => {
          const selected = new Uint8Array(CODE_COUNT);
          for (const code of codes) selected[code - FIRST_CODE] = 1;
          return selected;
        }),
      ),
    }),
    groupKeys: fc.nat(2),
    errorCodes: fc.constant(BUILT_IN.errorCodes),
    future: time,
  });
  return fc.record({
    plan,
    sources: fc.array(fc.array(event, { maxLength: times > 20 ? 400 : 60, size: 'max' }), {
      minLength: 1,
      maxLength: 3,
    }),
    cuts: fc.array(fc.nat(times > 20 ? 400 : 60), { maxLength: 4 }),
    takers: fc.array(fc.nat(3), { minLength: 1, maxLength: 8 }),
    order: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
    size: fc.integer({ min: 1, max: 64 }),
  });
}

test('any split, merged in any order, equals the whole', () => {
  fc.assert(
    fc.property(cases, ({ plan, sources, cuts, takers, order, size }) => {
      const pieces = sources.flatMap((events, source) => {
        const edges = [0, ...cuts.filter((cut) => cut < events.length).sort((a, b) => a - b), events.length];
        return edges.slice(1).map((to, i) => ({ source, events: events.slice(edges[i], to), tally: 0 }));
      });
      const shared = pieces.map((piece, i) => ({ ...piece, tally: takers[i % takers.length]! }));
      const split = documentOf(counted(plan, shared, order, size));
      const whole = documentOf(
        counted(
          plan,
          sources.map((events, source) => ({ source, events, tally: 0 })),
          [0],
          1000,
        ),
      );
      expect(split).toEqual(whole);
      // Also in the order of keys and rows.
      expect(JSON.stringify(split)).toBe(JSON.stringify(whole));

      const { summary, ahead, errors, outside } = whole;
      const events = sources.flatMap((of) => inheriting(of));
      const { times, ...hand } = byHand(plan, events);
      const { totals, windows, codes } = summary;
      expect({
        events: totals.events,
        filtered: totals.filtered,
        outside: outside.events,
        untimed: totals.untimed,
        inherited: totals.inherited,
        ahead,
        errors,
        codes: [...codes]
          .sort((a, b) => a.code - b.code)
          .map(({ code, count, first, last }) => [code, count, first, last]),
      }).toEqual(hand);
      expect(totals.errors).toBe(hand.errors);
      for (const { start, end, events } of windows) {
        const [from, to] = [Date.parse(start), Date.parse(end)];
        expect(times.filter((time) => time >= from && time < to)).toHaveLength(events);
      }
      expect(windows.reduce((sum, window) => sum + window.events, 0)).toBe(times.length);
      if (plan.window === 'auto' && times.length > 0) {
        expect(summary.window).toBe(shortest(plan, times[0]!, times.at(-1)!));
      }
    }),
    // The search for the smallest case that fails ends then.
    { numRuns: LOGS, interruptAfterTimeLimit: 15_000 + 50 * LOGS },
  );
});

test('an event at the beginning of the span counts, one at its end does not', () => {
  const plan = planOf({ filter: { since: START, until: START + MINUTE, selected: null } });
  const times = [START - 1, START, START + 1, START + MINUTE - 1, START + MINUTE, START + MINUTE + 1];
  const events = times.map(eventAt);
  const { summary } = documentOf(counted(plan, [{ source: 0, events, tally: 0 }], [0], 10));
  expect(summary.totals).toMatchObject({
    events: 3,
    filtered: 3,
    first: '2026-10-24T20:00:00.000Z',
    last: '2026-10-24T20:00:59.999Z',
  });
  expect(summary.windows).toHaveLength(1);
  expect(summary.windows[0]).toMatchObject({ events: 3 });
});

test('a tally takes in one that has gone over to longer windows, at the very time where it stands', () => {
  const plan = planOf({});
  const at = (...minutes: number[]) => batchOf(inheriting(minutes.map((n) => eventAt(START + n * MINUTE))), 0);
  const [one, other, whole] = [new Tally(plan), new Tally(plan), new Tally(plan)];
  const long = Array.from({ length: 100 }, (_, i) => i);
  one.add(at(1, 0));
  other.add(at(...long));
  one.merge(other.data());
  whole.add(at(1, 0, ...long));
  expect(documentOf(one)).toEqual(documentOf(whole));
});

describe('more groups than are kept by themselves', () => {
  /** Above 2^18 of them: half are left out. */
  const COUNT = 300_000;
  const names = Array.from({ length: COUNT }, (_, i) => `tenant-${i}`);
  const all = names.map((_, i) => i);
  /** Two events a group, in batches as they come from the kernel. */
  const add = (tally: Tally, groups: readonly number[]) => {
    for (let at = 0; at < groups.length; at += 3000) {
      const values = groups.slice(at, at + 3000);
      const of = [...values, ...values];
      tally.add({
        source: 'x',
        count: of.length,
        codes: Int32Array.from(of, (group) => CODES[group % CODES.length]!),
        times: new Float64Array(of.length).fill(START),
        inherited: new Uint8Array(of.length),
        lines: new Float64Array(of.length),
        offsets: new Float64Array(of.length),
        groups: [{ ids: Int32Array.from(of, (_, i) => i % values.length), values: values.map((n) => names[n]!) }],
      });
    }
  };
  const groupsOf = (tally: Tally) =>
    plain(summarise(tally, { matchedLines: 0, sources: [] }, BUILT_IN, plainOptions({ by: ['tenant'], maxGroups: 50 })))
      .groups!;

  test('the same ones are left out, whoever counted and whatever was merged first', () => {
    const plan = planOf({ groupKeys: 1 });
    const [whole, few, many] = [new Tally(plan), new Tally(plan), new Tally(plan)];
    add(whole, all);
    const expected = groupsOf(whole);
    expect(expected.rows).toHaveLength(50);
    expect(expected.other!.events).toBe(2 * (COUNT - 50));
    // The number of those that are not kept is estimated from those that are.
    expect(Math.abs(expected.other!.groups + 50 - COUNT) / COUNT).toBeLessThan(0.01);

    // One that keeps all its groups, one that has left out half: in both orders.
    add(
      few,
      all.filter((group) => group % 10 === 0),
    );
    add(
      many,
      all.filter((group) => group % 10 !== 0),
    );
    expect([few, many].map((tally) => tally.data().groups!.halvings)).toEqual([0, 1]);
    const ofFew = structuredClone(few.data()) as TallyData;
    few.merge(many.data());
    many.merge(ofFew);
    expect(groupsOf(few)).toEqual(expected);
    expect(groupsOf(many)).toEqual(expected);
  });
});

function eventAt(time: number): Event {
  return { code: 107000, time, values: [] };
}

function planOf(more: Partial<TallyPlan>): TallyPlan {
  return {
    timeZone: zoneOf('UTC'),
    window: 'auto',
    filter: { since: null, until: null, selected: null },
    groupKeys: 0,
    errorCodes: BUILT_IN.errorCodes,
    ...more,
  };
}
