/** What was counted of a text so far: events by minute, first and last times by hour, and what was read. */
import { BinCounts } from '../../aggregate/bin-counts.js';
import type { GroupChanges, TextCounts } from '../../history/changes.js';
import { FIRST_CODE } from '../../model/code.js';

/** What was read, by the minute of the last event at or before each line. */
export interface Reads {
  lines: number;
  bytes: number;
  matched: number;
  inherited: number;
}

export interface FirstAndLast {
  first: number;
  last: number;
}

/** The events of one group; of all, where events are not grouped. */
export class MinuteCounts {
  /** The group's value for each key; null where lines have none. */
  readonly name: readonly (string | null)[];
  /** Events by minute (its first instant) and code index. */
  readonly bins = new BinCounts();
  /** By hour (its first instant), then code index. */
  readonly spans = new Map<number, Map<number, FirstAndLast>>();

  constructor(name: readonly (string | null)[]) {
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

  merge(other: MinuteCounts): void {
    other.bins.each((start, code, count) => this.bins.add(this.bins.bin(start), code, count));
    for (const [hour, codes] of other.spans) {
      const mine = this.spansOf(hour);
      for (const [code, { first, last }] of codes) {
        const span = mine.get(code);
        if (span === undefined) mine.set(code, { first, last });
        else {
          span.first = Math.min(span.first, first);
          span.last = Math.max(span.last, last);
        }
      }
    }
  }
}

export class LogCounts {
  readonly #groups = new Map<string, MinuteCounts>();
  /** By minute; NaN: before the first event with a time. */
  readonly reads = new Map<number, Reads>();
  /** Events without a time, by code index. */
  readonly untimed = new Map<number, number>();
  events = 0;

  /** Whether an event has a time of its own, not one that it inherits. */
  get hasOwnTimes(): boolean {
    let without = 0;
    for (const { inherited } of this.reads.values()) without += inherited;
    for (const n of this.untimed.values()) without += n;
    return this.events > without;
  }

  group(name: readonly (string | null)[]): MinuteCounts {
    const key = name.length === 0 ? '' : JSON.stringify(name);
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    const group = new MinuteCounts(name);
    this.#groups.set(key, group);
    return group;
  }

  readsOf(minute: number): Reads {
    const known = this.reads.get(minute);
    if (known !== undefined) return known;
    const reads = { lines: 0, bytes: 0, matched: 0, inherited: 0 };
    this.reads.set(minute, reads);
    return reads;
  }

  /** Roughly how much memory it takes, counted in entries. */
  get size(): number {
    let size = 0;
    for (const { bins, spans } of this.#groups.values()) size += bins.starts.length + spans.size * 50;
    return size;
  }

  /** The first instant of each minute with events; a minute may come once for each group. */
  *minutes(): Iterable<number> {
    for (const { bins } of this.#groups.values()) yield* bins.starts;
  }

  merge(other: LogCounts): void {
    for (const group of other.#groups.values()) this.group(group.name).merge(group);
    for (const [minute, { lines, bytes, matched, inherited }] of other.reads) {
      const mine = this.readsOf(minute);
      mine.lines += lines;
      mine.bytes += bytes;
      mine.matched += matched;
      mine.inherited += inherited;
    }
    for (const [code, n] of other.untimed) this.untimed.set(code, (this.untimed.get(code) ?? 0) + n);
    this.events += other.events;
  }

  changes(): TextCounts {
    const timed = [...this.reads].filter(
      ([minute, { lines, matched }]) => !Number.isNaN(minute) && lines + matched > 0,
    );
    const before = this.reads.get(Number.NaN);
    const sum = (of: (reads: Reads) => number) =>
      [...this.reads.values()].reduce((total, reads) => total + of(reads), 0);
    return {
      groups: [...this.#groups.values()].map(changesOf),
      reads: {
        minutes: timed.map(([minute]) => minute),
        lines: timed.map(([, { lines }]) => lines),
        bytes: timed.map(([, { bytes }]) => bytes),
        matched: timed.map(([, { matched }]) => matched),
        inherited: timed.map(([, { inherited }]) => inherited),
      },
      untimed: {
        codes: new Map([...this.untimed].map(([code, n]) => [code + FIRST_CODE, n])),
        lines: before?.lines ?? 0,
        bytes: before?.bytes ?? 0,
        matched: before?.matched ?? 0,
      },
      lines: sum(({ lines }) => lines),
      bytes: sum(({ bytes }) => bytes),
      matched: sum(({ matched }) => matched),
      events: this.events,
    };
  }
}

function changesOf({ name, bins, spans }: MinuteCounts): GroupChanges {
  const counts = { minutes: [] as number[], codes: [] as number[], counts: [] as number[] };
  bins.each((start, code, count) => {
    counts.minutes.push(start);
    counts.codes.push(code + FIRST_CODE);
    counts.counts.push(count);
  });
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
