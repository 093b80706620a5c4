/** What the views of a live run (screen, page, metrics, alerts) get from it. */
import type { PtkEvent } from '../model/event.js';
import type { GroupTimes } from '../model/group-times.js';
import type { Summary } from '../model/summary.js';

/** A window, each time that it closes or that late events change it. */
export interface ClosedWindow {
  /** Epoch milliseconds: inclusive, exclusive. */
  readonly start: number;
  readonly end: number;
  /** 1 when it closes, one more each time that late events are said. */
  readonly revision: number;
  /** Events that came when it was closed. */
  readonly late: number;
}

/** An event with the text of its line. */
export interface LiveLine extends PtkEvent {
  /** Of the keys by which events are grouped; null where the line has none. */
  readonly values: readonly (string | null)[];
  /** As in the log, without its end: not escaped. */
  readonly text: string;
}

export interface LiveTotals {
  readonly sources: number;
  readonly bytes: number;
  readonly lines: number;
  readonly events: number;
  readonly errors: number;
  /** Events that came when their window was closed. */
  readonly late: number;
  /** Time of the newest event, in epoch milliseconds; null: there is none. */
  readonly newest: number | null;
  /** All windows before it are closed; null: none is. */
  readonly watermark: number | null;
  /** Files that cannot be read now: why, by name. */
  readonly failures: ReadonlyMap<string, string>;
  /** What may be lost: one sentence each. */
  readonly gaps: readonly string[];
}

/** Counters that only grow. */
export interface LiveCounters {
  /** Events by code. */
  readonly codes: ReadonlyMap<number, number>;
  /** By group: its values, null where lines have none. Empty where events are not grouped. */
  readonly groups: readonly {
    readonly values: readonly (string | null)[];
    readonly events: number;
    readonly errors: number;
  }[];
  /** How often a file could not be read. */
  readonly readErrors: number;
}

export interface LiveReport {
  readonly summary: Summary;
  /** Of the summary's groups; to be called before more is counted. */
  readonly groupTimes: () => GroupTimes | null;
}

/** Of an alert, as others were told of it. */
export interface AlertCount {
  /** Its name. */
  readonly rule: string;
  readonly isFiring: boolean;
  /** How often it has fired. Only grows, also over a restart with a state. */
  readonly fired: number;
}

export interface LiveView {
  /** One more with each change that a view may show. */
  readonly version: number;
  /** Everything that was counted: what `scan` gives. Takes some milliseconds. */
  summary(): Summary;
  /** The newest of it, up to `span` milliseconds before the newest event, in windows of `watch`. */
  recent(span: number): Summary;
  /** The same with what a page needs beside it. @param span milliseconds as for `recent`; null: everything */
  report(span: number | null): LiveReport;
  /** What was counted in windows that start from `start` on and before `end`, in epoch milliseconds. */
  between(start: number, end: number): Summary;
  /** Whether what was there when the run began has been read: what comes is new. */
  readonly isCaughtUp: boolean;
  /** Whether the run has come to its end: windows that close now do so because nothing comes any more. */
  readonly isFinished: boolean;
  readonly totals: LiveTotals;
  readonly counters: LiveCounters;
  /** Lines of the latest errors, the newest last. At most `MOST_LINES`. */
  readonly lines: readonly LiveLine[];
  /** Called with each change: `version` is another one. @returns ends it */
  onChange(listener: () => void): () => void;
  /** Called with events as they come, in the order of reading. @returns ends it */
  onEvents(listener: (events: readonly PtkEvent[]) => void): () => void;
  /** Called with windows that close, or that were closed and got late events. @returns ends it */
  onWindows(listener: (windows: readonly ClosedWindow[]) => void): () => void;
  /** A window, as the summary's `windows` have it; null: it is folded, or never was. */
  window(start: number): Summary['windows'][number] | null;
}

export const MOST_LINES = 500;
