import { expect, test } from 'vitest';
import { compareSummaries } from '../../src/aggregate/compare.js';
import type { Summary } from '../../src/model/summary.js';
import { aSummary, type Seen } from '../report/a-summary.js';
import { weeks } from '../report/summaries.js';

const HOUR = 3_600_000;
const DAY = Date.UTC(2026, 10, 1);
const at = (hour: number, code: number, times: number, day = DAY): Seen => ({ at: day + hour * HOUR, code, times });
const label = { label: 'before' };

const before = aSummary([at(8, 107000, 900), at(8, 108005, 50), at(9, 107002, 30), at(10, 109002, 20)]);
const now = aSummary([at(8, 107000, 800), at(9, 108005, 150), at(10, 109004, 40), at(10, 107002, 30)]);

test('counts, shares and the error rate, then and now', () => {
  const { events, errors, errorRate } = compareSummaries(before, now, label);
  expect(events).toEqual({ before: 1000, now: 1020, difference: 20, relative: 0.02 });
  expect(errors).toEqual({ before: 70, now: 190, difference: 120, relative: 120 / 70 });
  expect(errorRate).toMatchObject({ before: 0.07, now: 190 / 1020, verdict: 'more than chance' });
});

test('new codes first, then vanished ones, then by how sure the change is', () => {
  const { codes } = compareSummaries(before, now, label);
  expect(codes.map(({ code, presence }) => [code, presence])).toEqual([
    [109004, 'new'],
    [109002, 'vanished'],
    [108005, 'both'],
    [107000, 'both'],
    [107002, 'both'],
  ]);
  expect(codes[0]!.count).toEqual({ before: 0, now: 40, difference: 40, relative: null });
  for (const side of ['before', 'now'] as const) {
    expect(codes.reduce((sum, { count }) => sum + count[side], 0)).toBe({ before, now }[side].totals.events);
  }
});

test('categories, of which one is new', () => {
  const { categories } = compareSummaries(before, now, label);
  expect(categories.map(({ category, presence }) => [category, presence])).toEqual([
    ['request', 'both'],
    ['contact', 'both'],
    ['availability', 'new'],
    ['interaction', 'both'],
    ['system', 'vanished'],
  ]);
});

test('windows by their position', () => {
  const earlier = aSummary([at(6, 107000, 5), at(9, 107000, 3)]);
  const later = aSummary([at(6, 107000, 4, DAY + 7 * 24 * HOUR), at(8, 109004, 2, DAY + 7 * 24 * HOUR)]);
  const { windows } = compareSummaries(earlier, later, label);
  expect(
    windows.map(({ position, before, now, events }) => [position, before, now, events.before, events.now]),
  ).toEqual([
    [0, '2026-11-01T06:00:00.000+00:00', '2026-11-08T06:00:00.000+00:00', 5, 4],
    [2, null, '2026-11-08T08:00:00.000+00:00', 0, 2],
    [3, '2026-11-01T09:00:00.000+00:00', null, 3, 0],
  ]);
});

test('where the spans begin is known, positions count from there', () => {
  const earlier = aSummary([at(6, 107000, 5)]);
  const later = aSummary([at(27, 107000, 4)]);
  const starts = { before: DAY + 5.5 * HOUR, now: DAY + 24.5 * HOUR };
  const { windows } = compareSummaries(earlier, later, { ...label, starts });
  expect(windows.map(({ position }) => position)).toEqual([1, 3]);
});

test('the same hour of the day has the same position on both sides of a clock change', () => {
  const story = { days: 2, window: '1h', timeZone: 'Europe/Berlin', unknown: 0 };
  // The clocks go back in the night to 25 October.
  const summer = weeks({ ...story, from: '2026-10-16T22:00:00Z' });
  const autumn = weeks({ ...story, from: '2026-10-23T22:00:00Z', days: 3 });
  for (const { before, now } of compareSummaries(summer, autumn, label).windows) {
    if (before !== null && now !== null) expect(now.slice(11, 19)).toBe(before.slice(11, 19));
  }
});

test('what makes the two hard to compare is said', () => {
  const other: Summary = { ...before, window: '15m', timeZone: 'Europe/Berlin' };
  const { notes, windows } = compareSummaries(other, aSummary([at(0, 107000, 1), at(30, 107000, 1)]), label);
  expect(notes).toEqual([
    'The earlier windows are 15m long, these 1h: windows are not compared.',
    'The earlier summary is in Europe/Berlin, this one in UTC.',
    'This span is 15.0 times as long as the other: compare shares rather than counts.',
  ]);
  expect(windows).toEqual([]);
  expect(compareSummaries(aSummary([]), aSummary([]), label)).toMatchObject({
    notes: ['The earlier summary has no events.', 'This summary has no events.'],
    codes: [],
    windows: [],
    errorRate: { before: null, now: null, difference: null, verdict: 'same' },
  });
});

test('a span is told to be longer from more than a quarter on', () => {
  const lasting = (hours: number) => aSummary([at(0, 107000, 1), at(hours, 107000, 1)]);
  const notes = (before: number, now: number) => compareSummaries(lasting(before), lasting(now), label).notes;
  expect(notes(8, 10)).toEqual([]);
  expect(notes(10, 8)).toEqual([]);
  expect(notes(8, 10.01)).toEqual(['This span is 1.3 times as long as the other: compare shares rather than counts.']);
  expect(notes(10.01, 8)).toEqual([
    'The earlier span is 1.3 times as long as the other: compare shares rather than counts.',
  ]);
});

test('what has changed as much stands in the order of its numbers or names', () => {
  // In this order in neither of the two.
  const codes = [109004, 107000, 108005, 107014, 109002];
  const of = (times: number) => aSummary(codes.map((code) => at(8, code, times)));
  expect(compareSummaries(of(5), of(5), label).codes.map(({ code }) => code)).toEqual([...codes].sort());
  expect(compareSummaries(aSummary([]), of(5), label).codes.map(({ code }) => code)).toEqual([...codes].sort());
  // Not at all, though one of them is the more frequent.
  const uneven = aSummary([at(8, 107000, 5), at(8, 109004, 10)]);
  expect(compareSummaries(uneven, uneven, label).codes.map(({ code }) => code)).toEqual([107000, 109004]);
  const { categories } = compareSummaries(of(5), of(5), label);
  const names = categories.map(({ category }) => category);
  expect(names).toEqual([...names].sort());
  expect(names.length).toBeGreaterThan(2);
});
