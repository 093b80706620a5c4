/** Counts by bin of time and code. A bin is the interval in which a tally counts events together: see `time/bins.ts`. */
import type { Cutter } from '../time/windows.js';
import type { PackedCounts } from './packed-counts.js';
import { PairCounts } from './pair-counts.js';
import { StartNumbers } from './start-numbers.js';

const NONE = -1;

/** What was counted by window, ascending. */
export interface WindowCounts {
  /** In epoch milliseconds. */
  readonly starts: Float64Array;
  readonly counts: PackedCounts;
}

export class BinCounts {
  #bins = new StartNumbers();
  readonly #pairs = new PairCounts();

  /** Start of each bin in epoch milliseconds, by bin number. */
  get starts(): readonly number[] {
    return this.#bins.starts;
  }

  /** How many counts there are: one for each bin and code that was seen in it. */
  get size(): number {
    return this.#pairs.size;
  }

  /** The number of the bin that starts at `start`: a new one for a new start. */
  bin(start: number): number {
    return this.#bins.of(start);
  }

  /** Adds the counts up by longer bins. Each bin lies whole in one of those of `cutter`. */
  lengthen(cutter: Cutter): void {
    const { starts } = this;
    this.#bins = new StartNumbers();
    const numberOf = Int32Array.from(starts, (start) => this.bin(cutter.at(start).start));
    this.#pairs.renumber(numberOf, NONE, () => {});
  }

  /** Counts `n` events of the code with index `code` (number - 106000) in a bin. */
  add(bin: number, code: number, n: number): void {
    this.#pairs.add(bin, code, n);
  }

  /** Makes room for `more` counts at once. */
  reserve(more: number): void {
    this.#pairs.reserve(more);
  }

  /** Every count as three parallel arrays, as `each` gives them. */
  columns(): { binStarts: Float64Array; binCodes: Int16Array; binCounts: Float64Array } {
    const { size } = this;
    const [binStarts, binCounts] = [new Float64Array(size), new Float64Array(size)];
    const binCodes = new Int16Array(size);
    let i = 0;
    this.each((start, code, count) => {
      binStarts[i] = start;
      binCodes[i] = code;
      binCounts[i] = count;
      i += 1;
    });
    return { binStarts, binCodes, binCounts };
  }

  /** Every count, one bin after the other: the bin's start, the code index and the count. */
  each(visit: (start: number, code: number, count: number) => void): void {
    this.#pairs.eachInOrder(this.starts.length, (bin, code, count) => visit(this.starts[bin]!, code, count));
  }

  /** The counts by window. A bin lies whole in one window of `cutter`. */
  windows(cutter: Cutter): WindowCounts {
    const startOf = Float64Array.from(this.starts, (bin) => cutter.at(bin).start);
    const sorted = startOf.slice().sort();
    let count = 0;
    for (const start of sorted) if (count === 0 || sorted[count - 1] !== start) sorted[count++] = start;
    const starts = sorted.slice(0, count);
    const windowOf = Int32Array.from(startOf, (start) => indexIn(starts, start));
    return { starts, counts: this.#pairs.packed(windowOf, count) };
  }
}

/** Where a value stands in an ascending array that has it. */
function indexIn(values: Float64Array, value: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
