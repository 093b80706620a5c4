/**
 * Counts by minute and code, a row behind the other: for counts that come summed up already, of which few have the same
 * minute and code as an earlier one. A row takes 34 bytes, and nothing is looked for when one is added.
 */
import type { CountRows } from '../../history/counts/hour-cells.js';
import type { CountedCodes } from '../../model/counted-codes.js';

/** There may be thousands of groups with few rows each. */
const FIRST_SIZE = 8;

const LOOKED_AT = 8;

export class MinuteRows {
  length = 0;
  #minutes = new Float64Array(FIRST_SIZE);
  #codes = new Int16Array(FIRST_SIZE);
  #counts = new Float64Array(FIRST_SIZE);
  #firsts = new Float64Array(FIRST_SIZE);
  #lasts = new Float64Array(FIRST_SIZE);

  /**
   * @param minute its first instant. It and the times are epoch milliseconds
   * @param code its index
   */
  add(minute: number, code: number, count: number, first: number, last: number): void {
    const i = this.length;
    this.#reserve(1);
    this.#minutes[i] = minute;
    this.#codes[i] = code;
    this.#counts[i] = count;
    this.#firsts[i] = first;
    this.#lasts[i] = last;
    this.length = i + 1;
  }

  /** Adds an event to one of the last rows, where it has the same minute and code: for events that come one by one. */
  addToLast(minute: number, code: number, time: number): void {
    for (let i = this.length - 1; i >= 0 && i >= this.length - LOOKED_AT && this.#minutes[i] === minute; i--) {
      if (this.#codes[i] !== code) continue;
      this.#counts[i]! += 1;
      if (time < this.#firsts[i]!) this.#firsts[i] = time;
      if (time > this.#lasts[i]!) this.#lasts[i] = time;
      return;
    }
    this.add(minute, code, 1, time, time);
  }

  /** Adds what the kernel has counted of a minute. @returns how many events */
  addRange(minute: number, { start, size, at, numbers }: CountedCodes): number {
    this.#reserve(size);
    const [minutes, codes, counts, firsts, lasts] = [
      this.#minutes,
      this.#codes,
      this.#counts,
      this.#firsts,
      this.#lasts,
    ];
    let events = 0;
    let row = this.length;
    for (let i = at; i < at + size * 4; i += 4, row++) {
      const count = numbers[i + 1]!;
      minutes[row] = minute;
      codes[row] = numbers[i]!;
      counts[row] = count;
      firsts[row] = start + numbers[i + 2]!;
      lasts[row] = start + numbers[i + 3]!;
      events += count;
    }
    this.length = row;
    return events;
  }

  /** Adds rows that do not know their times. */
  append({ minutes, codes, counts }: Omit<CountRows, 'firsts' | 'lasts'>): void {
    this.#reserve(minutes.length);
    this.#minutes.set(minutes, this.length);
    this.#codes.set(codes, this.length);
    this.#counts.set(counts, this.length);
    this.#firsts.fill(Number.POSITIVE_INFINITY, this.length, this.length + minutes.length);
    this.#lasts.fill(Number.NEGATIVE_INFINITY, this.length, this.length + minutes.length);
    this.length += minutes.length;
  }

  /** A view, valid until the next row. */
  data(): CountRows {
    return {
      minutes: this.#minutes.subarray(0, this.length),
      codes: this.#codes.subarray(0, this.length),
      counts: this.#counts.subarray(0, this.length),
      firsts: this.#firsts.subarray(0, this.length),
      lasts: this.#lasts.subarray(0, this.length),
    };
  }

  #reserve(more: number): void {
    const wanted = this.length + more;
    const room = this.#minutes.length;
    if (wanted <= room) return;
    const size = Math.max(wanted, room * 2);
    const { minutes, codes, counts, firsts, lasts } = this.data();
    this.#minutes = new Float64Array(size);
    this.#codes = new Int16Array(size);
    this.#counts = new Float64Array(size);
    this.#firsts = new Float64Array(size);
    this.#lasts = new Float64Array(size);
    this.#minutes.set(minutes);
    this.#codes.set(codes);
    this.#counts.set(counts);
    this.#firsts.set(firsts);
    this.#lasts.set(lasts);
  }
}
