/** The last bytes of a source as they pass: enough to show the lines around an event, and no more. */
import { lineText } from '../text/line-text.js';

const LF = 10;
/** Of a longer line the first 1 MiB is kept, as by custom formats. */
const MAX_TEXT_BYTES = 1 << 20;
/** Lines before the current one are given up where they take more than this. */
const MAX_KEPT_BYTES = 1 << 20;
const FIRST_SIZE = 256 * 1024;

/** A line, and where the next one starts. */
export interface WindowLine {
  readonly text: string;
  readonly next: number;
}

export class TextWindow {
  #bytes = Buffer.alloc(FIRST_SIZE);
  /** Offset in the source of the first byte that is kept, and how many are. */
  #base = 0;
  #length = 0;
  /** The beginning of a line that is too long to be kept, whose rest is not kept either. */
  #long: { readonly offset: number; readonly text: string } | null = null;
  #inLong = false;

  /** A source begins, or a part of it, at this offset. */
  begin(offset: number): void {
    this.#base = offset;
    this.#length = 0;
    this.#long = null;
    this.#inLong = false;
  }

  get start(): number {
    return this.#base;
  }

  get end(): number {
    return this.#base + this.#length;
  }

  add(chunk: Uint8Array): void {
    let rest = chunk;
    if (this.#inLong) {
      const lf = chunk.indexOf(LF);
      const passed = lf < 0 ? chunk.length : lf + 1;
      this.#base += passed;
      if (lf < 0) return;
      this.#inLong = false;
      rest = chunk.subarray(passed);
    }
    const needed = this.#length + rest.length;
    if (needed > this.#bytes.length) {
      const larger = Buffer.alloc(Math.max(needed, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    this.#bytes.set(rest, this.#length);
    this.#length = needed;
  }

  /** The line that starts at this offset; null where its end has not come yet. `isOver`: nothing more will come. */
  line(offset: number, isOver: boolean): WindowLine | null {
    if (this.#long?.offset === offset) return { text: this.#long.text, next: this.#base };
    const from = offset - this.#base;
    if (from < 0) return { text: '', next: offset };
    const lf = this.#indexOfEnd(from);
    if (lf < 0 && !isOver && this.#length - from < MAX_TEXT_BYTES) return null;
    const end = lf < 0 ? this.#length : lf;
    const text = lineText(this.#bytes.subarray(from, Math.min(lf < 0 ? end : lf + 1, from + MAX_TEXT_BYTES)));
    return { text, next: this.#base + (lf < 0 ? this.#length : lf + 1) };
  }

  #indexOfEnd(from: number): number {
    const at = this.#bytes.subarray(from, this.#length).indexOf(LF);
    return at < 0 ? -1 : from + at;
  }

  /** Where the line starts that stands `count` lines before the one at `offset`, or the earliest one from `least` on. */
  before(offset: number, count: number, least: number): number {
    const lowest = Math.max(0, least - this.#base);
    let at = offset - this.#base;
    for (let n = 0; n < count && at > lowest; n++) {
      const lf = at < 2 ? -1 : this.#bytes.lastIndexOf(LF, at - 2);
      at = Math.max(lowest, lf + 1);
    }
    return at + this.#base;
  }

  /** Gives up what stands before `offset`, but for `count` lines before the last line. */
  trim(offset: number, count: number): void {
    const last = this.#length === 0 ? -1 : this.#bytes.lastIndexOf(LF, this.#length - 1);
    const open = last + 1;
    if (this.#length - open >= MAX_TEXT_BYTES) {
      const text = lineText(this.#bytes.subarray(open, open + MAX_TEXT_BYTES));
      this.#long = { offset: this.#base + open, text };
      this.#inLong = true;
      this.#base += this.#length;
      this.#length = 0;
      return;
    }
    const kept = this.before(this.#base + open, count, this.#base);
    let from = Math.min(Math.max(0, offset - this.#base), kept - this.#base);
    if (open - from > MAX_KEPT_BYTES) from = this.#bytes.indexOf(LF, open - MAX_KEPT_BYTES) + 1;
    if (from <= 0) return;
    this.#bytes.copyWithin(0, from, this.#length);
    this.#base += from;
    this.#length -= from;
  }
}
