/**
 * Section 4 of the specification: the families of timestamps that are told apart by how they begin. `readStamp` reads
 * one at a position; `pieces` then holds its day, clock and zone. The order and the forms are the reference's
 * (`src/reference/timestamps`), which also names them and has their examples.
 */
import { keepDate, readAgain } from './again';
import { LETTER, YEARLESS } from './layout';
import {
  at, atEdge, byteAt, four, isDigit, kind, monthName, oneOrTwo, readClock, readColonMillis, readFraction, readMeridiem,
  readPlainClock, seek, setDate, setZone, take, two, weekdayName, zone,
} from './pieces';
import { readZone, readZoneToken } from './zones';

/** The year of stamps without one, or 0: the wrapper decides it for each. */
export let fixedYear: i32 = 0;
let dayFirst: bool = false;
/** Set when a slashed date was impossible and would not be in the other order. */
export let otherOrder: bool = false;

export function configureDates(year: i32, dmy: bool): void {
  fixedYear = year;
  dayFirst = dmy;
}

export function clearOtherOrder(): void {
  otherOrder = false;
}

/** Whether a timestamp of families 1 to 10 starts at `p`. */
export function readStamp(p: usize): bool {
  seek(p);
  const first = byteAt(p);
  if (isDigit(first)) return readAgain(p) || digitsFirst(p);
  if (!(kind(first) & LETTER)) return false;
  const fourth = <i32>load<u8>(p, 3);
  if (fourth == 0x20 || fourth == 0x2c || fourth == 0x2d) {
    if (weekdayFirst(p)) return true;
    seek(p);
    return monthFirst(p);
  }
  return isDigit(fourth) && glog(p);
}

/** How many digits stand at `p`, 9 for more than 8. */
@inline
function digitRun(p: usize): i32 {
  let n = 1;
  while (n < 9 && isDigit(byteAt(p + n))) n++;
  return n;
}

function digitsFirst(p: usize): bool {
  const run = digitRun(p);
  const next = <i32>load<u8>(p + run);
  if (run == 4) return fourDigits(p, next);
  if (run == 2) return twoDigits(p, next);
  if (run == 1) {
    if (next == 0x2f) return slashed(p);
    return (next == 0x20 || next == 0x2d) && dayMonthYear(p, next);
  }
  if (run == 8) return eightDigits(p, next);
  return run == 6 && next == 0x20 && shortYearPlain(p);
}

/** Clock, fraction and what else may follow a date. */
@inline
function rest(meridiem: bool): bool {
  if (!readClock(false) || !readFraction(false)) return false;
  if (meridiem && !readMeridiem()) return false;
  readZone();
  return atEdge();
}

@inline
function zoneAndEdge(): bool {
  readZone();
  return atEdge();
}

/** Marks the stamp as having no year of its own. */
@inline
function yearless(read: bool): bool {
  if (read && fixedYear == 0) setZone(zone | YEARLESS);
  return read;
}

@inline
function assumedYear(): i32 {
  return fixedYear ? fixedYear : 2000;
}

function fourDigits(p: usize, next: i32): bool {
  const year = four();
  if (next == 0x20) {
    // 2026 Nov 1 09:15:00
    seek(p + 5);
    const month = monthName();
    if (!month) return false;
    const date = dayAfterMonth();
    return date > 0 && setDate(year, month, date) && take(0x20) && rest(false);
  }
  if (next != 0x2d && next != 0x2f) return false;
  seek(p + 5);
  const month = two();
  if (month < 0 || !take(next)) return false;
  const date = two();
  if (date < 0 || !setDate(year, month, date)) return false;
  const isSpaced = take(0x20);
  if (isSpaced || take(0x54) || take(0x74)) {
    // With any other byte behind it, the same date would not be read as this one.
    keepDate(p);
    return rest(isSpaced);
  }
  return next == 0x2d && take(0x2d) && readPlainClock(0x2e) && readFraction(true) && zoneAndEdge();
}

function twoDigits(p: usize, next: i32): bool {
  if (next == 0x2f) {
    const sixth = <i32>load<u8>(p, 5);
    if (sixth == 0x2f) {
      // 26/11/01 09:15:00, or 11/01/2026 09:15:00
      if (isDigit(<i32>load<u8>(p, 8))) return slashed(p);
      const year = shortYear(two());
      seek(p + 3);
      const month = two();
      seek(p + 6);
      const date = two();
      return month >= 0 && date >= 0 && setDate(year, month, date) && take(0x20) && rest(false);
    }
    return isDigit(<i32>load<u8>(p, 3)) ? slashed(p) : accessLog(p);
  }
  if (next != 0x20 && next != 0x2d && next != 0x2e) return false;
  if (next != 0x2e && kind(<i32>load<u8>(p, 3)) & LETTER) return dayMonthYear(p, next);
  if (next == 0x20) return false;
  // 11-01 09:15:00.123, 11.01 09:15:00
  const month = two();
  seek(p + 3);
  const date = two();
  return date >= 0 && setDate(assumedYear(), month, date) && take(0x20) && yearless(rest(false));
}

@inline
function shortYear(two: i32): i32 {
  return two < 69 ? 2000 + two : 1900 + two;
}

/** 11/1/2026 9:15:00 AM */
function slashed(p: usize): bool {
  seek(p);
  const a = oneOrTwo();
  if (!take(0x2f)) return false;
  const b = oneOrTwo();
  if (b < 0 || !take(0x2f)) return false;
  const year = four();
  if (year < 0) return false;
  const possible = setDate(year, dayFirst ? b : a, dayFirst ? a : b);
  const swapped = !possible && setDate(year, dayFirst ? a : b, dayFirst ? b : a);
  if (!possible && !swapped) return false;
  if (take(0x2c) && byteAt(at) != 0x20) return false;
  if (!take(0x20) || !readClock(false) || !readColonMillis() || !readMeridiem() || !zoneAndEdge()) return false;
  if (swapped) otherOrder = true;
  return possible;
}

/** 01/Nov/2026:09:15:00 +0200 */
function accessLog(p: usize): bool {
  seek(p);
  const date = two();
  seek(p + 3);
  const month = monthName();
  if (!month || !take(0x2f)) return false;
  const year = four();
  if (year < 0 || !take(0x3a) || !setDate(year, month, date)) return false;
  return readPlainClock(0x3a) && readFraction(false) && zoneAndEdge();
}

/** 01 Nov 2026 09:15:00,123 or 1-Nov-2026 09:15:00 */
function dayMonthYear(p: usize, separator: i32): bool {
  if (separator != 0x20 && separator != 0x2d) return false;
  seek(p);
  const date = oneOrTwo();
  if (date < 0 || !take(separator)) return false;
  const month = monthName();
  if (!month || !take(separator)) return false;
  const year = four();
  return year >= 0 && setDate(year, month, date) && take(0x20) && rest(true);
}

function eightDigits(p: usize, next: i32): bool {
  const year = four();
  const month = two();
  const date = two();
  if (!setDate(year, month, date)) return false;
  seek(p + 9);
  if (next == 0x54) return readPlainClock(0) && readFraction(false) && zoneAndEdge();
  if (next == 0x2d) return readClock(true) && readColonMillis() && zoneAndEdge();
  return next == 0x20 && readClock(false) && readColonMillis() && zoneAndEdge();
}

/** 261101 091500 or 261101 09:15:00 */
function shortYearPlain(p: usize): bool {
  const year = shortYear(two());
  const month = two();
  const date = two();
  if (!setDate(year, month, date)) return false;
  seek(p + 7);
  if (byteAt(at) == 0x20) {
    // A padded hour: 261101  9:15:00
    if (<i32>load<u8>(at, 2) != 0x3a) return false;
    seek(at + 1);
    return rest(false);
  }
  if (isDigit(byteAt(at)) && isDigit(<i32>load<u8>(at, 1)) && isDigit(<i32>load<u8>(at, 2))) {
    return readPlainClock(0) && readFraction(false) && zoneAndEdge();
  }
  return rest(false);
}

/** The day after a month's name: one or two spaces and one or two digits; 0 where there is none. */
function dayAfterMonth(): i32 {
  if (!take(0x20)) return 0;
  take(0x20);
  const date = oneOrTwo();
  return date < 0 ? 0 : date;
}

/** Sun Nov  1 09:15:00 PDT 2026, or Sun, 01 Nov 2026 09:15:00 GMT */
function weekdayFirst(p: usize): bool {
  if (!weekdayName()) return false;
  if (take(0x2c)) {
    if (!take(0x20)) return false;
    const start = at;
    const second = <i32>load<u8>(start, 1);
    return dayMonthYear(start, isDigit(second) ? <i32>load<u8>(start, 2) : second);
  }
  if (!take(0x20)) return false;
  const month = monthName();
  if (!month) return false;
  const date = dayAfterMonth();
  if (date == 0 || !take(0x20) || !readClock(false) || !readFraction(false)) return false;
  readZoneToken();
  if (!take(0x20)) return false;
  const year = four();
  return year >= 0 && setDate(year, month, date) && atEdge();
}

/** Nov  1 09:15:00, Nov-01 09:15:00, Nov 01 2026 09:15:00, Nov 1, 2026 9:15:00 AM */
function monthFirst(p: usize): bool {
  const month = monthName();
  if (!month) return false;
  let date = 0;
  if (take(0x2d)) {
    date = two();
    if (date < 0) return false;
  } else {
    const spaces = at;
    date = dayAfterMonth();
    if (date == 0) return false;
    if (byteAt(at) == 0x2c) {
      // Java logging has one space before the day.
      if (isDigit(<i32>load<u8>(spaces, 1))) return javaLogging(month, date);
      return false;
    }
  }
  if (!take(0x20)) return false;
  if (isDigit(<i32>load<u8>(at, 1)) && isDigit(<i32>load<u8>(at, 2))) {
    const year = four();
    return year >= 0 && take(0x20) && setDate(year, month, date) && rest(false);
  }
  return setDate(assumedYear(), month, date) && yearless(rest(false));
}

function javaLogging(month: i32, date: i32): bool {
  seek(at + 1);
  if (!take(0x20)) return false;
  const year = four();
  if (year < 0 || !setDate(year, month, date)) return false;
  take(0x2c);
  return take(0x20) && rest(true);
}

/** I1101 09:15:00.123456 or I20261101 09:15:00.123456 */
function glog(p: usize): bool {
  const level = byteAt(p);
  if (level != 0x49 && level != 0x57 && level != 0x45 && level != 0x46) return false;
  seek(p + 1);
  const a = two();
  const b = two();
  if (a < 0 || b < 0) return false;
  if (take(0x20)) return setDate(assumedYear(), a, b) && yearless(rest(false));
  const month = two();
  const date = two();
  if (month < 0 || date < 0) return false;
  return take(0x20) && setDate(a * 100 + b, month, date) && rest(false);
}
