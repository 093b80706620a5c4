/**
 * Counts of one short stretch of time by exact millisecond, code, whether the time is inherited, and group. A count is
 * a number: its parts stand in 53 bits, so that sorting and joining them is sorting numbers. 16 bytes for each that
 * differs, at most four times that.
 *
 *     group (up to 20 bits) | milliseconds into the bucket (up to 20) | code index (12) | inherited (1)
 */
import { keyOf } from './groups.js';
import type { GroupName } from './tally-data.js';

/** A bucket is at most so long, in powers of two of milliseconds: 17 minutes. */
export const MOST_BITS = 20;
const CODES = 2 ** 12;
const FIRST_SIZE = 64;

/** So many groups fit in a bucket. */
export const MOST_BUCKET_GROUPS = 2 ** 20;

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
  /** Events in it. */
  events = 0;
  /** The first `#sorted` are in order, each once; the others as they came, once for each event. */
  #keys = new Float64Array(FIRST_SIZE);
  #counts = new Float64Array(FIRST_SIZE);
  #sorted = 0;
  #used = 0;
  readonly #groups: GroupName[] = [];
  readonly #numbers = new Map<string, number>();

  readonly #mostGroups: number;

  constructor(start: number, end: number, mostGroups: number = MOST_BUCKET_GROUPS) {
    this.start = start;
    this.end = end;
    this.#mostGroups = mostGroups;
  }

  /** False where the group is one more than there is room for. */
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
    if (this.#groups.length === this.#mostGroups) return null;
    this.#numbers.set(key, this.#groups.length);
    return this.#groups.push(group) - 1;
  }

  /** Brings what came last in order, and makes more room where most of it differs. */
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
