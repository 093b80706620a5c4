/**
 * Counts by the values of one or two keys on the lines (`--by`). Up to MAX_GROUPS groups are all counted exactly. Beyond
 * that, to bound memory, only the groups whose names have the smallest hashes are kept. This choice does not depend on the
 * order of events or on the threads, and the groups that are kept at the end are exact.
 */
import { CODE_COUNT } from '../model/code.js';
import type { EventBatch, GroupColumn } from '../model/event.js';
import { BinCounts } from './bin-counts.js';

/** About 40 MB with names of usual length. */
export const MAX_GROUPS = 1 << 18;

/** Counts of groups as plain data: names with one value a key, and parallel arrays of group, code index and count. */
export interface GroupData {
  readonly names: readonly (readonly (string | null)[])[];
  readonly groups: Int32Array;
  readonly codes: Int16Array;
  readonly counts: Float64Array;
  /** Groups with hashes below 2^53 / 2^halvings are kept. */
  readonly halvings: number;
  /** By code index: events of groups that are not kept. */
  readonly others: Float64Array;
}

export class GroupCounts {
  #names: (readonly (string | null)[])[] = [];
  #numbers = new Map<string, number>();
  #counts = new BinCounts();
  #halvings = 0;
  #others = new Float64Array(CODE_COUNT);
  /** Group numbers by the ids of the current dictionary: an array for one key, a map of id pairs for two. */
  #known: Int32Array | Map<number, number> = new Int32Array(0);
  #dictionary: readonly (string | null)[] | null = null;

  /** Counts event `i` of a batch, by code index. */
  add(batch: EventBatch, i: number, code: number): void {
    const [first, second] = batch.groups as readonly [GroupColumn, GroupColumn?];
    if (first.values !== this.#dictionary) {
      this.#dictionary = first.values;
      this.#known = second === undefined ? new Int32Array(1024).fill(UNSEEN) : new Map();
    }
    const group =
      second === undefined
        ? this.#groupOfValue(first.ids[i]!, first.values)
        : this.#groupOfPair(first.ids[i]!, second.ids[i]!, first.values, second.values);
    if (group === OTHER) this.#others[code]! += 1;
    else this.#counts.add(group, code, 1);
  }

  #groupOfValue(id: number, values: readonly (string | null)[]): number {
    let known = this.#known as Int32Array;
    if (id >= known.length) {
      const more = new Int32Array(Math.max(known.length * 2, id + 1)).fill(UNSEEN);
      more.set(known);
      this.#known = more;
      known = more;
    }
    if (known[id] === UNSEEN) {
      // Adding a group may renumber all groups (`#halve`), which also invalidates `known`.
      const group = this.#number([values[id]!]);
      if (this.#dictionary === null) return group;
      known[id] = group;
    }
    return known[id]!;
  }

  #groupOfPair(a: number, b: number, first: readonly (string | null)[], second: readonly (string | null)[]): number {
    const known = this.#known as Map<number, number>;
    const key = a * 65_536 + b;
    const group = known.get(key);
    if (group !== undefined) return group;
    const number = this.#number([first[a]!, second[b]!]);
    if (this.#dictionary !== null) known.set(key, number);
    return number;
  }

  /** The number of a group, new for a new name; OTHER for a group that is not kept. */
  #number(name: readonly (string | null)[]): number {
    const key = keyOf(name);
    const number = this.#numbers.get(key);
    if (number !== undefined) return number;
    if (this.#halvings > 0 && hashOf(key) >= limitOf(this.#halvings)) return OTHER;
    const added = this.#names.length;
    this.#names.push(name);
    this.#numbers.set(key, added);
    if (this.#names.length > MAX_GROUPS) {
      this.#halve(this.#halvings + 1);
      return this.#numbers.get(key) ?? OTHER;
    }
    return added;
  }

  /** Lowers the limit of hashes, repeatedly until at most MAX_GROUPS are left, and moves the other counts to OTHER. */
  #halve(halvings: number): void {
    const [names, counts] = [this.#names, this.#counts];
    this.#halvings = halvings;
    this.#names = [];
    this.#numbers = new Map();
    this.#counts = new BinCounts();
    this.#dictionary = null;
    const limit = limitOf(halvings);
    const moved = names.map((name) => {
      const key = keyOf(name);
      if (hashOf(key) >= limit) return OTHER;
      this.#numbers.set(key, this.#names.length);
      return this.#names.push(name) - 1;
    });
    counts.eachPair((group, code, count) => {
      if (moved[group]! === OTHER) this.#others[code]! += count;
      else this.#counts.add(moved[group]!, code, count);
    });
    if (this.#names.length > MAX_GROUPS) this.#halve(halvings + 1);
  }

  data(): GroupData {
    const groups: number[] = [];
    const codes: number[] = [];
    const counts: number[] = [];
    this.#counts.eachPair((group, code, count) => {
      groups.push(group);
      codes.push(code);
      counts.push(count);
    });
    return {
      names: this.#names,
      groups: Int32Array.from(groups),
      codes: Int16Array.from(codes),
      counts: Float64Array.from(counts),
      halvings: this.#halvings,
      others: this.#others,
    };
  }

  merge(data: GroupData): void {
    if (data.halvings > this.#halvings) this.#halve(data.halvings);
    for (let code = 0; code < CODE_COUNT; code++) this.#others[code]! += data.others[code]!;
    for (let i = 0; i < data.groups.length; i++)
      this.addNamed(data.names[data.groups[i]!]!, data.codes[i]!, data.counts[i]!);
  }

  /** Counts `n` events of a code index in the group of that name. */
  addNamed(name: readonly (string | null)[], code: number, n: number): void {
    const group = this.#number(name);
    if (group === OTHER) this.#others[code]! += n;
    else this.#counts.add(group, code, n);
  }

  /** Every group that is kept, with its counts by code index, in no particular order. */
  groups(): { name: readonly (string | null)[]; codes: Map<number, number> }[] {
    const found = this.#names.map((name) => ({ name, codes: new Map<number, number>() }));
    this.#counts.eachPair((group, code, count) => found[group]!.codes.set(code, count));
    return found.filter(({ codes }) => codes.size > 0);
  }

  /** The events of groups that are not kept, by code index, and an estimate of the number of these groups. */
  get others(): { readonly codes: Float64Array; readonly groups: number } {
    // Hashes are uniform, so the kept names are about 1 / 2^halvings of all.
    return { codes: this.#others, groups: this.#names.length * (2 ** this.#halvings - 1) };
  }
}

const UNSEEN = -1;
const OTHER = -2;

export function keyOf(name: readonly (string | null)[]): string {
  return name.length === 1 ? (name[0] ?? '\u0000') : name.map((value) => value ?? '\u0000').join('\n');
}

function limitOf(halvings: number): number {
  return 2 ** (53 - halvings);
}

/** A hash of 53 bits: two FNV-like lanes, mixed. */
function hashOf(text: string): number {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let i = 0; i < text.length; i++) {
    a = Math.imul(a ^ text.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ text.charCodeAt(i), 0x5bd1e995);
  }
  a = Math.imul(a ^ (a >>> 15), 0x2c1b3c6d);
  b = Math.imul(b ^ (b >>> 13), 0x297a2d39);
  a ^= b >>> 12;
  return (a >>> 0) * 2 ** 21 + ((b ^ (b >>> 16)) >>> 11);
}
