/** What was counted of a text so far: events by hour, code and minute, and what was read. */
import { BinCounts } from '../../aggregate/bin-counts.js';
import { firstAndLastMinute, type GroupChanges, type HourCells, type TextCounts } from '../../history/changes.js';
import { type HourSpans, hourCells } from '../../history/counts/hour-cells.js';
import { FIRST_CODE } from '../../model/code.js';
import type { EventBatch } from '../../model/event.js';
import type { WindowCutter } from '../../time/windows.js';
import { MinuteRows } from './minute-rows.js';
import { addReads, newReads, ReadRows, type ReadRowsData, type Reads } from './read-rows.js';

/** The group's value for each key; null where lines have none. */
export type GroupName = readonly (string | null)[];

/** The counts of a group. */
export interface GroupCells extends GroupChanges {
  readonly name: GroupName;
}

/** Counts as plain data, which threads send. */
export interface LogCountsData {
  readonly groups: readonly GroupCells[];
  readonly reads: ReadRowsData;
  readonly events: number;
}

/** What takes more memory than a row of counts, as so many of them. */
const SIZE_OF_READS = 3;
const SIZE_OF_CELL = 6;
const SIZE_OF_GROUP = 120;

/** The events of one group; of all, where events are not grouped. */
export class MinuteCounts {
  readonly name: GroupName;
  /** Events by minute, which know their times. */
  rows = new MinuteRows();
  #single: BinCounts | null = null;
  /** Times of the single events, by hour (its first instant). */
  #spans = new Map<number, HourSpans>();
  /** What no event is added to any more. */
  readonly #cells: HourCells[] = [];
  #cellsSize = 0;

  constructor(name: GroupName) {
    this.name = name;
  }

  /** Of the single events in an hour; made on first use. */
  spansOf(hour: number): HourSpans {
    const known = this.#spans.get(hour);
    if (known !== undefined) return known;
    const spans: HourSpans = new Map();
    this.#spans.set(hour, spans);
    return spans;
  }

  /** Roughly how much memory it takes, counted in rows. */
  get size(): number {
    let size = SIZE_OF_GROUP + this.#cellsSize + this.rows.length + (this.#single?.size ?? 0);
    for (const codes of this.#spans.values()) size += codes.size * SIZE_OF_CELL;
    return size;
  }

  /** Single events by minute, whose times are in `spansOf`. Made on first use: where most are counted in sums there are few, or none. */
  get single(): BinCounts {
    this.#single ??= new BinCounts();
    return this.#single;
  }

  /** All counts. */
  cells(hours: WindowCutter): readonly HourCells[] {
    if (this.#single !== null) {
      const { binStarts: minutes, binCodes: codes, binCounts: counts } = this.#single.columns();
      this.rows.append({ minutes, codes, counts });
      this.#single = null;
    }
    if (this.rows.length > 0) {
      this.append([hourCells(this.rows.data(), hours, this.#spans)]);
      this.rows = new MinuteRows();
      this.#spans = new Map();
    }
    return this.#cells;
  }

  append(cells: readonly HourCells[]): void {
    for (const each of cells) {
      this.#cells.push(each);
      this.#cellsSize += each.hours.length * SIZE_OF_CELL + each.minutes.length / 2;
    }
  }
}

export class LogCounts {
  readonly #groups = new Map<string, MinuteCounts>();
  readonly #reads = new ReadRows();
  /** What was read before the first event with a time. */
  readonly #before = newReads();
  /** Events without a time, by code index. */
  readonly untimed = new Map<number, number>();
  events = 0;
  /** The events one by one, where they are kept. */
  readonly batches: EventBatch[] = [];
  readonly #hours: WindowCutter;

  /** @param hours those of the history's zone */
  constructor(hours: WindowCutter) {
    this.#hours = hours;
  }

  /** All that was read. */
  get total(): Reads {
    const total = { ...this.#reads.total };
    addReads(total, this.#before);
    return total;
  }

  /** Whether an event has a time of its own, not one that it inherits. */
  get hasOwnTimes(): boolean {
    let without = this.total.inherited;
    for (const n of this.untimed.values()) without += n;
    return this.events > without;
  }

  group(name: GroupName): MinuteCounts {
    const key = name.length === 0 ? '' : JSON.stringify(name);
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    const group = new MinuteCounts(name);
    this.#groups.set(key, group);
    return group;
  }

  /** @param minute its first instant; NaN: before the first event with a time */
  addReads(minute: number, reads: Reads): void {
    if (Number.isNaN(minute)) addReads(this.#before, reads);
    else this.#reads.add(minute, reads);
  }

  /** Roughly how much memory it takes, counted in rows. */
  get size(): number {
    let size = this.#reads.length * SIZE_OF_READS;
    if (this.batches.length > 0) size += this.events;
    for (const group of this.#groups.values()) size += group.size;
    return size;
  }

  /** The first instants of the first and the last minute with events; null where there are none. */
  minutes(): { readonly first: number; readonly last: number } | null {
    const { first, last } = firstAndLastMinute(this.#allGroups().flatMap(({ cells }) => cells));
    return first <= last ? { first, last } : null;
  }

  merge(other: LogCounts): void {
    for (const { name, cells } of other.#allGroups()) this.group(name).append(cells);
    this.#reads.append(other.#reads.data());
    this.events += other.events;
    this.batches.push(...other.batches);
    addReads(this.#before, other.#before);
    for (const [code, n] of other.untimed) this.addUntimed(code, n);
  }

  /** Adds what `data` gave. */
  mergeData({ groups, reads, events }: LogCountsData): void {
    for (const { name, cells } of groups) this.group(name).append(cells);
    this.#reads.append(reads);
    this.events += events;
  }

  /** Everything but what is before the first event with a time. */
  data(): LogCountsData {
    return { groups: this.#allGroups(), reads: this.#reads.data(), events: this.events };
  }

  /** Those with events. */
  #allGroups(): GroupCells[] {
    return [...this.#groups.values()]
      .map((group) => ({ name: group.name, cells: group.cells(this.#hours) }))
      .filter(({ cells }) => cells.length > 0);
  }

  /** Adds events of a code, by its index, that have no time. */
  addUntimed(code: number, n: number): void {
    this.untimed.set(code, (this.untimed.get(code) ?? 0) + n);
  }

  changes(): TextCounts {
    const { lines, bytes, matched } = this.total;
    const before = this.#before;
    return {
      groups: this.#allGroups(),
      reads: this.#reads.data(),
      untimed: {
        codes: new Map([...this.untimed].map(([code, n]) => [code + FIRST_CODE, n])),
        lines: before.lines,
        bytes: before.bytes,
        matched: before.matched,
      },
      lines,
      bytes,
      matched,
      events: this.events,
    };
  }
}
