/**
 * The counts of a run: batches go in, partial tallies of other threads are merged in, a summary comes out. Any way of
 * cutting the input into tallies gives the same summary.
 *
 * Events without a time are kept apart (`takeUndated`): whether they are untimed, or inherit from an earlier piece of
 * their source, is known only to whoever cut the source.
 */
import { CODE_COUNT, FIRST_CODE } from '../model/code.js';
import type { EventBatch } from '../model/event.js';
import { EventFilter } from '../model/filter.js';
import { AUTO_MAX_WINDOWS, AUTO_WINDOWS } from '../model/window.js';
import { autoLevel, CellCutter, LAST_LEVEL } from '../time/cells.js';
import { type Cutter, WindowCutter } from '../time/windows.js';
import { mergeByCode, spanOf } from './by-code.js';
import { CellCounts } from './cells.js';
import { GroupCounts } from './groups.js';
import { Outside } from './outside.js';
import type { GroupName, TallyData, TallyPlan, TallyWindows, UndatedEvents } from './tally-data.js';
import { UndatedCounts } from './undated-counts.js';

export type { GroupName, TallyData, TallyPlan, UndatedEvents } from './tally-data.js';

export class Tally {
  /** Events counted so far: those in cells and the untimed ones. */
  events = 0;
  inherited = 0;
  filtered = 0;
  /** What of these the span dropped. */
  readonly outside = new Outside();
  #ahead = 0;
  /** Earliest and latest time of each code (by index); Infinity and -Infinity where it was not seen. */
  readonly first = new Float64Array(CODE_COUNT).fill(Number.POSITIVE_INFINITY);
  readonly last = new Float64Array(CODE_COUNT).fill(Number.NEGATIVE_INFINITY);
  readonly untimed = new Float64Array(CODE_COUNT);

  readonly plan: TallyPlan;
  readonly #filter: EventFilter;
  readonly #future: number;
  #cells = new CellCounts();
  /** Which of AUTO_WINDOWS the cells are as fine as; always 0 for a fixed window. */
  #level = 0;
  #cutter: Cutter;
  /** The cell of the last event: consecutive events mostly share it. The times that count in it, filters included. */
  #cell = 0;
  #from = Number.NaN;
  #to = Number.NaN;
  /** Counts of that cell by code index, and which of them are not 0: put to the others when it is left. */
  readonly #hot = new Float64Array(CODE_COUNT);
  readonly #touched = new Int16Array(CODE_COUNT);
  #used = 0;
  #errors = 0;
  /** Cells at which the next look is taken whether `auto` needs cells as fine as these. */
  #nextLook = AUTO_MAX_WINDOWS + 1;
  readonly #undated: UndatedCounts;
  /** Null where events are not grouped. */
  readonly groups: GroupCounts | null;

  constructor(plan: TallyPlan) {
    this.plan = plan;
    this.#filter = new EventFilter(plan.filter);
    this.#future = plan.future ?? Number.POSITIVE_INFINITY;
    this.#cutter = this.#newCutter();
    this.groups = plan.groupKeys > 0 ? new GroupCounts() : null;
    this.#undated = new UndatedCounts(plan.groupKeys > 0);
  }

  #newCutter(): Cutter {
    const { timeZone, window } = this.plan;
    return window === 'auto' ? new CellCutter(timeZone, this.#level) : new WindowCutter(timeZone, window);
  }

  add(batch: EventBatch): void {
    const { codes, times, inherited, count } = batch;
    const { selected } = this.#filter;
    const { groups, first, last } = this;
    const [hot, touched] = [this.#hot, this.#touched];
    let [from, to, used] = [this.#from, this.#to, this.#used];
    let [events, inheriting] = [0, 0];
    for (let i = 0; i < count; i++) {
      const code = codes[i]! - FIRST_CODE;
      if (selected !== null && selected[code] === 0) {
        this.filtered += 1;
        continue;
      }
      const time = times[i]!;
      if (!(time >= from && time < to)) {
        if (Number.isNaN(time)) {
          this.#undated.add(batch, i, code);
          continue;
        }
        if (!this.#isInSpan(time, 1)) continue;
        this.#used = used;
        this.#moveTo(time);
        [from, to, used] = [this.#from, this.#to, this.#used];
      }
      if (hot[code] === 0) touched[used++] = code;
      hot[code]! += 1;
      if (time < first[code]!) first[code] = time;
      if (time > last[code]!) last[code] = time;
      inheriting += inherited[i]!;
      events += 1;
      if (groups !== null) groups.add(batch, i, code);
    }
    this.#used = used;
    this.events += events;
    this.inherited += inheriting;
  }

  /** The times that count in the cell of the last event. */
  get present(): { readonly from: number; readonly to: number } {
    return { from: this.#from, to: this.#to };
  }

  /** Counts `n` events of a code that are all in one cell, of which the earliest and the latest are given. */
  addCounts(code: number, n: number, first: number, last: number): void {
    const index = code - FIRST_CODE;
    if (!(first >= this.#from && first < this.#to)) this.#moveTo(first);
    if (this.#hot[index] === 0) this.#touched[this.#used++] = index;
    this.#hot[index]! += n;
    if (first < this.first[index]!) this.first[index] = first;
    if (last > this.last[index]!) this.last[index] = last;
    this.events += n;
  }

  addInherited(n: number): void {
    this.inherited += n;
  }

  /** Whether events of that time count; else `n` of them are filtered. */
  #isInSpan(time: number, n: number): boolean {
    if (this.#filter.hasTime(time)) return true;
    this.filtered += n;
    this.outside.add(time, n);
    return false;
  }

  /** Puts what was counted in the present cell to the others. */
  #flush(): void {
    const { errorCodes } = this.plan;
    const isAhead = this.#from >= this.#future;
    for (let i = 0; i < this.#used; i++) {
      const code = this.#touched[i]!;
      const n = this.#hot[code]!;
      this.#cells.add(this.#cell, code, n);
      this.#errors += n * errorCodes[code]!;
      if (isAhead) this.#ahead += n;
      this.#hot[code] = 0;
    }
    this.#used = 0;
  }

  /** Events so far that count into the error rate. */
  get errors(): number {
    this.#flush();
    return this.#errors;
  }

  /** Events in the future. */
  get ahead(): number {
    this.#flush();
    return this.#ahead;
  }

  /** Counts `n` events of one code index, time and group, of which so many have inherited it. */
  addAt(code: number, time: number, n: number, inherited: number, group: GroupName): void {
    if (!this.#isInSpan(time, n)) return;
    if (!(time >= this.#from && time < this.#to)) this.#moveTo(time);
    if (this.#hot[code] === 0) this.#touched[this.#used++] = code;
    this.#hot[code]! += n;
    if (time < this.first[code]!) this.first[code] = time;
    if (time > this.last[code]!) this.last[code] = time;
    this.inherited += inherited;
    this.events += n;
    this.groups?.addNamed(group, code, n);
  }

  #moveTo(time: number): void {
    this.#flush();
    const { start, end } = this.#cutter.at(time);
    const isAhead = time >= this.#future;
    this.#from = Math.max(start, this.#filter.from, isAhead ? this.#future : start);
    this.#to = Math.min(end, this.#filter.to, isAhead ? end : this.#future);
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
    this.#flush();
    this.#level = level;
    this.#cutter = this.#newCutter();
    this.#recount(this.#cells);
  }

  /** Counts finer cells into a new table of the present cells. */
  #recount(finer: CellCounts): void {
    this.#cells = new CellCounts();
    this.#from = Number.NaN;
    finer.each((start, code, count) => this.#cells.add(this.#cells.cell(this.#cutter.at(start).start), code, count));
  }

  /** Takes out the events that came without a time. */
  takeUndated(): UndatedEvents {
    return this.#undated.take();
  }

  /** Counts events that came without a time as inheriting `time`, or as untimed when that is NaN. */
  addUndated(undated: UndatedEvents, time: number): void {
    for (const [code, n, group] of undated) {
      if (!Number.isNaN(time) || !this.#filter.takesUntimed) {
        this.addAt(code, time, n, n, group);
        continue;
      }
      this.untimed[code]! += n;
      this.events += n;
      this.#errors += n * this.plan.errorCodes[code]!;
      this.groups?.addNamed(group, code, n);
    }
  }

  data(): TallyData {
    this.#flush();
    return {
      level: this.#level,
      ...this.#cells.columns(),
      untimed: this.untimed,
      first: this.first,
      last: this.last,
      inherited: this.inherited,
      filtered: this.filtered,
      ahead: this.#ahead,
      outside: this.outside.data(),
      groups: this.groups?.data() ?? null,
    };
  }

  merge(data: TallyData): void {
    if (data.level > this.#level) this.#toLevel(data.level);
    // Fields are read once: this runs once a thread, before V8 has optimized it.
    const { cellStarts, cellCodes, cellCounts } = data;
    const { errorCodes } = this.plan;
    this.#cells.reserve(cellStarts.length);
    let [from, to] = [this.#from, this.#to];
    let [events, errors] = [0, 0];
    for (let i = 0; i < cellStarts.length; i++) {
      const start = cellStarts[i]!;
      const count = cellCounts[i]!;
      // A cell may start before the filters let anything in.
      if (!(start >= from && start < to)) {
        this.#moveTo(start);
        [from, to] = [this.#from, this.#to];
      }
      this.#cells.add(this.#cell, cellCodes[i]!, count);
      events += count;
      errors += count * errorCodes[cellCodes[i]!]!;
    }
    const untimed = mergeByCode(this, data, errorCodes);
    events += untimed.events;
    errors += untimed.errors;
    this.events += events;
    this.#errors += errors;
    this.inherited += data.inherited;
    this.filtered += data.filtered;
    this.#ahead += data.ahead ?? 0;
    if (data.outside !== undefined) this.outside.merge(data.outside);
    if (data.groups !== null) this.groups?.merge(data.groups);
  }

  /** The window length that the run ends with, its counts by window, ascending, and the first and last time of all. */
  windows(): TallyWindows {
    this.#flush();
    const { first, last } = spanOf(this);
    const { window, timeZone } = this.plan;
    const level = first <= last ? Math.max(this.#level, autoLevel(timeZone, first, last)) : this.#level;
    const length = window === 'auto' ? AUTO_WINDOWS[level]! : window;
    const cutter = new WindowCutter(timeZone, length);
    return { length, cutter, windows: this.#cells.windows(cutter), first, last };
  }
}
