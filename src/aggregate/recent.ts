/**
 * Counts the events of a span that ends at the newest event (`--last 2h`), for a log that can be read only once, through a
 * pipe: the newest event is not known before the end. As newer events come, those too old for any possible span are
 * dropped. Memory is bounded by the number of milliseconds, codes and groups in the span, not by the number of events.
 */
import { FIRST_CODE } from '../model/code.js';
import type { EventBatch } from '../model/event.js';
import { EventFilter, type FilterSettings } from '../model/filter.js';
import type { GroupName } from './group-names.js';
import { Outside } from './outside.js';
import { MAX_BUCKET_BITS, MAX_BUCKET_GROUPS, RecentBucket } from './recent-bucket.js';
import type { Tally } from './tally.js';

/** A span is cut into 64 buckets, or more where these would be too long. Old buckets are dropped whole. */
const BUCKETS = 64;
const NO_GROUP: GroupName = [];

export interface RecentPlan extends Pick<FilterSettings, 'until' | 'selected'> {
  /** Length of the span in milliseconds. */
  readonly length: number;
  /** How many groups a bucket may have; 2^20 by default, and never more. */
  readonly maxGroups?: number;
}

export class RecentEvents {
  readonly #plan: RecentPlan;
  /** Without `since`, which is not known yet. */
  readonly #filter: EventFilter;
  /** Length of a bucket in milliseconds, a power of two. */
  readonly #length: number;
  /** Time of the newest event in epoch milliseconds; -Infinity: no event had a time. */
  #newest = Number.NEGATIVE_INFINITY;
  /** Start of the span that ends at `#newest`. Events before it are too old, as the span can only move forward. */
  #earliest = Number.NEGATIVE_INFINITY;
  /** Events dropped so far. */
  filtered = 0;
  readonly #outside = new Outside();
  /** By number of the piece. */
  readonly #pieces = new Map<number, Buckets>();
  #current: Buckets;

  constructor(plan: RecentPlan) {
    this.#plan = plan;
    this.#filter = new EventFilter({ since: null, until: plan.until, selected: plan.selected });
    const bits = Math.ceil(Math.log2(Math.max(1, plan.length / BUCKETS)));
    this.#length = 2 ** Math.min(MAX_BUCKET_BITS, bits);
    this.#current = this.#newBuckets();
  }

  /** The next batches are of this piece. */
  begin(piece: number): void {
    this.#current = this.#newBuckets();
    this.#pieces.set(piece, this.#current);
  }

  #newBuckets(): Buckets {
    return new Buckets(this.#length, this.#plan.maxGroups ?? MAX_BUCKET_GROUPS);
  }

  add({ codes, times, inherited, groups, count }: EventBatch): void {
    const filter = this.#filter;
    for (let i = 0; i < count; i++) {
      const time = times[i]!;
      const code = codes[i]! - FIRST_CODE;
      if (time > this.#newest) this.#advance(time);
      if (!filter.hasCode(code)) {
        this.filtered += 1;
        continue;
      }
      if (!(time >= this.#earliest && filter.hasTime(time))) {
        this.#drop(time, 1);
        continue;
      }
      const group = groups.length === 0 ? NO_GROUP : groups.map(({ ids, values }) => values[ids[i]!]!);
      this.#current.add(time, code, inherited[i]!, group);
    }
  }

  /** Takes notice of the times of events that may be filtered. */
  see({ times, count }: EventBatch): void {
    for (let i = 0; i < count; i++) if (times[i]! > this.#newest) this.#advance(times[i]!);
  }

  #drop(time: number, n: number): void {
    this.filtered += n;
    this.#outside.add(time, n);
  }

  /** Moves the span forward and drops the buckets that are now before it. */
  #advance(newest: number): void {
    this.#newest = newest;
    const before = Math.floor(this.#earliest / this.#length);
    this.#earliest = newest - this.#plan.length;
    if (Math.floor(this.#earliest / this.#length) === before) return;
    for (const [piece, buckets] of this.#pieces) {
      for (const bucket of buckets.before(this.#earliest)) {
        for (const { time, count } of bucket.counts()) this.#drop(time, count);
      }
      if (buckets.all.length === 0 && buckets !== this.#current) this.#pieces.delete(piece);
    }
  }

  /** Start of the span in epoch milliseconds; Infinity, for an empty span, where no event has a time. */
  get since(): number {
    return Number.isFinite(this.#newest) ? this.#earliest : Number.POSITIVE_INFINITY;
  }

  /** Events that may still be in the span. */
  get events(): number {
    let events = 0;
    for (const buckets of this.#pieces.values()) events += buckets.events;
    return events;
  }

  /** Adds all counts to a tally that filters by `since`. @returns how many events of each piece were counted */
  addTo(tally: Tally): ReadonlyMap<number, number> {
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
    tally.filtered += this.filtered;
    tally.outside.merge(this.#outside);
    return counted;
  }
}

/** The buckets of one piece. */
class Buckets {
  all: RecentBucket[] = [];
  /** The buckets that have room for more groups, by their start. */
  readonly #open = new Map<number, RecentBucket>();
  #last: RecentBucket | null = null;
  readonly #length: number;
  readonly #maxGroups: number;

  constructor(length: number, maxGroups: number) {
    this.#length = length;
    this.#maxGroups = maxGroups;
  }

  add(time: number, code: number, inherited: number, group: GroupName): void {
    const bucket = this.#bucketOf(time);
    if (bucket.add(time, code, inherited, group)) return;
    // The bucket has no room for one more group: a second one is begun for the same interval.
    this.#open.delete(bucket.start);
    this.#last = null;
    this.#bucketOf(time).add(time, code, inherited, group);
  }

  #bucketOf(time: number): RecentBucket {
    if (this.#last !== null && time >= this.#last.start && time < this.#last.end) return this.#last;
    const start = Math.floor(time / this.#length) * this.#length;
    let bucket = this.#open.get(start);
    if (bucket === undefined) {
      bucket = new RecentBucket(start, start + this.#length, this.#maxGroups);
      this.#open.set(start, bucket);
      this.all.push(bucket);
    }
    this.#last = bucket;
    return bucket;
  }

  /** Takes out the buckets that end at or before this time. */
  before(earliest: number): RecentBucket[] {
    const expired = this.all.filter(({ end }) => end <= earliest);
    if (expired.length === 0) return expired;
    this.all = this.all.filter(({ end }) => end > earliest);
    for (const { start } of expired) this.#open.delete(start);
    this.#last = null;
    return expired;
  }

  get events(): number {
    return this.all.reduce((sum, { events }) => sum + events, 0);
  }
}
