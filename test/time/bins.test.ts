import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AUTO_WINDOWS, windowName } from '../../src/model/window.js';
import { autoLevel, BinCutter, LAST_LEVEL } from '../../src/time/bins.js';
import { WindowCutter } from '../../src/time/windows.js';
import { zoneOf } from '../../src/time/zone.js';
import * as oracle from './temporal-oracle.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const anyZone = fc.constantFrom(...oracle.ZONES, 'UTC', 'Africa/Monrovia');
const anyLevel = fc.integer({ min: 0, max: LAST_LEVEL });
const anywhere = anyZone.chain((zone) => {
  const changes = zone === 'UTC' ? [0] : [0, ...oracle.transitions(zone)];
  const near = fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -DAY, max: DAY }));
  return fc.tuple(
    fc.constant(zone),
    near.map(([change, by]) => change + by),
  );
});

describe('bins', () => {
  test('share out time', () => {
    fc.assert(
      fc.property(anywhere, anyLevel, ([zone, at], level) => {
        const bins = () => new BinCutter(zoneOf(zone), level);
        const { start, end } = bins().at(at);
        expect(start <= at && at < end).toBe(true);
        expect(bins().at(start)).toEqual({ start, end });
        expect(bins().at(end - 1)).toEqual({ start, end });
        expect(bins().at(end).start).toBe(end);
      }),
      { numRuns: 1000 },
    );
  });

  test('lie whole in one window of their level and of every longer one', () => {
    fc.assert(
      fc.property(anywhere, anyLevel, ([zone, at], level) => {
        const bin = new BinCutter(zoneOf(zone), level).at(at);
        let cut = false;
        for (const length of AUTO_WINDOWS.slice(level)) {
          const window = new WindowCutter(zoneOf(zone), length).at(at);
          expect(window.start <= bin.start && bin.end <= window.end).toBe(true);
          cut ||= window.end === bin.end;
        }
        expect(cut).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('are smaller than a window only where a longer one starts inside', () => {
    // On the day that Lord Howe puts its clock forward by half an hour, 06:00 comes 5.5 hours after midnight.
    const zone = zoneOf('Australia/Lord_Howe');
    const six = Date.parse('2026-10-03T19:00Z');
    const hourly = AUTO_WINDOWS.findIndex((length) => windowName(length) === '1h');
    const bins = new BinCutter(zone, hourly);
    expect(bins.at(six - 1)).toEqual({ start: six - HOUR / 2, end: six });
    expect(bins.at(six)).toEqual({ start: six, end: six + HOUR / 2 });
    expect(bins.at(six + 5 * HOUR)).toEqual({ start: six + 4.5 * HOUR, end: six + 5.5 * HOUR });
  });
});

describe('autoLevel', () => {
  const zone = zoneOf('UTC');
  const first = Date.parse('2026-11-02T00:00Z');

  test.each([
    [first, '1m'],
    [first + 48 * 60_000 - 1, '1m'],
    [first + 48 * 60_000, '5m'],
    [first + 4 * HOUR, '15m'],
    [first + 12 * HOUR, '1h'],
    [first + 48 * HOUR - 1, '1h'],
    [first + 48 * HOUR, '2h'],
    [first + 96 * HOUR, '3h'],
    [first + 144 * HOUR, '6h'],
    [first + 12 * DAY, '1d'],
    [first + 48 * DAY, '1w'],
    [first + 5000 * DAY, '1w'],
  ])('to %d: %s', (last, name) => {
    expect(windowName(AUTO_WINDOWS[autoLevel(zone, first, last)]!)).toBe(name);
  });

  test('never goes below the level given', () => {
    expect(autoLevel(zone, first, first, 3)).toBe(3);
  });
});
