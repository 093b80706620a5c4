/** What was counted of a text so far: events by minute, first and last times by hour, and what was read. */
import { BinCounts } from '../../aggregate/bin-counts.js';
import { firstAndLastMinute, type GroupChanges, type TextCounts } from '../../history/changes.js';
import { FIRST_CODE } from '../../model/code.js';
import type { EventBatch } from '../../model/event.js';
import { MinuteRows, type MinuteRowsData } from './minute-rows.js';
import { addReads, newReads, ReadRows, type ReadRowsData, type Reads } from './read-rows.js';

export interface FirstAndLast {
  first: number;
  last: number;
}

/** Widens the span of a code, by its index, to these times. */
export function widen(spans: Map<number, FirstAndLast>, code: number, first: number, last: number): void {
  const span = spans.get(code);
  if (span === undefined) spans.set(code, { first, last });
  else {
    if (first < span.first) span.first = first;
    if (last > span.last) span.last = last;
  }
}

/** The group's value for each key; null where lines have none. */
export type GroupName = readonly (string | null)[];

/** Counts as plain data, which threads send. */
export interface LogCountsData {
  readonly groups: readonly MinuteCountsData[];
  readonly reads: ReadRowsData;
  readonly events: number;
}

interface MinuteCountsData {
  readonly name: GroupName;
  readonly rows: MinuteRowsData;
  /** Four numbers each: hour, code index, first, last. */
  readonly spans: Float64Array;
}

/** What takes more memory than a row of counts, as so many of them. */
const SIZE_OF_READS = 3;
const SIZE_OF_SPAN = 6;
const SIZE_OF_HOUR = 12;
const SIZE_OF_GROUP = 120;

/** The events of one group; of all, where events are not grouped. */
export class MinuteCounts {
  readonly name: GroupName;
  /** Events by minute (its first instant) and code index: sums, and single events, which are summed up by it. */
  readonly sums = new MinuteRows();
  #single: BinCounts | null = null;
  /** By hour (its first instant), then code index. */
  readonly spans = new Map<number, Map<number, FirstAndLast>>();

  constructor(name: GroupName) {
    this.name = name;
  }

  /** First and last times by code index in an hour; made on first use. */
  spansOf(hour: number): Map<number, FirstAndLast> {
    const known = this.spans.get(hour);
    if (known !== undefined) return known;
    const spans = new Map<number, FirstAndLast>();
    this.spans.set(hour, spans);
    return spans;
  }

  /** Roughly how much memory it takes, counted in rows. */
  get size(): number {
    let size = SIZE_OF_GROUP + this.sums.length + (this.#single?.size ?? 0);
    for (const codes of this.spans.values()) size += SIZE_OF_HOUR + codes.size * SIZE_OF_SPAN;
    return size;
  }

  /** Made on first use: where most events are counted in sums there are few, or none. */
  get single(): BinCounts {
    this.#single ??= new BinCounts();
    return this.#single;
  }

  /** All counts, a row each; a few minutes and codes have several. */
  rows(): MinuteRowsData {
    if (this.#single !== null) {
      const { binStarts: minutes, binCodes: codes, binCounts: counts } = this.#single.columns();
      this.sums.append({ minutes, codes, counts });
      this.#single = null;
    }
    return this.sums.data();
  }

  data(): MinuteCountsData {
    const spans: number[] = [];
    for (const [hour, codes] of this.spans) {
      for (const [code, { first, last }] of codes) spans.push(hour, code, first, last);
    }
    const { minutes, codes, counts } = this.rows();
    // Copies: of a view, a thread would send all that is behind it.
    const rows = { minutes: minutes.slice(), codes: codes.slice(), counts: counts.slice() };
    return { name: this.name, rows, spans: Float64Array.from(spans) };
  }

  merge(other: MinuteCounts): void {
    this.sums.append(other.rows());
    for (const [hour, codes] of other.spans) {
      const spans = this.spansOf(hour);
      for (const [code, { first, last }] of codes) widen(spans, code, first, last);
    }
  }

  /** Adds what `data` gave. */
  mergeData({ rows, spans }: MinuteCountsData): void {
    this.sums.append(rows);
    for (let i = 0; i < spans.length; i += 4) {
      widen(this.spansOf(spans[i]!), spans[i + 1]!, spans[i + 2]!, spans[i + 3]!);
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
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    for (const group of this.#groups.values()) {
      const span = firstAndLastMinute(group.rows().minutes);
      first = Math.min(first, span.first);
      last = Math.max(last, span.last);
    }
    return first <= last ? { first, last } : null;
  }

  merge(other: LogCounts): void {
    for (const group of other.#groups.values()) {
      if (group.rows().minutes.length > 0) this.group(group.name).merge(group);
    }
    this.#reads.append(other.#reads.data());
    this.events += other.events;
    this.batches.push(...other.batches);
    addReads(this.#before, other.#before);
    for (const [code, n] of other.untimed) this.addUntimed(code, n);
  }

  /** Adds what `data` gave. */
  mergeData({ groups, reads, events }: LogCountsData): void {
    for (const group of groups) this.group(group.name).mergeData(group);
    this.#reads.append(reads);
    this.events += events;
  }

  /** Everything but what is before the first event with a time. */
  data(): LogCountsData {
    const groups = [...this.#groups.values()]
      .map((group) => group.data())
      .filter(({ rows }) => rows.minutes.length > 0);
    return { groups, reads: this.#reads.data(), events: this.events };
  }

  /** Adds events of a code, by its index, that have no time. */
  addUntimed(code: number, n: number): void {
    this.untimed.set(code, (this.untimed.get(code) ?? 0) + n);
  }

  changes(): TextCounts {
    const { lines, bytes, matched } = this.total;
    const before = this.#before;
    return {
      groups: [...this.#groups.values()].map(changesOf),
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

function changesOf(group: MinuteCounts): GroupChanges {
  const { name, spans } = group;
  const { minutes, codes: indexes, counts: numbers } = group.rows();
  const all = new Int32Array(indexes);
  for (let i = 0; i < all.length; i++) all[i]! += FIRST_CODE;
  const counts = { minutes, codes: all, counts: numbers };
  const rows = { hours: [] as number[], codes: [] as number[], firsts: [] as number[], lasts: [] as number[] };
  for (const [hour, codes] of spans) {
    for (const [code, { first, last }] of codes) {
      rows.hours.push(hour);
      rows.codes.push(code + FIRST_CODE);
      rows.firsts.push(first);
      rows.lasts.push(last);
    }
  }
  return { name, counts, spans: rows };
}
