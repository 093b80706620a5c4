/** Times written as numbers since 1970-01-01T00:00:00Z. The number of digits tells the unit. */
import { type FamilyName, MIN_TIME_DIGITS } from '../../model/timestamp-forms.js';
import { matchAt, NUMBER } from '../patterns.js';
import { readFraction } from './fraction.js';
import type { Stamp } from './stamp.js';

/**
 * Digits of seconds, milliseconds, microseconds and nanoseconds. All begin with 1, which is from 2001-09-09 to
 * 2033-05-18: ten digits that begin with 2 or more are telephone numbers.
 */
const UNITS = [10, 13, 16, 19];
const DIGITS = /1\d{9,18}(?!\d)/y;
/** Behind a number, these make it part of something else. */
const GOES_ON = /[\w@%/+-]|[.:]\d/y;

/** What may stand before the first token of a line, or before its second behind a number or `-`. */
const FIRST_TOKENS = new RegExp(`^[ \\t]*(?:(?:-|${NUMBER})[ \\t]+)?[[(]?$`);

/** The number at byte `at`, with a fraction if it is in seconds; null where it is not a time. */
export function readNumber(line: string, at: number): Stamp | null {
  const digits = matchAt(DIGITS, line, at)?.[0];
  if (digits === undefined || !UNITS.includes(digits.length)) return null;
  let milliseconds = Number(digits.slice(0, 13).padEnd(13, '0'));
  let end = at + digits.length;
  if (digits.length === 10 && /[.,]/.test(line[end] ?? '')) {
    const fraction = readFraction(line, end);
    if (fraction === null) return null;
    milliseconds += fraction.milliseconds;
    end = fraction.end;
  }
  return matchAt(GOES_ON, line, end) === null ? numberStamp(milliseconds, at, end, 'epoch') : null;
}

/** Whether a number at `at` is the first token of the line, or the second behind a number or `-`. */
export function isFirstToken(line: string, textStart: number, at: number): boolean {
  return at - textStart < 512 && FIRST_TOKENS.test(line.slice(textStart, at));
}

const JSON_NUMBER = /^(1\d*)(?:\.(\d+))?(?:[eE]\+?(\d{1,2}))?$/;

/** The milliseconds of a JSON number that is a time by its size; null where it is not one. */
export function jsonMilliseconds(text: string): number | null {
  const match = JSON_NUMBER.exec(text);
  if (match === null) return null;
  // No log has times such as `1e9`. The kernel does not read lines with fewer digits than the shortest time.
  if (text.replace(/\D/g, '').length < MIN_TIME_DIGITS) return null;
  const size = match[1]!.length + Number(match[3] ?? 0);
  if (!UNITS.includes(size)) return null;
  return Number((match[1]! + (match[2] ?? '')).padEnd(13, '0').slice(0, 13));
}

export function numberStamp(local: number, start: number, end: number, family: FamilyName): Stamp {
  return { local, zone: 0, zoneName: null, yearless: false, family, start, end, isFollowedByIds: false };
}
