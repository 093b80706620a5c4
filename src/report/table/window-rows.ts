/**
 * Which windows have a row in the table: those with errors, the latest, and those in which a finding begins. The quiet ones
 * between them are one line. Where there is no error at all, and the windows are not too many, each with events has a row.
 */
import type { Summary } from '../../model/summary.js';
import { offsetOf, wallClock } from '../../time/rfc3339.js';
import { startsWithin, type Timeline } from '../timeline.js';

/** `auto` makes at most 48 windows. */
const MAX_ROWS = 48;
/** More consecutive quiet windows than this become one line. */
const MAX_QUIET_ROWS = 2;

export interface WindowRow {
  readonly kind: 'window';
  readonly start: string;
  readonly events: number;
  readonly errors: number;
}

export interface QuietWindows {
  readonly kind: 'quiet';
  readonly windows: number;
  readonly events: number;
  /** Start of the first and end of the last. */
  readonly start: string;
  readonly end: string;
}

/** Made anew each time: there may be 262,144. */
export function* windowRows(summary: Summary, time: Timeline): Iterable<WindowRow | QuietWindows> {
  const isFolded = summary.totals.errors > 0 || time.length > MAX_ROWS;
  const begins = new Set(summary.findings.map(({ since }) => Date.parse(since)));
  const last = summary.windows.length - 1;
  const rowOf = (start: string, events: number, errors: number): WindowRow => {
    return { kind: 'window', start: wallClock(start) + (time.offsetChanges ? offsetOf(start) : ''), events, errors };
  };
  const quiet = new Quiet();
  let n = 0;
  for (const entry of time.entries) {
    if (entry.kind === 'gap') {
      const starts = entry.count > MAX_QUIET_ROWS ? null : startsWithin(entry, time);
      quiet.add(entry, entry.count, 0, starts?.map((start) => rowOf(start, 0, 0)) ?? null);
      continue;
    }
    const { window } = entry;
    const row = rowOf(window.start, window.events, window.errors);
    if (isFolded && window.errors === 0 && n !== last && !begins.has(Date.parse(window.start))) {
      quiet.add(window, 1, window.events, [row]);
    } else {
      yield* quiet.take();
      yield row;
    }
    n++;
  }
}

/** Consecutive quiet windows, until one follows that is not. */
class Quiet {
  /** Null where they are too many, or cannot be told one by one. */
  #rows: WindowRow[] | null = [];
  #sum = { windows: 0, events: 0, start: '', end: '' };

  add({ start, end }: { start: string; end: string }, windows: number, events: number, rows: WindowRow[] | null): void {
    if (this.#sum.windows === 0) this.#sum.start = start;
    this.#sum.end = end;
    this.#sum.windows += windows;
    this.#sum.events += events;
    this.#rows = this.#rows === null || rows === null ? null : [...this.#rows, ...rows];
    if (this.#sum.windows > MAX_QUIET_ROWS) this.#rows = null;
  }

  take(): readonly (WindowRow | QuietWindows)[] {
    const taken = this.#rows ?? [{ kind: 'quiet', ...this.#sum } as const];
    this.#rows = [];
    this.#sum = { windows: 0, events: 0, start: '', end: '' };
    return taken;
  }
}
