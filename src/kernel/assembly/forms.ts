/**
 * Reads written times by the program that the wrapper makes of the table of forms (`../form-program.ts`): a tree of
 * steps. Where a step, or everything behind it, does not match, the step beside it is tried.
 */
import { kind } from './classes';
import { DIGIT, LETTER, PROGRAM, YEARLESS } from './layout';
import { namedAt } from './named-letters';
import {
  position, atEdge, blankLength, byteAt, isDigit, readFraction, readMeridiem, seek, setDate, setTime, setZone, zone,
} from './datetime-parts';
import { keepDate, readCached } from './timestamp-cache';
import { TIME_NAME } from './word-flags';
import { wholeFlags } from './word-table';
import { readUnknownName, readZone } from './zones';

/** What a step reads. */
const DIGITS: i32 = 1;
const BYTE: i32 = 2;
const BLANKS: i32 = 3;
const MONTH: i32 = 4;
const LEVEL: i32 = 5;
const DATE: i32 = 6;
const BETWEEN: i32 = 7;
// What is none of these is a clock time.

/** Flags of a form of dates. */
const MONTH_FIRST: i32 = 1;
const DAY_FIRST: i32 = 2;
const COMPACT: i32 = 4;
const YEAR_BEHIND: i32 = 8;
const IDS: i32 = 16;
const WITHOUT_YEAR: i32 = 32;
const WITH_YEAR: i32 = 64;
/** Flag of a form of times: without seconds. */
const SHORT: i32 = 1;

/** Stands in for a missing year: a leap year, so that it has all dates. */
const STAND_IN_YEAR: i32 = 2000;

let dates: i32 = 0;
let betweens: i32 = 0;
let times: i32 = 0;
let compactTimes: i32 = 0;
/** The fewest digits that a written time has. */
export let fewestDigits: i32 = 0;

/** The year of stamps without one; 0: the wrapper decides it for each stamp. */
export let fixedYear: i32 = 0;
/** Set when a numeric date was read, or rejected, that exists only in the other order of day and month. */
export let otherOrder: bool = false;
/** Whether process ids follow the form that was read last. */
export let isFollowedByIds: bool = false;

/** Digits as they were read. `first` and `second` are day and month in the order that the form's flags say. */
let year: i32 = 0;
let month: i32 = 0;
let date: i32 = 0;
let first: i32 = 0;
let second: i32 = 0;
let hours: i32 = 0;
let minutes: i32 = 0;
let seconds: i32 = 0;
/** The flags of the date's form; whether the date exists only in the other order; whether it exists in the given one. */
let form: i32 = 0;
let isOtherOrder: bool = false;
let isPossible: bool = false;
/** Whether times without seconds are accepted now, and whether one was met while they were not. */
let acceptsShort: bool = false;
let shortSeen: bool = false;
let isAfterWeekday: bool = false;
/** Where the date begins. */
let dateStart: usize = 0;

export function configureForms(
  dateRoot: i32, betweenRoot: i32, timeRoot: i32, compactRoot: i32, fewest: i32, fixed: i32,
): void {
  dates = dateRoot;
  betweens = betweenRoot;
  times = timeRoot;
  compactTimes = compactRoot;
  fewestDigits = fewest;
  fixedYear = fixed;
}

export function clearOtherOrder(): void {
  otherOrder = false;
}

/** Whether a written time starts at `p`: then `datetime-parts` has its values, and `position` is behind it. */
export function readStamp(p: usize): bool {
  isFollowedByIds = false;
  if (isDigit(byteAt(p))) return readCached(p) || readForms(p, false);
  const weekday = weekdayEnd(p);
  return readForms(weekday ? weekday : p, weekday != 0);
}

function readForms(p: usize, behindWeekday: bool): bool {
  isAfterWeekday = behindWeekday;
  dateStart = p;
  acceptsShort = false;
  shortSeen = false;
  if (!walk(dates, p)) {
    // All forms are tried with seconds first: `Nov-01-09:15:00` must not be read as 15:00 in the year 2009.
    if (!shortSeen) return false;
    acceptsShort = true;
    if (!walk(dates, p)) return false;
  }
  if (isOtherOrder) otherOrder = true;
  isFollowedByIds = (form & IDS) != 0;
  if (form & WITH_YEAR) cacheIfIso(p);
  return true;
}

/** Caches a date of ten bytes before `T` or a blank and a time of eight bytes: the form of most logs. */
function cacheIfIso(p: usize): void {
  const separator = byteAt(p + 10);
  if (separator != 0x54 && separator != 0x74 && separator != 0x20) return;
  const dash = byteAt(p + 4);
  if ((dash != 0x2d && dash != 0x2f) || byteAt(p + 7) != dash || !isDigit(byteAt(p + 9))) return;
  if (byteAt(p + 13) == 0x3a) keepDate(p);
}

/** Whether the steps from `number` on match the text at `p`. */
function walk(number: i32, p: usize): bool {
  let n = number;
  while (n) {
    const step = load<u32>(PROGRAM + (<usize>n << 2));
    const what = <i32>(step & 0xff);
    const how = <i32>((step >> 8) & 0xff);
    if (what == DIGITS) {
      const end = readDigits(how, p);
      if (end && walk(n + 1, end)) return true;
    } else if (what == BYTE) {
      const b = byteAt(p);
      if ((b == how || (kind(b) & LETTER && (b | 0x20) == how)) && walk(n + 1, p + 1)) return true;
    } else if (what == BLANKS) {
      const one = blankLength(p);
      if (one && walk(n + 1, p + one + blankLength(p + one))) return true;
    } else if (what == MONTH) {
      const end = readMonth(p);
      if (end && walk(n + 1, end)) return true;
    } else if (what == LEVEL) {
      const b = byteAt(p);
      if ((b == 0x49 || b == 0x57 || b == 0x45 || b == 0x46) && walk(n + 1, p + 1)) return true;
    } else if (what == DATE) {
      if (acceptDate(how, p)) return true;
    } else if (what == BETWEEN) {
      if (walk(times, p)) return true;
    } else if (acceptTime(how, p)) return true;
    n = <i32>(step >> 16);
  }
  return false;
}

/** Reads the digits of a field; answers the address behind them, or 0. */
function readDigits(field: i32, p: usize): usize {
  let value = byteAt(p) - 0x30;
  if (<u32>value > 9) return 0;
  const count = field & 32 ? 4 : field & 16 ? 2 : 1;
  let q = p + 1;
  // A field of one digit may have two; the others have exactly their number.
  const most = count == 1 ? 2 : count;
  while (<i32>(q - p) < most) {
    const digit = byteAt(q) - 0x30;
    if (<u32>digit > 9) break;
    value = value * 10 + digit;
    q++;
  }
  if (<i32>(q - p) < count) return 0;
  const which = field & 15;
  if (which == 0) year = value;
  else if (which == 1) year = value < 69 ? 2000 + value : 1900 + value;
  else if (which == 2) month = value;
  else if (which == 3) date = value;
  else if (which == 4) first = value;
  else if (which == 5) second = value;
  else if (which == 6) hours = value;
  else if (which == 7) minutes = value;
  else seconds = value;
  return q;
}

/** How many letters stand at `p`, counted up to ten: no name of a month or a weekday has more than nine. */
function nameLength(p: usize): i32 {
  let n = 0;
  while (n < 10 && kind(byteAt(p + n)) & LETTER) n++;
  return n;
}

/** Reads a month's name, whole or its first three letters; answers the address behind it, or 0. */
function readMonth(p: usize): usize {
  const number = namedAt(p) & 15;
  if (number < 1 || number > 12) return 0;
  const length = nameLength(p);
  if (length != 3 && !(wholeFlags(p, p + length) & TIME_NAME)) return 0;
  month = number;
  return p + length;
}

/** The address behind a weekday's name, an optional comma, and one or two blanks at `p`; 0 where there are none. */
function weekdayEnd(p: usize): usize {
  const day = namedAt(p) >> 4;
  if (day < 1 || day > 7) return 0;
  const length = nameLength(p);
  if (length != 3 && !(wholeFlags(p, p + length) & TIME_NAME)) return 0;
  let q = p + length;
  if (byteAt(q) == 0x2c) q++;
  const one = blankLength(q);
  return one ? q + one + blankLength(q + one) : 0;
}

/** The date was read: checks it, and reads what stands behind it. */
function acceptDate(flags: i32, p: usize): bool {
  if (flags & WITHOUT_YEAR && isRestOfDate()) return false;
  const written = flags & WITH_YEAR ? year : fixedYear ? fixedYear : STAND_IN_YEAR;
  let other = false;
  let m = month;
  let d = date;
  if (flags & (MONTH_FIRST | DAY_FIRST)) {
    const isMonthFirst = (flags & MONTH_FIRST) != 0;
    const forced = isMonthFirst && first > 12;
    m = isMonthFirst && !forced ? first : second;
    d = isMonthFirst && !forced ? second : first;
    // Whether it exists in the other order.
    other =
      (isMonthFirst ? first > 12 : second > 12) && setDate(written, isMonthFirst ? second : first, isMonthFirst ? first : second);
  }
  const possible = setDate(written, m, d);
  if (!possible && !other) return false;
  form = flags;
  isPossible = possible;
  isOtherOrder = other;
  formMonth = m;
  formDate = d;
  if (flags & COMPACT && !acceptsShort && walk(compactTimes, p)) return true;
  return walk(betweens, p);
}

let formMonth: i32 = 0;
let formDate: i32 = 0;

/** Whether the date is only the end of a longer one, which no form reads. */
function isRestOfDate(): bool {
  const b = byteAt(dateStart - 1);
  const separates = b == 0x2e || b == 0x2f || b == 0x3a || b == 0x2d;
  return separates && (kind(byteAt(dateStart - 2)) & DIGIT) != 0;
}

/** The clock time was read: checks it, and reads what belongs to it. */
function acceptTime(flags: i32, p: usize): bool {
  if (isDigit(byteAt(p))) return false;
  const isShort = (flags & SHORT) != 0;
  if (isShort != acceptsShort) {
    shortSeen = shortSeen || isShort;
    return false;
  }
  if (!setTime(hours, minutes, isShort ? 0 : seconds)) return false;
  seek(p);
  if (isShort) {
    // What goes on is a time with seconds that is not valid.
    const b = byteAt(p);
    if ((b == 0x3a || b == 0x2e) && isDigit(byteAt(p + 1))) return false;
  } else if (!readFraction()) return false;
  if (!readMeridiem()) return false;
  const hasZone = readZone();
  if (form & YEAR_BEHIND && readYearBehind(hasZone)) return setDate(year, formMonth, formDate);
  if (!atEdge()) return false;
  if (!isPossible) {
    otherOrder = true;
    return false;
  }
  // A form that was tried in between may have set another day.
  setDate(form & WITH_YEAR ? year : fixedYear ? fixedYear : STAND_IN_YEAR, formMonth, formDate);
  if (!(form & WITH_YEAR) && fixedYear == 0) setZone(zone | YEARLESS);
  return true;
}

/** Reads ` 2026` behind the time or behind its zone. Where a weekday stands in front, that zone may have any name. */
function readYearBehind(hasZone: bool): bool {
  const zoneEnd = position;
  if (!hasZone && isAfterWeekday) readUnknownName();
  const p = position + blankLength(position);
  if (p > position && readYear(p)) return true;
  seek(zoneEnd);
  return false;
}

/** 1900 to 2099 at an edge. */
function readYear(p: usize): bool {
  const century = load<u16>(p);
  if (century != 0x3931 && century != 0x3032) return false;
  if (!isDigit(byteAt(p + 2)) || !isDigit(byteAt(p + 3))) return false;
  seek(p + 4);
  if (!atEdge()) return false;
  year = (byteAt(p) - 0x30) * 1000 + (byteAt(p + 1) - 0x30) * 100 + (byteAt(p + 2) - 0x30) * 10 + byteAt(p + 3) - 0x30;
  return true;
}
