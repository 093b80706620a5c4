/** What one frame shows: a live run at one moment. */
import type { Summary } from '../../../model/summary.js';
import type { LiveLine, LiveTotals } from '../../../watch/view.js';

export interface Snapshot {
  /** Of the span that the screen shows, up to the newest event. */
  readonly recent: Summary;
  readonly totals: LiveTotals;
  /** Lines with errors, the newest last. */
  readonly lines: readonly LiveLine[];
  /** Lines a second, of the last seconds. */
  readonly pace: number;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Events that came since the reader paused; null: it goes on. */
  readonly missed: number | null;
}

export interface Size {
  readonly columns: number;
  readonly rows: number;
}
