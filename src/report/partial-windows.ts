/** Whether the first and the last window are only partly in the span: their numbers are then no fall and no rise. */
import { DAY_MS } from '../model/calendar.js';
import type { Summary } from '../model/summary.js';
import { ReportClock } from './clock.js';

/** A window of which less than this is missing counts as whole. */
const LEAST_SHARE = 0.05;

export interface PartialWindows {
  /** When the span begins and ends in them, as `from 06:51` and `to 23:23`; null where they are whole. */
  readonly first: string | null;
  readonly last: string | null;
}

/** The span is that of `--since` and `--until` where they cut, of the events otherwise. */
export function partialWindows(summary: Summary): PartialWindows {
  const { totals, windows, options } = summary;
  const [first, last] = [windows[0], windows.at(-1)];
  if (first === undefined || last === undefined || totals.first === null || totals.last === null) {
    return { first: null, last: null };
  }
  const clock = new ReportClock(summary);
  const text = (instant: string, { start, end }: { start: string; end: string }) => {
    const { wall, utc } = clock.wall(instant);
    const from = Date.parse(end) - Date.parse(start) > DAY_MS ? 5 : 11;
    return `${new Date(wall).toISOString().slice(from, 16).replace('T', ' ')}${utc ? 'Z' : ''}`;
  };
  const since = cutBy(options.since, first) ?? totals.first;
  const until = cutBy(options.until, last) ?? totals.last;
  return {
    first: isPart(first, Date.parse(since) - Date.parse(first.start)) ? `from ${text(since, first)}` : null,
    last: isPart(last, Date.parse(last.end) - Date.parse(until)) ? `to ${text(until, last)}` : null,
  };
}

interface Span {
  readonly start: string;
  readonly end: string;
}

/** The limit, where it is within the window. */
function cutBy(limit: string | null, { start, end }: Span): string | null {
  const at = limit === null ? Number.NaN : Date.parse(limit);
  return at > Date.parse(start) && at < Date.parse(end) ? limit : null;
}

/** @param missing milliseconds of the window */
function isPart({ start, end }: Span, missing: number): boolean {
  return missing >= LEAST_SHARE * (Date.parse(end) - Date.parse(start));
}
