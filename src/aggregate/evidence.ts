/**
 * Keeps where events stand while their batches pass: the first lines of each code, and the first of each code in each
 * interval of time. Memory is bounded, whatever the log holds: when there are too many intervals they are made twice as
 * long. An event that nothing is to be kept of costs one look into a table.
 *
 * Each thread has one for its pieces of the input, and one of them merges the others.
 */
import { CODE_COUNT, FIRST_CODE } from '../model/code.js';
import type { EventBatch } from '../model/event.js';
import { EventFilter } from '../model/filter.js';
import {
  type EvidenceData,
  type EvidencePlan,
  firstOfEach,
  type Location,
  locationOf,
  MAX_INTERVALS,
} from './evidence-data.js';
import { type Locations, mergeEvidence, type PieceFacts } from './locations.js';

export type { EvidenceData, EvidencePlan, Location } from './evidence-data.js';

export class Evidence {
  readonly #plan: EvidencePlan;
  readonly #filter: EventFilter;
  /** 0 not wanted, 1 wanted, by code index; what is full and has no intervals is wanted no more. */
  readonly #wanted: Uint8Array;
  #piece = -1;
  #continues = false;
  #source: string | null = null;
  /** Every list is by code index. */
  readonly #firsts = new Map<number, Location[]>();
  readonly #undated: Location[] = [];
  /** Undated ones of the present piece. */
  readonly #undatedCount = new Uint8Array(CODE_COUNT);
  #byInterval = new Map<number, Map<number, Location>>();
  #size = 0;
  #interval: number;
  /** Where the interval of each code's last event begins; NaN: none yet. */
  readonly #from = new Float64Array(CODE_COUNT).fill(Number.NaN);
  /** 1 for each code whose events without a time are looked at no more. */
  readonly #untimedDone = new Uint8Array(CODE_COUNT);
  readonly #values: { firsts: Location[]; undated: Location[] }[];
  /** What other threads have kept. */
  readonly #others: EvidenceData[] = [];

  constructor(plan: EvidencePlan) {
    this.#plan = plan;
    this.#filter = new EventFilter({ since: plan.since, until: plan.until, selected: null });
    this.#wanted = plan.wanted.slice();
    this.#interval = plan.interval ?? 0;
    this.#values = plan.values.map(() => ({ firsts: [], undated: [] }));
  }

  /**
   * The next batches are of this piece. Where it is not called, each source is a piece.
   * @param piece above those before it
   * @param continues whether it begins within a source, so that events without a time may inherit an earlier piece's
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
      // Undated ones of later pieces come after these.
      if (isFull) this.#wanted[index] = 0;
      return;
    }
    this.#keepInInterval(index, location);
    // Until the first lines are found, every event is looked at.
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
    if (intervals.has(number)) return;
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
    const { lines } = this.#plan;
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

  data(): EvidenceData {
    return {
      firsts: [...this.#firsts.values()].flat(),
      undated: this.#undated,
      byInterval: [...this.#byInterval.values()].flatMap((intervals) => [...intervals.values()]),
      interval: this.#interval,
      values: this.#values,
    };
  }

  /** Takes in what another thread has kept of other pieces. */
  merge(data: EvidenceData): void {
    this.#others.push(data);
  }

  /** @param facts of each piece; without it, each piece is a whole source */
  finish(facts?: (piece: number) => PieceFacts): Locations {
    return mergeEvidence(this.#plan, [this.data(), ...this.#others], facts);
  }
}
