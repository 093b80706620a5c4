/** What the kernel's wrapper is told once, when it is made. */
export interface KernelOptions {
  /** Count a code as often as it stands on a line, not once. */
  readonly everyOccurrence?: boolean;
  /** Number the lines of the records; default yes. It costs a second pass over all bytes before a record's line. */
  readonly numbered?: boolean;
  /** In bytes, at least 8192: twice the kernel's look-back. */
  readonly blockSize?: number;
  /** Keys whose values on the lines are read with the codes, lower case, of at most 63 bytes each. */
  readonly groupKeys?: readonly string[];
}
