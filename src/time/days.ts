import { DAY_MS } from '../model/calendar.js';
import type { Zone } from './zone.js';

/** A calendar day of a zone: mostly 23, 24 or 25 hours long. */
export interface Day {
  /** Days since 1970-01-01. */
  readonly number: number;
  /** Its first instant, as `Zone.startOfDay`. */
  readonly start: number;
  /** The first instant of the next day. */
  readonly end: number;
}

/**
 * Finds the day of an instant; consecutive calls in one day cost only a comparison. A day begins at its first instant:
 * where the clock falls back over midnight and shows the old date once more, that time belongs to the new day.
 */
export class DayCutter {
  readonly #zone: Zone;
  #day: Day = { number: 0, start: Infinity, end: -Infinity };

  constructor(zone: Zone) {
    this.#zone = zone;
  }

  at(epochMs: number): Day {
    const day = this.#day;
    if (epochMs >= day.start && epochMs < day.end) return day;
    return this.#enter(epochMs);
  }

  #enter(epochMs: number): Day {
    const zone = this.#zone;
    let number = Math.floor((epochMs + zone.offsetAt(epochMs)) / DAY_MS);
    while (zone.startOfDay(number + 1) <= epochMs) number++;
    while (zone.startOfDay(number) > epochMs) number--;
    this.#day = { number, start: zone.startOfDay(number), end: zone.startOfDay(number + 1) };
    return this.#day;
  }
}
