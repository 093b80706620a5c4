/** Counts by code of many parts (windows, groups), one part behind the other: 10 bytes a count. */
import type { IndexedCounts } from './breakdown.js';

export class PackedCounts {
  /** Part n is from begins[n] to begins[n + 1] of the other two. */
  readonly #begins: Uint32Array;
  /** Code indexes (number - 106000), ascending within a part, each once. */
  readonly #codes: Int16Array;
  readonly #counts: Float64Array;

  constructor(begins: Uint32Array, codes: Int16Array, counts: Float64Array) {
    this.#begins = begins;
    this.#codes = codes;
    this.#counts = counts;
  }

  /** The number of parts. */
  get length(): number {
    return this.#begins.length - 1;
  }

  /** The counts of one part: views, not copies. */
  of(part: number): IndexedCounts {
    const [from, to] = [this.#begins[part]!, this.#begins[part + 1]!];
    return { codes: this.#codes.subarray(from, to), counts: this.#counts.subarray(from, to) };
  }

  /** Adds the counts of one part to an array by code index. @returns their sum */
  addTo(totals: Float64Array, part: number): number {
    let sum = 0;
    for (let i = this.#begins[part]!; i < this.#begins[part + 1]!; i++) {
      totals[this.#codes[i]!]! += this.#counts[i]!;
      sum += this.#counts[i]!;
    }
    return sum;
  }

  /** The sum of one part. */
  sum(part: number): number {
    let sum = 0;
    for (let i = this.#begins[part]!; i < this.#begins[part + 1]!; i++) sum += this.#counts[i]!;
    return sum;
  }
}
