/** Lengths of time in milliseconds, and the names of months and weekdays. */

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
/** 24 hours. A calendar day is longer or shorter where the clock changes. */
export const DAY_MS = 24 * HOUR_MS;
export const WEEK_MS = 7 * DAY_MS;

/** From January. In timestamps the first three letters are a name as well. */
// biome-ignore format: a list
export const MONTHS: readonly string[] = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December',
];
/** From Sunday, as `Date` counts them. In timestamps the first three letters are a name as well. */
// biome-ignore format: a list
export const WEEKDAYS: readonly string[] = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The short form of a month or weekday: `Nov`, `Sun`. */
export function shortName(name: string): string {
  return name.slice(0, 3);
}

/** 0 on a Monday, 6 on a Sunday. @param day days since 1970-01-01, which was a Thursday */
export function daysSinceMonday(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}
