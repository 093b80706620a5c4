/** Events of a text by which it is found in others that contain it, or others in it. */
import type { Anchor } from '../../history/streams/streams.js';
import { MINUTE_MS } from '../../model/calendar.js';

/** A set, or the keys of a map. */
interface Instants {
  readonly size: number;
  has(value: number): boolean;
  keys(): Iterable<number>;
}

/** The times of the anchors of other texts, in epoch milliseconds, and the minutes since 1970 that they are in. */
export interface WantedTimes {
  readonly times: Instants;
  readonly minutes: Instants;
}

/** As data that a thread may send; null: too many to be worth it. */
export function wantedData(wanted: WantedTimes): Float64Array | null {
  return wanted.times.size > MOST_SENT ? null : Float64Array.from(wanted.times.keys());
}

/** From what `wantedData` gave. */
export function wantedOf(times: Float64Array): WantedTimes {
  return { times: new Set(times), minutes: new Set(times.map((time) => Math.floor(time / MINUTE_MS))) };
}

const MOST_SENT = 100_000;

export const MARK_BYTES = 1 << 20;

/** In a log whose events all have one time, no more of them are compared. */
export const MOST_HITS = 10_000;

/** What was found in a piece of a text, or in several. */
export interface Anchors {
  /** The first and the last event with a time; null where there was none. */
  readonly first: Anchor | null;
  readonly last: Anchor | null;
  /** Of so many bytes one event in between. */
  readonly marks: readonly Anchor[];
  /** Events with a time that was wanted, so many at most. */
  readonly hits: readonly Anchor[];
}

/** Whether a minute of the history's zone may have such a time. */
export function isWanted(wanted: WantedTimes | null, from: number, to: number): boolean {
  if (wanted === null) return false;
  // In a zone whose offset has seconds, minutes of the zone are not those of UTC: they touch two.
  for (let minute = Math.floor(from / MINUTE_MS); minute * MINUTE_MS < to; minute++) {
    if (wanted.minutes.has(minute)) return true;
  }
  return false;
}
