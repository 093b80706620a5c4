/** What the kernel hands out. */

/** Codes found in a block, as parallel arrays over the kernel's memory: valid only during the call that gets them. */
export interface Records {
  readonly count: number;
  /** 106000 to 109999. */
  readonly codes: Int32Array;
  /** Wall-clock milliseconds as if they were UTC; NaN before the first timestamp. */
  readonly locals: Float64Array;
  /** Packed zone: see `exports.ts`. */
  readonly zones: Int32Array;
  /** 1 where the time is an earlier line's. */
  readonly inherited: Uint8Array;
  /** Line ends before the line, since the block's start: add `lineBase + 1`. All 0 where lines are not numbered. */
  readonly lines: Uint32Array;
  /** The line's start since the block's: add `offsetBase`; negative for a line that began earlier: `openOffset`. */
  readonly starts: Int32Array;
  /** For each group key, the number of its value on each record's line: `values` has the values by number. */
  readonly groups: readonly Int32Array[];
  /**
   * The values of the group keys by number; null for 0, where the line does not have the key. Later records may come
   * with a longer array, or with another one in which the numbers mean other values.
   */
  readonly values: readonly (string | null)[];
}

/** Where the block stands in its source. */
export interface BlockPosition {
  /** Lines before the source, or the piece of one, that has begun. */
  linesBefore: number;
  /** Lines before the block. */
  lineBase: number;
  /** Bytes before the block. */
  offsetBase: number;
  /** Where the line starts that goes on from an earlier block. */
  openOffset: number;
}

export type Visit = (records: Records, position: Readonly<BlockPosition>) => void;

/** The columns of a source, in the form that the kernel reads. */
export interface ColumnHeader {
  /** The byte between values; 0: one or more blanks. */
  readonly separator: number;
  /** What each column's name says: see `assembly/columns.ts`. */
  readonly columns: Uint8Array;
}

/**
 * Looks for a header in whole lines at the beginning of a source: null where there is none, `later` where the next lines
 * may have it, else the header and where its line ends. `isNamed`: the line itself says that it is one.
 */
export type FindHeader = (
  lines: Uint8Array,
) => { readonly header: ColumnHeader; readonly end: number; readonly isNamed: boolean } | 'later' | null;
