/**
 * The partial result (`ptk-logscan/partial@1`): what was counted of some parts of some sources, and what must be known to
 * go on. Partials of the same decisions are merged, in any order and grouping, to a summary. Keys stand in the order in
 * which the document is printed, on one line. Instants are epoch milliseconds; codes are code numbers.
 */
import type { Producer, SummaryOptions } from './summary.js';

export const PARTIAL_SCHEMA = 'ptk-logscan/partial@1';

export interface PartialDocument {
  readonly schema: typeof PARTIAL_SCHEMA;
  readonly producer: Producer;
  /** Of which plan these are parts, and which; null: each source was read whole. */
  readonly plan: PartialPlan | null;
  /** IANA name of the report zone. */
  readonly timeZone: string;
  /** What was asked for: `auto`, or a length such as `1h`. */
  readonly window: string;
  readonly options: SummaryOptions;
  readonly counts: PartialCounts;
  /** By source, then by `from`. Adjacent ones are joined to one. */
  readonly parts: readonly PartialPart[];
}

export interface PartialPlan {
  /** SHA-256 of the plan's document. */
  readonly digest: string;
  /** Numbers of parts, ascending: ranges of which each has its first number and the one behind its last. */
  readonly parts: readonly number[];
}

/** A run of numbers in pairs: a code, and how many events it has. */
export type CodeCounts = readonly number[];

/** What was counted and needs nothing more to be known. */
export interface PartialCounts {
  /** How long bins are, as a number of steps: 0 is the shortest. */
  readonly level: number;
  readonly bins: {
    /** The start of each bin: the first as it is, each other as its distance to the one before. */
    readonly starts: readonly number[];
    /** How many codes each bin has, and these codes with their counts, bin after bin. */
    readonly sizes: readonly number[];
    readonly codes: readonly number[];
    readonly counts: readonly number[];
  };
  readonly untimed: CodeCounts;
  /** Three numbers a code: the code, the times of its first and of its last event. */
  readonly spans: readonly number[];
  readonly inherited: number;
  readonly filtered: number;
  /** Null where events are not grouped. */
  readonly groups: PartialGroups | null;
  /** Events and errors of groups by time; null where there are none, or too many. */
  readonly cells: PartialCells | null;
}

export interface PartialGroups {
  /** One value a key; null where lines have none. */
  readonly names: readonly (readonly (string | null)[])[];
  /** By group, in the order of the names. */
  readonly counts: readonly CodeCounts[];
  /** Groups whose names have a hash below 2^53 / 2^halvings are kept. */
  readonly halvings: number;
  /** Events of the groups that are not. */
  readonly others: CodeCounts;
}

export interface PartialCells {
  readonly level: number;
  /** Parallel arrays: the start of the bin, the number of the group, its events and errors. */
  readonly starts: readonly number[];
  readonly groups: readonly number[];
  readonly events: readonly number[];
  readonly errors: readonly number[];
}

/** What a part begins with: events without a time of their own, before its first timestamp. */
export interface PartialHead {
  readonly codes: CodeCounts;
  /** The same by group; null where they are not grouped, or are too many to be kept. */
  readonly groups: PartialGroups | null;
  /** Whether they are among the groups of the partial already. */
  readonly areGroupsCounted: boolean;
}

/** Adjacent parts of one source. */
export interface PartialPart {
  readonly name: string;
  /** Bytes of the whole source as it lies on the disk; null: not known. */
  readonly size: number | null;
  /** SHA-256 over the size and the first and the last 64 KiB of those bytes; null: not known. */
  readonly digest: string | null;
  /** Bytes of the source at which it begins and ends: lines that start there. `to` is null for the source's end. */
  readonly from: number;
  readonly to: number | null;
  /** Bytes scanned, after decompression. */
  readonly bytes: number;
  readonly lines: number;
  readonly matchedLines: number;
  /** Without those of the head. */
  readonly events: number;
  /** The last time in it; null where it has none. */
  readonly lastTime: number | null;
  /** Null where nothing is open: at the beginning of a source, and where the first line with an event has a time. */
  readonly head: PartialHead | null;
  /** Why it could not be read whole, or null. */
  readonly error: string | null;
}
