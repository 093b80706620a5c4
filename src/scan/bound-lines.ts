/** Keeps lines short enough to stand whole in the kernel's memory. */

const LF = 10;

/** Bytes of a line that are read by a form of the user's own; the kernel has no such limit. */
export const LONGEST_LINE = 1 << 20;

/** Lets bytes pass, but those of a line behind its first `LONGEST_LINE`. */
export class LineBound {
  /** Bytes of the open line that passed, and that were dropped. */
  #passed = 0;
  #dropped = 0;
  /** For each line of the greatest length, in order: how many bytes were dropped behind it, mostly some, maybe 0. */
  readonly #cuts: number[] = [];

  /** Takes out of the `n` bytes at `at` what is dropped, moving the rest up; answers how many are left. */
  take(memory: Uint8Array, at: number, n: number): number {
    const bytes = memory.subarray(at, at + n);
    if (this.#passed + n < LONGEST_LINE) {
      const end = bytes.lastIndexOf(LF);
      this.#passed = end < 0 ? this.#passed + n : n - end - 1;
      return n;
    }
    let kept = 0;
    for (let from = 0; from < n; ) {
      const lf = bytes.indexOf(LF, from);
      const end = lf < 0 ? n : lf;
      const length = Math.min(end - from, LONGEST_LINE - this.#passed);
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

  /** The open line has ended, or the text has. */
  end(): void {
    if (this.#passed === LONGEST_LINE) this.#cuts.push(this.#dropped);
    this.#passed = 0;
    this.#dropped = 0;
  }

  /** Asked once for each line that comes out, in order: how many bytes were dropped behind its `length`. */
  cutAfter(length: number): number {
    return length === LONGEST_LINE ? (this.#cuts.shift() ?? 0) : 0;
  }
}
