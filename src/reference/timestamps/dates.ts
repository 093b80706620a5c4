/** Calendar dates as timestamps write them. */
import { DAY_MS, MONTHS } from '../../model/calendar.js';

/** Stands in for a missing year; a leap year, so that 29 February is a date. */
export const STAND_IN_YEAR = 2000;

/** 1 to 12 for a month's name, of which the first three letters count, in any case. */
export function monthNumber(name: string): number {
  return MONTHS.findIndex((month) => month.slice(0, 3).toLowerCase() === name.slice(0, 3).toLowerCase()) + 1;
}

/** The year that two digits mean: 00 to 68 are 2000 to 2068, 69 to 99 are 1969 to 1999 (as POSIX `strptime` has it). */
export function fullYear(twoDigits: number): number {
  return twoDigits <= 68 ? 2000 + twoDigits : 1900 + twoDigits;
}

/** Midnight of a date in milliseconds since 1970 as if it were UTC, or null where the calendar has no such date. */
export function midnight(year: number, month: number, day: number): number | null {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  // Date.UTC() would take the years 1 to 99 for 1901 to 1999; a leap year 400 years later has the same calendar.
  return Date.UTC(year + 400, month - 1, day) - 146_097 * DAY_MS;
}

function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2) return leap ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
