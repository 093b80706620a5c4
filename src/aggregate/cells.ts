/**
 * Counts by time cell and code: an open-addressing hash table over typed arrays, so that a month of one-second cells
 * costs what it holds (14 bytes a slot, at least a quarter of the slots used) and a count costs a few nanoseconds.
 */
import { CODE_COUNT } from '../model/code.js';

const EMPTY = -1;
const FIRST_SIZE = 1024;

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

  /** Every count with the cell's start, in no order. */
  each(visit: (start: number, code: number, count: number) => void): void {
    this.eachPair((cell, code, count) => visit(this.starts[cell]!, code, count));
  }
}
