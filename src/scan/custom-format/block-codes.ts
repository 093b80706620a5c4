/** The codes that the kernel found in a block by the ordinary rules, looked up line by line. */
import type { Records } from '../../kernel/records.js';

export class BlockCodes {
  /** For each code, in order: the start of its line, as an offset in the block, and the code. */
  readonly #starts: number[] = [];
  readonly #codes: number[] = [];
  #next = 0;

  add({ count, starts, codes }: Records): void {
    for (let i = 0; i < count; i++) {
      this.#starts.push(starts[i]!);
      this.#codes.push(codes[i]!);
    }
  }

  /** The codes of the line that starts at `start`, in order. To be called with ascending starts; lines may be skipped. */
  take(start: number): readonly number[] {
    const starts = this.#starts;
    while (starts[this.#next]! < start) this.#next++;
    const from = this.#next;
    while (starts[this.#next] === start) this.#next++;
    return from === this.#next ? NONE : this.#codes.slice(from, this.#next);
  }

  clear(): void {
    this.#starts.length = 0;
    this.#codes.length = 0;
    this.#next = 0;
  }
}

const NONE: readonly number[] = [];
