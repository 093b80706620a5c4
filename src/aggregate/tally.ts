/**
 * The counts of a run: batches are added, the tallies of other threads merged, and a summary is made of the result. Any
 * way of dividing the input between tallies gives the same summary.
 *
 * Events before the first timestamp of a piece are kept apart (`takeUndated`). Whether they inherit the time of an earlier
 * piece or are untimed is known only when all pieces are joined.
 */
import { CODE_COUNT, FIRST_CODE } from '../model/code.js';
import type { CountedCodes } from '../model/counted-codes.js';
import type { EventBatch } from '../model/event.js';
import { EventFilter } from '../model/filter.js';
import { mergeCodeTotals, spanOf } from './code-totals.js';
import type { GroupCells } from './group-cells.js';
import type { GroupName } from './group-names.js';
import { GroupTally } from './group-tally.js';
import type { GroupCounts } from './groups.js';
import { LeveledBins } from './leveled-bins.js';
import { Outside } from './outside.js';
import type { TallyData, TallyPlan, TallyWindows, UndatedEvents } from './tally-data.js';
import { UndatedCounts } from './undated-counts.js';

export type { GroupName } from './group-names.js';
export type { TallyData, TallyPlan, UndatedEvents } from './tally-data.js';

export class Tally {
  /** Events counted so far: those in bins and the untimed ones. */
  events = 0;
  inherited = 0;
  filtered = 0;
  /** Those of the filtered events that are outside of the time span. */
  readonly outside = new Outside();
  #inFuture = 0;
  /** Earliest and latest time of each code (by index); Infinity and -Infinity where it was not seen. */
  readonly first = new Float64Array(CODE_COUNT).fill(Number.POSITIVE_INFINITY);
  readonly last = new Float64Array(CODE_COUNT).fill(Number.NEGATIVE_INFINITY);
  readonly untimed = new Float64Array(CODE_COUNT);

  readonly plan: TallyPlan;
  readonly #filter: EventFilter;
  readonly #future: number;
  readonly #bins: LeveledBins;
  /** The bin of the last event, as consecutive events are mostly in the same bin; and the range of its times that count. */
  #bin = 0;
  #binFrom = Number.NaN;
  #binTo = Number.NaN;
  /** Counts of that bin by code index, and the indexes that are not 0. Added to `#bins` when another bin begins. */
  readonly #inBin = new Float64Array(CODE_COUNT);
  readonly #touched = new Int16Array(CODE_COUNT);
  #touchedCount = 0;
  #errors = 0;
  readonly #undated: UndatedCounts;
  /** Null where events are not grouped. */
  readonly #grouped: GroupTally | null;

  constructor(plan: TallyPlan) {
    this.plan = plan;
    this.#filter = new EventFilter(plan.filter);
    this.#future = plan.future ?? Number.POSITIVE_INFINITY;
    this.#bins = new LeveledBins(plan.timeZone, plan.window);
    this.#grouped = plan.groupKeys > 0 ? new GroupTally(plan) : null;
    // Without a span they all count, with whatever time.
    this.#undated = new UndatedCounts(plan.groupKeys > 0, this.#filter.takesUntimed ? this.groups : null);
  }

  /** Null where events are not grouped. */
  get groups(): GroupCounts | null {
    return this.#grouped?.counts ?? null;
  }

  /** Of the groups, by time; null where events are not grouped. */
  get cells(): GroupCells | null {
    return this.#grouped?.cells ?? null;
  }

  add(batch: EventBatch): void {
    const { codes, times, inherited, count } = batch;
    const { selected } = this.#filter;
    const { first, last } = this;
    const grouped = this.#grouped;
    const [inBin, touched] = [this.#inBin, this.#touched];
    let [from, to, touchedCount] = [this.#binFrom, this.#binTo, this.#touchedCount];
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
        if (!this.#admit(time, 1)) continue;
        this.#touchedCount = touchedCount;
        this.#moveTo(time);
        [from, to, touchedCount] = [this.#binFrom, this.#binTo, this.#touchedCount];
      }
      if (inBin[code] === 0) touched[touchedCount++] = code;
      inBin[code]! += 1;
      if (time < first[code]!) first[code] = time;
      if (time > last[code]!) last[code] = time;
      inheriting += inherited[i]!;
      events += 1;
      grouped?.add(batch, i, code, time);
    }
    grouped?.endBatch();
    this.#touchedCount = touchedCount;
    this.events += events;
    this.inherited += inheriting;
  }

  /** The range of times that count in the bin of the last event. */
  get currentRange(): { readonly from: number; readonly to: number } {
    return { from: this.#binFrom, to: this.#binTo };
  }

  addCounts({ start, size, at, numbers }: CountedCodes): number {
    // All are in one bin.
    const time = start + numbers[at + 2]!;
    if (!(time >= this.#binFrom && time < this.#binTo)) this.#moveTo(time);
    let events = 0;
    for (let i = at; i < at + size * 4; i += 4) {
      const index = numbers[i]!;
      const n = numbers[i + 1]!;
      const first = start + numbers[i + 2]!;
      const last = start + numbers[i + 3]!;
      if (this.#inBin[index] === 0) this.#touched[this.#touchedCount++] = index;
      this.#inBin[index]! += n;
      if (first < this.first[index]!) this.first[index] = first;
      if (last > this.last[index]!) this.last[index] = last;
      events += n;
    }
    this.events += events;
    return events;
  }

  /** Adds those of one group, and of the bin of the last such events. */
  addGroupCount(first: number, second: number, values: readonly (string | null)[], code: number, n: number): void {
    this.#grouped?.addIds(first, second, values, code, this.#binFrom, n);
  }

  addFiltered(n: number): void {
    this.filtered += n;
  }

  addInherited(n: number): void {
    this.inherited += n;
  }

  /** Whether events of that time are to be counted. If not, adds `n` to those that were filtered. */
  #admit(time: number, n: number): boolean {
    if (this.#filter.hasTime(time)) return true;
    this.filtered += n;
    this.outside.add(time, n);
    return false;
  }

  /** Adds the counts of the current bin to the table. */
  #flush(): void {
    const { errorCodes } = this.plan;
    const isFuture = this.#binFrom >= this.#future;
    for (let i = 0; i < this.#touchedCount; i++) {
      const code = this.#touched[i]!;
      const n = this.#inBin[code]!;
      this.#bins.add(this.#bin, code, n);
      this.#errors += n * errorCodes[code]!;
      if (isFuture) this.#inFuture += n;
      this.#inBin[code] = 0;
    }
    this.#touchedCount = 0;
  }

  /** Events so far that count into the error rate. */
  get errors(): number {
    this.#flush();
    return this.#errors;
  }

  /** Events in the future. */
  get inFuture(): number {
    this.#flush();
    return this.#inFuture;
  }

  /** Counts `n` events of one code index, time and group. `inherited`: how many of them have inherited the time. */
  addAt(code: number, time: number, n: number, inherited: number, group: GroupName): void {
    if (this.#addAt(code, time, n, inherited)) this.#grouped?.addNamed(group, code, time, n);
  }

  /** The same without a group. @returns whether they count */
  #addAt(code: number, time: number, n: number, inherited: number): boolean {
    if (!this.#admit(time, n)) return false;
    if (!(time >= this.#binFrom && time < this.#binTo)) this.#moveTo(time);
    if (this.#inBin[code] === 0) this.#touched[this.#touchedCount++] = code;
    this.#inBin[code]! += n;
    if (time < this.first[code]!) this.first[code] = time;
    if (time > this.last[code]!) this.last[code] = time;
    this.inherited += inherited;
    this.events += n;
    return true;
  }

  #moveTo(time: number): void {
    this.#flush();
    const { start, end, bin } = this.#bins.at(time);
    const isFuture = time >= this.#future;
    this.#binFrom = Math.max(start, this.#filter.from, isFuture ? this.#future : start);
    this.#binTo = Math.min(end, this.#filter.to, isFuture ? end : this.#future);
    this.#bin = bin;
    // Cells need not be finer than windows will be.
    this.cells?.toLevel(this.#bins.level);
  }

  /** Takes out the events before the first timestamp of the current piece; null where there are none. */
  takeUndated(): UndatedEvents | null {
    return this.#undated.take();
  }

  /** Counts such events, as inheriting `time`, or as untimed where that is NaN. */
  addUndated(undated: UndatedEvents | null, time: number): void {
    if (undated === null) return;
    const { codes, groups, areGroupsCounted } = undated;
    if (this.#filter.hasTime(time)) this.#grouped?.addUndated(groups, areGroupsCounted, time);
    for (const [code, n] of codes) {
      if (!Number.isNaN(time) || !this.#filter.takesUntimed) {
        this.#addAt(code, time, n, n);
        continue;
      }
      this.untimed[code]! += n;
      this.events += n;
      this.#errors += n * this.plan.errorCodes[code]!;
    }
  }

  data(): TallyData {
    this.#flush();
    const columns = this.#bins.columns();
    // They may have been numbered anew.
    this.#binFrom = Number.NaN;
    return {
      level: this.#bins.level,
      ...columns,
      untimed: this.untimed,
      first: this.first,
      last: this.last,
      inherited: this.inherited,
      filtered: this.filtered,
      inFuture: this.#inFuture,
      outside: this.outside.data(),
      groups: this.groups?.data() ?? null,
      cells: this.cells?.data() ?? null,
    };
  }

  merge(data: TallyData): void {
    this.#flush();
    // The bins are numbered anew then.
    this.#binFrom = Number.NaN;
    this.#bins.toLevel(data.level);
    // Copied to locals: this runs once a thread, before V8 has optimized it.
    const { binStarts, binCodes, binCounts } = data;
    const { errorCodes } = this.plan;
    this.#bins.reserve(binStarts.length);
    let [from, to] = [this.#binFrom, this.#binTo];
    let [events, errors] = [0, 0];
    for (let i = 0; i < binStarts.length; i++) {
      const start = binStarts[i]!;
      const count = binCounts[i]!;
      // Compared with the range that counts: a bin may start before the filter's range does.
      if (!(start >= from && start < to)) {
        this.#moveTo(start);
        [from, to] = [this.#binFrom, this.#binTo];
      }
      this.#bins.add(this.#bin, binCodes[i]!, count);
      events += count;
      errors += count * errorCodes[binCodes[i]!]!;
    }
    const untimed = mergeCodeTotals(this, data, errorCodes);
    events += untimed.events;
    errors += untimed.errors;
    this.events += events;
    this.#errors += errors;
    this.inherited += data.inherited;
    this.filtered += data.filtered;
    this.#inFuture += data.inFuture ?? 0;
    if (data.outside !== undefined) this.outside.merge(data.outside);
    if (data.groups !== null) this.#grouped?.merge(data.groups, data.cells);
  }

  /** The final window length, the counts by window, ascending, and the first and last time of all events. */
  windows(): TallyWindows {
    this.#flush();
    this.#binFrom = Number.NaN;
    const { first, last } = spanOf(this);
    return this.#bins.windows(first, last);
  }
}
