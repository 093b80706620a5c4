/** Events: many at once, as they are counted, and single ones, as they are printed. */
import type { Category, Fault, Retry, Severity } from './code.js';
import type { ExtraFields } from './line-format.js';

/**
 * Many events of one source as parallel arrays, in input order. Only the first `count` entries of each array are valid,
 * and only until the consumer returns: the arrays are reused for the next batch.
 */
export interface EventBatch {
  /** Name of the source as the user gave it, `-` for standard input. */
  readonly source: string;
  count: number;
  /** PTK codes, 106000 to 109999. */
  readonly codes: Int32Array;
  /** Milliseconds since 1970-01-01T00:00:00Z; NaN where no timestamp has been seen yet (untimed). */
  readonly times: Float64Array;
  /** 1 where the time comes from an earlier line of the source, else 0. */
  readonly inherited: Uint8Array;
  /** Line number in the source, from 1. */
  readonly lines: Float64Array;
  /** Byte offset of the line's start in the decompressed text, from 0. */
  readonly offsets: Float64Array;
  /** Values of keys on the event's line, one column a key: of `by`, then of `where` as long as it is to be looked at. */
  readonly groups: readonly GroupColumn[];
  /** For each event, the further named groups of a `--pattern`; absent where there are none. */
  readonly fields?: readonly ExtraFields[];
  /** The bytes of event `i`'s line, at most `MAX_KEPT_LINE` of them: a copy. Absent where they are no longer there. */
  readonly lineBytes?: (i: number) => Uint8Array;
}

/** The values of one key, dictionary-encoded: event `i` has `values[ids[i]]`; null where the key is not on its line. */
export interface GroupColumn {
  readonly ids: Int32Array;
  readonly values: readonly (string | null)[];
}

/**
 * One enriched event, as `events --format ndjson` prints it: keys in this order. The groups of a `--pattern` come after
 * them, as keys of their own.
 */
export interface PtkEvent {
  /** RFC 3339 in UTC with milliseconds, or null when untimed. */
  time: string | null;
  code: number;
  name: string;
  category: Category;
  severity: Severity;
  fault: Fault;
  retry: Retry;
  source: string;
  line: number;
  offset: number;
  inherited: boolean;
}
