/**
 * The counts of a run: batches go in, partial tallies of other threads are merged in, a summary comes out. Any way of
 * cutting the input into tallies gives the same summary.
 *
 * Events without a time are kept apart (`takeHead`): whether they are untimed, or inherit from an earlier piece of
 * their source, is known only to whoever cut the source.
 */
import { CODE_COUNT, FIRST_CODE } from '../model/code.js';
import type { EventBatch } from '../model/event.js';
import { AUTO_MAX_WINDOWS, AUTO_WINDOWS, type WindowChoice, type WindowLength } from '../model/window.js';
import { autoLevel, CellCutter, LAST_LEVEL } from '../time/cells.js';
import { type Cutter, WindowCutter } from '../time/windows.js';
import type { Zone } from '../time/zone.js';
import { CellCounts } from './cells.js';
import { GroupCounts, type GroupData } from './groups.js';

export interface TallyPlan {
  readonly timeZone: Zone;
  readonly window: WindowChoice;
  /** Keep events with since <= time < until, in epoch milliseconds; null: no limit. */
  readonly since: number | null;
  readonly until: number | null;
  /** 1 for each code (by number - 106000) that is wanted; null: all. */
  readonly selected: Uint8Array | null;
  /** How many keys events are grouped by; 0 to 2. */
  readonly groupKeys: number;
  /** 1 for each code index that is an error. */
  readonly errorCodes: Uint8Array;
}

/** Events without a time: how many of each code index, and in which group. */
export type Head = readonly (readonly [code: number, count: number, group: GroupName])[];
/** One value a key; null where the line has no such key. */
export type GroupName = readonly (string | null)[];

/** A tally as plain data that a thread may send. Arrays of CODE_COUNT are indexed by code number - 106000. */
export interface TallyData {
  readonly level: number;
  /** Counts as three parallel arrays: start of the cell, code index, count. */
  readonly cellStarts: Float64Array;
  readonly cellCodes: Int16Array;
  readonly cellCounts: Float64Array;
  readonly untimed: Float64Array;
  readonly first: Float64Array;
  readonly last: Float64Array;
  readonly inherited: number;
  readonly filtered: number;
  readonly groups: GroupData | null;
}

export class Tally {
  /** Events counted so far: those in cells and the untimed ones. */
  events = 0;
  errors = 0;
  inherited = 0;
  filtered = 0;
  /** Earliest and latest time of each code (by index); Infinity and -Infinity where it was not seen. */
  readonly first = new Float64Array(CODE_COUNT).fill(Number.POSITIVE_INFINITY);
  readonly last = new Float64Array(CODE_COUNT).fill(Number.NEGATIVE_INFINITY);
  readonly untimed = new Float64Array(CODE_COUNT);

  readonly plan: TallyPlan;
  readonly #since: number;
  readonly #until: number;
  readonly #ranged: boolean;
  #cells = new CellCounts();
  /** Which of AUTO_WINDOWS the cells are as fine as; always 0 for a fixed window. */
  #level = 0;
  #cutter: Cutter;
  /** The cell of the last event: consecutive events mostly share it. */
  #cell = 0;
  #cellStart = Number.NaN;
  #cellEnd = Number.NaN;
  /** Cells at which the next look is taken whether `auto` needs cells as fine as these. */
  #nextLook = AUTO_MAX_WINDOWS + 1;
  #head: GroupCounts | Float64Array;
  #headTotal = 0;
  /** Null where events are not grouped. */
  readonly groups: GroupCounts | null;

  constructor(plan: TallyPlan) {
    this.plan = plan;
    this.#since = plan.since ?? Number.NEGATIVE_INFINITY;
    this.#until = plan.until ?? Number.POSITIVE_INFINITY;
    this.#ranged = plan.since !== null || plan.until !== null;
    this.#cutter = this.#newCutter();
    this.groups = plan.groupKeys > 0 ? new GroupCounts() : null;
    this.#head = this.#newHead();
  }

  #newHead(): GroupCounts | Float64Array {
    return this.groups === null ? new Float64Array(CODE_COUNT) : new GroupCounts();
  }

  #newCutter(): Cutter {
    const { timeZone, window } = this.plan;
    return window === 'auto' ? new CellCutter(timeZone, this.#level) : new WindowCutter(timeZone, window);
  }

  add(batch: EventBatch): void {
    const { codes, times, inherited, count } = batch;
    const { selected, errorCodes } = this.plan;
    for (let i = 0; i < count; i++) {
      const code = codes[i]! - FIRST_CODE;
      if (selected !== null && selected[code] === 0) {
        this.filtered += 1;
        continue;
      }
      const time = times[i]!;
      if (time >= this.#cellStart && time < this.#cellEnd && time >= this.#since && time < this.#until) {
        this.#cells.add(this.#cell, code, 1);
        if (time < this.first[code]!) this.first[code] = time;
        if (time > this.last[code]!) this.last[code] = time;
        this.inherited += inherited[i]!;
        this.events += 1;
        this.errors += errorCodes[code]!;
        this.groups?.add(batch, i, code);
      } else if (Number.isNaN(time)) {
        if (this.#head instanceof GroupCounts) this.#head.add(batch, i, code);
        else this.#head[code]! += 1;
        this.#headTotal += 1;
      } else if (this.#count(code, time, 1, inherited[i]!)) this.groups?.add(batch, i, code);
    }
  }

  /** Counts `n` events of one code at one time; false where the time is filtered out. */
  #count(code: number, time: number, n: number, inherited: number): boolean {
    if (time < this.#since || time >= this.#until) {
      this.filtered += n;
      return false;
    }
    if (!(time >= this.#cellStart && time < this.#cellEnd)) this.#moveTo(time);
    this.#cells.add(this.#cell, code, n);
    if (time < this.first[code]!) this.first[code] = time;
    if (time > this.last[code]!) this.last[code] = time;
    this.inherited += inherited;
    this.events += n;
    this.errors += n * this.plan.errorCodes[code]!;
    return true;
  }

  #moveTo(time: number): void {
    const { start, end } = this.#cutter.at(time);
    this.#cellStart = start;
    this.#cellEnd = end;
    this.#cell = this.#cells.cell(start);
    if (this.#cells.starts.length >= this.#nextLook && this.plan.window === 'auto') {
      this.#coarsen();
      this.#moveTo(time);
    }
  }

  /** Goes on to coarser cells while these would give too many windows; keeps memory bounded for `auto`. */
  #coarsen(): void {
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    for (const start of this.#cells.starts) {
      if (start < first) first = start;
      if (start > last) last = start;
    }
    this.#toLevel(Math.max(this.#level, autoLevel(this.plan.timeZone, first, last)));
    // Cells can be more than windows, and the coarsest level has no bound.
    this.#nextLook = this.#level < LAST_LEVEL ? this.#cells.starts.length * 2 + AUTO_MAX_WINDOWS : Infinity;
  }

  #toLevel(level: number): void {
    if (level === this.#level) return;
    this.#level = level;
    this.#cutter = this.#newCutter();
    this.#recount(this.#cells);
  }

  /** Counts finer cells into a new table of the present cells. */
  #recount(finer: CellCounts): void {
    this.#cells = new CellCounts();
    this.#cellStart = Number.NaN;
    finer.each((start, code, count) => this.#cells.add(this.#cells.cell(this.#cutter.at(start).start), code, count));
  }

  /** Takes out the events that came without a time. */
  takeHead(): Head {
    if (this.#headTotal === 0) return [];
    const head: [number, number, GroupName][] = [];
    if (this.#head instanceof GroupCounts) {
      for (const { name, codes } of this.#head.groups()) for (const [code, n] of codes) head.push([code, n, name]);
    } else {
      for (let code = 0; code < CODE_COUNT; code++) if (this.#head[code]) head.push([code, this.#head[code]!, []]);
    }
    this.#head = this.#newHead();
    this.#headTotal = 0;
    return head;
  }

  /** Counts events that came without a time as inheriting `time`, or as untimed when that is NaN. */
  addHead(head: Head, time: number): void {
    for (const [code, n, group] of head) {
      let counted = true;
      if (!Number.isNaN(time)) counted = this.#count(code, time, n, n);
      else if (this.#ranged) {
        this.filtered += n;
        counted = false;
      } else {
        this.untimed[code]! += n;
        this.events += n;
        this.errors += n * this.plan.errorCodes[code]!;
      }
      if (counted) this.groups?.addNamed(group, code, n);
    }
  }

  data(): TallyData {
    const starts: number[] = [];
    const codes: number[] = [];
    const counts: number[] = [];
    this.#cells.each((start, code, count) => {
      starts.push(start);
      codes.push(code);
      counts.push(count);
    });
    return {
      level: this.#level,
      cellStarts: Float64Array.from(starts),
      cellCodes: Int16Array.from(codes),
      cellCounts: Float64Array.from(counts),
      untimed: this.untimed,
      first: this.first,
      last: this.last,
      inherited: this.inherited,
      filtered: this.filtered,
      groups: this.groups?.data() ?? null,
    };
  }

  merge(data: TallyData): void {
    if (data.level > this.#level) this.#toLevel(data.level);
    const { cellStarts, cellCodes, cellCounts } = data;
    for (let i = 0; i < cellStarts.length; i++) {
      const start = cellStarts[i]!;
      if (!(start >= this.#cellStart && start < this.#cellEnd)) this.#moveTo(start);
      this.#cells.add(this.#cell, cellCodes[i]!, cellCounts[i]!);
      this.events += cellCounts[i]!;
    }
    for (let code = 0; code < CODE_COUNT; code++) {
      this.untimed[code]! += data.untimed[code]!;
      this.events += data.untimed[code]!;
      if (data.first[code]! < this.first[code]!) this.first[code] = data.first[code]!;
      if (data.last[code]! > this.last[code]!) this.last[code] = data.last[code]!;
    }
    this.inherited += data.inherited;
    this.filtered += data.filtered;
    if (data.groups !== null) this.groups?.merge(data.groups);
  }

  /** The window length that the run ends with, and its counts by window start and code index. */
  windows(): { length: WindowLength; cutter: WindowCutter; counts: Map<number, Map<number, number>> } {
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    for (let code = 0; code < CODE_COUNT; code++) {
      if (this.first[code]! < first) first = this.first[code]!;
      if (this.last[code]! > last) last = this.last[code]!;
    }
    const { window, timeZone } = this.plan;
    const level = first <= last ? Math.max(this.#level, autoLevel(timeZone, first, last)) : this.#level;
    const length = window === 'auto' ? AUTO_WINDOWS[level]! : window;
    const cutter = new WindowCutter(timeZone, length);
    const counts = new Map<number, Map<number, number>>();
    this.#cells.each((cell, code, count) => {
      const { start } = cutter.at(cell);
      let codes = counts.get(start);
      if (codes === undefined) {
        codes = new Map();
        counts.set(start, codes);
      }
      codes.set(code, (codes.get(code) ?? 0) + count);
    });
    return { length, cutter, counts };
  }
}
