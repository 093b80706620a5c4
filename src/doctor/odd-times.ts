/** Odd times: later than now, or far from when the file was written to. */
import { DAY_MS } from '../model/calendar.js';
import { CLOCK_SLACK_MS } from '../model/limits.js';
import { formatInstant } from '../time/instants.js';
import type { Excerpt, OddTimes } from './diagnosis.js';

const YEAR_MS = 366 * DAY_MS;

/** What times are compared with, in epoch milliseconds. */
export interface Clocks {
  readonly now: number;
  /** Modification time; null where there is none. */
  readonly modified: number | null;
}

export function isAhead(time: number, { now }: Clocks): boolean {
  return time > now + CLOCK_SLACK_MS;
}

export function isFar(time: number, { modified }: Clocks): boolean {
  return modified !== null && Math.abs(time - modified) > YEAR_MS;
}

/** Whether a time is ahead or far. */
export function isOdd(time: number, clocks: Clocks): boolean {
  return isAhead(time, clocks) || isFar(time, clocks);
}

export class OddTimesStats {
  readonly #distance: (time: number) => number;
  #count = 0;
  #farthest = Number.NaN;
  #example: OddTimes['example'] | null = null;

  /** `distance`: how odd a time is; the greatest is kept. */
  constructor(distance: (time: number) => number) {
    this.#distance = distance;
  }

  add(time: number, place: Excerpt): void {
    this.#count += 1;
    this.#example ??= { ...place, instant: formatInstant(time) };
    if (!(this.#distance(time) <= this.#distance(this.#farthest))) this.#farthest = time;
  }

  get facts(): OddTimes | null {
    if (this.#example === null) return null;
    return { count: this.#count, farthest: formatInstant(this.#farthest), example: this.#example };
  }
}
