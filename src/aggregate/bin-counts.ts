/**
 * Counts by bin of time and code. A bin is the interval in which a tally counts events together: see `time/bins.ts`. The
 * counts are in an open-addressing hash table of typed arrays: 14 bytes a slot, at least a quarter of the slots used, so
 * that memory follows what is in it, even for a month of one-second bins; and a count takes a few nanoseconds.
 */
import { CODE_COUNT } from '../model/code.js';
import type { Cutter } from '../time/windows.js';

const EMPTY = -1;
/** A first run over 100,000 small logs has one table for each of some thousand at a time. */
const FIRST_SIZE = 64;
/** Above the number of slots that a table can have. */
const SLOTS = 2 ** 32;

/** What was counted in one window: code indexes, ascending, and their counts. */
export interface WindowCounts {
  /** In epoch milliseconds. */
  readonly start: number;
  readonly codes: readonly number[];
  readonly counts: readonly number[];
}

/** The first slot to try. */
function slotOf(bin: number, code: number, mask: number): number {
  const hash = Math.imul(bin * CODE_COUNT + code, 0x9e3779b1);
  return (hash ^ (hash >>> 15)) & mask;
}

export class BinCounts {
  /** Start of each bin in epoch milliseconds, by bin number. */
  readonly starts: number[] = [];
  readonly #numbers = new Map<number, number>();
  #bins = new Int32Array(FIRST_SIZE).fill(EMPTY);
  #codes = new Int16Array(FIRST_SIZE);
  #counts = new Float64Array(FIRST_SIZE);
  #used = 0;

  /** The number of the bin that starts at `start`: a new one for a new start. */
  bin(start: number): number {
    let number = this.#numbers.get(start);
    if (number === undefined) {
      number = this.starts.length;
      this.starts.push(start);
      this.#numbers.set(start, number);
    }
    return number;
  }

  /** Counts `n` events of the code with index `code` (number - 106000) in a bin. */
  add(bin: number, code: number, n: number): void {
    // Copied to locals: most runs end before V8 has optimized this function.
    const bins = this.#bins;
    const codes = this.#codes;
    const mask = bins.length - 1;
    let slot = slotOf(bin, code, mask);
    for (let there = bins[slot]!; there !== EMPTY; there = bins[slot]!) {
      if (there === bin && codes[slot] === code) {
        this.#counts[slot]! += n;
        return;
      }
      slot = (slot + 1) & mask;
    }
    bins[slot] = bin;
    codes[slot] = code;
    this.#counts[slot] = n;
    this.#used += 1;
    if (this.#used * 2 > bins.length) this.#resize(bins.length * 2);
  }

  /** Makes room for `more` counts at once. */
  reserve(more: number): void {
    let size = this.#bins.length;
    while ((this.#used + more) * 2 > size) size *= 2;
    if (size > this.#bins.length) this.#resize(size);
  }

  #resize(size: number): void {
    const [oldBins, oldCodes, oldCounts] = [this.#bins, this.#codes, this.#counts];
    const bins = new Int32Array(size).fill(EMPTY);
    const codes = new Int16Array(size);
    const counts = new Float64Array(size);
    const mask = size - 1;
    for (let i = 0; i < oldBins.length; i++) {
      const bin = oldBins[i]!;
      if (bin === EMPTY) continue;
      const code = oldCodes[i]!;
      let slot = slotOf(bin, code, mask);
      while (bins[slot] !== EMPTY) slot = (slot + 1) & mask;
      bins[slot] = bin;
      codes[slot] = code;
      counts[slot] = oldCounts[i]!;
    }
    this.#bins = bins;
    this.#codes = codes;
    this.#counts = counts;
  }

  /** Every count as three parallel arrays, as `each` gives them. */
  columns(): { binStarts: Float64Array; binCodes: Int16Array; binCounts: Float64Array } {
    const size = this.#used;
    const [binStarts, binCounts] = [new Float64Array(size), new Float64Array(size)];
    const binCodes = new Int16Array(size);
    const { slots } = this.#slotsBy(
      this.starts.map((_, number) => number),
      this.starts.length,
    );
    // Copied to locals: this runs a few times a run, before V8 has optimized it.
    const [starts, bins, codes, counts] = [this.starts, this.#bins, this.#codes, this.#counts];
    for (let i = 0; i < size; i++) {
      const slot = slots[i]!;
      binStarts[i] = starts[bins[slot]!]!;
      binCodes[i] = codes[slot]!;
      binCounts[i] = counts[slot]!;
    }
    return { binStarts, binCodes, binCounts };
  }

  /** Every count with the bin's number, in no particular order. */
  eachPair(visit: (bin: number, code: number, count: number) => void): void {
    for (let i = 0; i < this.#bins.length; i++) {
      if (this.#bins[i] !== EMPTY) visit(this.#bins[i]!, this.#codes[i]!, this.#counts[i]!);
    }
  }

  /** Every count, one bin after the other: the bin's start, the code index and the count. */
  each(visit: (start: number, code: number, count: number) => void): void {
    const numbers = this.starts.map((_, number) => number);
    const { slots } = this.#slotsBy(numbers, numbers.length);
    const [bins, codes, counts] = [this.#bins, this.#codes, this.#counts];
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i]!;
      visit(this.starts[bins[slot]!]!, codes[slot]!, counts[slot]!);
    }
  }

  /** The counts by window, ascending. A bin lies whole in one window of `cutter`. */
  windows(cutter: Cutter): WindowCounts[] {
    const starts: number[] = [];
    const numbers = new Map<number, number>();
    const windowOf = this.starts.map((bin) => {
      const { start } = cutter.at(bin);
      const number = numbers.get(start) ?? starts.push(start) - 1;
      numbers.set(start, number);
      return number;
    });
    const { slots, begins } = this.#slotsBy(windowOf, starts.length);
    // Code and slot are combined in one number, so that sorting needs no callback.
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

  /** The used slots, sorted by the part that `partOf` gives for their bin: part n is from begins[n] to begins[n + 1]. */
  #slotsBy(partOf: readonly number[], parts: number): { slots: Int32Array; begins: Int32Array } {
    const bins = this.#bins;
    const begins = new Int32Array(parts + 1);
    for (let i = 0; i < bins.length; i++) {
      const bin = bins[i]!;
      if (bin !== EMPTY) begins[partOf[bin]! + 1]! += 1;
    }
    for (let i = 1; i < begins.length; i++) begins[i]! += begins[i - 1]!;
    const ends = begins.slice();
    const slots = new Int32Array(this.#used);
    for (let i = 0; i < bins.length; i++) {
      const bin = bins[i]!;
      if (bin === EMPTY) continue;
      const part = partOf[bin]!;
      slots[ends[part]!] = i;
      ends[part]! += 1;
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
