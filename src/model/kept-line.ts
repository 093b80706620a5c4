/** A line of the log that was kept to be shown. */
export interface KeptLine {
  /** Name of the source. */
  readonly source: string;
  /** Byte of the line's start in the decompressed text. */
  readonly offset: number;
  /** Milliseconds since 1970-01-01T00:00:00Z; NaN: untimed. */
  readonly time: number;
  /** The first `MAX_KEPT_LINE` bytes of the line as text, without its end. From a log: not escaped. */
  readonly text: string;
}

/** Lines of each error code, the earliest first. */
export type LinesByCode = ReadonlyMap<number, readonly KeptLine[]>;
