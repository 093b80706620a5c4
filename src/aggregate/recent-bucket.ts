/**
 * Counts of a short interval of time by exact millisecond, code, whether the time is inherited, and group. These parts are
 * combined in a key of 53 bits, so that sorting and merging keys is sorting numbers. Each distinct key takes 16 bytes,
 * with free room at most four times that.
 *
 *     group (up to 20 bits) | milliseconds into the bucket (up to 20) | code index (12) | inherited (1)
 */

import type { GroupName } from './group-names.js';
import { keyOf } from './group-names.js';

/** A bucket is at most 2^20 ms long, which is 17 minutes. */
export const MAX_BUCKET_BITS = 20;
const CODES = 2 ** 12;
const FIRST_SIZE = 64;

/** At most this many groups fit in the 20 bits of a key. */
export const MAX_BUCKET_GROUPS = 2 ** 20;

export interface RecentCount {
  /** In epoch milliseconds. */
  readonly time: number;
  /** Code index: number - 106000. */
  readonly code: number;
  readonly inherited: boolean;
  readonly group: GroupName;
  readonly count: number;
}

export class RecentBucket {
  /** Inclusive, in epoch milliseconds. */
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  events = 0;
  /** The first `#sorted` keys are sorted and distinct; those after them are in order of arrival, one for each event. */
  #keys = new Float64Array(FIRST_SIZE);
  #counts = new Float64Array(FIRST_SIZE);
  #sorted = 0;
  #used = 0;
  readonly #groups: GroupName[] = [];
  readonly #numbers = new Map<string, number>();

  readonly #maxGroups: number;

  constructor(start: number, end: number, maxGroups: number = MAX_BUCKET_GROUPS) {
    this.start = start;
    this.end = end;
    this.#maxGroups = maxGroups;
  }

  /** Counts an event. @returns false where there is no room for one more group */
  add(time: number, code: number, inherited: number, group: GroupName): boolean {
    const number = this.#numberOf(group);
    if (number === null) return false;
    if (this.#used === this.#keys.length) this.#join();
    const at = number * (this.end - this.start) + (time - this.start);
    this.#keys[this.#used++] = (at * CODES + code) * 2 + inherited;
    this.events += 1;
    return true;
  }

  #numberOf(group: GroupName): number | null {
    const key = group.length === 0 ? '' : keyOf(group);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    if (this.#groups.length === this.#maxGroups) return null;
    this.#numbers.set(key, this.#groups.length);
    return this.#groups.push(group) - 1;
  }

  /** Merges the keys that came last into the sorted ones, and grows the arrays if they are still more than half full. */
  #join(): void {
    const [old, oldCounts, sorted] = [this.#keys, this.#counts, this.#sorted];
    const fresh = old.slice(sorted, this.#used).sort();
    const keys = new Float64Array(this.#used);
    const counts = new Float64Array(this.#used);
    let n = 0;
    const put = (key: number, count: number) => {
      if (n === 0 || keys[n - 1] !== key) keys[n++] = key;
      counts[n - 1]! += count;
    };
    let i = 0;
    for (const key of fresh) {
      for (; i < sorted && old[i]! <= key; i++) put(old[i]!, oldCounts[i]!);
      put(key, 1);
    }
    for (; i < sorted; i++) put(old[i]!, oldCounts[i]!);
    const size = n * 2 > old.length ? old.length * 2 : old.length;
    this.#keys = new Float64Array(size);
    this.#keys.set(keys.subarray(0, n));
    this.#counts = new Float64Array(size);
    this.#counts.set(counts.subarray(0, n));
    this.#sorted = n;
    this.#used = n;
  }

  *counts(): Generator<RecentCount> {
    this.#join();
    const length = this.end - this.start;
    for (let i = 0; i < this.#used; i++) {
      const key = this.#keys[i]!;
      const inherited = key % 2 === 1;
      const rest = Math.floor(key / 2);
      const at = Math.floor(rest / CODES);
      const group = Math.floor(at / length);
      yield {
        time: this.start + (at - group * length),
        code: rest - at * CODES,
        inherited,
        group: this.#groups[group]!,
        count: this.#counts[i]!,
      };
    }
  }
}
