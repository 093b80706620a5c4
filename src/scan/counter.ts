/** What takes counts that a reader of lines made by itself. */
import type { Values } from '../kernel/groups.js';
import type { CountedCodes } from '../model/counted-codes.js';

/** Receives what the kernel has counted. A tally is one. */
export interface Counter {
  /** The time range around the last event whose events are counted together: [from, to) in epoch milliseconds. */
  readonly currentRange: { readonly from: number; readonly to: number };
  /** Adds events which are all in one such range. @returns how many */
  addCounts(counts: CountedCodes): number;
  addInherited(count: number): void;
  /**
   * Adds events of one code in one group, which come through `addCounts` too, just before: numbers of the values of up to two
   * keys, and the values by number. Where there are group keys, only a counter with this method gets counts.
   */
  addGroupCount?(first: number, second: number, values: Values, code: number, count: number): void;
  /** Adds events on lines that fail the conditions. */
  addFiltered?(count: number): void;
  /**
   * A counter with this method gets everything in the order of the log: an event of another range comes as a record, and
   * before it what was counted up to it. `last`: the last event that was counted, and where its line starts.
   */
  endCounts?(last: { readonly time: number; readonly at: number }): void;
  /**
   * An hour around the range, of which the range is a minute: [from, to) in epoch milliseconds. In it the kernel goes on to
   * the minute of the next event by itself. Null: it does not. Only where there is `beginMinute`.
   */
  readonly currentHour?: { readonly from: number; readonly to: number } | null;
  /** What is counted from here on is of another minute of the hour. */
  beginMinute?(minute: BegunMinute): void;
}

/** A minute, and the event that it begins with. */
export interface BegunMinute {
  /** Its first instant, in epoch milliseconds. */
  readonly from: number;
  /** The number of the event's line, and where it starts, as a byte of the source. */
  readonly line: number;
  readonly offset: number;
  /** Lines with events so far, with that one. */
  readonly matched: number;
}
