/**
 * Counts by time cell and code: an open-addressing hash table over typed arrays, so that a month of one-second cells
 * costs what it holds (14 bytes a slot, at least a quarter of the slots used) and a count costs a few nanoseconds.
 */
import { CODE_COUNT } from '../model/code.js';
import type { Cutter } from '../time/windows.js';

const EMPTY = -1;
const FIRST_SIZE = 1024;
/** More than a table can have. */
const SLOTS = 2 ** 32;

/** What was counted in one window: code indexes, ascending, and their counts. */
export interface WindowCounts {
  /** In epoch milliseconds. */
  readonly start: number;
  readonly codes: readonly number[];
  readonly counts: readonly number[];
}

export class CellCounts {
  /** Start of each cell in epoch milliseconds, by cell number. */
  readonly starts: number[] = [];
  readonly #numbers = new Map<number, number>();
  #cells = new Int32Array(FIRST_SIZE).fill(EMPTY);
  #codes = new Int16Array(FIRST_SIZE);
  #counts = new Float64Array(FIRST_SIZE);
  #used = 0;

  /** The number of the cell that starts at `start`: a new one for a new start. */
  cell(start: number): number {
    let number = this.#numbers.get(start);
    if (number === undefined) {
      number = this.starts.length;
      this.starts.push(start);
      this.#numbers.set(start, number);
    }
    return number;
  }

  /** Counts `n` events of the code with index `code` (number - 106000) in a cell. */
  add(cell: number, code: number, n: number): void {
    const mask = this.#cells.length - 1;
    const hash = Math.imul(cell * CODE_COUNT + code, 0x9e3779b1);
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (this.#cells[slot] !== EMPTY) {
      if (this.#cells[slot] === cell && this.#codes[slot] === code) {
        this.#counts[slot]! += n;
        return;
      }
      slot = (slot + 1) & mask;
    }
    this.#cells[slot] = cell;
    this.#codes[slot] = code;
    this.#counts[slot] = n;
    this.#used += 1;
    if (this.#used * 2 > this.#cells.length) this.#grow();
  }

  #grow(): void {
    const [cells, codes, counts] = [this.#cells, this.#codes, this.#counts];
    this.#cells = new Int32Array(cells.length * 2).fill(EMPTY);
    this.#codes = new Int16Array(cells.length * 2);
    this.#counts = new Float64Array(cells.length * 2);
    this.#used = 0;
    for (let i = 0; i < cells.length; i++) if (cells[i] !== EMPTY) this.add(cells[i]!, codes[i]!, counts[i]!);
  }

  /** Every count with the cell's number, in no order. */
  eachPair(visit: (cell: number, code: number, count: number) => void): void {
    for (let i = 0; i < this.#cells.length; i++) {
      if (this.#cells[i] !== EMPTY) visit(this.#cells[i]!, this.#codes[i]!, this.#counts[i]!);
    }
  }

  /** Every count, one cell after the other: the cell's start, the code index and the count. */
  each(visit: (start: number, code: number, count: number) => void): void {
    const numbers = this.starts.map((_, number) => number);
    const { slots } = this.#slotsBy(numbers, numbers.length);
    for (const slot of slots) visit(this.starts[this.#cells[slot]!]!, this.#codes[slot]!, this.#counts[slot]!);
  }

  /** How many counts there are. */
  get size(): number {
    return this.#used;
  }

  /** The counts by window, ascending. A cell lies whole in one window of `cutter`. */
  windows(cutter: Cutter): WindowCounts[] {
    const starts: number[] = [];
    const numbers = new Map<number, number>();
    const windowOf = this.starts.map((cell) => {
      const { start } = cutter.at(cell);
      const number = numbers.get(start) ?? starts.push(start) - 1;
      numbers.set(start, number);
      return number;
    });
    const { slots, begins } = this.#slotsBy(windowOf, starts.length);
    // Code and slot in one number: such sort without a callback.
    const keys = Float64Array.from(slots);
    for (let i = 0; i < keys.length; i++) keys[i]! += this.#codes[slots[i]!]! * SLOTS;
    const windows = starts.map((start, number) => ({
      start,
      ...this.#summed(keys.subarray(begins[number]!, begins[number + 1]!).sort()),
    }));
    return windows.sort((a, b) => a.start - b.start);
  }

  /** The slots in use by the group of their cell; those of group n from begins[n] to begins[n + 1]. */
  #slotsBy(groupOf: readonly number[], groups: number): { slots: Int32Array; begins: Int32Array } {
    const cells = this.#cells;
    const begins = new Int32Array(groups + 1);
    for (let i = 0; i < cells.length; i++) if (cells[i] !== EMPTY) begins[groupOf[cells[i]!]! + 1]! += 1;
    for (let i = 1; i < begins.length; i++) begins[i]! += begins[i - 1]!;
    const ends = begins.slice();
    const slots = new Int32Array(this.#used);
    for (let i = 0; i < cells.length; i++) {
      if (cells[i] === EMPTY) continue;
      const group = groupOf[cells[i]!]!;
      slots[ends[group]!] = i;
      ends[group]! += 1;
    }
    return { slots, begins };
  }

  #summed(keys: Float64Array): { codes: number[]; counts: number[] } {
    const codes: number[] = [];
    const counts: number[] = [];
    let last = EMPTY;
    for (let i = 0; i < keys.length; i++) {
      const code = Math.floor(keys[i]! / SLOTS);
      const count = this.#counts[keys[i]! - code * SLOTS]!;
      if (code === last) counts[counts.length - 1]! += count;
      else {
        codes.push(code);
        counts.push(count);
        last = code;
      }
    }
    return { codes, counts };
  }
}
