/** The windows of a summary in a row, those without events put back in between. */
import { HOUR_MS } from '../model/calendar.js';
import type { Summary, WindowSummary } from '../model/summary.js';
import type { WindowLength } from '../model/window.js';
import { offsetOf, wallClock } from '../time/rfc3339.js';
import { lengthNamed, nominalMs } from '../time/window.js';

/** A window with events, or a run of windows without. */
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
  readonly entries: readonly TimelineEntry[];
  /** Windows from the first to the last, with or without events. */
  readonly length: number;
  /** Whether the zone's offset changes on the way, so that a clock time alone may be ambiguous. */
  readonly offsetChanges: boolean;
}

export function timeline(summary: Summary): Timeline {
  const { n, unit } = lengthNamed(summary.window) ?? { n: 1, unit: 'h' };
  const step = nominalMs({ n, unit });
  const entries: TimelineEntry[] = [];
  let next = 0;
  let end: string | null = null;
  for (const window of summary.windows) {
    if (end !== null) {
      // Days and windows of some hours are longer or shorter where the clock changes, by far less than half.
      const count = Math.round((Date.parse(window.start) - Date.parse(end)) / step);
      if (count > 0) entries.push({ kind: 'gap', count, start: end, end: window.start });
      next += count;
    }
    entries.push({ kind: 'window', window, index: next++ });
    end = window.end;
  }
  const offsets = new Set(summary.windows.map(({ start }) => offsetOf(start)));
  return { entries: entries, length: next, n, unit, offsetChanges: offsets.size > 1 };
}

/**
 * The wall-clock times at which the windows of a gap start, as `2026-11-01T09:00:00`; null where the clock changes
 * within it and windows are cut in elapsed time, so that reckoning from its start would be wrong.
 */
export function startsWithin(gap: TimelineEntry & { kind: 'gap' }, { n, unit }: Timeline): string[] | null {
  const step = nominalMs({ n, unit });
  const elapsed = step <= HOUR_MS;
  if (elapsed && offsetOf(gap.start) !== offsetOf(gap.end)) return null;
  const first = Date.parse(`${wallClock(gap.start)}Z`);
  return Array.from({ length: gap.count }, (_, i) => new Date(first + i * step).toISOString().slice(0, 19));
}

/** Events and errors summed into at most `columns` equal stretches of time. */
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
