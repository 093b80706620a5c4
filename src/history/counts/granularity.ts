/**
 * How finely counts are kept, by their age: by the minute within hours, by the hour, by the day. Hours and days are
 * those of the history's zone. Two instants in `meta` are the borders between these ages; they only ever move forward.
 */
import { MINUTE_MS } from '../../model/calendar.js';
import { WindowCutter } from '../../time/windows.js';
import type { Zone } from '../../time/zone.js';

/** The earliest instant that a `Date` can have, in epoch milliseconds: a border that nothing is before. */
export const BEFORE_ALL_TIME = -8.64e15;

export interface GranularityBorders {
  /** Before this instant (epoch milliseconds, the start of a day) minutes are not kept. */
  readonly hoursBefore: number;
  /** Before this instant counts are kept by the day. */
  readonly daysBefore: number;
}

export const GRAINS = ['hour', 'day'] as const;
export type Grain = (typeof GRAINS)[number];

/** The hour or day, and the minute in it, for which an instant is counted. */
export interface CountSlot {
  readonly grain: Grain;
  readonly begins: number;
  /** Minutes since `begins`; -1 where they are not kept. */
  readonly minute: number;
}

export class Granularity {
  readonly hours: WindowCutter;
  readonly days: WindowCutter;
  readonly borders: GranularityBorders;

  constructor(zone: Zone, borders: GranularityBorders) {
    this.hours = new WindowCutter(zone, { n: 1, unit: 'h' });
    this.days = new WindowCutter(zone, { n: 1, unit: 'd' });
    this.borders = borders;
  }

  at(time: number): CountSlot {
    const { hoursBefore, daysBefore } = this.borders;
    if (time < daysBefore) return { grain: 'day', begins: this.days.at(time).start, minute: -1 };
    const begins = this.hours.at(time).start;
    return { grain: 'hour', begins, minute: time < hoursBefore ? -1 : Math.floor((time - begins) / MINUTE_MS) };
  }
}
