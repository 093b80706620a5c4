/** The windows of a summary in order of time, with the gaps between them: a summary omits windows without events. */
import { HOUR_MS } from '../model/calendar.js';
import type { Summary, WindowSummary } from '../model/summary.js';
import type { WindowLength } from '../model/window.js';
import { offsetOf, wallClock } from '../time/rfc3339.js';
import { lengthNamed, nominalMs } from '../time/window-length.js';

/** A window with events, or several consecutive windows without. */
export type TimelineEntry =
  | { readonly kind: 'window'; readonly window: WindowSummary; readonly index: number }
  | {
      readonly kind: 'gap';
      /** How many windows without events. */
      readonly count: number;
      /** Start of the first and end of the last, as instants with an offset. */
      readonly start: string;
      readonly end: string;
    };

/** With `n` and `unit` of its windows: 1 and `h` for `1h`. */
export interface Timeline extends WindowLength {
  /** Made anew each time: there may be 262,144 windows. */
  readonly entries: Iterable<TimelineEntry>;
  /** Windows from the first to the last, with or without events. */
  readonly length: number;
  /** Whether the zone's offset changes between the windows, so that a clock time alone may be ambiguous. */
  readonly offsetChanges: boolean;
}

export function timeline(summary: Summary): Timeline {
  const { n, unit } = lengthNamed(summary.window) ?? { n: 1, unit: 'h' };
  const step = nominalMs({ n, unit });
  const entries = { [Symbol.iterator]: () => entriesOf(summary, step) };
  let length = 0;
  const offsets = new Set<string>();
  for (const entry of entries) {
    if (entry.kind === 'gap') continue;
    length = entry.index + 1;
    offsets.add(offsetOf(entry.window.start));
  }
  return { entries, length, n, unit, offsetChanges: offsets.size > 1 };
}

/** @param step length of a window in milliseconds */
function* entriesOf({ windows }: Summary, step: number): Iterator<TimelineEntry> {
  let next = 0;
  let before: string | null = null;
  for (const window of windows) {
    const { start, end } = window;
    if (before !== null) {
      // Rounded: a clock change makes windows of hours and days longer or shorter, but by far less than half.
      const count = Math.round((Date.parse(start) - Date.parse(before)) / step);
      if (count > 0) yield { kind: 'gap', count, start: before, end: start };
      next += count;
    }
    yield { kind: 'window', window, index: next++ };
    before = end;
  }
}

/**
 * The wall-clock times at which the windows of a gap start, as `2026-11-01T09:00:00`. Null where the clock changes within
 * the gap and windows are cut in elapsed time: then the times cannot be computed from the gap's start.
 */
export function startsWithin(gap: TimelineEntry & { kind: 'gap' }, { n, unit }: Timeline): string[] | null {
  const step = nominalMs({ n, unit });
  const elapsed = step <= HOUR_MS;
  if (elapsed && offsetOf(gap.start) !== offsetOf(gap.end)) return null;
  const first = Date.parse(`${wallClock(gap.start)}Z`);
  return Array.from({ length: gap.count }, (_, i) => new Date(first + i * step).toISOString().slice(0, 19));
}

/** Sums events and errors into at most `columns` columns of `windowsEach` windows. */
export function series(
  { entries, length }: Timeline,
  columns: number,
): { events: number[]; errors: number[]; windowsEach: number } {
  const windowsEach = Math.max(1, Math.ceil(length / columns));
  const events: number[] = new Array(Math.ceil(length / windowsEach)).fill(0);
  const errors: number[] = [...events];
  for (const entry of entries) {
    if (entry.kind === 'gap') continue;
    const at = Math.floor(entry.index / windowsEach);
    events[at]! += entry.window.events;
    errors[at]! += entry.window.errors;
  }
  return { events, errors, windowsEach };
}
