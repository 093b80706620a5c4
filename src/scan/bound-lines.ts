/** Cuts lines that are too long to be whole in one block of the kernel's memory. */

const LF = 10;

/** A custom format reads the first 1 MiB of a line. The ordinary rules have no such limit. */
export const MAX_LINE_BYTES = 1 << 20;

/** Drops the bytes of each line after its first `MAX_LINE_BYTES`. */
export class LineBound {
  /** Bytes of the current line that were kept, and that were dropped. */
  #passed = 0;
  #dropped = 0;
  /** For each line of `MAX_LINE_BYTES`, in order: how many bytes were dropped; 0 for a line of exactly that length. */
  readonly #cuts: number[] = [];

  /** Drops from the `n` bytes at `at`, moving the kept ones together. @returns how many are kept */
  trim(memory: Uint8Array, at: number, n: number): number {
    const bytes = memory.subarray(at, at + n);
    if (this.#passed + n < MAX_LINE_BYTES) {
      const end = bytes.lastIndexOf(LF);
      this.#passed = end < 0 ? this.#passed + n : n - end - 1;
      return n;
    }
    let kept = 0;
    for (let from = 0; from < n; ) {
      const lf = bytes.indexOf(LF, from);
      const end = lf < 0 ? n : lf;
      const length = Math.min(end - from, MAX_LINE_BYTES - this.#passed);
      bytes.copyWithin(kept, from, from + length);
      kept += length;
      this.#passed += length;
      this.#dropped += end - from - length;
      if (lf >= 0) {
        this.end();
        bytes[kept++] = LF;
      }
      from = end + 1;
    }
    return kept;
  }

  /** The current line has ended, or the text has. */
  end(): void {
    if (this.#passed === MAX_LINE_BYTES) this.#cuts.push(this.#dropped);
    this.#passed = 0;
    this.#dropped = 0;
  }

  /** How many bytes were dropped of a line that now has `length`. To be called once for each line, in order. */
  cutAfter(length: number): number {
    return length === MAX_LINE_BYTES ? (this.#cuts.shift() ?? 0) : 0;
  }
}
