/** Counts events before the first timestamp of a piece, apart from the others until their time is known. */
import { CODE_COUNT } from '../model/code.js';
import type { EventBatch } from '../model/event.js';
import { GroupCounts } from './groups.js';
import type { GroupName, UndatedEvents } from './tally-data.js';

export class UndatedCounts {
  readonly #grouped: boolean;
  #counts: GroupCounts | Float64Array;
  #isEmpty = true;

  constructor(grouped: boolean) {
    this.#grouped = grouped;
    this.#counts = this.#none();
  }

  #none(): GroupCounts | Float64Array {
    return this.#grouped ? new GroupCounts() : new Float64Array(CODE_COUNT);
  }

  /** Counts event `i` of a batch, by code index. */
  add(batch: EventBatch, i: number, code: number): void {
    if (this.#counts instanceof GroupCounts) this.#counts.add(batch, i, code);
    else this.#counts[code]! += 1;
    this.#isEmpty = false;
  }

  /** Returns all counts and resets them. */
  take(): UndatedEvents {
    if (this.#isEmpty) return [];
    const undated: [number, number, GroupName][] = [];
    if (this.#counts instanceof GroupCounts) {
      for (const { name, codes } of this.#counts.groups()) for (const [code, n] of codes) undated.push([code, n, name]);
    } else {
      for (const [code, n] of this.#counts.entries()) if (n > 0) undated.push([code, n, []]);
    }
    this.#counts = this.#none();
    this.#isEmpty = true;
    return undated;
  }
}
