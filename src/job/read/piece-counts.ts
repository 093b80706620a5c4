/**
 * Counts the events of one piece of a text. A line belongs to the minute of the last event at or before it, so that what
 * was read adds up by time wherever the text is cut. What depends on earlier pieces is kept apart, in the piece's head:
 * `join-pieces.ts` puts it where it belongs.
 */
import type { HourSpans } from '../../history/counts/hour-cells.js';
import type { Anchor } from '../../history/streams/streams.js';
import { MINUTE_MS } from '../../model/calendar.js';
import { FIRST_CODE } from '../../model/code.js';
import type { CountedCodes } from '../../model/counted-codes.js';
import type { EventBatch } from '../../model/event.js';
import type { BegunMinute, Counter } from '../../scan/counter.js';
import type { WindowCutter } from '../../time/windows.js';
import { type Anchors, isWanted, MARK_BYTES, MOST_HITS, type WantedTimes } from './anchors.js';
import { BatchGroups } from './batch-groups.js';
import type { KeptEvents } from './kept-events.js';
import { type GroupName, LogCounts, type LogCountsData, type MinuteCounts } from './log-counts.js';
import { newReads, type Reads } from './read-rows.js';

/** What a piece begins with, up to its first event with a time. */
export interface PieceHead {
  /** The lines before its first event: they belong to the minute of the last event of an earlier piece. */
  readonly before: Reads;
  /** The lines from its first event on: that event has the last time of an earlier piece, if any. */
  readonly undated: Reads;
  /** Those events. `code` is an index. */
  readonly events: readonly { readonly group: GroupName; readonly code: number; readonly n: number }[];
  /** Where the lines of these events start, in bytes of the text: of the first `MOST_HITS`, and of the last. */
  readonly at: readonly number[];
  readonly lastAt: number;
}

/** What was counted of a piece, as plain data that a thread may send. */
export interface PieceCountsData extends Anchors {
  readonly head: PieceHead;
  readonly counts: LogCountsData;
  readonly batches: readonly EventBatch[];
}

const NO_RANGE = { from: Number.NaN, to: Number.NaN };

/** A counter for a single piece. Without group keys the kernel counts most events itself. */
export class PieceCounts implements Counter {
  readonly #counts: LogCounts;
  readonly #hours: WindowCutter;
  readonly #before = newReads();
  readonly #undated = newReads();
  readonly #undatedEvents = new Map<MinuteCounts, Map<number, number>>();
  readonly #undatedAt: number[] = [];
  #lastUndatedAt = 0;
  readonly #wanted: WantedTimes | null;
  readonly #kept: KeptEvents | null;
  readonly #hits: Anchor[] = [];
  readonly #marks: Anchor[] = [];
  #nextMark: number;
  #first: Anchor | null = null;
  /** The last event with a time. */
  readonly #last = { time: Number.NaN, at: 0 };
  /** Where the first line starts that is not attributed to a minute yet. */
  #offset: number;
  /** The number of that line, from 1. */
  #line: number;
  /** What was read of the current minute since it began. */
  readonly #ofMinute = newReads();
  /** What the next lines belong to: one of these three. */
  #reads = this.#before;
  /** The minute of the last event with a time, and whether its events may be hits. */
  #isWanted = false;
  readonly #minute = { from: Number.NaN, to: Number.NaN };
  /** Its hour, and whether events of that may be hits. */
  #isHourWanted = false;
  readonly #hourRange = { from: Number.NaN, to: Number.NaN };
  /** Where the last event is counted: its group, and in that its minute's bin; -1: not looked for yet. */
  #group: MinuteCounts;
  #bin = -1;
  #spans: HourSpans | null = null;
  /** The line of the last event that came in a batch, and how many lines with events there were. */
  #matchedLine = -1;
  #matched = 0;
  readonly #groups: BatchGroups;

  /**
   * @param hours those of the history's zone
   * @param start byte of the text at which the piece starts, and lines before it
   * @param wanted events with these times become hits
   * @param kept events are kept one by one, and are not counted by group; null: they are not kept
   */
  constructor(
    hours: WindowCutter,
    start: { readonly offset: number; readonly lines: number },
    wanted: WantedTimes | null,
    kept: KeptEvents | null = null,
  ) {
    this.#kept = kept;
    this.#hours = hours;
    this.#counts = new LogCounts(hours);
    this.#group = this.#counts.group([]);
    this.#groups = new BatchGroups(this.#counts);
    this.#wanted = wanted;
    this.#offset = start.offset;
    this.#nextMark = start.offset + MARK_BYTES;
    this.#line = start.lines + 1;
  }

  get currentRange(): { readonly from: number; readonly to: number } {
    // Each event is looked at that may be a hit: then there is no range to be counted.
    return this.#isWanted || this.#kept !== null ? NO_RANGE : this.#minute;
  }

  /** Roughly how much memory it takes: see `LogCounts`. */
  get size(): number {
    return this.#counts.size;
  }

  /** Of the current minute. */
  addCounts(counts: CountedCodes): number {
    const events = this.#group.rows.addRange(this.#minute.from, counts);
    this.#counts.events += events;
    return events;
  }

  get currentHour(): { readonly from: number; readonly to: number } | null {
    return this.#kept !== null || this.#isHourWanted ? null : this.#hourRange;
  }

  beginMinute({ from, line, offset, matched }: BegunMinute): void {
    this.#addMatched(matched - 1);
    this.#attribute(offset, line);
    this.#leaveMinute();
    this.#setMinute(from);
    this.#matchedLine = line;
    this.#matched += 1;
    this.#reads.matched += 1;
  }

  addInherited(count: number): void {
    this.#reads.inherited += count;
  }

  endCounts({ time, at }: Anchor): void {
    this.#last.time = time;
    this.#last.at = at;
    if (at >= this.#nextMark) this.#mark(time, at);
  }

  #mark(time: number, at: number): void {
    this.#marks.push({ time, at });
    this.#nextMark = at + MARK_BYTES;
  }

  /** @param matched lines of the piece with events so far, those of the batch and those before it */
  add(batch: EventBatch, matched: number): void {
    const { codes, times, inherited, lines, offsets, count } = batch;
    this.#kept?.add(batch);
    const isGrouped = batch.groups.length > 0 && this.#kept === null;
    // Lines whose events the kernel has counted are in no batch: they come before it.
    this.#addMatched(matched - this.#newLinesOf(batch));
    for (let i = 0; i < count; i++) {
      const time = times[i]!;
      const code = codes[i]! - FIRST_CODE;
      const line = lines[i]!;
      const isNewLine = line !== this.#matchedLine;
      if (isNewLine && time !== this.#last.time) this.#attribute(offsets[i]!, line);
      this.#counts.events += 1;
      if (Number.isNaN(time)) {
        if (this.#reads === this.#before) this.#reads = this.#undated;
        const group = isGrouped ? this.#groups.of(batch, i) : this.#group;
        const events = this.#undatedEvents.get(group) ?? new Map<number, number>();
        this.#undatedEvents.set(group, events.set(code, (events.get(code) ?? 0) + 1));
        this.#lastUndatedAt = offsets[i]!;
        if (this.#undatedAt.length < MOST_HITS) this.#undatedAt.push(offsets[i]!);
      } else {
        if (!(time >= this.#minute.from && time < this.#minute.to)) this.#moveTo(time);
        if (isGrouped) this.#enter(this.#groups.of(batch, i));
        this.#see(time, offsets[i]!);
        // There may be any number of groups, for which a table each would take too much memory.
        if (isGrouped) this.#group.rows.addToLast(this.#minute.from, code, time);
        // A single record begins a minute that the kernel counts from here on.
        else if (count === 1) this.#group.rows.add(this.#minute.from, code, 1, time, time);
        else this.#addSingle(code, time);
        this.#reads.inherited += inherited[i]!;
      }
      if (isNewLine) {
        this.#matchedLine = line;
        this.#matched += 1;
        this.#reads.matched += 1;
      }
    }
  }

  #newLinesOf({ lines, count }: EventBatch): number {
    let last = this.#matchedLine;
    let n = 0;
    for (let i = 0; i < count; i++) {
      if (lines[i] !== last) n += 1;
      last = lines[i]!;
    }
    return n;
  }

  #see(time: number, at: number): void {
    this.#last.time = time;
    this.#last.at = at;
    if (at >= this.#nextMark) this.#mark(time, at);
    this.#first ??= { time, at };
    if (this.#isWanted && this.#wanted!.times.has(time) && this.#hits.length < MOST_HITS) this.#hits.push({ time, at });
  }

  /** @param matched lines of the piece with events so far */
  #addMatched(matched: number): void {
    this.#reads.matched += matched - this.#matched;
    this.#matched = matched;
  }

  /** Ends the piece at this byte, after this many lines of the text, `matched` of them with events. */
  end(offset: number, lines: number, matched: number): PieceCountsData {
    this.#addMatched(matched);
    this.#attribute(offset, lines + 1);
    this.#leaveMinute();
    const events = [...this.#undatedEvents].flatMap(([{ name }, codes]) =>
      [...codes].map(([code, n]) => ({ group: name, code, n })),
    );
    return {
      head: {
        ...{ before: this.#before, undated: this.#undated, events },
        ...{ at: this.#undatedAt, lastAt: this.#lastUndatedAt },
      },
      counts: this.#counts.data(),
      batches: this.#kept?.batches ?? [],
      first: this.#first,
      marks: this.#marks,
      last: this.#first === null ? null : { ...this.#last },
      hits: this.#hits,
    };
  }

  /** Attributes the lines before this one to the last event's minute. */
  #attribute(offset: number, line: number): void {
    this.#reads.lines += line - this.#line;
    this.#reads.bytes += offset - this.#offset;
    this.#line = line;
    this.#offset = offset;
  }

  #moveTo(time: number): void {
    const { start: hour, end } = this.#hours.at(time);
    const from = minuteFrom(hour, time);
    this.#leaveMinute();
    if (hour !== this.#hourRange.from) {
      this.#hourRange.from = hour;
      this.#hourRange.to = end;
      this.#isHourWanted = isWanted(this.#wanted, hour, end);
    }
    this.#setMinute(from);
    this.#isWanted = this.#isHourWanted && isWanted(this.#wanted, from, this.#minute.to);
    this.#reads = this.#ofMinute;
    this.#countIn(this.#group);
  }

  #setMinute(from: number): void {
    this.#minute.from = from;
    this.#minute.to = Math.min(from + MINUTE_MS, this.#hourRange.to);
    this.#bin = -1;
  }

  /** Keeps what was read of it. */
  #leaveMinute(): void {
    if (this.#reads !== this.#ofMinute) return;
    this.#counts.addReads(this.#minute.from, this.#ofMinute);
    Object.assign(this.#ofMinute, newReads());
  }

  #enter(group: MinuteCounts): void {
    if (group !== this.#group) this.#countIn(group);
  }

  #countIn(group: MinuteCounts): void {
    this.#group = group;
    this.#bin = -1;
    this.#spans = null;
  }

  #addSingle(code: number, time: number): void {
    if (this.#bin < 0) this.#bin = this.#group.single.bin(this.#minute.from);
    this.#group.single.add(this.#bin, code, 1);
    this.#spans ??= this.#group.spansOf(this.#hourRange.from);
    const span = this.#spans.get(code);
    if (span === undefined) this.#spans.set(code, { first: time, last: time });
    else if (time < span.first) span.first = time;
    else if (time > span.last) span.last = time;
  }
}

/** The first instant of the minute of `time`: minutes are counted from the hour's start, as zones may be off by seconds. */
export function minuteFrom(hour: number, time: number): number {
  return hour + Math.floor((time - hour) / MINUTE_MS) * MINUTE_MS;
}
