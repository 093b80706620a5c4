/**
 * Joins the pieces of a text, in order, to what was counted of all of them. A line without a time has that of an earlier
 * line, which may be in an earlier piece; and the lines at a piece's beginning belong to the minute of the last event
 * before it.
 */
import type { Anchor } from '../../history/streams/streams.js';
import type { WindowCutter } from '../../time/windows.js';
import { MOST_HITS, type WantedTimes } from './anchors.js';
import { inheritTime } from './kept-events.js';
import { type GroupName, LogCounts } from './log-counts.js';
import { minuteFrom, type PieceCountsData, type PieceHead } from './piece-counts.js';
import { newReads } from './read-rows.js';

/** What the lines that follow take over, in epoch milliseconds; NaN: nothing. */
export interface Carried {
  /** The last time in the text. */
  readonly lastTime: number;
  /** The time of the last event with a time. */
  readonly lastEvent: number;
}

export class JoinedPieces {
  readonly counts: LogCounts;
  readonly hits: Anchor[] = [];
  readonly #hours: WindowCutter;
  readonly #wanted: WantedTimes | null;
  lastTime: number;
  lastEvent: number;
  first: Anchor | null = null;
  /** Some later ones, and the last one of each piece. */
  readonly last: Anchor[] = [];

  /**
   * @param hours those of the history's zone
   * @param wanted events with these times become hits
   */
  constructor(hours: WindowCutter, { lastTime, lastEvent }: Carried, wanted: WantedTimes | null) {
    this.counts = new LogCounts(hours);
    this.#hours = hours;
    this.#wanted = wanted;
    this.lastTime = lastTime;
    this.lastEvent = lastEvent;
  }

  /** @param lastTime of the piece; NaN where it has none */
  add({ head, counts, batches, first, marks, last, hits }: PieceCountsData, lastTime: number): void {
    inheritTime(batches, this.lastTime);
    this.counts.batches.push(...batches);
    this.#addHead(head);
    this.counts.mergeData(counts);
    this.last.push(...marks);
    this.#addAnchors(first, last, hits);
    if (!Number.isNaN(lastTime)) this.lastTime = lastTime;
  }

  #addHead({ before, undated, events, at, lastAt }: PieceHead): void {
    this.counts.addReads(this.#minuteOf(this.lastEvent), before);
    const time = this.lastTime;
    if (Number.isNaN(time)) for (const { code, n } of events) this.counts.addUntimed(code, n);
    else if (events.length > 0) {
      for (const { group, code, n } of events) this.#addInherited(group, code, n, time);
      const hits = this.#wanted?.times.has(time) ? at.map((line) => ({ time, at: line })) : [];
      this.#addAnchors({ time, at: at[0]! }, { time, at: lastAt }, hits);
    }
    this.counts.addReads(this.#minuteOf(this.lastEvent), undated);
  }

  #addInherited(name: GroupName, code: number, n: number, time: number): void {
    const group = this.counts.group(name);
    const minute = this.#minuteOf(time);
    group.rows.add(minute, code, n, time, time);
    this.counts.addReads(minute, { ...newReads(), inherited: n });
  }

  #addAnchors(first: Anchor | null, last: Anchor | null, hits: readonly Anchor[]): void {
    this.first ??= first;
    if (last !== null) {
      this.last.push(last);
      this.lastEvent = last.time;
    }
    this.hits.push(...hits.slice(0, MOST_HITS - this.hits.length));
  }

  #minuteOf(time: number): number {
    return Number.isNaN(time) ? time : minuteFrom(this.#hours.at(time).start, time);
  }
}
