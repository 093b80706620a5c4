/** The codes that the kernel has counted in one range of time. */
export interface CountedCodes {
  /** Times count from here: epoch milliseconds. */
  readonly start: number;
  /** How many codes have events. */
  readonly size: number;
  /**
   * Four numbers for each of them, from `at` on: its index (number - 106000), its events, the earliest time and the latest.
   * Valid during the call.
   */
  readonly numbers: Uint32Array;
  readonly at: number;
}
