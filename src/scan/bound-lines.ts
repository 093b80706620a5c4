/** Keeps lines short enough for what makes a string of each: `split2` takes quadratic time over a line without end. */

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

  /** What is left of a chunk, one character a byte. */
  take(chunk: Buffer): string {
    if (this.#passed + chunk.length < LONGEST_LINE) {
      const end = chunk.lastIndexOf(LF);
      this.#passed = end < 0 ? this.#passed + chunk.length : chunk.length - end - 1;
      return chunk.toString('latin1');
    }
    let kept = '';
    for (let at = 0; at < chunk.length; ) {
      const lf = chunk.indexOf(LF, at);
      const end = lf < 0 ? chunk.length : lf;
      const n = Math.min(end - at, LONGEST_LINE - this.#passed);
      kept += chunk.toString('latin1', at, at + n);
      this.#passed += n;
      this.#dropped += end - at - n;
      if (lf >= 0) {
        this.end();
        kept += '\n';
      }
      at = end + 1;
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
