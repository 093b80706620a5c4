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

/** Where the look for a place begins. */
function slotOf(cell: number, code: number, mask: number): number {
  const hash = Math.imul(cell * CODE_COUNT + code, 0x9e3779b1);
  return (hash ^ (hash >>> 15)) & mask;
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
    // Fields are read once: most runs end before V8 has optimized this.
    const cells = this.#cells;
    const codes = this.#codes;
    const mask = cells.length - 1;
    let slot = slotOf(cell, code, mask);
    for (let there = cells[slot]!; there !== EMPTY; there = cells[slot]!) {
      if (there === cell && codes[slot] === code) {
        this.#counts[slot]! += n;
        return;
      }
      slot = (slot + 1) & mask;
    }
    cells[slot] = cell;
    codes[slot] = code;
    this.#counts[slot] = n;
    this.#used += 1;
    if (this.#used * 2 > cells.length) this.#resize(cells.length * 2);
  }

  /** Makes room for `more` counts at once. */
  reserve(more: number): void {
    let size = this.#cells.length;
    while ((this.#used + more) * 2 > size) size *= 2;
    if (size > this.#cells.length) this.#resize(size);
  }

  #resize(size: number): void {
    const [oldCells, oldCodes, oldCounts] = [this.#cells, this.#codes, this.#counts];
    const cells = new Int32Array(size).fill(EMPTY);
    const codes = new Int16Array(size);
    const counts = new Float64Array(size);
    const mask = size - 1;
    for (let i = 0; i < oldCells.length; i++) {
      const cell = oldCells[i]!;
      if (cell === EMPTY) continue;
      const code = oldCodes[i]!;
      let slot = slotOf(cell, code, mask);
      while (cells[slot] !== EMPTY) slot = (slot + 1) & mask;
      cells[slot] = cell;
      codes[slot] = code;
      counts[slot] = oldCounts[i]!;
    }
    this.#cells = cells;
    this.#codes = codes;
    this.#counts = counts;
  }

  /** Every count as three parallel arrays, as `each` gives them. */
  columns(): { cellStarts: Float64Array; cellCodes: Int16Array; cellCounts: Float64Array } {
    const size = this.#used;
    const [cellStarts, cellCounts] = [new Float64Array(size), new Float64Array(size)];
    const cellCodes = new Int16Array(size);
    let i = 0;
    this.each((start, code, count) => {
      cellStarts[i] = start;
      cellCodes[i] = code;
      cellCounts[i] = count;
      i += 1;
    });
    return { cellStarts, cellCodes, cellCounts };
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
    const [cells, codes, counts] = [this.#cells, this.#codes, this.#counts];
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i]!;
      visit(this.starts[cells[slot]!]!, codes[slot]!, counts[slot]!);
    }
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
    const codes = this.#codes;
    const keys = new Float64Array(slots.length);
    for (let i = 0; i < keys.length; i++) {
      const slot = slots[i]!;
      keys[i] = codes[slot]! * SLOTS + slot;
    }
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
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i]!;
      if (cell !== EMPTY) begins[groupOf[cell]! + 1]! += 1;
    }
    for (let i = 1; i < begins.length; i++) begins[i]! += begins[i - 1]!;
    const ends = begins.slice();
    const slots = new Int32Array(this.#used);
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i]!;
      if (cell === EMPTY) continue;
      const group = groupOf[cell]!;
      slots[ends[group]!] = i;
      ends[group]! += 1;
    }
    return { slots, begins };
  }

  #summed(keys: Float64Array): { codes: number[]; counts: number[] } {
    const counted = this.#counts;
    const codes: number[] = [];
    const counts: number[] = [];
    let last = EMPTY;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!;
      const code = Math.floor(key / SLOTS);
      const count = counted[key - code * SLOTS]!;
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
