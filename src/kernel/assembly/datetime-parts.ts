/**
 * What timestamps are made of: digits, dates, clock times, fractions, zones. Every reader starts at `position`, and
 * moves it behind what was read only if it succeeds: it answers true, or a number that is not negative. None reads past
 * a line end, because no part of a timestamp contains one.
 */
import { kind } from './classes';
import { LETTER, LF, NO_ZONE, WORD } from './layout';

/** Where the next part is read. */
export let position: usize = 0;
/** The date that was read, in milliseconds since 1970-01-01. */
export let day: i64 = 0;
/** The clock time that was read, in milliseconds. */
export let clock: i32 = 0;
/** The zone that was read, in the form of a record's zone. */
export let zone: i32 = NO_ZONE;

/** Whether a second of 60 was read: it counts as 59.999 whatever its fraction, so that it stays in its minute. */
let leapSecond: bool = false;
let hour: i32 = 0;

export const DAY: i64 = 86400000;

export function seek(p: usize): void {
  position = p;
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
export function byteAt(p: usize): i32 {
  return <i32>load<u8>(p);
}

@inline
export function isDigit(b: i32): bool {
  return <u32>(b - 0x30) < 10;
}

/** Passes over the byte `b`, if it stands at `position`. */
@inline
export function passOver(b: i32): bool {
  if (byteAt(position) != b) return false;
  position++;
  return true;
}

/** Exactly two digits, or -1. */
@inline
export function two(): i32 {
  const a = byteAt(position) - 0x30;
  if (<u32>a > 9) return -1;
  const b = <i32>load<u8>(position, 1) - 0x30;
  if (<u32>b > 9) return -1;
  position += 2;
  return a * 10 + b;
}

/** One or two digits, or -1. */
@inline
export function oneOrTwo(): i32 {
  const a = byteAt(position) - 0x30;
  if (<u32>a > 9) return -1;
  const b = <i32>load<u8>(position, 1) - 0x30;
  position += 1;
  if (<u32>b > 9) return a;
  position += 1;
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

/** Length in bytes of the blank at `p` (a space, a tab or a no-break space); 0 where there is none. */
export function blankLength(p: usize): usize {
  const b = byteAt(p);
  if (b == 0x20 || b == 0x09) return 1;
  if (b == 0xc2) return <i32>load<u8>(p, 1) == 0xa0 ? 2 : 0;
  return b == 0xe2 && load<u16>(p, 1) == 0xaf80 ? 3 : 0;
}

/** The three letters at `p` in lower case, the first in the lowest byte; 0 where they are not all letters. */
@inline
export function threeLetters(p: usize): u32 {
  const a = byteAt(p);
  const b = <i32>load<u8>(p, 1);
  const c = <i32>load<u8>(p, 2);
  if (!(kind(a) & kind(b) & kind(c) & LETTER)) return 0;
  return <u32>((a | 0x20) | ((b | 0x20) << 8) | ((c | 0x20) << 16));
}

/** Sets the clock; false for a time that no day has. 24:00:00 is allowed, and a second of 60. */
export function setTime(h: i32, m: i32, s: i32): bool {
  if (h > 24 || m > 59 || s > 60 || (h == 24 && (m > 0 || s > 0))) return false;
  hour = h;
  leapSecond = s == 60;
  clock = (h * 60 + m) * 60000 + (leapSecond ? 59999 : s * 1000);
  return true;
}

/**
 * Reads an optional fraction: 1 to 9 digits after `.` or `,`, or 1 to 3 digits of milliseconds after `:`. False where
 * it has more digits, or where the time is 24:00 but not midnight.
 */
export function readFraction(): bool {
  const b = byteAt(position);
  if ((b != 0x2e && b != 0x2c && b != 0x3a) || !isDigit(<i32>load<u8>(position, 1))) return true;
  if (b == 0x2c && isColumn(position + 1)) return true;
  let p = position + 1;
  let ms = 0;
  if (b == 0x3a) {
    while (isDigit(byteAt(p))) {
      if (p - position > 3) return false;
      ms = ms * 10 + byteAt(p) - 0x30;
      p++;
    }
  } else {
    let scale = 100;
    while (isDigit(byteAt(p))) {
      if (p - position > 9) return false;
      ms += (byteAt(p) - 0x30) * scale;
      scale /= 10;
      p++;
    }
  }
  if (hour == 24 && ms > 0) return false;
  position = p;
  if (!leapSecond) clock += ms;
  return true;
}

/**
 * Whether the digits at `p`, behind a comma, are a column of their own and not a fraction: a candidate before a
 * separator or the line's end, or a date.
 */
export function isColumn(p: usize): bool {
  return isCodeColumn(p) || isDateColumn(p);
}

/** `2026-11-01` and the like. */
function isDateColumn(p: usize): bool {
  const separator = byteAt(p + 4);
  if (separator != 0x2d && separator != 0x2f && separator != 0x2e) return false;
  if (<u32>(byteAt(p) - 0x31) > 1 || !isDigit(byteAt(p + 1)) || !isDigit(byteAt(p + 2)) || !isDigit(byteAt(p + 3))) return false;
  const q = isDigit(byteAt(p + 6)) ? p + 7 : p + 6;
  return isDigit(byteAt(p + 5)) && byteAt(q) == separator && isDigit(byteAt(q + 1));
}

function isCodeColumn(p: usize): bool {
  if (load<u16>(p) != 0x3031 || <u32>(byteAt(p + 2) - 0x36) > 3) return false;
  if (!isDigit(byteAt(p + 3)) || !isDigit(byteAt(p + 4)) || !isDigit(byteAt(p + 5))) return false;
  const b = byteAt(p + 6);
  return b == 0x2c || b == 0x3b || b == LF || (b == 0x0d && byteAt(p + 7) == LF);
}

/** Reads an optional AM or PM (also `a.m.`, `p.m.`); false where one stands behind an hour that is not 1 to 12. */
export function readMeridiem(): bool {
  const p = position + blankLength(position);
  const half = byteAt(p) | 0x20;
  if (half != 0x61 && half != 0x70) return true;
  let end = p + 2;
  if (<i32>load<u8>(p, 1) == 0x2e) {
    if ((<i32>load<u8>(p, 2) | 0x20) != 0x6d || <i32>load<u8>(p, 3) != 0x2e) return true;
    end = p + 4;
  } else if ((<i32>load<u8>(p, 1) | 0x20) != 0x6d) return true;
  if (kind(byteAt(end)) & WORD) return true;
  if (hour < 1 || hour > 12) return false;
  const h = (hour % 12) + (half == 0x70 ? 12 : 0);
  clock += (h - hour) * 3600000;
  position = end;
  return true;
}

/** Whether the byte at `position` is no letter, digit or `_`. */
@inline
export function atEdge(): bool {
  return !(kind(byteAt(position)) & WORD);
}
