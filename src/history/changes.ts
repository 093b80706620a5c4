/** What reading has brought, on its way into a history: rows as parallel arrays. */
import type { KnownFile, LogStream } from './streams/streams.js';

/** Counts of one log by minute. Instants are epoch milliseconds. */
export interface CountRows {
  /** When the minute begins. */
  readonly minutes: number[];
  readonly codes: number[];
  readonly counts: number[];
}

/** The times of the first and the last event of a code in an hour. */
export interface SpanRows {
  /** Any instant of the hour. */
  readonly hours: number[];
  readonly codes: number[];
  readonly firsts: number[];
  readonly lasts: number[];
}

/** What was read, by the minute of the last event at or before each line. */
export interface ReadRows {
  readonly minutes: number[];
  readonly lines: number[];
  readonly bytes: number[];
  readonly matched: number[];
  readonly inherited: number[];
}

/** Events without a time, by code; `lines`, `bytes` and `matched` are those before the first event with a time. */
export interface Untimed {
  readonly codes: ReadonlyMap<number, number>;
  readonly lines: number;
  readonly bytes: number;
  readonly matched: number;
}

/** Events of one group: one value for each key that events are grouped by, null where lines have none. */
export interface GroupChanges {
  readonly name: readonly (string | null)[];
  readonly counts: CountRows;
  readonly spans: SpanRows;
}

/** What a piece of a text has brought. */
export interface TextCounts {
  /** One, without a name, where events are not grouped. */
  readonly groups: readonly GroupChanges[];
  readonly reads: ReadRows;
  readonly untimed: Untimed;
  /** In all. */
  readonly lines: number;
  readonly bytes: number;
  readonly matched: number;
  readonly events: number;
}

/** Of one text: a log is made of them, so that they can be counted anew one by one. */
export interface TextChanges extends TextCounts {
  /** Name of the log that it counts for. */
  readonly log: string;
  /** Id of the text. */
  readonly stream: number;
}

/** All that one transaction brings. */
export interface Changes {
  readonly texts: readonly TextChanges[];
  /** As they are now. */
  readonly streams: readonly LogStream[];
  readonly files: readonly KnownFile[];
  /** Keys of files that are no more. */
  readonly goneFiles: readonly string[];
  /** Streams that are nowhere any more, since when, and what that means where it means something. */
  readonly goneStreams: readonly { readonly id: number; readonly gap: Gap | null }[];
}

/** What could never be read. */
export interface Gap {
  readonly log: string;
  /** Epoch milliseconds: events of that time may be missing; null: any time up to `ends`. */
  readonly begins: number | null;
  readonly ends: number;
  /** Without a full stop. */
  readonly reason: string;
}
