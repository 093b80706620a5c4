/** The codes that the kernel finds in a block by the ordinary rules, to be asked for line by line. */
import type { Records } from '../../kernel/records.js';

export class BlockCodes {
  /** Line starts since the block's, ascending, and the codes that stand there. */
  readonly #starts: number[] = [];
  readonly #codes: number[] = [];
  #next = 0;

  add({ count, starts, codes }: Records): void {
    for (let i = 0; i < count; i++) {
      this.#starts.push(starts[i]!);
      this.#codes.push(codes[i]!);
    }
  }

  /** The codes of the line that starts at `start`, in order. Lines are asked for in order; those in between are passed over. */
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
