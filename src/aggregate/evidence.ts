/**
 * Keeps the locations of events: the first ones of each code, and the first one of each code in each interval of time.
 * Memory is bounded: when there are too many intervals, their length is doubled. An event of no interest costs one table
 * lookup. Like a tally it is a fold: each thread has one for its pieces, and the main thread merges them.
 */
import { CODE_COUNT, FIRST_CODE } from '../model/code.js';
import type { EventBatch } from '../model/event.js';
import { EventFilter } from '../model/filter.js';
import {
  type EvidenceData,
  type EvidencePlan,
  firstOf,
  firstOfEach,
  inOrder,
  type Location,
  locationOf,
  MAX_INTERVALS,
} from './evidence-data.js';
import { type Locations, mergeEvidence, type PieceFacts } from './locations.js';

export type { EvidenceData, EvidencePlan, Location } from './evidence-data.js';

export class Evidence {
  readonly #plan: EvidencePlan;
  readonly #filter: EventFilter;
  /** 1 for each code index still to be kept. Without intervals a code is done when its list is full. */
  readonly #wanted: Uint8Array;
  #piece = -1;
  #continues = false;
  #source: string | null = null;
  /** By code index. */
  readonly #firsts = new Map<number, Location[]>();
  #undated: Location[] = [];
  /** By code index: how many locations of the current piece are in `#undated`. */
  readonly #undatedCount = new Uint8Array(CODE_COUNT);
  #byInterval = new Map<number, Map<number, Location>>();
  #size = 0;
  #interval: number;
  /** By code index: where the interval of the last event begins; NaN: none yet. */
  readonly #from = new Float64Array(CODE_COUNT).fill(Number.NaN);
  /** 1 for each code index whose events without a time need no more attention in this piece. */
  readonly #untimedDone = new Uint8Array(CODE_COUNT);
  #values: { firsts: Location[]; undated: Location[] }[];
  /** The data of other threads. */
  readonly #others: EvidenceData[] = [];

  constructor(plan: EvidencePlan) {
    this.#plan = plan;
    this.#filter = new EventFilter({ since: plan.since, until: plan.until, selected: null });
    this.#wanted = plan.wanted.slice();
    this.#interval = plan.interval ?? 0;
    this.#values = plan.values.map(() => ({ firsts: [], undated: [] }));
  }

  /**
   * The next batches are of this piece. Without any call each source is one piece.
   * @param piece a number above those of earlier pieces
   * @param continues whether it begins within a source: its first events may then inherit the time of an earlier piece
   */
  begin(piece: number, continues: boolean): void {
    this.#piece = piece;
    this.#continues = continues;
    this.#source = null;
    this.#untimedDone.fill(0);
    this.#undatedCount.fill(0);
  }

  add(batch: EventBatch): void {
    if (batch.source !== this.#source) {
      if (this.#source !== null || this.#piece < 0) this.begin(this.#piece + 1, false);
      this.#source = batch.source;
    }
    const { codes, times, count } = batch;
    const wanted = this.#wanted;
    const from = this.#from;
    for (let i = 0; i < count; i++) {
      const index = codes[i]! - FIRST_CODE;
      if (wanted[index] === 0) continue;
      const time = times[i]!;
      const start = from[index]!;
      if (time >= start && time < start + this.#interval) continue;
      if (Number.isNaN(time) && this.#untimedDone[index] === 1) continue;
      this.#keep(locationOf(batch, i, this.#piece), index);
    }
    if (this.#values.length > 0) this.#addValues(batch);
  }

  #keep(location: Location, index: number): void {
    const { time } = location;
    if (Number.isNaN(time) && this.#continues) {
      if (this.#undatedCount[index]! < this.#plan.lines) this.#undated.push(location);
      this.#undatedCount[index]! += 1;
      if (this.#undatedCount[index]! >= this.#plan.lines) this.#untimedDone[index] = 1;
      return;
    }
    if (!this.#filter.hasTime(time)) return;
    const firsts = this.#firstsOf(index);
    if (firsts.length < this.#plan.lines) firsts.push(location);
    const isFull = firsts.length >= this.#plan.lines;
    if (this.#plan.interval === null) {
      // The list is complete: undated events of later pieces would come after these.
      if (isFull) this.#wanted[index] = 0;
      return;
    }
    this.#keepInInterval(index, location);
    // Until the list of first locations is full, no event may be skipped.
    if (!isFull) return;
    if (Number.isNaN(time)) this.#untimedDone[index] = 1;
    else this.#from[index] = Math.floor(time / this.#interval) * this.#interval;
  }

  #firstsOf(index: number): Location[] {
    let firsts = this.#firsts.get(index);
    if (firsts === undefined) {
      firsts = [];
      this.#firsts.set(index, firsts);
    }
    return firsts;
  }

  #keepInInterval(index: number, location: Location): void {
    let intervals = this.#byInterval.get(index);
    if (intervals === undefined) {
      intervals = new Map();
      this.#byInterval.set(index, intervals);
    }
    const number = Math.floor(location.time / this.#interval);
    const there = intervals.get(number);
    if (there !== undefined) {
      // One whose time was not known at first may come later, though it stands before.
      if (inOrder(location, there) < 0) intervals.set(number, location);
      return;
    }
    intervals.set(number, location);
    this.#size++;
    while (this.#size > MAX_INTERVALS) this.#widen();
  }

  #widen(): void {
    this.#interval *= 2;
    this.#from.fill(Number.NaN);
    this.#byInterval = new Map(
      [...this.#byInterval].map(([index, intervals]) => [index, firstOfEach(intervals.values(), this.#interval)]),
    );
    this.#size = [...this.#byInterval.values()].reduce((sum, { size }) => sum + size, 0);
  }

  #addValues(batch: EventBatch): void {
    const lines = this.#plan.valueLines;
    this.#plan.values.forEach(({ group, value, wanted }, n) => {
      const { firsts, undated } = this.#values[n]!;
      const column = batch.groups[group];
      if (column === undefined) return;
      for (let i = 0; i < batch.count && firsts.length < lines; i++) {
        if (column.values[column.ids[i]!] !== value || wanted[batch.codes[i]! - FIRST_CODE] === 0) continue;
        const location = locationOf(batch, i, this.#piece);
        if (Number.isNaN(location.time) && this.#continues) {
          if (undated.filter(({ piece }) => piece === this.#piece).length < lines) undated.push(location);
        } else if (this.#filter.hasTime(location.time)) firsts.push(location);
      }
    });
  }

  /** What the first events of a piece inherit is known now: `time` is NaN for nothing. */
  settle(piece: number, time: number): void {
    const isOf = (location: Location) => location.piece === piece;
    const settled = (undated: readonly Location[]) =>
      this.#filter.hasTime(time) ? undated.filter(isOf).map((location) => ({ ...location, time })) : [];
    const unsettled = (undated: readonly Location[]) => undated.filter((location) => !isOf(location));
    for (const location of settled(this.#undated)) {
      const index = location.code - FIRST_CODE;
      this.#firsts.set(index, firstOf([...this.#firstsOf(index), location], this.#plan.lines));
      if (this.#plan.interval !== null) this.#keepInInterval(index, location);
    }
    this.#undated = unsettled(this.#undated);
    this.#values = this.#values.map(({ firsts, undated }) => ({
      firsts: firstOf([...firsts, ...settled(undated)], this.#plan.valueLines),
      undated: unsettled(undated),
    }));
  }

  data(): EvidenceData {
    return {
      firsts: [...this.#firsts.values()].flat(),
      undated: this.#undated,
      byInterval: [...this.#byInterval.values()].flatMap((intervals) => [...intervals.values()]),
      interval: this.#interval,
      values: this.#values,
    };
  }

  /** Adds the data of another thread, which has read other pieces. */
  merge(data: EvidenceData): void {
    this.#others.push(data);
  }

  /** @param facts of each piece; without it each piece is a whole source */
  finish(facts?: (piece: number) => PieceFacts): Locations {
    return mergeEvidence(this.#plan, [this.data(), ...this.#others], facts);
  }
}
