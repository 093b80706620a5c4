/**
 * Events and errors by group and time, for who was hit in an episode and for a page that filters by group. A cell is a bin
 * of one group. Where there are more than fit, bins become longer; beyond the longest, and where groups are a sample,
 * there are none. Which it is depends only on what was counted, not on who counted it in which order.
 */
import type { WindowChoice, WindowLength } from '../model/window.js';
import { BinCutter, LAST_LEVEL, windowLevels } from '../time/bins.js';
import { type Cutter, WindowCutter } from '../time/windows.js';
import type { Zone } from '../time/zone.js';

const MOST_CELLS = 1 << 18;
const FIRST_SIZE = 1024;
const EMPTY = -1;

/** Cells as plain data, in parallel arrays. */
export interface GroupCellsData {
  readonly level: number;
  /** Start of the bin in epoch milliseconds. */
  readonly starts: Float64Array;
  readonly groups: Int32Array;
  readonly events: Float64Array;
  readonly errors: Float64Array;
}

export class GroupCells {
  readonly #zone: Zone;
  readonly #isAuto: boolean;
  readonly #levels: readonly WindowLength[];
  #level = 0;
  #cutter: Cutter;
  /** Open addressing: bin and group of each slot, and what is counted there. */
  #bins = new Float64Array(FIRST_SIZE);
  #groups = new Int32Array(FIRST_SIZE).fill(EMPTY);
  #events = new Float64Array(FIRST_SIZE);
  #errors = new Float64Array(FIRST_SIZE);
  #size = 0;
  #isDropped = false;
  /** The bin of the last event. */
  #from = Number.NaN;
  #to = Number.NaN;

  constructor(zone: Zone, window: WindowChoice) {
    this.#zone = zone;
    this.#isAuto = window === 'auto';
    this.#levels = windowLevels(window);
    this.#cutter = this.#newCutter();
  }

  /** The length of cells; null: none are kept. */
  get length(): WindowLength | null {
    return this.#isDropped ? null : this.#levels[this.#level]!;
  }

  /** Keeps none from now on. */
  drop(): void {
    if (this.#isDropped) return;
    this.#isDropped = true;
    this.#resize(FIRST_SIZE);
    this.#size = 0;
  }

  /** Counts `n` events of a group at a time, all errors or none. */
  add(group: number, time: number, n: number, isError: boolean): void {
    if (this.#isDropped) return;
    if (!(time >= this.#from && time < this.#to)) {
      const { start, end } = this.#cutter.at(time);
      this.#from = start;
      this.#to = end;
    }
    this.#count(group, this.#from, n, isError ? n : 0);
  }

  #count(group: number, start: number, events: number, errors: number): void {
    const groups = this.#groups;
    const bins = this.#bins;
    const mask = groups.length - 1;
    let slot = slotOf(group, start, mask);
    for (let there = groups[slot]!; there !== EMPTY; there = groups[slot]!) {
      if (there === group && bins[slot] === start) {
        this.#events[slot]! += events;
        this.#errors[slot]! += errors;
        return;
      }
      slot = (slot + 1) & mask;
    }
    groups[slot] = group;
    bins[slot] = start;
    this.#events[slot] = events;
    this.#errors[slot] = errors;
    this.#size += 1;
    if (this.#size > MOST_CELLS) this.#lengthen(this.#level + 1);
    else if (this.#size * 2 > groups.length) this.#rebuild(groups.length * 2);
  }

  /** Goes over to longer bins; beyond the longest there are none. */
  #lengthen(level: number): void {
    if (level >= this.#levels.length) {
      this.drop();
      return;
    }
    this.#level = level;
    this.#cutter = this.#newCutter();
    this.#from = Number.NaN;
    this.#rebuild(this.#groups.length);
  }

  #newCutter(): Cutter {
    return this.#isAuto && this.#level <= LAST_LEVEL
      ? new BinCutter(this.#zone, this.#level)
      : new WindowCutter(this.#zone, this.#levels[this.#level]!);
  }

  #rebuild(size: number): void {
    const { starts, groups, events, errors } = this.#columns();
    this.#resize(size);
    this.#size = 0;
    for (let i = 0; i < groups.length; i++) {
      this.#count(groups[i]!, this.#cutter.at(starts[i]!).start, events[i]!, errors[i]!);
    }
  }

  #resize(size: number): void {
    this.#bins = new Float64Array(size);
    this.#groups = new Int32Array(size).fill(EMPTY);
    this.#events = new Float64Array(size);
    this.#errors = new Float64Array(size);
  }

  #columns(): Omit<GroupCellsData, 'level'> {
    const slots: number[] = [];
    for (let slot = 0; slot < this.#groups.length; slot++) if (this.#groups[slot] !== EMPTY) slots.push(slot);
    return {
      starts: Float64Array.from(slots, (slot) => this.#bins[slot]!),
      groups: Int32Array.from(slots, (slot) => this.#groups[slot]!),
      events: Float64Array.from(slots, (slot) => this.#events[slot]!),
      errors: Float64Array.from(slots, (slot) => this.#errors[slot]!),
    };
  }

  /** Null: none are kept. */
  data(): GroupCellsData | null {
    return this.#isDropped ? null : { level: this.#level, ...this.#columns() };
  }

  /** @param numberOf the number here of each group there */
  merge(data: GroupCellsData | null, numberOf: Int32Array): void {
    if (data === null) {
      this.drop();
      return;
    }
    while (!this.#isDropped && this.#level < data.level) this.#lengthen(this.#level + 1);
    const { starts, groups, events, errors } = data;
    for (let i = 0; i < groups.length && !this.#isDropped; i++) {
      this.#count(numberOf[groups[i]!]!, this.#cutter.at(starts[i]!).start, events[i]!, errors[i]!);
    }
  }
}

function slotOf(group: number, start: number, mask: number): number {
  const hash = Math.imul(Math.imul(group + 1, 0x9e3779b1) ^ Math.floor(start / 1000), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) & mask;
}
