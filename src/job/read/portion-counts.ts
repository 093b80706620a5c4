/**
 * Counts the events of one portion of a text. A line belongs to the minute of the last event at or before it, so that
 * what was read adds up by time wherever the text is cut into portions.
 */

import type { Anchor } from '../../history/streams/streams.js';
import { MINUTE_MS } from '../../model/calendar.js';
import { FIRST_CODE } from '../../model/code.js';
import type { EventBatch, GroupColumn } from '../../model/event.js';
import type { WindowCutter } from '../../time/windows.js';
import { type FirstAndLast, LogCounts, type MinuteCounts, type Reads } from './log-counts.js';

export interface PortionStart {
  /** Byte of the text at which the portion starts, and lines before it. */
  readonly offset: number;
  readonly lines: number;
  /** As in `LogStream`. */
  readonly lastTime: number;
  readonly lastEvent: number;
}

interface Contains {
  has(value: number): boolean;
}

/** The times of the anchors of other texts, in epoch milliseconds, and the minutes since 1970 that they are in. */
export interface WantedTimes {
  readonly times: Contains;
  readonly minutes: Contains;
}

/** In a log whose events all have one time, no more of them are compared. */
const MOST_HITS = 10_000;

export class PortionCounts {
  readonly counts = new LogCounts();
  readonly #hours: WindowCutter;
  readonly #lastTime: number;
  #lastEvent: number;
  /** Where the first line starts that is not attributed to a minute yet. */
  #offset: number;
  /** The number of that line, from 1. */
  #line: number;
  #reads: Reads;
  /** The minute of the last event, and where it is counted. */
  #from = Number.NaN;
  #to = Number.NaN;
  #bin = 0;
  #spans: Map<number, FirstAndLast> = new Map();
  #hour = Number.NaN;
  #matchedLine = -1;
  /** The group of the last event, and the groups by the values' numbers in the batch's dictionary. */
  #group: MinuteCounts;
  #dictionary: unknown = null;
  #known = new Map<number, MinuteCounts>();
  #lastAt = 0;
  #first: Anchor | null = null;
  readonly #wanted: WantedTimes | null;
  #isWanted = false;
  readonly hits: Anchor[] = [];

  /** `hours`: those of the history's zone. `wanted`: events with these times become hits. */
  constructor(hours: WindowCutter, start: PortionStart, wanted: WantedTimes | null = null) {
    this.#wanted = wanted;

    this.#hours = hours;
    this.#lastTime = start.lastTime;
    this.#lastEvent = start.lastEvent;
    this.#offset = start.offset;
    this.#line = start.lines + 1;
    this.#reads = this.counts.readsOf(this.#minuteOf(start.lastEvent));
    this.#group = this.counts.group([]);
  }

  /** Time of the last event with a time; NaN where there was none. */
  get lastEvent(): number {
    return this.#lastEvent;
  }

  /** The first and the last event with a time of this portion; null where there was none. */
  get first(): Anchor | null {
    return this.#first;
  }

  get last(): Anchor | null {
    return this.#first === null ? null : { time: this.#lastEvent, at: this.#lastAt };
  }

  add(batch: EventBatch): void {
    const { codes, times, inherited, lines, offsets, count } = batch;
    const { counts } = this;
    const isGrouped = batch.groups.length > 0;
    for (let i = 0; i < count; i++) {
      let time = times[i]!;
      let isInherited = inherited[i] === 1;
      if (Number.isNaN(time) && !Number.isNaN(this.#lastTime)) {
        time = this.#lastTime;
        isInherited = true;
      }
      const code = codes[i]! - FIRST_CODE;
      const line = lines[i]!;
      const isNewLine = line !== this.#matchedLine;
      if (isNewLine && time !== this.#lastEvent) this.#attribute(offsets[i]!, line);
      counts.events += 1;
      if (Number.isNaN(time)) counts.untimed.set(code, (counts.untimed.get(code) ?? 0) + 1);
      else {
        if (!(time >= this.#from && time < this.#to)) this.#moveTo(time);
        if (isGrouped) this.#enter(this.#groupOf(batch, i));
        this.#lastEvent = time;
        this.#lastAt = offsets[i]!;
        this.#first ??= { time, at: offsets[i]! };
        if (this.#isWanted && this.#wanted!.times.has(time) && this.hits.length < MOST_HITS) {
          this.hits.push({ time, at: offsets[i]! });
        }
        this.#group.bins.add(this.#bin, code, 1);
        const span = this.#spans.get(code);
        if (span === undefined) this.#spans.set(code, { first: time, last: time });
        else if (time < span.first) span.first = time;
        else if (time > span.last) span.last = time;
        if (isInherited) this.#reads.inherited += 1;
      }
      if (isNewLine) {
        this.#matchedLine = line;
        this.#reads.matched += 1;
      }
    }
  }

  /** Ends the portion, at this byte and after this many lines of the text. */
  end(offset: number, lines: number): void {
    this.#attribute(offset, lines + 1);
  }

  /** Attributes the lines before this one to the last event's minute. */
  #attribute(offset: number, line: number): void {
    this.#reads.lines += line - this.#line;
    this.#reads.bytes += offset - this.#offset;
    this.#line = line;
    this.#offset = offset;
  }

  #moveTo(time: number): void {
    const hour = this.#hours.at(time);
    this.#from = hour.start + Math.floor((time - hour.start) / MINUTE_MS) * MINUTE_MS;
    this.#to = Math.min(this.#from + MINUTE_MS, hour.end);
    this.#hour = hour.start;
    this.#bin = this.#group.bins.bin(this.#from);
    this.#spans = this.#group.spansOf(hour.start);
    this.#reads = this.counts.readsOf(this.#from);
    // Both ends: in a zone whose offset has seconds, minutes of the zone are not those of UTC.
    const isWanted = (at: number) => this.#wanted?.minutes.has(Math.floor(at / MINUTE_MS)) ?? false;
    this.#isWanted = isWanted(this.#from) || isWanted(this.#to - 1);
  }

  #enter(group: MinuteCounts): void {
    if (group === this.#group) return;
    this.#group = group;
    this.#bin = group.bins.bin(this.#from);
    this.#spans = group.spansOf(this.#hour);
  }

  #groupOf({ groups }: EventBatch, i: number): MinuteCounts {
    const [first, second] = groups as readonly [GroupColumn, GroupColumn?];
    if (first.values !== this.#dictionary) {
      this.#dictionary = first.values;
      this.#known = new Map();
    }
    const key = first.ids[i]! * 65_536 + (second?.ids[i] ?? 0);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const group = this.counts.group(groups.map(({ ids, values }) => values[ids[i]!] ?? null));
    this.#known.set(key, group);
    return group;
  }

  #minuteOf(time: number): number {
    if (Number.isNaN(time)) return time;
    const { start } = this.#hours.at(time);
    return start + Math.floor((time - start) / MINUTE_MS) * MINUTE_MS;
  }
}
