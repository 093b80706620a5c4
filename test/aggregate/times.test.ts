/** What tallies tell of times, however the events are shared between them; and the events of a span that moves. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RecentEvents } from '../../src/aggregate/recent.js';
import { Tally } from '../../src/aggregate/tally.js';
import type { TallyPlan } from '../../src/aggregate/tally-data.js';
import { timeWarnings } from '../../src/aggregate/time-warnings.js';
import { CODE_COUNT } from '../../src/model/code.js';
import type { EventBatch } from '../../src/model/event.js';
import { zoneOf } from '../../src/time/zone.js';

const PLAN: TallyPlan = {
  timeZone: zoneOf('UTC'),
  window: 'auto',
  filter: { since: null, until: null, selected: null },
  groupKeys: 0,
  errorCodes: new Uint8Array(CODE_COUNT),
};
const NOW = Date.parse('2026-11-01T12:00:00Z');
const HOUR = 3_600_000;

function batchOf(times: readonly number[], values: readonly string[] = []): EventBatch {
  return {
    source: 'x',
    count: times.length,
    codes: new Int32Array(times.length).fill(107000),
    times: Float64Array.from(times),
    inherited: new Uint8Array(times.length),
    lines: new Float64Array(times.length),
    offsets: new Float64Array(times.length),
    groups: values.length === 0 ? [] : [{ ids: Int32Array.from(times.keys()), values }],
  };
}

describe('events in the future', () => {
  const times = fc.array(fc.integer({ min: NOW - 40 * HOUR, max: NOW + 40 * HOUR }), { maxLength: 200 });
  test('are counted exactly, by any number of tallies', () => {
    fc.assert(
      fc.property(times, times, fc.constantFrom<TallyPlan['window']>('auto', { n: 1, unit: 'd' }), (a, b, window) => {
        const plan = { ...PLAN, window, future: NOW };
        const [one, other] = [new Tally(plan), new Tally(plan)];
        one.add(batchOf(a));
        other.add(batchOf(b));
        one.merge(other.data());
        expect(one.inFuture).toBe([...a, ...b].filter((time) => time >= NOW).length);
        expect(one.events).toBe(a.length + b.length);
        const whole = new Tally({ ...PLAN, window });
        whole.add(batchOf([...a, ...b]));
        expect(one.windows().windows).toEqual(whole.windows().windows);
      }),
    );
  });

  test('and told in words', () => {
    const tally = new Tally({ ...PLAN, future: NOW + 300_000 });
    tally.add(batchOf([NOW, NOW + 299_999, NOW + 300_000, NOW + 2 * HOUR]));
    expect(timeWarnings(tally, '', NOW)).toEqual(['2 events lie up to 2 h in the future: is --tz right?']);
  });
});

test('what a span drops is told with all tallies’ first and last time', () => {
  const plan = { ...PLAN, filter: { ...PLAN.filter, since: NOW } };
  const [one, other] = [new Tally(plan), new Tally(plan)];
  one.add(batchOf([NOW - 2 * HOUR, Number.NaN]));
  one.addUndated(one.takeUndated(), Number.NaN);
  other.add(batchOf([NOW - 1, NOW - 3 * HOUR]));
  one.merge(other.data());
  expect(one.filtered).toBe(4);
  expect(timeWarnings(one, '--since now', NOW)).toEqual([
    '--since now: all 4 events were dropped: the log has events from 2026-11-01T09:00:00+00:00 to 2026-11-01T11:59:59+00:00',
  ]);
  one.add(batchOf([NOW]));
  expect(timeWarnings(one, '--since now', NOW)).toEqual([]);
});

test('a span holds more groups than one of its buckets has room for', () => {
  const count = 5000;
  const times = Array.from({ length: count }, (_, i) => NOW + (i % 1000));
  const values = times.map((_, i) => `t${i}`);
  const recent = new RecentEvents({ length: 40 * HOUR, until: null, selected: null, maxGroups: 999 });
  recent.begin(0);
  recent.add(batchOf(times, values));
  recent.add(batchOf(times, values));
  expect([recent.events, recent.since]).toEqual([2 * count, NOW + 999 - 40 * HOUR]);
  const [settled, expected] = [0, 0].map(
    () => new Tally({ ...PLAN, groupKeys: 1, filter: { ...PLAN.filter, since: recent.since } }),
  );
  expect(recent.addTo(settled!)).toEqual(new Map([[0, 2 * count]]));
  for (let i = 0; i < 2; i++) expected!.add(batchOf(times, values));
  const byName = (tally: Tally) => {
    const { names, counts } = tally.groups!.kept;
    const row = (group: number) => `${names.name(group)} ${counts.of(group).codes} ${counts.of(group).counts}`;
    return Array.from({ length: counts.length }, (_, group) => row(group)).sort();
  };
  expect(byName(settled!)).toEqual(byName(expected!));
  expect(settled!.groups!.others).toEqual(expected!.groups!.others);
});
