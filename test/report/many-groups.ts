/** Summaries with many groups, and their counts over time. */
import type { GroupTimes } from '../../src/model/group-times.js';
import type { Summary } from '../../src/model/summary.js';
import { wallOf } from '../../src/time/rfc3339.js';
import { weeks, withGroups } from './summaries.js';

/** Every group in every cell; a cell starts where `isStart` says that a window does. */
export function timesOf(
  summary: Summary,
  length: GroupTimes['length'],
  isStart: (wall: number) => boolean,
): GroupTimes {
  const starts = summary.windows.map(({ start }) => start).filter((start) => isStart(wallOf(start)));
  const size = starts.length * summary.groups!.rows.length;
  return {
    length,
    starts,
    rows: Int32Array.from({ length: size }, (_, i) => Math.floor(i / starts.length)),
    at: Int32Array.from({ length: size }, (_, i) => i % starts.length),
    events: Float64Array.from({ length: size }, (_, i) => 100 + (i % 2000)),
    errors: Float64Array.from({ length: size }, (_, i) => i % 100),
  };
}

const YEAR = { from: '2025-12-31T23:00:00Z', days: 365, window: '1h', timeZone: 'Europe/Berlin', unknown: 60 };

/** A year of hours. */
export function yearOf(groups: number): Summary {
  return withGroups(weeks(YEAR), ['tenant'], namesOf(groups));
}

export function namesOf(groups: number): string[][] {
  return Array.from({ length: groups }, (_, i) => [`customer-number-${i}`]);
}

/** Each group every day. */
export function daysOf(summary: Summary): GroupTimes {
  return timesOf(summary, { n: 1, unit: 'd' }, (wall) => new Date(wall).getUTCHours() === 6);
}
