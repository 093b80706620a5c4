/** What a tally counts by group: all events by code, and events and errors by time. */
import { FIRST_CODE } from '../model/code.js';
import type { EventBatch } from '../model/event.js';
import { GroupCells, type GroupCellsData } from './group-cells.js';
import type { GroupName } from './group-names.js';
import { GroupCounts, type GroupData } from './groups.js';
import type { TallyPlan } from './tally-data.js';

export class GroupTally {
  readonly counts = new GroupCounts();
  readonly cells: GroupCells;
  readonly #keys: number;
  readonly #errorCodes: Uint8Array;

  constructor({ timeZone, window, groupKeys, errorCodes }: TallyPlan) {
    this.cells = new GroupCells(timeZone, window);
    this.#keys = groupKeys;
    this.#errorCodes = errorCodes;
  }

  /** Counts event `i` of a batch, by code index. `endBatch` comes after the last. */
  add(batch: EventBatch, i: number, code: number, time: number): void {
    this.cells.add(this.counts.add(batch, i, code), time, 1, this.#errorCodes[code]!);
  }

  /** Where groups are a sample their numbers change, and cells would say nothing of the others. */
  endBatch(): void {
    if (this.counts.isSampled) this.cells.drop();
  }

  /** Counts `n` events of a code index at a time. */
  addNamed(name: GroupName, code: number, time: number, n: number): void {
    this.#addCell(this.counts.addNamed(name, code, n), code, time, n);
  }

  /** The same of a code, for the group with these numbers of values; the second is of no meaning for one key. */
  addIds(
    first: number,
    second: number,
    values: readonly (string | null)[],
    code: number,
    time: number,
    n: number,
  ): void {
    const index = code - FIRST_CODE;
    const ids: readonly [number, number?] = this.#keys === 1 ? [first] : [first, second];
    this.#addCell(this.counts.addIds(ids, values, index, n), index, time, n);
  }

  #addCell(group: number, code: number, time: number, n: number): void {
    this.cells.add(group, time, n, this.#errorCodes[code]!);
    this.endBatch();
  }

  /**
   * Counts events that were counted before their time was known; NaN: it never will be.
   * @param groups null: there were too many to keep. @param isCounted whether they are among the counts already
   */
  addUndated(groups: GroupData | null, isCounted: boolean, time: number): void {
    if (groups !== null && !isCounted) this.counts.merge(groups);
    if (Number.isNaN(time)) return;
    if (groups === null) this.cells.drop();
    else this.cells.addAll(groups, this.counts.numbersOf(groups), time, this.#errorCodes);
  }

  merge(groups: GroupData, cells: GroupCellsData | null): void {
    this.counts.merge(groups);
    this.cells.merge(cells, this.counts.numbersOf(groups));
    this.endBatch();
  }
}
