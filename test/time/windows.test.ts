import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WindowLength } from '../../src/model/window.js';
import { parseWindow } from '../../src/time/window-length.js';
import { countWindows, WindowCutter } from '../../src/time/windows.js';
import { zoneOf } from '../../src/time/zone.js';
import * as oracle from './temporal-oracle.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function cutter(zone: string, length: string): WindowCutter {
  return new WindowCutter(zoneOf(zone), parseWindow(length) as WindowLength);
}

/** Where the windows of a stretch of time start, in hours since its own start, which must be that of a window. */
function hours(zone: string, length: string, from: string, to: string): number[] {
  const start = Date.parse(from);
  const windows = cutter(zone, length);
  const cuts: number[] = [];
  for (let at = start; at < Date.parse(to); at = windows.at(at).end) {
    expect(windows.at(at).start).toBe(at);
    cuts.push((at - start) / HOUR);
  }
  return cuts;
}

function iso(window: { start: number; end: number }): string[] {
  return [new Date(window.start).toISOString(), new Date(window.end).toISOString()];
}

describe('up to an hour: elapsed time from midnight', () => {
  test('a day of 25 hours has 25 hourly windows, one of 23 has 23', () => {
    expect(hours('America/New_York', '1h', '2026-11-01T04:00Z', '2026-11-02T05:00Z')).toHaveLength(25);
    expect(hours('America/New_York', '1h', '2026-03-08T05:00Z', '2026-03-09T04:00Z')).toHaveLength(23);
    expect(hours('America/New_York', '15m', '2026-11-01T04:00Z', '2026-11-02T05:00Z')).toHaveLength(100);
  });

  test('the last of a day ends at midnight', () => {
    // Lord Howe puts its clock forward by half an hour: a day of 23.5 hours.
    const cuts = hours('Australia/Lord_Howe', '1h', '2026-10-03T13:30Z', '2026-10-04T13:00Z');
    expect(cuts).toEqual(Array.from({ length: 24 }, (_, i) => i));
    expect(iso(cutter('Australia/Lord_Howe', '1h').at(Date.parse('2026-10-04T12:59Z')))).toEqual([
      '2026-10-04T12:30:00.000Z',
      '2026-10-04T13:00:00.000Z',
    ]);
  });

  test('a zone of half and quarter hours starts its windows there', () => {
    expect(iso(cutter('Asia/Kathmandu', '1h').at(Date.parse('2026-11-01T09:20Z')))).toEqual([
      '2026-11-01T09:15:00.000Z',
      '2026-11-01T10:15:00.000Z',
    ]);
  });

  test('60m is 1h', () => {
    const at = Date.parse('2026-11-01T09:20Z');
    expect(cutter('Asia/Kathmandu', '60m').at(at)).toEqual(cutter('Asia/Kathmandu', '1h').at(at));
  });
});

describe('longer than an hour: by the clock', () => {
  test('6 hours are 5 or 7 where the clock changes', () => {
    expect(hours('Europe/Berlin', '6h', '2026-03-28T23:00Z', '2026-03-29T22:00Z')).toEqual([0, 5, 11, 17]);
    expect(hours('Europe/Berlin', '6h', '2026-10-24T22:00Z', '2026-10-25T23:00Z')).toEqual([0, 7, 13, 19]);
  });

  test('a start that the clock repeats is its first time', () => {
    // 03:00 becomes 02:00: the window of 02:00 has three hours.
    expect(hours('Europe/Berlin', '2h', '2026-10-24T22:00Z', '2026-10-25T05:00Z')).toEqual([0, 2, 5]);
  });

  test('a start that the clock skips is as much later', () => {
    // 02:00 becomes 03:00. With 80 minutes, 02:40 does not exist and 03:40 stands for it.
    const cuts = hours('America/New_York', '80m', '2026-03-08T05:00Z', '2026-03-08T09:00Z');
    expect(cuts.map((hour) => hour * 60)).toEqual([0, 80, 160, 180]);
  });

  test('windows that a long gap swallows have no extent', () => {
    // Troll goes from 01:00 to 03:00. With 80 minutes, 01:20 resolves to 03:20 and 02:40 to 04:40, after 04:00.
    const cuts = hours('Antarctica/Troll', '80m', '2026-03-29T00:00Z', '2026-03-29T04:00Z');
    expect(cuts.map((hour) => hour * 60)).toEqual([0, 80, 120, 200]);
  });

  test('24h are the days of the calendar', () => {
    const at = Date.parse('2026-10-25T12:00Z');
    expect(cutter('Europe/Berlin', '24h').at(at)).toEqual(cutter('Europe/Berlin', '1d').at(at));
  });
});

describe('days and weeks: by the calendar', () => {
  test('days of 23 and 25 hours', () => {
    expect(hours('Europe/Berlin', '1d', '2026-03-28T23:00Z', '2026-03-30T22:00Z')).toEqual([0, 23]);
    expect(hours('Europe/Berlin', '1d', '2026-10-24T22:00Z', '2026-10-26T23:00Z')).toEqual([0, 25]);
  });

  test('weeks from Monday', () => {
    expect(iso(cutter('Europe/Berlin', '1w').at(Date.parse('2026-10-25T22:59:59.999Z')))).toEqual([
      '2026-10-18T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ]);
  });

  test('several days count from 1970-01-01, several weeks from 1970-01-05, before them too', () => {
    expect(iso(cutter('UTC', '3d').at(0))).toEqual(['1970-01-01T00:00:00.000Z', '1970-01-04T00:00:00.000Z']);
    expect(iso(cutter('UTC', '3d').at(-1))).toEqual(['1969-12-29T00:00:00.000Z', '1970-01-01T00:00:00.000Z']);
    expect(iso(cutter('UTC', '2w').at(4 * DAY))).toEqual(['1970-01-05T00:00:00.000Z', '1970-01-19T00:00:00.000Z']);
    expect(iso(cutter('UTC', '2w').at(0))).toEqual(['1969-12-22T00:00:00.000Z', '1970-01-05T00:00:00.000Z']);
  });

  test('the start of the day rules where the clock falls back over midnight', () => {
    // St John's, 2006-10-29: 00:01 becomes 23:01 of the 28th, and 00:00 comes again an hour later.
    const midnight = Date.parse('2006-10-29T02:30Z');
    const days = cutter('America/St_Johns', '1d');
    expect(days.at(midnight - 1).end).toBe(midnight);
    expect(days.at(midnight + 30 * 60_000)).toEqual({ start: midnight, end: midnight + 25 * HOUR });
  });

  test('a date that the zone left out has no window', () => {
    const days = cutter('Pacific/Apia', '1d');
    const change = Date.parse('2011-12-30T10:00Z');
    expect(days.at(change - 1)).toEqual({ start: change - DAY, end: change });
    expect(days.at(change)).toEqual({ start: change, end: change + DAY });
  });
});

describe.each(oracle.ZONES)('%s, around every clock change from 1990 to 2040', (zone) => {
  const changes = oracle.transitions(zone);
  const probes = changes.flatMap((at) => [at - 1, at, at + 20 * 60_000, at + 30 * HOUR]);

  test('days and weeks are those of Temporal', () => {
    const days = cutter(zone, '1d');
    const weeks = cutter(zone, '1w');
    for (const at of probes) {
      const date = oracle.dateOf(at, zone);
      expect(days.at(at)).toEqual({
        start: oracle.startOfDay(date, zone),
        end: oracle.startOfDay(date.add({ days: 1 }), zone),
      });
      const monday = date.subtract({ days: date.dayOfWeek - 1 });
      expect(weeks.at(at)).toEqual({
        start: oracle.startOfDay(monday, zone),
        end: oracle.startOfDay(monday.add({ days: 7 }), zone),
      });
    }
  });

  test('6-hour windows start when Temporal says that the clock shows it', () => {
    const windows = cutter(zone, '6h');
    for (const at of probes) {
      const date = oracle.dateOf(at, zone);
      const end = oracle.startOfDay(date.add({ days: 1 }), zone);
      const clock = [6, 12, 18].map((hour) => oracle.toInstant(oracle.dayNumber(date) * DAY + hour * HOUR, zone));
      const cuts = [oracle.startOfDay(date, zone), ...clock, end];
      const start = Math.max(...cuts.filter((cut) => cut <= at));
      expect(windows.at(at)).toEqual({ start, end: Math.min(...cuts.filter((cut) => cut > at)) });
    }
  });
});

describe('windows of any length in any zone', () => {
  const anyZone = fc.constantFrom(...oracle.ZONES, 'UTC', '-03:30', 'America/Toronto', 'Africa/Monrovia');
  const anyLength = fc.constantFrom(
    '1s',
    '45s',
    '1m',
    '36m',
    '1h',
    '80m',
    '90m',
    '2h',
    '6h',
    '8h',
    '12h',
    '1d',
    '5d',
    '1w',
    '3w',
  );
  const anyInstant = fc.integer({ min: Date.UTC(1900), max: Date.UTC(2060) });
  /** Half of the instants lie within three days of a clock change, where there are any. */
  const anywhere = anyZone.chain((zone) => {
    const changes = zone.includes('/') ? oracle.transitions(zone) : [];
    if (changes.length === 0) return fc.tuple(fc.constant(zone), anyInstant);
    const near = fc
      .tuple(fc.constantFrom(...changes), fc.integer({ min: -3 * DAY, max: 3 * DAY }))
      .map(([change, by]) => change + by);
    return fc.tuple(fc.constant(zone), fc.oneof(near, anyInstant));
  });

  test('share out time: each instant in one, the next where one ends', () => {
    fc.assert(
      fc.property(anywhere, anyLength, ([zone, at], length) => {
        const { start, end } = cutter(zone, length).at(at);
        expect(start <= at && at < end).toBe(true);
        expect(cutter(zone, length).at(start)).toEqual({ start, end });
        expect(cutter(zone, length).at(end - 1)).toEqual({ start, end });
        expect(cutter(zone, length).at(end).start).toBe(end);
        expect(cutter(zone, length).at(start - 1).end).toBe(start);
      }),
      { numRuns: 1500 },
    );
  });

  test('are the same whatever was asked before', () => {
    fc.assert(
      fc.property(
        anyZone,
        anyLength,
        fc.array(fc.integer({ min: 0, max: 40 * DAY }), { maxLength: 20 }),
        (zone, length, steps) => {
          const used = cutter(zone, length);
          for (const step of steps) {
            const at = Date.UTC(2026, 9, 1) + step;
            expect(used.at(at)).toEqual(cutter(zone, length).at(at));
            expect(used.at(at)).toBe(used.at(at));
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  test('of whole minutes and more lie whole in one day', () => {
    fc.assert(
      fc.property(anywhere, fc.constantFrom('1m', '15m', '1h', '6h', '12h'), ([zone, at], length) => {
        const window = cutter(zone, length).at(at);
        const day = cutter(zone, '1d').at(at);
        expect(day.start <= window.start && window.end <= day.end).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('countWindows', () => {
  const at = Date.parse('2026-11-01T00:30Z');
  const hourly = cutter('UTC', '1h');

  test.each([
    [at, at, 1],
    [at, at + HOUR, 2],
    [at, Date.parse('2026-11-01T00:59:59.999Z'), 1],
    [at, Date.parse('2026-11-01T01:00Z'), 2],
    [at, at - 1, 0],
    [at, at + 47 * HOUR, 48],
    [at, at + 48 * HOUR, 49],
    [at, at + 10_000 * DAY, 49],
  ])('from %d to %d: %d', (first, last, count) => {
    expect(countWindows(hourly, first, last, 48)).toBe(count);
  });
});
