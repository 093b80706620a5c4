/** What the kernel has counted of one range. Views, valid during the call. */
export interface RangeCounts {
  /** Times count from here: epoch milliseconds. */
  readonly start: number;
  /** The codes with events, as indexes (number - 106000). */
  readonly codes: Uint16Array;
  /** Four numbers for each index: events, the earliest time, the latest, and one of the kernel's own. */
  readonly numbers: Uint32Array;
}
