/**
 * What timestamps are made of: digits, dates, clock times, fractions, zones. Every reader starts at `at`, and moves
 * it past what it has read only when it answers true (or a number that is not negative). None reads past a line end,
 * because no piece contains one.
 */
import { CLASSES, DIGIT, LETTER, NO_ZONE, WORD, ZONE_BIAS } from './layout';

/** Where the next piece is read. */
export let at: usize = 0;
/** The date that was read, in milliseconds since 1970-01-01. */
export let day: i64 = 0;
/** The clock time that was read, in milliseconds. */
export let clock: i32 = 0;
/** The zone that was read, in the form of a record's zone. */
export let zone: i32 = NO_ZONE;

/** Whether a minute and a second of 60 was read: its milliseconds are 59.999 whatever the fraction. */
let leapSecond: bool = false;
let hour: i32 = 0;

export const DAY: i64 = 86400000;

export function seek(p: usize): void {
  at = p;
}

export function setDay(ms: i64): void {
  day = ms;
}

export function setClock(ms: i32): void {
  clock = ms;
}

export function setZone(value: i32): void {
  zone = value;
}

@inline
export function kind(b: i32): i32 {
  return <i32>load<u8>(CLASSES + b);
}

@inline
export function byteAt(p: usize): i32 {
  return <i32>load<u8>(p);
}

@inline
export function isDigit(b: i32): bool {
  return <u32>(b - 0x30) < 10;
}

/** The byte `b` at `at`. */
@inline
export function take(b: i32): bool {
  if (byteAt(at) != b) return false;
  at++;
  return true;
}

/** Exactly two digits, or -1. */
@inline
export function two(): i32 {
  const a = byteAt(at) - 0x30;
  if (<u32>a > 9) return -1;
  const b = <i32>load<u8>(at, 1) - 0x30;
  if (<u32>b > 9) return -1;
  at += 2;
  return a * 10 + b;
}

/** One or two digits, or -1. */
@inline
export function oneOrTwo(): i32 {
  const a = byteAt(at) - 0x30;
  if (<u32>a > 9) return -1;
  const b = <i32>load<u8>(at, 1) - 0x30;
  at += 1;
  if (<u32>b > 9) return a;
  at += 1;
  return a * 10 + b;
}

/** Exactly four digits, or -1. */
@inline
export function four(): i32 {
  const a = two();
  if (a < 0) return -1;
  const b = two();
  return b < 0 ? -1 : a * 100 + b;
}

/** Sets `day` from a date; false where there is no such date. Years 1 to 9999. */
export function setDate(year: i32, month: i32, dayOfMonth: i32): bool {
  if (year < 1 || month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > 31) return false;
  if (dayOfMonth > 28 && dayOfMonth > daysIn(year, month)) return false;
  // Days from civil: years start in March, so that the leap day is the last of its year.
  const y = month <= 2 ? year - 1 : year;
  const era = y / 400;
  const yoe = y - era * 400;
  const doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + dayOfMonth - 1;
  const doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  day = (<i64>era * 146097 + <i64>doe - 719468) * DAY;
  return true;
}

function daysIn(year: i32, month: i32): i32 {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/** A three-letter month name in any case as 1 to 12, or 0; moves on. */
export function monthName(): i32 {
  const name = threeLetters();
  let month = 0;
  if (name == 0x4e414a) month = 1;
  else if (name == 0x424546) month = 2;
  else if (name == 0x52414d) month = 3;
  else if (name == 0x525041) month = 4;
  else if (name == 0x59414d) month = 5;
  else if (name == 0x4e554a) month = 6;
  else if (name == 0x4c554a) month = 7;
  else if (name == 0x475541) month = 8;
  else if (name == 0x504553) month = 9;
  else if (name == 0x54434f) month = 10;
  else if (name == 0x564f4e) month = 11;
  else if (name == 0x434544) month = 12;
  if (month) at += 3;
  return month;
}

/** A three-letter weekday name in any case; moves on. */
export function weekdayName(): bool {
  const name = threeLetters();
  const known =
    name == 0x4e5553 || name == 0x4e4f4d || name == 0x455554 || name == 0x444557 || name == 0x554854 ||
    name == 0x495246 || name == 0x544153;
  if (known) at += 3;
  return known;
}

/** Three letters in upper case, the first one lowest; 0 where they are not all letters. */
@inline
function threeLetters(): u32 {
  const a = byteAt(at);
  const b = <i32>load<u8>(at, 1);
  const c = <i32>load<u8>(at, 2);
  if (!(kind(a) & kind(b) & kind(c) & LETTER)) return 0;
  return <u32>((a & 0xdf) | ((b & 0xdf) << 8) | ((c & 0xdf) << 16));
}

/** `HH:MM:SS`, the hour with one or two digits; minutes and seconds too when `loose`. */
export function readClock(loose: bool): bool {
  const h = oneOrTwo();
  if (h < 0 || !take(0x3a)) return false;
  const m = loose ? oneOrTwo() : two();
  if (m < 0 || !take(0x3a)) return false;
  const s = loose ? oneOrTwo() : two();
  return s >= 0 && setTime(h, m, s);
}

/** Hour, minute and second as two digits each with the byte `separator` between them, or with none when it is 0. */
export function readPlainClock(separator: i32): bool {
  const h = two();
  if (h < 0 || (separator && !take(separator))) return false;
  const m = two();
  if (m < 0 || (separator && !take(separator))) return false;
  const s = two();
  return s >= 0 && setTime(h, m, s);
}

function setTime(h: i32, m: i32, s: i32): bool {
  if (h > 23 || m > 59 || s > 60) return false;
  hour = h;
  leapSecond = s == 60;
  clock = (h * 60 + m) * 60000 + (leapSecond ? 59999 : s * 1000);
  return true;
}

/** An optional fraction of 1 to 9 digits after `.` or `,` (`dotOnly`: after `.`); false where it has more. */
export function readFraction(dotOnly: bool): bool {
  const b = byteAt(at);
  if ((b != 0x2e && (dotOnly || b != 0x2c)) || !isDigit(<i32>load<u8>(at, 1))) return true;
  let p = at + 1;
  let ms = 0;
  let scale = 100;
  while (isDigit(byteAt(p))) {
    if (p - at > 9) return false;
    ms += (byteAt(p) - 0x30) * scale;
    scale /= 10;
    p++;
  }
  at = p;
  if (!leapSecond) clock += ms;
  return true;
}

/** `:` and one to three digits: a plain number of milliseconds; false where there are more digits. */
export function readColonMillis(): bool {
  if (byteAt(at) != 0x3a || !isDigit(<i32>load<u8>(at, 1))) return readFraction(false);
  let p = at + 1;
  let ms = 0;
  while (isDigit(byteAt(p))) {
    if (p - at > 3) return false;
    ms = ms * 10 + byteAt(p) - 0x30;
    p++;
  }
  at = p;
  if (!leapSecond) clock += ms;
  return true;
}

/** An optional AM or PM; false where one stands behind an hour that is not 1 to 12. */
export function readMeridiem(): bool {
  let p = at;
  if (byteAt(p) == 0x20) p++;
  else if (byteAt(p) == 0xe2 && <i32>load<u8>(p, 1) == 0x80 && <i32>load<u8>(p, 2) == 0xaf) p += 3; // U+202F, as newer JDKs print
  const half = byteAt(p) | 0x20;
  if ((half != 0x61 && half != 0x70) || (<i32>load<u8>(p, 1) | 0x20) != 0x6d) return true;
  if (kind(<i32>load<u8>(p, 2)) & WORD) return true;
  if (hour < 1 || hour > 12) return false;
  const h = (hour % 12) + (half == 0x70 ? 12 : 0);
  clock += (h - hour) * 3600000;
  at = p + 2;
  return true;
}

/** Whether the byte at `at` is no letter, digit or `_`. */
@inline
export function atEdge(): bool {
  return !(kind(byteAt(at)) & WORD);
}
