/** The groups of events by the numbers of their values, which a batch's dictionary has. */
import type { EventBatch, GroupColumn } from '../../model/event.js';
import type { LogCounts, MinuteCounts } from './log-counts.js';

export class BatchGroups {
  readonly #counts: LogCounts;
  #dictionary: unknown = null;
  #known = new Map<number, MinuteCounts>();

  constructor(counts: LogCounts) {
    this.#counts = counts;
  }

  /** @param i number of the event in the batch */
  of({ groups }: EventBatch, i: number): MinuteCounts {
    const [first, second] = groups as readonly [GroupColumn, GroupColumn?];
    if (first.values !== this.#dictionary) {
      this.#dictionary = first.values;
      this.#known = new Map();
    }
    const key = first.ids[i]! * 65_536 + (second?.ids[i] ?? 0);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const group = this.#counts.group(groups.map(({ ids, values }) => values[ids[i]!] ?? null));
    this.#known.set(key, group);
    return group;
  }
}
