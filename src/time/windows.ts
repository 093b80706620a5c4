/**
 * Tumbling windows: every instant is in exactly one, and where one ends the next begins. They follow the calendar of a
 * zone, in one of three ways by their length:
 *
 * - up to an hour: elapsed time from the start of the day; the last window of a day ends with the day. A day of 25
 *   hours has 25 hourly windows, one of 23.5 hours ends with half a one.
 * - longer, up to 24 hours: they start when the clock shows a multiple of the length. A start that the clock skips or
 *   shows twice resolves as Temporal's `compatible`; windows are longer or shorter there, and one whose end would come
 *   before its start has no extent at all.
 * - days and weeks: whole calendar days. Windows of several days are counted from 1970-01-01, those of several weeks
 * from Monday 1970-01-05.
 */
import { DAY_MS, HOUR_MS } from '../model/calendar.js';
import type { WindowLength } from '../model/window.js';
import { type Day, DayCutter } from './days.js';
import { nominalMs } from './window-length.js';
import type { Zone } from './zone.js';

/** Instants in milliseconds since 1970-01-01T00:00:00Z. */
export interface Window {
  /** Inclusive. */
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** What cuts time into windows or bins. */
export interface Cutter {
  at(epochMs: number): Window;
}

/** Monday 1970-01-05, in days since 1970-01-01. */
const FIRST_MONDAY = 4;

/** Cuts time into windows of one length. */
export class WindowCutter implements Cutter {
  readonly #find: (epochMs: number) => Window;
  #window: Window = { start: Infinity, end: -Infinity };

  constructor(zone: Zone, length: WindowLength) {
    if (length.unit === 'd') this.#find = daysFrom(zone, length.n, 0);
    else if (length.unit === 'w') this.#find = daysFrom(zone, 7 * length.n, FIRST_MONDAY);
    else if (nominalMs(length) <= HOUR_MS) this.#find = elapsed(zone, nominalMs(length));
    else this.#find = byTheClock(zone, nominalMs(length));
  }

  /** The window of an instant: the same object for consecutive calls in one window, which cost only a comparison. */
  at(epochMs: number): Window {
    const window = this.#window;
    if (epochMs >= window.start && epochMs < window.end) return window;
    this.#window = this.#find(epochMs);
    return this.#window;
  }
}

/**
 * How many windows there are from that of `first` to that of `last`, both counted, with or without events;
 * `limit + 1` as soon as there are more than `limit`. Nothing is counted when `last` is before `first`.
 */
export function countWindows(cutter: Cutter, first: number, last: number, limit: number): number {
  let count = 0;
  let next = first;
  while (next <= last && count <= limit) {
    count++;
    next = cutter.at(next).end;
  }
  return count;
}

function elapsed(zone: Zone, length: number): (epochMs: number) => Window {
  const days = new DayCutter(zone);
  return (epochMs) => {
    const day = days.at(epochMs);
    const start = epochMs - ((epochMs - day.start) % length);
    return { start, end: Math.min(start + length, day.end) };
  };
}

function byTheClock(zone: Zone, length: number): (epochMs: number) => Window {
  const days = new DayCutter(zone);
  let day: Day | null = null;
  let starts: number[] = [];
  return (epochMs) => {
    const today = days.at(epochMs);
    if (day !== today) {
      day = today;
      starts = clockStarts(zone, today, length);
    }
    let i = starts.length - 1;
    while (i > 0 && starts[i]! > epochMs) i--;
    return { start: starts[i]!, end: starts[i + 1] ?? today.end };
  };
}

/** Ascending, one for each multiple of the length; between two equal ones there is no time. */
function clockStarts(zone: Zone, day: Day, length: number): number[] {
  const starts: number[] = [];
  let limit = day.end;
  for (let clock = DAY_MS - length; clock > 0; clock -= length) {
    const start = zone.toInstant(day.number * DAY_MS + clock);
    // Where the clock skips more than the length, a start resolves past the next one: it is moved back to that.
    limit = Math.max(day.start, Math.min(limit, start));
    starts.push(limit);
  }
  starts.push(day.start);
  return starts.reverse();
}

function daysFrom(zone: Zone, count: number, anchor: number): (epochMs: number) => Window {
  const days = new DayCutter(zone);
  return (epochMs) => {
    const number = days.at(epochMs).number;
    const first = number - mod(number - anchor, count);
    return { start: zone.startOfDay(first), end: zone.startOfDay(first + count) };
  };
}

function mod(a: number, b: number): number {
  return ((a % b) + b) % b;
}
