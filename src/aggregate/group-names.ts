/**
 * The names of groups, numbered from 0: as UTF-8 bytes one behind the other, because a string and its entry in a `Map`
 * take four times as much. Number and name are found by a hash table of numbers.
 */
import { NO_VALUE } from '../model/summary.js';
import { hash53 } from '../text/hash.js';

/** One value a key; null where the line has no such key. */
export type GroupName = readonly (string | null)[];

const NONE = -1;
const FIRST_SIZE = 64;
const FIRST_BYTES = 1024;
/** How much of the hash table may be used. */
const MOST_LOAD = 0.6;
/** For the lack of a value: sorted as it is shown. Values have no control characters, so this one is none of them. */
const NO_VALUE_TEXT = `${NO_VALUE}\u0000`;
const SEPARATOR = '\n';
/** UTF-8 has at most 3 bytes for each unit of a string. */
const MOST_BYTES_EACH = 3;

/** The names as plain data: name n is the bytes from ends[n - 1] to ends[n]. Only `size` of them are valid. */
export interface GroupNamesData {
  readonly size: number;
  readonly text: Uint8Array;
  readonly ends: Uint32Array;
  readonly hashes: Float64Array;
}

export class GroupNames {
  #text = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #ends = new Uint32Array(FIRST_SIZE);
  #hashes = new Float64Array(FIRST_SIZE);
  #slots = new Int32Array(FIRST_SIZE * 2).fill(NONE);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Bytes of all names together. */
  get bytes(): number {
    return this.#beginOf(this.#size);
  }

  #beginOf(number: number): number {
    return number === 0 ? 0 : this.#ends[number - 1]!;
  }

  /** The number of a name with this hash, a new one for a new name. */
  number(name: GroupName, hash: number): number {
    const key = keyOf(name);
    const at = this.bytes;
    // Written behind the others, and left there only if it is new.
    this.#reserveBytes(at + key.length * MOST_BYTES_EACH);
    return this.#numberOf(at + this.#text.write(key, at), hash);
  }

  /** The same for name `from` of other names. */
  numberOf({ text, ends, hashes }: GroupNamesData, from: number): number {
    const begin = from === 0 ? 0 : ends[from - 1]!;
    const at = this.bytes;
    this.#reserveBytes(at + ends[from]! - begin);
    this.#text.set(text.subarray(begin, ends[from]!), at);
    return this.#numberOf(at + ends[from]! - begin, hashes[from]!);
  }

  /** @param end where the name ends that stands behind all others */
  #numberOf(end: number, hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = slotOf(hash, mask);
    for (let number = this.#slots[slot]!; number !== NONE; number = this.#slots[slot]!) {
      if (this.#hashes[number] === hash && this.#isLast(number, end)) return number;
      slot = (slot + 1) & mask;
    }
    const number = this.#size;
    if (number === this.#ends.length) {
      this.#ends = grown(this.#ends, new Uint32Array(number * 2));
      this.#hashes = grown(this.#hashes, new Float64Array(number * 2));
    }
    this.#ends[number] = end;
    this.#hashes[number] = hash;
    this.#slots[slot] = number;
    this.#size += 1;
    if (this.#size > this.#slots.length * MOST_LOAD) this.#fillSlots(new Int32Array(this.#slots.length * 2));
    return number;
  }

  /** Whether a name is the one that stands behind all others up to `end`. */
  #isLast(number: number, end: number): boolean {
    const begin = this.#beginOf(number);
    const last = this.bytes;
    if (this.#ends[number]! - begin !== end - last) return false;
    const text = this.#text;
    for (let i = 0; i < end - last; i++) if (text[begin + i] !== text[last + i]) return false;
    return true;
  }

  #fillSlots(slots: Int32Array<ArrayBuffer>): void {
    slots.fill(NONE);
    const mask = slots.length - 1;
    for (let number = 0; number < this.#size; number++) {
      let slot = slotOf(this.#hashes[number]!, mask);
      while (slots[slot] !== NONE) slot = (slot + 1) & mask;
      slots[slot] = number;
    }
    this.#slots = slots;
  }

  #reserveBytes(size: number): void {
    if (size <= this.#text.length) return;
    const text = Buffer.allocUnsafeSlow(Math.max(size, this.#text.length * 2));
    text.set(this.#text.subarray(0, this.bytes));
    this.#text = text;
  }

  /** Drops all names but those with a hash below `limit`. @returns the new number of each, or `none` */
  keepBelow(limit: number, none: number): Int32Array {
    const moved = new Int32Array(this.#size).fill(none);
    const [text, ends, hashes] = [this.#text, this.#ends, this.#hashes];
    let [kept, begin, end] = [0, 0, 0];
    for (let number = 0; number < moved.length; number++) {
      const [from, to, hash] = [begin, ends[number]!, hashes[number]!];
      begin = to;
      if (hash >= limit) continue;
      text.copyWithin(end, from, to);
      end += to - from;
      ends[kept] = end;
      hashes[kept] = hash;
      moved[number] = kept++;
    }
    this.#size = kept;
    this.#fillSlots(this.#slots);
    return moved;
  }

  /** One value a key; null where there is none. */
  name(number: number): GroupName {
    const key = this.#text.toString('utf8', this.#beginOf(number), this.#ends[number]!);
    return key.split(SEPARATOR).map((value) => (value === NO_VALUE_TEXT ? null : value));
  }

  /** The order of two names by their bytes, which is that of their code points. */
  compare(a: number, b: number): number {
    const text = this.#text;
    const [endA, endB] = [this.#ends[a]!, this.#ends[b]!];
    let [i, j] = [this.#beginOf(a), this.#beginOf(b)];
    while (i < endA && j < endB && text[i] === text[j]) {
      i++;
      j++;
    }
    return (i < endA ? text[i]! : -1) - (j < endB ? text[j]! : -1);
  }

  /** Its own arrays: valid until another name is added. */
  data(): GroupNamesData {
    const { buffer, byteOffset, length } = this.#text;
    const text = new Uint8Array(buffer, byteOffset, length);
    return { size: this.#size, text, ends: this.#ends, hashes: this.#hashes };
  }
}

/** A name as one text; different for different names. */
export function keyOf(name: GroupName): string {
  return name.map((value) => value ?? NO_VALUE_TEXT).join(SEPARATOR);
}

export function hashOf(name: GroupName): number {
  return hash53(keyOf(name));
}

/** The low bits: the highest ones are alike in all names that are kept of many. */
function slotOf(hash: number, mask: number): number {
  const low = hash % 2 ** 32;
  return (low ^ (low >>> 15)) & mask;
}

function grown<T extends Uint32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
