/**
 * What the kernel counts by itself: the events of one range of time, by code. All others come as records. The range
 * follows the log: it is the one in which the counter has put the last record.
 */
import type { CountedRange, MinuteHour } from '../kernel/counts.js';
import { NO_ZONE, YEARLESS } from '../kernel/exports.js';
import type { LineConditions } from '../kernel/groups.js';
import type { Kernel } from '../kernel/kernel.js';
import type { Records } from '../kernel/records.js';
import type { Counter } from './counter.js';
import type { SourcePart } from './line-reader.js';
import type { PartTimes } from './part-times.js';

/** Copies the beginning of the line at `place` into the bytes, and perhaps what follows it. @returns how many bytes */
export type CopyLine = (place: number, into: Uint8Array) => number;

/** Sees lines of events that the kernel has counted, as long as they are there: those of the earliest and latest events. */
export interface LineSink {
  /** 1 for each code (by number - 106000) whose lines it wants. */
  readonly wanted: Uint8Array;
  /** The next lines are of this part of a source. */
  beginPart(part: SourcePart): void;
  /** It is over: what is to be read again has to be read now. */
  endPart(): void;
  /** `time` in epoch milliseconds, `offset` where the line starts in the source. It may come more than once. */
  offer(code: number, time: number, offset: number, copy: CopyLine, place: number): void;
  /** The same of a part that can be read again, which is cheaper than to copy each line that may be the latest. */
  offerPlace(code: number, time: number, offset: number): void;
}

/** What events are counted by, and which. */
export interface GroupCounting {
  /** How many of the group keys, from the first on: none to two. */
  readonly by: number;
  readonly conditions: LineConditions | null;
}

/** The kernel counts times relative to a start in 32 bits, so a range reaches at most 2^30 ms to either side. */
const MAX_DISTANCE_MS = 2 ** 30;
/**
 * After this many records the range is moved to the last of them. The number is doubled each time the range turned out
 * to hold fewer events than came as records, because then moving it costs more than it saves.
 */
const MIN_OUTSIDE = 16;
/** In order: a range with fewer events than this costs more than it saves. */
const MIN_COUNTED = 8;
const UNBOUNDED = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

export class KernelCounts {
  readonly #kernel: Kernel;
  readonly #times: PartTimes;
  readonly #lines: LineSink | null;
  readonly #groups: GroupCounting;
  readonly #copyLine: CopyLine = (start, into) => this.#kernel.copyLine(start, into);
  #counter: Counter | null = null;
  #inOrder = false;
  /** The start of the range in wall-clock milliseconds, to which the kernel's times are relative, and how far that is from the instant. */
  #start = 0;
  #offset = 0;
  /** Records until the range is moved. */
  #most = MIN_OUTSIDE;
  /** In order: whether there is a range, and how many events were counted in it. */
  #hasRange = false;
  #counted = 0;

  /** @param lines wants to see lines of counted events; null: nobody does */
  constructor(kernel: Kernel, times: PartTimes, lines: LineSink | null, groups: GroupCounting) {
    this.#kernel = kernel;
    this.#groups = groups;
    if (kernel.groups !== null) kernel.groups.onRenumber = () => this.take();
    this.#times = times;
    this.#lines = lines;
    if (lines === null) return;
    kernel.counter.keepLines();
    kernel.onBlockEnd = () => this.#showLines('in the block');
  }

  #showLines(which: 'all' | 'in the block'): void {
    const lines = this.#lines;
    if (lines === null || this.#counter === null) return;
    const canReread = this.#times.part.reread !== undefined;
    // Block by block only where the lines are nowhere else.
    if (canReread && which !== 'all') return;
    this.#kernel.counter.showLines(lines.wanted, canReread ? 'all' : 'in the block', (code, time, offset, start) => {
      const instant = this.#start - this.#offset + time;
      if (canReread) lines.offerPlace(code, instant, offset);
      else lines.offer(code, instant, offset, this.#copyLine, start);
    });
  }

  /** Begins a source, or a piece of one: no range, until a record comes. */
  begin(wanted: Counter | null): void {
    const { groups } = this.#kernel;
    const counter = groups === null || wanted?.addGroupCount !== undefined ? wanted : null;
    if (counter === null) groups?.stopCounting();
    else groups?.count(this.#groups.by, this.#groups.conditions);
    this.#counter = counter;
    this.#inOrder = counter?.endCounts !== undefined;
    this.#most = this.#inOrder ? 1 : MIN_OUTSIDE;
    this.#hasRange = false;
    this.#clearRange(counter === null ? this.#kernel.recordCapacity : this.#most);
  }

  /** Passes on what was counted so far. @returns how many events */
  take(): number {
    const counter = this.#counter;
    if (counter === null) return 0;
    this.#showLines('all');
    let events = 0;
    this.#kernel.counter.take((range) => {
      events += this.#pass(counter, range);
    });
    const failed = this.#kernel.groups?.take((first, second, values, code, count) => {
      counter.addGroupCount!(first, second, values, code, count);
    });
    if (failed !== undefined) counter.addFiltered!(failed);
    return events;
  }

  #pass(counter: Counter, range: CountedRange): number {
    const { size, at, numbers, inherited, lastTime, lastLine, next } = range;
    const start = range.start - this.#offset;
    const events = size === 0 ? 0 : counter.addCounts({ start, size, at, numbers });
    if (events > 0) {
      counter.addInherited(inherited);
      counter.endCounts?.({ time: start + lastTime, at: lastLine });
    }
    if (next !== null) {
      const { line, offset, matched } = next;
      counter.beginMinute!({ from: next.start - this.#offset, line, offset, matched });
    }
    return events;
  }

  /** To be called before records are passed on. */
  before(): void {
    if (this.#inOrder) this.#counted = this.take();
  }

  /** To be called when records were passed on: moves the range to the last of them. */
  after(records: Records): void {
    if (this.#counter === null) return;
    if (this.#inOrder) this.#follow(this.#counter, records);
    else this.#move(this.#counter, records);
  }

  /**
   * In order, a range ends with the first record, so that it pays only where many events are in it. Where few are, ever
   * more records come without one before the next is tried.
   */
  #follow(counter: Counter, records: Records): void {
    const { recordCapacity } = this.#kernel;
    const hadRange = this.#hasRange;
    if (hadRange) this.#most = this.#counted >= MIN_COUNTED ? 1 : Math.min(this.#most * 2, recordCapacity);
    const range = hadRange && this.#most > 1 ? null : this.#rangeAt(counter, records);
    this.#hasRange = range !== null;
    if (range !== null) this.#setRange(range, 1);
    else this.#clearRange(hadRange ? this.#most : recordCapacity);
  }

  #move(counter: Counter, records: Records): void {
    const range = this.#rangeAt(counter, records);
    if (range === null) return;
    // Fewer events counted than recorded: the times leave the range too soon for it to be worth moving often.
    this.#most = this.take() < records.count ? Math.min(this.#most * 2, this.#kernel.recordCapacity) : MIN_OUTSIDE;
    this.#setRange(range, this.#most);
  }

  #clearRange(most: number): void {
    this.#kernel.countRange(0, 0, 0, most);
  }

  #setRange({ start, end, zone, offset, hour }: WallRange, most: number): void {
    this.#start = start;
    this.#offset = offset;
    this.#kernel.countRange(start, end, zone, most, hour);
  }

  /** The range in which the counter has put the last record; null where the kernel cannot count it. */
  #rangeAt(counter: Counter, { locals, zones, count }: Records): WallRange | null {
    const { resolver } = this.#times;
    const [local, zone] = [locals[count - 1]!, zones[count - 1]!];
    // Without a year the instant does not follow from the wall-clock time by a fixed offset.
    if (Number.isNaN(local) || zone & YEARLESS) return null;
    const instant = resolver.instant(local, zone);
    const { from, to } = counter.currentRange;
    if (!(instant >= from && instant < to)) return null;
    const span = zone & NO_ZONE ? resolver.zone.localOffsetSpan(local) : UNBOUNDED;
    const offset = local - instant;
    const within = (first: number, end: number) => ({
      start: Math.max(first + offset, span.from, local - MAX_DISTANCE_MS),
      end: Math.min(end + offset, span.to, local + MAX_DISTANCE_MS),
    });
    const { currentHour = null } = counter;
    const hour = currentHour && { first: currentHour.from + offset, ...within(currentHour.from, currentHour.to) };
    return { ...within(from, to), zone, offset, hour };
  }
}

/** A range in wall-clock milliseconds, the zone that times in it have, and their distance from the instants. */
interface WallRange {
  readonly start: number;
  readonly end: number;
  readonly zone: number;
  readonly offset: number;
  /** The hour whose minutes may follow. */
  readonly hour: MinuteHour | null;
}
