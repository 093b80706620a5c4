/** What one transaction adds to a history: rows as parallel arrays. */
import { MINUTE_MS } from '../model/calendar.js';
import type { EventBatch } from '../model/event.js';
import type { KnownFile, LogStream } from './streams/streams.js';

/**
 * Counts of one log by hour and code, a cell each, as parallel arrays. An hour and a code may have several cells. Instants
 * are epoch milliseconds.
 */
export interface HourCells {
  /** The hour's first instant. */
  readonly hours: Float64Array;
  readonly codes: Int32Array;
  readonly sums: Float64Array;
  /** Times of the first and of the last event: of those of the cell, or of more of the same hour and code. */
  readonly firsts: Float64Array;
  readonly lasts: Float64Array;
  /** Where the numbers of the cell end in `minutes`: they begin where those of the cell before it end. */
  readonly ends: Int32Array;
  /** For each minute, ascending: how many minutes after the hour's first instant it begins, and its events. */
  readonly minutes: Float64Array;
}

/** The first instants of minutes. Infinite where there is none: the first is then after the last. */
export function firstAndLastMinute(cells: readonly HourCells[]): { readonly first: number; readonly last: number } {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { hours, ends, minutes } of cells) {
    let begin = 0;
    for (let i = 0; i < hours.length; i++) {
      const end = ends[i]!;
      if (end === begin) continue;
      first = Math.min(first, hours[i]! + minutes[begin]! * MINUTE_MS);
      last = Math.max(last, hours[i]! + minutes[end - 2]! * MINUTE_MS);
      begin = end;
    }
  }
  return { first, last };
}

/** What was read, by the minute of the last event at or before each line. */
export interface ReadRows {
  readonly minutes: ArrayLike<number>;
  readonly lines: ArrayLike<number>;
  readonly bytes: ArrayLike<number>;
  readonly matched: ArrayLike<number>;
  readonly inherited: ArrayLike<number>;
}

/** Events without a time, by code; `lines`, `bytes` and `matched` are those before the first event with a time. */
export interface Untimed {
  readonly codes: ReadonlyMap<number, number>;
  readonly lines: number;
  readonly bytes: number;
  readonly matched: number;
}

/** Events of one group. */
export interface GroupChanges {
  /**
   * One value for each key that events are grouped by, null where lines have none. Null: the history groups events, and it
   * is not known of which groups these are.
   */
  readonly name: readonly (string | null)[] | null;
  readonly cells: readonly HourCells[];
}

/** What was counted of a part of a text. */
export interface TextCounts {
  /** A single one without a name where events are not grouped. */
  readonly groups: readonly GroupChanges[];
  readonly reads: ReadRows;
  readonly untimed: Untimed;
  /** Sums over all of it. */
  readonly lines: number;
  readonly bytes: number;
  readonly matched: number;
  readonly events: number;
}

/** The counts of one text of a log. They are kept by text, so that each text can be counted again by itself. */
export interface TextChanges extends TextCounts {
  /** Name of the log that the text belongs to. */
  readonly log: string;
  /** Id of the text; `NOT_REMEMBERED` for one that is not to be known again. */
  readonly stream: number;
  /** Its events one by one, where they were asked for; a history does not keep them. */
  readonly batches?: readonly EventBatch[];
}

/** Everything that one transaction changes. */
export interface Changes {
  readonly texts: readonly TextChanges[];
  /** Their new states. */
  readonly streams: readonly LogStream[];
  readonly files: readonly KnownFile[];
  /** Keys of files that no longer exist. */
  readonly missingFiles: readonly string[];
  /** Streams that are in no file any more, and what may be lost with each, if anything. */
  readonly missingStreams: readonly { readonly id: number; readonly gap: Gap | null }[];
  /** Ids of streams of which nothing was read, and that turned out to be nothing by themselves. */
  readonly forgottenStreams: readonly number[];
  /** What may be lost of streams that are there. */
  readonly gaps: readonly { readonly id: number; readonly gap: Gap }[];
  /** Partial results that the counts come from; none by default. */
  readonly imports?: readonly ImportedSource[];
}

/** What counts say of a text that is not, or no longer, remembered. */
export const NOT_REMEMBERED = -1;

/** A source whose counts came from a partial result. */
export interface ImportedSource {
  /** The log that it counts as. */
  readonly log: string;
  /** Its own name, where it was counted. */
  readonly name: string;
  readonly size: number | null;
  /** As a partial result has it; null: not known. */
  readonly digest: string | null;
  /** Times of the first and the last event of its log that came with it, in epoch milliseconds; null: there was none. */
  readonly begins: number | null;
  readonly ends: number | null;
}

/** Lines that may never have been counted. */
export interface Gap {
  readonly log: string;
  /** Epoch milliseconds: events of that time may be missing; null: any time up to `ends`. */
  readonly begins: number | null;
  readonly ends: number;
  /** Without a full stop. */
  readonly reason: string;
}
