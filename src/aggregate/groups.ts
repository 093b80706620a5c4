/**
 * Counts by the values of one or two keys on the lines (`--by`). All groups are counted exactly, as long as they fit in a
 * fixed size. Beyond it only the groups are kept whose names have the smallest hashes; the others are added up.
 *
 * Which ones are kept must not depend on how the input was divided between threads, nor on who was first. Of the rules
 * that come to mind, the first that appear need an order of all events, which threads do not have; and those with most
 * events cannot be told from a part: a group may be small in each piece and large in all. The size of what has a hash
 * below a limit, though, is a number that only grows with the events. So if any thread finds that it is too much, it is
 * too much for all of them together; and the limit in the end is the highest at which everything fits, whoever found out.
 * What is kept at the end was kept by everybody all the time, so its counts are exact.
 */
import { CODE_COUNT } from '../model/code.js';
import type { EventBatch, GroupColumn } from '../model/event.js';
import { type GroupName, GroupNames, type GroupNamesData, hashOf } from './group-names.js';
import type { PackedCounts } from './packed-counts.js';
import { PairCounts } from './pair-counts.js';

/** This many groups are kept if their names are short: see `MAX_BYTES`. */
export const MAX_GROUPS = 1 << 18;
/** With names of up to 28 bytes and one code each, `MAX_GROUPS` fit. */
const MAX_BYTES = 20 << 20;
/** What a group takes besides its name, and each code that it has: in the tables here, which are at least a quarter full. */
const GROUP_BYTES = 24;
const COUNT_BYTES = 28;

/** Counts of groups as plain data: their names, and parallel arrays of group, code index and count. */
export interface GroupData {
  readonly names: GroupNamesData;
  readonly groups: Int32Array;
  readonly codes: Int16Array;
  readonly counts: Float64Array;
  /** Groups with hashes below 2^53 / 2^halvings are kept. */
  readonly halvings: number;
  /** By code index: events of groups that are not kept. */
  readonly others: Float64Array;
}

export class GroupCounts {
  readonly #names = new GroupNames();
  readonly #counts = new PairCounts();
  #halvings = 0;
  readonly #others = new Float64Array(CODE_COUNT);
  /** Group numbers by the ids of the current dictionary: an array for one key, a map of id pairs for two. */
  #known: Int32Array | Map<number, number> = new Int32Array(0);
  #dictionary: readonly (string | null)[] | null = null;

  /** Counts event `i` of a batch, by code index. @returns the number of its group, below 0 where it is not kept */
  add(batch: EventBatch, i: number, code: number): number {
    const [first, second] = batch.groups as readonly [GroupColumn, GroupColumn?];
    const a = first.ids[i]!;
    const group =
      second === undefined
        ? this.#groupOfValue(a, first.values)
        : this.#groupOfPair(a, second.ids[i]!, first.values, second.values);
    this.#count(group, code, 1);
    return group;
  }

  /** The same for `n` events whose group is known by the numbers of values: one number a key. */
  addIds(ids: readonly [number, number?], values: readonly (string | null)[], code: number, n: number): number {
    const [first, second] = ids;
    const group =
      second === undefined ? this.#groupOfValue(first, values) : this.#groupOfPair(first, second, values, values);
    this.#count(group, code, n);
    return group;
  }

  /** Forgets which group a number of a value belongs to where the numbers are of other values now. */
  #use(values: readonly (string | null)[], newKnown: () => Int32Array | Map<number, number>): void {
    if (values === this.#dictionary) return;
    this.#dictionary = values;
    this.#known = newKnown();
  }

  /** Whether not all groups are kept, so that numbers of groups change. */
  get isSampled(): boolean {
    return this.#halvings > 0;
  }

  #count(group: number, code: number, n: number): void {
    if (group === OTHER) {
      this.#others[code]! += n;
      return;
    }
    this.#counts.add(group, code, n);
    if (!this.#fits()) this.#halve(this.#halvings + 1);
  }

  #fits(): boolean {
    const { size, bytes } = this.#names;
    return size <= MAX_GROUPS && bytes + size * GROUP_BYTES + this.#counts.size * COUNT_BYTES <= MAX_BYTES;
  }

  #groupOfValue(id: number, values: readonly (string | null)[]): number {
    this.#use(values, () => new Int32Array(1024).fill(UNSEEN));
    let known = this.#known as Int32Array;
    if (id >= known.length) {
      const more = new Int32Array(Math.max(known.length * 2, id + 1)).fill(UNSEEN);
      more.set(known);
      this.#known = more;
      known = more;
    }
    if (known[id] === UNSEEN) known[id] = this.#number([values[id]!]);
    return known[id]!;
  }

  #groupOfPair(a: number, b: number, first: readonly (string | null)[], second: readonly (string | null)[]): number {
    this.#use(first, () => new Map());
    const known = this.#known as Map<number, number>;
    const key = a * 65_536 + b;
    const group = known.get(key);
    if (group !== undefined) return group;
    const number = this.#number([first[a]!, second[b]!]);
    if (known.size === MAX_KNOWN_PAIRS) known.clear();
    known.set(key, number);
    return number;
  }

  /** The number of a group, new for a new name; OTHER for a group that is not kept. */
  #number(name: GroupName): number {
    const hash = hashOf(name);
    return hash < limitOf(this.#halvings) ? this.#names.number(name, hash) : OTHER;
  }

  /** Lowers the limit of hashes, repeatedly until what is left fits, and adds the other counts to those of the others. */
  #halve(halvings: number): void {
    this.#halvings = halvings;
    this.#dictionary = null;
    const moved = this.#names.keepBelow(limitOf(halvings), OTHER);
    this.#counts.renumber(moved, OTHER, (code, n) => {
      this.#others[code]! += n;
    });
    if (!this.#fits()) this.#halve(halvings + 1);
  }

  /** Partly its own arrays: valid until more is counted. */
  data(): GroupData {
    const { numbers: groups, codes, counts } = this.#counts.columns();
    return { names: this.#names.data(), groups, codes, counts, halvings: this.#halvings, others: this.#others };
  }

  merge({ names, groups, codes, counts, halvings, others }: GroupData): void {
    if (halvings > this.#halvings) this.#halve(halvings);
    for (let code = 0; code < CODE_COUNT; code++) this.#others[code]! += others[code]!;
    const numbers = new Int32Array(names.size).fill(UNSEEN);
    let limit = limitOf(this.#halvings);
    for (let i = 0; i < groups.length; i++) {
      const group = groups[i]!;
      if (limit !== limitOf(this.#halvings)) {
        // To count the one before has made it too much, and has numbered the groups anew.
        limit = limitOf(this.#halvings);
        numbers.fill(UNSEEN);
      }
      if (numbers[group] === UNSEEN)
        numbers[group] = names.hashes[group]! < limit ? this.#names.numberOf(names, group) : OTHER;
      this.#count(numbers[group]!, codes[i]!, counts[i]!);
    }
  }

  /** Counts `n` events of a code index in the group of that name. @returns its number, below 0 where it is not kept */
  addNamed(name: GroupName, code: number, n: number): number {
    const group = this.#number(name);
    this.#count(group, code, n);
    return group;
  }

  /** The numbers here of the groups of other counts; below 0 for those that are not kept. */
  numbersOf({ names }: GroupData): Int32Array {
    const limit = limitOf(this.#halvings);
    return Int32Array.from({ length: names.size }, (_, group) =>
      names.hashes[group]! < limit ? this.#names.numberOf(names, group) : OTHER,
    );
  }

  /** The names of the groups that are kept, and their counts by number. */
  get kept(): { readonly names: GroupNames; readonly counts: PackedCounts } {
    const { size } = this.#names;
    const numbers = Int32Array.from({ length: size }, (_, number) => number);
    return { names: this.#names, counts: this.#counts.packed(numbers, size) };
  }

  /** The events of groups that are not kept, by code index, and an estimate of the number of these groups. */
  get others(): { readonly codes: Float64Array; readonly groups: number } {
    // Hashes are uniform, so the kept names are about 1 / 2^halvings of all.
    return { codes: this.#others, groups: this.#names.size * (2 ** this.#halvings - 1) };
  }
}

const UNSEEN = -1;
const OTHER = -2;
/** Some 6 MB. A dictionary of 16,384 values can have many more pairs. */
const MAX_KNOWN_PAIRS = 1 << 17;

function limitOf(halvings: number): number {
  return 2 ** (53 - halvings);
}
