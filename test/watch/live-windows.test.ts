/** Windows of a live run: every event is in one, whatever the order; closed ones say what came late. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventBatch } from '../../src/model/event.js';
import { zoneOf } from '../../src/time/zone.js';
import { LiveWindows } from '../../src/watch/live-windows.js';
import { Watermark } from '../../src/watch/watermark.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 9, 25);
const CODES = [107000, 109004, 108000];
const NAMES = ['a', 'b', null];

interface Step {
  /** Minutes since the start, and which code and group. */
  readonly events: readonly (readonly [minute: number, code: number, group: number])[];
  /** Minutes since the start. */
  readonly watermark: number;
}

function batchOf(events: Step['events']): EventBatch {
  return {
    ...{ source: 'x', count: events.length },
    codes: Int32Array.from(events, ([, code]) => CODES[code]!),
    times: Float64Array.from(events, ([minute]) => START + minute * MINUTE + 1),
    ...{ inherited: new Uint8Array(events.length), lines: new Float64Array(events.length) },
    offsets: new Float64Array(events.length),
    groups: [{ ids: Int32Array.from(events, ([, , group]) => group), values: NAMES }],
  };
}

const step: fc.Arbitrary<Step> = fc.record({
  events: fc.array(fc.tuple(fc.integer({ min: 0, max: 600 }), fc.nat(2), fc.nat(2)), { maxLength: 20 }),
  watermark: fc.integer({ min: -10, max: 620 }),
});

const countsOf = (windows: LiveWindows) =>
  windows.since(Number.NEGATIVE_INFINITY).reduce((sum, { groups }) => {
    for (const { codes } of groups.values()) for (const { count } of codes.values()) sum += count;
    return sum;
  }, 0);

test('every event is counted once, closed windows come in order, and say all that was late', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      // Kept for two hours as they are, and in hours for fourteen: longer than all of it.
      const windows = new LiveWindows(zoneOf('Europe/Berlin'), { n: 1, unit: 'm' }, 2 * HOUR);
      const said = new Map<number, { revision: number; late: number }>();
      const young = new Set<number>();
      let newest = Number.NEGATIVE_INFINITY;
      let events = 0;
      for (const { events: some, watermark } of steps) {
        windows.add(batchOf(some), START + 600 * MINUTE);
        events += some.length;
        for (const [minute] of some) {
          newest = Math.max(newest, minute);
          if (newest - minute <= 120) young.add(START + minute * MINUTE);
        }
        const closed = windows.close(START + watermark * MINUTE);
        expect(closed.map(({ start }) => start)).toEqual(closed.map(({ start }) => start).sort((a, b) => a - b));
        for (const { start, revision, late } of closed) {
          expect(revision).toBe((said.get(start)?.revision ?? 0) + 1);
          expect(late).toBeGreaterThanOrEqual(said.get(start)?.late ?? 0);
          said.set(start, { revision, late });
        }
        expect(countsOf(windows)).toBe(events);
      }
      const rest = windows.close(Number.POSITIVE_INFINITY);
      for (const { start } of rest) young.delete(start);
      for (const start of said.keys()) young.delete(start);
      expect([...young]).toEqual([]);
      const restored = new LiveWindows(zoneOf('Europe/Berlin'), { n: 1, unit: 'm' }, 2 * HOUR);
      restored.restore(JSON.parse(JSON.stringify(windows.data())));
      expect(restored.since(0)).toEqual(windows.since(0));
    }),
    { numRuns: 200 },
  );
});

test('one event in the far future hides nothing, whether it comes first or last', () => {
  const events = [0, 5, 9].map((minute) => [minute, 0, 0] as const);
  const future = [60 * 24 * 365 * 1000, 1, 1] as const;
  for (const all of [
    [future, ...events],
    [...events, future],
  ]) {
    const windows = new LiveWindows(zoneOf('UTC'), { n: 1, unit: 'm' }, 2 * HOUR);
    for (const event of all) {
      windows.add(batchOf([event]), START + 10 * MINUTE);
      windows.close(START);
    }
    expect(windows.newest).toBe(START + 9 * MINUTE + 1);
    expect(windows.since(0).map(({ start }) => (start - START) / MINUTE)).toEqual([0, 5, 9]);
  }
});

test('where all events are ahead of the clock they are shown', () => {
  const windows = new LiveWindows(zoneOf('UTC'), { n: 1, unit: 'm' }, 2 * HOUR);
  windows.add(batchOf([[500, 0, 0]]), START);
  windows.close(START);
  expect(windows.since(windows.newest - HOUR)).toHaveLength(1);
});

describe('the watermark', () => {
  const options = { lateness: MINUTE, idle: 30_000 };

  test('is the smallest of the newest times, less the lateness, and never goes back', () => {
    const mark = new Watermark(options);
    const now = START + HOUR;
    mark.see(1, START + 10 * MINUTE, now);
    mark.see(2, START + 20 * MINUTE, now);
    expect(mark.at(now)).toBe(START + 9 * MINUTE);
    mark.see(1, START + 30 * MINUTE, now);
    expect(mark.at(now)).toBe(START + 19 * MINUTE);
    mark.see(3, START, now);
    expect(mark.at(now)).toBe(START + 19 * MINUTE);
  });

  test('waits for no source that is idle, and goes on with the clock where all are', () => {
    const mark = new Watermark(options);
    const now = START + HOUR;
    mark.see(1, START + 10 * MINUTE, now);
    mark.see(2, START + 20 * MINUTE, now + 20_000);
    expect(mark.at(now + 29_999)).toBe(START + 9 * MINUTE);
    expect(mark.at(now + 30_000)).toBe(START + 19 * MINUTE);
    // The second is idle from 50 s on.
    expect(mark.at(now + 60_000)).toBe(START + 19 * MINUTE + 10_000);
    expect(mark.at(now + 90_000)).toBe(START + 19 * MINUTE + 40_000);
    mark.see(1, START + 30 * MINUTE, now + 95_000);
    expect(mark.at(now + 95_000)).toBe(START + 29 * MINUTE);
  });

  test('does not go on with the clock before anything was read: that may be old', () => {
    const mark = new Watermark(options);
    expect(mark.at(START + HOUR)).toBe(Number.NEGATIVE_INFINITY);
    mark.see(1, START + 10 * MINUTE, START + HOUR);
    expect(mark.at(START + HOUR)).toBe(START + 9 * MINUTE);
  });

  test('does not follow times in the future, and waits for a source that has had none yet', () => {
    const mark = new Watermark(options);
    const now = START + HOUR;
    mark.see(1, now + HOUR, now);
    expect(mark.at(now)).toBe(Number.NEGATIVE_INFINITY);
    mark.see(1, now + 4 * MINUTE, now);
    expect(mark.at(now)).toBe(now + 3 * MINUTE);
  });
});
