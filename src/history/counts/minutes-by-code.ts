/** Puts counts that come minute after minute into a list for each code. */
import { MINUTE_MS } from '../../model/calendar.js';
import { CODE_COUNT, FIRST_CODE } from '../../model/code.js';
import type { CountRows } from '../changes.js';

/** Counts of a code: their sum, and minute after minute its number and its count. */
export interface CodeMinutes {
  readonly code: number;
  readonly sum: number;
  readonly minutes: Float64Array;
}

/**
 * Two loops over plain numbers: a first read of 1 GB has 200,000 rows, which are too few for V8 to optimize several
 * functions that call each other.
 */
export class MinutesByCode {
  /** By code: how many rows, where its next one goes, its sum. */
  readonly #rows = new Int32Array(CODE_COUNT);
  readonly #at = new Int32Array(CODE_COUNT);
  readonly #sums = new Float64Array(CODE_COUNT);

  /**
   * @param from number of the first row, and `to` behind that of the last
   * @param begins minutes are numbered from this instant on
   */
  of({ minutes, codes, counts }: CountRows, from: number, to: number, begins: number): CodeMinutes[] {
    const [rows, next, sums] = [this.#rows, this.#at, this.#sums];
    const used: number[] = [];
    for (let i = from; i < to; i++) {
      const code = codes[i]! - FIRST_CODE;
      if (rows[code] === 0) used.push(code);
      rows[code]! += 1;
    }
    let size = 0;
    for (const code of used) {
      next[code] = size;
      size += 2 * rows[code]!;
      // From here on where its first one is.
      rows[code] = next[code]!;
      sums[code] = 0;
    }
    const numbers = new Float64Array(size);
    for (let i = from; i < to; i++) {
      const code = codes[i]! - FIRST_CODE;
      const at = next[code]!;
      const minute = Math.floor((minutes[i]! - begins) / MINUTE_MS);
      const count = counts[i]!;
      sums[code]! += count;
      if (at > rows[code]! && numbers[at - 2] === minute) {
        numbers[at - 1]! += count;
      } else {
        numbers[at] = minute;
        numbers[at + 1] = count;
        next[code] = at + 2;
      }
    }
    return used.map((code) => {
      const first = rows[code]!;
      rows[code] = 0;
      return { code: code + FIRST_CODE, sum: sums[code]!, minutes: numbers.subarray(first, next[code]) };
    });
  }
}
