/** Counts events before the first timestamp of a piece, apart from the others until their time is known. */
import { CODE_COUNT } from '../model/code.js';
import type { EventBatch } from '../model/event.js';
import { GroupCounts } from './groups.js';
import type { UndatedEvents } from './tally-data.js';

/** A log without any times may have a million groups. Events that are counted by group already are kept up to so many. */
const MOST_KEPT = 1 << 14;

export class UndatedCounts {
  readonly #grouped: boolean;
  /** Where the groups of such events count, whatever their time turns out to be; null: that depends on the time. */
  readonly #settled: GroupCounts | null;
  #groups: GroupCounts | null;
  /** How many events are in `#groups`. */
  #kept = 0;
  /** By code index. */
  readonly #counts = new Float64Array(CODE_COUNT);
  /** The codes that were counted: to look through all 4,000 takes a millisecond of a start. */
  #seen: number[] = [];

  constructor(grouped: boolean, settled: GroupCounts | null) {
    this.#grouped = grouped;
    this.#settled = settled;
    this.#groups = grouped ? new GroupCounts() : null;
  }

  /** Counts event `i` of a batch, by code index. */
  add(batch: EventBatch, i: number, code: number): void {
    if (this.#counts[code] === 0) this.#seen.push(code);
    this.#counts[code]! += 1;
    this.#settled?.add(batch, i, code);
    this.#kept += 1;
    if (this.#settled !== null && this.#kept > MOST_KEPT) this.#groups = null;
    this.#groups?.add(batch, i, code);
  }

  /** Returns all counts and resets them; null where there are none. */
  take(): UndatedEvents | null {
    if (this.#seen.length === 0) return null;
    const codes = this.#seen.sort((a, b) => a - b).map((code): [number, number] => [code, this.#counts[code]!]);
    const groups = this.#groups?.data() ?? null;
    const undated = { codes, groups, areGroupsCounted: this.#settled !== null };
    this.#counts.fill(0);
    this.#seen = [];
    this.#groups = this.#grouped ? new GroupCounts() : null;
    this.#kept = 0;
    return undated;
  }
}
