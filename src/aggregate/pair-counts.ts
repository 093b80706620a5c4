/**
 * Counts of pairs: a number (of a bin or a group) and a code. They are in an open-addressing hash table of typed arrays:
 * 14 bytes a slot, at least an eighth of the slots used, so that memory follows what is in it; and a count takes a few
 * nanoseconds.
 */
import { CODE_COUNT } from '../model/code.js';
import { PackedCounts } from './packed-counts.js';

const EMPTY = -1;
const FIRST_SIZE = 2048;
/** Up to this size a table becomes four times as large when it is full, so that little is left behind; then twice. */
const LARGE_SIZE = 1 << 17;
/** How much of a table may be used: the limits of counts, 2^18 and 2^19, fit in twice as many slots. */
const MOST_LOAD = 0.6;
/** Above the number of slots that a table can have. */
const SLOTS = 2 ** 32;

/** The first slot to try. */
function slotOf(number: number, code: number, mask: number): number {
  const hash = Math.imul(number * CODE_COUNT + code, 0x9e3779b1);
  return (hash ^ (hash >>> 15)) & mask;
}

export class PairCounts {
  #numbers = new Int32Array(FIRST_SIZE).fill(EMPTY);
  #codes = new Int16Array(FIRST_SIZE);
  #counts = new Float64Array(FIRST_SIZE);
  #size = 0;

  /** How many pairs have a count. */
  get size(): number {
    return this.#size;
  }

  /** Counts `n` events of the code with index `code` (number - 106000) for a number from 0 on. */
  add(number: number, code: number, n: number): void {
    // Copied to locals: most runs end before V8 has optimized this function.
    const numbers = this.#numbers;
    const codes = this.#codes;
    const mask = numbers.length - 1;
    let slot = slotOf(number, code, mask);
    for (let there = numbers[slot]!; there !== EMPTY; there = numbers[slot]!) {
      if (there === number && codes[slot] === code) {
        this.#counts[slot]! += n;
        return;
      }
      slot = (slot + 1) & mask;
    }
    numbers[slot] = number;
    codes[slot] = code;
    this.#counts[slot] = n;
    this.#size += 1;
    if (this.#size > numbers.length * MOST_LOAD) this.#resize(numbers.length * (numbers.length < LARGE_SIZE ? 4 : 2));
  }

  /** Makes room for `more` pairs at once. */
  reserve(more: number): void {
    let size = this.#numbers.length;
    while (this.#size + more > size * MOST_LOAD) size *= 2;
    if (size > this.#numbers.length) this.#resize(size);
  }

  #resize(size: number): void {
    const [oldNumbers, oldCodes, oldCounts] = [this.#numbers, this.#codes, this.#counts];
    const numbers = new Int32Array(size).fill(EMPTY);
    const codes = new Int16Array(size);
    const counts = new Float64Array(size);
    const mask = size - 1;
    for (let i = 0; i < oldNumbers.length; i++) {
      const number = oldNumbers[i]!;
      if (number === EMPTY) continue;
      const code = oldCodes[i]!;
      let slot = slotOf(number, code, mask);
      while (numbers[slot] !== EMPTY) slot = (slot + 1) & mask;
      numbers[slot] = number;
      codes[slot] = code;
      counts[slot] = oldCounts[i]!;
    }
    this.#numbers = numbers;
    this.#codes = codes;
    this.#counts = counts;
  }

  /**
   * Gives every number that has counts another one, which several may have; where it is `none`, its counts are handed to
   * `drop` instead. The table stays as large as it is: one that is given back and made again would stay with the process.
   */
  renumber(numberOf: Int32Array, none: number, drop: (code: number, count: number) => void): void {
    const { numbers, codes, counts } = this.columns();
    this.#numbers.fill(EMPTY);
    this.#size = 0;
    for (let i = 0; i < numbers.length; i++) {
      const number = numberOf[numbers[i]!]!;
      if (number === none) drop(codes[i]!, counts[i]!);
      else this.add(number, codes[i]!, counts[i]!);
    }
  }

  /** Every count as three parallel arrays, in no particular order. */
  columns(): { numbers: Int32Array; codes: Int16Array; counts: Float64Array } {
    const numbers = new Int32Array(this.#size);
    const codes = new Int16Array(this.#size);
    const counts = new Float64Array(this.#size);
    let size = 0;
    this.each((number, code, count) => {
      numbers[size] = number;
      codes[size] = code;
      counts[size++] = count;
    });
    return { numbers, codes, counts };
  }

  /** Every count, in no particular order. */
  each(visit: (number: number, code: number, count: number) => void): void {
    for (let i = 0; i < this.#numbers.length; i++) {
      if (this.#numbers[i] !== EMPTY) visit(this.#numbers[i]!, this.#codes[i]!, this.#counts[i]!);
    }
  }

  /** Every count, one number after the other: for numbers below `end`. */
  eachInOrder(end: number, visit: (number: number, code: number, count: number) => void): void {
    const numbers = Int32Array.from({ length: end }, (_, number) => number);
    const { slots } = this.#slotsBy(numbers, end);
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i]!;
      visit(this.#numbers[slot]!, this.#codes[slot]!, this.#counts[slot]!);
    }
  }

  /** The counts added up by the part that `partOf` has for their number; `parts` is how many parts there are. */
  packed(partOf: Int32Array, parts: number): PackedCounts {
    const { slots, begins } = this.#slotsBy(partOf, parts);
    // Code and slot are combined in one number, so that sorting needs no callback.
    const keys = new Float64Array(slots.length);
    for (let i = 0; i < keys.length; i++) keys[i] = this.#codes[slots[i]!]! * SLOTS + slots[i]!;
    const codes = new Int16Array(keys.length);
    const counts = new Float64Array(keys.length);
    let size = 0;
    for (let part = 0; part < parts; part++) {
      const [from, to] = [begins[part]!, begins[part + 1]!];
      // Most parts of the largest tables have a single count.
      if (to - from > 1) keys.subarray(from, to).sort();
      begins[part] = size;
      for (let i = from; i < to; i++) {
        const code = Math.floor(keys[i]! / SLOTS);
        const count = this.#counts[keys[i]! - code * SLOTS]!;
        if (size > begins[part]! && codes[size - 1] === code) counts[size - 1]! += count;
        else {
          codes[size] = code;
          counts[size++] = count;
        }
      }
    }
    begins[parts] = size;
    return new PackedCounts(begins, codes.subarray(0, size), counts.subarray(0, size));
  }

  /** The used slots, sorted by the part that `partOf` gives for their number: part n is from begins[n] to begins[n + 1]. */
  #slotsBy(partOf: Int32Array, parts: number): { slots: Int32Array; begins: Uint32Array } {
    const numbers = this.#numbers;
    const begins = new Uint32Array(parts + 1);
    for (let i = 0; i < numbers.length; i++) {
      const number = numbers[i]!;
      if (number !== EMPTY) begins[partOf[number]! + 1]! += 1;
    }
    for (let i = 1; i < begins.length; i++) begins[i]! += begins[i - 1]!;
    const ends = begins.slice();
    const slots = new Int32Array(this.#size);
    for (let i = 0; i < numbers.length; i++) {
      const number = numbers[i]!;
      if (number === EMPTY) continue;
      const part = partOf[number]!;
      slots[ends[part]!] = i;
      ends[part]! += 1;
    }
    return { slots, begins };
  }
}
