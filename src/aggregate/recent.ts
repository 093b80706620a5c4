/**
 * The events of the last so many milliseconds before the newest one, while it is not known yet which that is: a log
 * that comes once, through a pipe. What has fallen out of the span for good is dropped as the newest time advances, so
 * that memory is bounded by what the span can hold: its milliseconds, codes and groups, not its events.
 */
import { FIRST_CODE } from '../model/code.js';
import type { EventBatch } from '../model/event.js';
import { EventFilter, type FilterSettings } from '../model/filter.js';
import { Outside } from './outside.js';
import { MOST_BITS, MOST_BUCKET_GROUPS, RecentBucket } from './recent-bucket.js';
import type { Tally } from './tally.js';
import type { GroupName } from './tally-data.js';

/** A span is cut into so many buckets, unless they got too long; each is dropped whole. */
const BUCKETS = 64;
const NO_GROUP: GroupName = [];

export interface RecentPlan extends Pick<FilterSettings, 'until' | 'selected'> {
  /** In milliseconds: events count from this long before the newest one on. */
  readonly span: number;
  /** So many groups fit in a bucket, at most 2^20. */
  readonly mostGroups?: number;
}

export class RecentEvents {
  readonly #plan: RecentPlan;
  /** Without a beginning: that is not known yet. */
  readonly #filter: EventFilter;
  /** Length of a bucket in milliseconds, a power of two. */
  readonly #length: number;
  /** In epoch milliseconds; -Infinity: no event had a time. */
  #newest = Number.NEGATIVE_INFINITY;
  /** What starts in no span that may still be: with the newest event so far. */
  #floor = Number.NEGATIVE_INFINITY;
  #filtered = 0;
  readonly #outside = new Outside();
  /** By piece of the input. */
  readonly #pieces = new Map<number, Buckets>();
  #present: Buckets;

  constructor(plan: RecentPlan) {
    this.#plan = plan;
    this.#filter = new EventFilter({ since: null, until: plan.until, selected: plan.selected });
    const bits = Math.ceil(Math.log2(Math.max(1, plan.span / BUCKETS)));
    this.#length = 2 ** Math.min(MOST_BITS, bits);
    this.#present = this.#newBuckets();
  }

  /** The next batches are of this piece of the input. */
  begin(piece: number): void {
    this.#present = this.#newBuckets();
    this.#pieces.set(piece, this.#present);
  }

  #newBuckets(): Buckets {
    return new Buckets(this.#length, this.#plan.mostGroups ?? MOST_BUCKET_GROUPS);
  }

  add({ codes, times, inherited, groups, count }: EventBatch): void {
    const filter = this.#filter;
    for (let i = 0; i < count; i++) {
      const time = times[i]!;
      const code = codes[i]! - FIRST_CODE;
      if (time > this.#newest) this.#advance(time);
      if (!filter.hasCode(code)) {
        this.#filtered += 1;
        continue;
      }
      if (!(time >= this.#floor && filter.hasTime(time))) {
        this.#drop(time, 1);
        continue;
      }
      const group = groups.length === 0 ? NO_GROUP : groups.map(({ ids, values }) => values[ids[i]!]!);
      this.#present.add(time, code, inherited[i]!, group);
    }
  }

  #drop(time: number, n: number): void {
    this.#filtered += n;
    this.#outside.add(time, n);
  }

  /** Drops what has fallen out of the span for good. */
  #advance(newest: number): void {
    this.#newest = newest;
    const before = Math.floor(this.#floor / this.#length);
    this.#floor = newest - this.#plan.span;
    if (Math.floor(this.#floor / this.#length) === before) return;
    for (const [piece, buckets] of this.#pieces) {
      for (const bucket of buckets.before(this.#floor)) {
        for (const { time, count } of bucket.counts()) this.#drop(time, count);
      }
      if (buckets.all.length === 0 && buckets !== this.#present) this.#pieces.delete(piece);
    }
  }

  /** When the span begins, in epoch milliseconds; Infinity where no event has a time: then it has none. */
  get since(): number {
    return Number.isFinite(this.#newest) ? this.#floor : Number.POSITIVE_INFINITY;
  }

  /** Events that may still be in the span. */
  get events(): number {
    let events = 0;
    for (const buckets of this.#pieces.values()) events += buckets.events;
    return events;
  }

  /** Counts all into a tally whose span begins at `since`. @returns how many events of each piece that were */
  settle(tally: Tally): ReadonlyMap<number, number> {
    const counted = new Map<number, number>();
    for (const [piece, buckets] of this.#pieces) {
      const before = tally.events;
      for (const bucket of buckets.all) {
        for (const { time, code, count, inherited, group } of bucket.counts()) {
          tally.addAt(code, time, count, inherited ? count : 0, group);
        }
      }
      counted.set(piece, tally.events - before);
    }
    tally.filtered += this.#filtered;
    tally.outside.merge(this.#outside);
    return counted;
  }
}

/** The buckets of one piece. */
class Buckets {
  all: RecentBucket[] = [];
  /** By their start: those that take more. */
  readonly #open = new Map<number, RecentBucket>();
  #last: RecentBucket | null = null;
  readonly #length: number;
  readonly #mostGroups: number;

  constructor(length: number, mostGroups: number) {
    this.#length = length;
    this.#mostGroups = mostGroups;
  }

  add(time: number, code: number, inherited: number, group: GroupName): void {
    const bucket = this.#bucketOf(time);
    if (bucket.add(time, code, inherited, group)) return;
    // It has no room for one more group: another one goes on for the same time.
    this.#open.delete(bucket.start);
    this.#last = null;
    this.#bucketOf(time).add(time, code, inherited, group);
  }

  #bucketOf(time: number): RecentBucket {
    if (this.#last !== null && time >= this.#last.start && time < this.#last.end) return this.#last;
    const start = Math.floor(time / this.#length) * this.#length;
    let bucket = this.#open.get(start);
    if (bucket === undefined) {
      bucket = new RecentBucket(start, start + this.#length, this.#mostGroups);
      this.#open.set(start, bucket);
      this.all.push(bucket);
    }
    this.#last = bucket;
    return bucket;
  }

  /** Takes out those that end before. */
  before(floor: number): RecentBucket[] {
    const gone = this.all.filter(({ end }) => end <= floor);
    if (gone.length === 0) return gone;
    this.all = this.all.filter(({ end }) => end > floor);
    for (const { start } of gone) this.#open.delete(start);
    this.#last = null;
    return gone;
  }

  get events(): number {
    return this.all.reduce((sum, { events }) => sum + events, 0);
  }
}
