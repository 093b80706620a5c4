/** The bytes of lines in a block, and how the line began that goes on from block to block. */
import { MAX_KEPT_LINE } from '../model/limits.js';

const LF = 10;

export class BlockLines {
  readonly #memory: Uint8Array;
  readonly #blockAt: number;
  #open = new Uint8Array(0);

  constructor(memory: Uint8Array, blockAt: number) {
    this.#memory = memory;
    this.#blockAt = blockAt;
  }

  /**
   * The line that starts `start` bytes into the block, up to `most` bytes of it, as a copy. Its line feed is there where it
   * is among them, so that a line that ends with half a character is told from one that is cut.
   */
  line(start: number, most: number): Uint8Array {
    if (start < 0) return this.#open.slice(0, most);
    const from = this.#blockAt + start;
    const piece = this.#memory.subarray(from, from + most);
    const end = piece.indexOf(LF);
    return piece.slice(0, end < 0 ? piece.length : end + 1);
  }

  /** Copies the line's first bytes, and what stands behind them in the block's `length` bytes. @returns how many */
  copy(start: number, length: number, into: Uint8Array): number {
    const from = this.#blockAt + start;
    const bytes =
      start < 0 ? this.#open : this.#memory.subarray(from, from + Math.min(into.length, Math.max(0, length - start)));
    into.set(bytes);
    return bytes.length;
  }

  /** The block is the beginning of a line that is longer. */
  keepOpen(): void {
    this.#open = this.#memory.slice(this.#blockAt, this.#blockAt + MAX_KEPT_LINE);
  }
}
