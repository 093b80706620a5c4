/**
 * Events and errors by group and time, for who was hit in an episode and for a page that filters by group. A cell is a bin
 * of one group. Where there are more than fit, bins become longer; beyond the longest, and where groups are a sample,
 * there are none. Which it is depends only on what was counted, not on who counted it in which order.
 */
import type { WindowChoice, WindowLength } from '../model/window.js';
import { BinCutter, LAST_LEVEL, windowLevels } from '../time/bins.js';
import { type Cutter, WindowCutter } from '../time/windows.js';
import type { Zone } from '../time/zone.js';
import type { GroupData } from './groups.js';

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
  /** The bin of the last event, and what is counted in it by group: added to the slots when another bin begins. */
  #from = Number.NaN;
  #to = Number.NaN;
  #eventsNow = new Int32Array(FIRST_SIZE);
  #errorsNow = new Int32Array(FIRST_SIZE);
  readonly #groupsNow: number[] = [];

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
    this.#groupsNow.length = 0;
    this.#resize(FIRST_SIZE);
    this.#size = 0;
  }

  /** Counts `n` events of a group at a time, all errors (1) or none (0). A number below 0 is of no group that is kept. */
  add(group: number, time: number, n: number, isError: number): void {
    if (this.#isDropped || group < 0) return;
    if (!(time >= this.#from && time < this.#to)) this.#moveTo(time);
    if (group >= this.#eventsNow.length) this.#growNow(group);
    const events = this.#eventsNow;
    if (events[group] === 0) this.#groupsNow.push(group);
    events[group]! += n;
    this.#errorsNow[group]! += n * isError;
  }

  /** Counts all events of other counts at one time. @param numberOf the number here of each group there */
  addAll(
    { groups, codes, counts }: Pick<GroupData, 'groups' | 'codes' | 'counts'>,
    numberOf: Int32Array,
    time: number,
    errorCodes: Uint8Array,
  ): void {
    for (let i = 0; i < groups.length; i++) this.add(numberOf[groups[i]!]!, time, counts[i]!, errorCodes[codes[i]!]!);
  }

  #moveTo(time: number): void {
    this.#flush();
    const { start, end } = this.#cutter.at(time);
    this.#from = start;
    this.#to = end;
  }

  #growNow(group: number): void {
    const size = Math.max(group + 1, this.#eventsNow.length * 2);
    const [events, errors] = [new Int32Array(size), new Int32Array(size)];
    events.set(this.#eventsNow);
    errors.set(this.#errorsNow);
    this.#eventsNow = events;
    this.#errorsNow = errors;
  }

  /** Adds the counts of the current bin to the slots. */
  #flush(): void {
    const start = this.#from;
    const groups = this.#groupsNow.splice(0);
    for (const group of groups) {
      const [events, errors] = [this.#eventsNow[group]!, this.#errorsNow[group]!];
      this.#eventsNow[group] = 0;
      this.#errorsNow[group] = 0;
      // Bins may become longer meanwhile: a start lies in the longer one.
      if (!this.#isDropped) this.#count(group, this.#cutter.at(start).start, events, errors);
    }
    this.#from = Number.NaN;
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
    this.#rebuild(this.#groups.length);
  }

  /** Goes over to the bins of a level; does nothing where they are at it, or longer. */
  toLevel(level: number): void {
    if (this.#isDropped || level <= this.#level) return;
    this.#flush();
    if (level > this.#level) this.#lengthen(level);
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
    const starts = new Float64Array(this.#size);
    const groups = new Int32Array(this.#size);
    const events = new Float64Array(this.#size);
    const errors = new Float64Array(this.#size);
    let n = 0;
    for (let slot = 0; slot < this.#groups.length; slot++) {
      if (this.#groups[slot] === EMPTY) continue;
      starts[n] = this.#bins[slot]!;
      groups[n] = this.#groups[slot]!;
      events[n] = this.#events[slot]!;
      errors[n++] = this.#errors[slot]!;
    }
    return { starts, groups, events, errors };
  }

  /** Null: none are kept. */
  data(): GroupCellsData | null {
    this.#flush();
    return this.#isDropped ? null : { level: this.#level, ...this.#columns() };
  }

  /** @param numberOf the number here of each group there */
  merge(data: GroupCellsData | null, numberOf: Int32Array): void {
    if (data === null) {
      this.drop();
      return;
    }
    this.#flush();
    this.toLevel(data.level);
    const { starts, groups, events, errors } = data;
    for (let i = 0; i < groups.length && !this.#isDropped; i++) {
      if (numberOf[groups[i]!]! < 0) continue;
      this.#count(numberOf[groups[i]!]!, this.#cutter.at(starts[i]!).start, events[i]!, errors[i]!);
    }
  }
}

function slotOf(group: number, start: number, mask: number): number {
  const hash = Math.imul(Math.imul(group + 1, 0x9e3779b1) ^ Math.floor(start / 1000), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) & mask;
}
