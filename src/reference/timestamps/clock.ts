/** What may follow a clock time in a timestamp: fraction, AM or PM, zone, year, and an edge. */
import { MINUTE_MS } from '../../model/calendar.js';
import type { LineRules } from '../../model/rules.js';
import { BLANK, matchAt } from '../patterns.js';
import { type Fraction, readFraction } from './fraction.js';
import { readZone, readZoneToken, type WrittenZone } from './zone.js';

export interface ClockTime {
  readonly hour: number;
  readonly minute: number;
  /** 0 to 60; null where it is not written. */
  readonly second: number | null;
}

export interface TimeOfDay {
  /** Milliseconds since midnight: 24 hours for `24:00:00`. */
  readonly milliseconds: number;
  readonly zone: WrittenZone | null;
  /** The year that is written behind it, or null. */
  readonly year: number | null;
  /** The byte after it. */
  readonly end: number;
}

// Java 20 and later put the narrow no-break space U+202F before AM and PM.
const MERIDIEM = new RegExp(`${BLANK}?([AaPp])(?:[Mm]|\\.[Mm]\\.)(?!\\w)`, 'y');
const YEAR_BEHIND = new RegExp(`${BLANK}((?:19|20)\\d\\d)(?!\\w)`, 'y');
const DIGIT_FOLLOWS = /[:.]\d/y;

/**
 * Reads what follows a clock time that ends at `at`. `mayEndWithYear`: a year may follow; `isAfterWeekday`: then a
 * zone's name that no list knows may stand before the year. Null where it is not valid as a whole: no such time of day,
 * a fraction of too many digits, `13:00 PM`, or a letter, digit or `_` right behind the last part.
 */
export function readTimeOfDay(
  line: string,
  at: number,
  { hour, minute, second }: ClockTime,
  rules: LineRules,
  { mayEndWithYear, isAfterWeekday }: { mayEndWithYear: boolean; isAfterWeekday: boolean },
): TimeOfDay | null {
  if (hour > 24 || minute > 59 || (second ?? 0) > 60) return null;
  let fraction: Fraction | null = { milliseconds: 0, end: at };
  if (second === null) {
    // Digits behind it are the seconds of a time that is not valid.
    if (matchAt(DIGIT_FOLLOWS, line, at) !== null) return null;
  } else fraction = readFraction(line, at);
  if (fraction === null) return null;
  let { end } = fraction;
  if (hour === 24 && (minute > 0 || (second ?? 0) > 0 || fraction.milliseconds > 0)) return null;

  let hours = hour;
  const meridiem = matchAt(MERIDIEM, line, end);
  if (meridiem !== null) {
    if (hour < 1 || hour > 12) return null;
    hours = (hour % 12) + (meridiem[1]!.toUpperCase() === 'P' ? 12 : 0);
    end += meridiem[0].length;
  }
  let zone = readZone(line, end, rules);
  let year: number | null = null;
  if (mayEndWithYear) {
    const before = zone ?? (isAfterWeekday ? readZoneToken(line, end) : null);
    const written = matchAt(YEAR_BEHIND, line, before?.end ?? end);
    if (written !== null) {
      year = Number(written[1]);
      zone = before;
      end = (before?.end ?? end) + written[0].length;
    }
  }
  if (year === null) end = zone?.end ?? end;
  if (/\w/.test(line[end] ?? '')) return null;
  return { milliseconds: millisecondsOfDay(hours, minute, second ?? 0, fraction.milliseconds), zone, year, end };
}

/** A second of 60 counts as 59.999 whatever its fraction, so that it stays in its minute. */
function millisecondsOfDay(hour: number, minute: number, second: number, fraction: number): number {
  const ofMinute = second === 60 ? 59_999 : second * 1000 + fraction;
  return (hour * 60 + minute) * MINUTE_MS + ofMinute;
}
