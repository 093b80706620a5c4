import type { ReadContext, Stamp } from '../family.js';
import { midnight } from './dates.js';
import type { TimeOfDay } from './time-of-day.js';

/** Stands in for a missing year; a leap year, so that 29 February is a date. */
export const STAND_IN_YEAR = 2000;

export interface WrittenDate {
  /** Null where the timestamp has none. */
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
}

/** Puts a date and a time of day together; null where the time is null or the calendar has no such date. */
export function stamp(
  family: string,
  start: number,
  context: ReadContext,
  { year, month, day }: WrittenDate,
  time: TimeOfDay | null,
): Stamp | null {
  const date = midnight(year ?? context.year ?? STAND_IN_YEAR, month, day);
  if (date === null || time === null) return null;
  const yearless = year === null && context.year === null;
  return { local: date + time.milliseconds, zone: time.zone, yearless, family, start, end: time.end };
}
