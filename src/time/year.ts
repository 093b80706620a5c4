/** Finds the year of a timestamp that is written without one. */
import { DAY_MS } from '../model/calendar.js';

const YEAR_2000 = 946_684_800_000;
/** 29 February ends this long after the start of a leap year, in milliseconds. */
const LEAP_DAY_END = 60 * DAY_MS;
/** 29 February can come only every 8 years (1896, 1904), and the search begins one year after the reference's. */
const MOST_YEARS = 10;

/**
 * The same date and clock time in another year.
 * @param localMs2000 local time (the clock face as if in UTC) within the year 2000, which has all dates.
 * @returns local time in `year`, or null for 29 February of a year that has none.
 */
export function inYear(localMs2000: number, year: number): number | null {
  const into = localMs2000 - YEAR_2000;
  const start = startOfYear(year);
  if (isLeap(year) || into < LEAP_DAY_END - DAY_MS) return start + into;
  return into < LEAP_DAY_END ? null : start + into - DAY_MS;
}

/**
 * Gives a stamp without a year the latest year that puts it at most a day after the reference.
 * @param localMs2000 its local time within the year 2000.
 * @param reference instant at which the source was last written to, or now.
 * @param toInstant how local times of the stamp become instants, such as `zone.toInstant`; asked only near the limit.
 * @returns local time in the year found; 29 February may go back 8 years. NaN only for a reference that is NaN.
 */
export function resolveYear(localMs2000: number, reference: number, toInstant: (localMs: number) => number): number {
  const limit = reference + DAY_MS;
  // Where the clock is ahead of UTC, the new year has begun while UTC is still in the old.
  const newest = yearOf(limit + DAY_MS);
  for (let year = newest; year > newest - MOST_YEARS; year--) {
    const local = inYear(localMs2000, year);
    // No zone is a whole day away from UTC, so most years are decided without the zone.
    if (local === null || local - DAY_MS > limit) continue;
    if (local + DAY_MS <= limit || toInstant(local) <= limit) return local;
  }
  return Number.NaN;
}

let lastInstant = Number.NaN;
let lastYear = 0;

/** The UTC year; the last one is kept, because one source asks with the same instant for all its lines. */
function yearOf(epochMs: number): number {
  if (epochMs !== lastInstant) {
    lastYear = new Date(epochMs).getUTCFullYear();
    lastInstant = epochMs;
  }
  return lastYear;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function startOfYear(year: number): number {
  const before = year - 1;
  const leaps = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  // 477 leap years lie between the year 1 and 1970.
  return (365 * (year - 1970) + leaps - 477) * DAY_MS;
}
