/**
 * Counts by minute and code, a row behind the other: for counts that come summed up already, of which few have the same
 * minute and code as an earlier one. A row takes 14 bytes, and nothing is looked for when one is added.
 */

/** Rows as parallel arrays: the minute's first instant, the code's index, the count. */
export interface MinuteRowsData {
  readonly minutes: Float64Array;
  readonly codes: Int16Array;
  readonly counts: Float64Array;
}

/** There may be thousands of groups with few rows each. */
const FIRST_SIZE = 8;

const LOOKED_AT = 8;

export class MinuteRows {
  length = 0;
  #minutes = new Float64Array(FIRST_SIZE);
  #codes = new Int16Array(FIRST_SIZE);
  #counts = new Float64Array(FIRST_SIZE);

  add(minute: number, code: number, count: number): void {
    const i = this.length;
    if (i === this.#minutes.length) this.#grow(i * 2);
    this.#minutes[i] = minute;
    this.#codes[i] = code;
    this.#counts[i] = count;
    this.length = i + 1;
  }

  /** Adds to one of the last rows, where it has the same minute and code: for events that come one by one. */
  addToLast(minute: number, code: number, count: number): void {
    for (let i = this.length - 1; i >= 0 && i >= this.length - LOOKED_AT && this.#minutes[i] === minute; i--) {
      if (this.#codes[i] !== code) continue;
      this.#counts[i]! += count;
      return;
    }
    this.add(minute, code, count);
  }

  append({ minutes, codes, counts }: MinuteRowsData): void {
    const length = this.length + minutes.length;
    if (length > this.#minutes.length) this.#grow(Math.max(length, this.#minutes.length * 2));
    this.#minutes.set(minutes, this.length);
    this.#codes.set(codes, this.length);
    this.#counts.set(counts, this.length);
    this.length = length;
  }

  /** A view, valid until the next row. */
  data(): MinuteRowsData {
    return {
      minutes: this.#minutes.subarray(0, this.length),
      codes: this.#codes.subarray(0, this.length),
      counts: this.#counts.subarray(0, this.length),
    };
  }

  #grow(size: number): void {
    const { minutes, codes, counts } = this.data();
    this.#minutes = new Float64Array(size);
    this.#codes = new Int16Array(size);
    this.#counts = new Float64Array(size);
    this.#minutes.set(minutes);
    this.#codes.set(codes);
    this.#counts.set(counts);
  }
}
