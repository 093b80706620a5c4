/**
 * The time of a line: its own, or that of the nearest earlier line that has one. Only lines with a code ask, and each
 * line is looked at once: `settled` is where the lines begin that nobody has looked at yet.
 */
import { forgetRow, hasColumns } from './columns';
import { clearOtherOrder, fewestDigits, isFollowedByIds, namedAt, otherOrder, readStamp } from './forms';
import { readCmtrace } from './cmtrace';
import { objectStart, readJsonTime, valueFrom, valueTo } from './json';
import { CLASSES, DIGIT, LETTER, LF, NO_ZONE, OPENS, SPECIAL, STAMP_REACH } from './layout';
import { beginningDay, datePlace, keepBeginning, readLikeLast } from './line-prefix-cache';
import { firstNumber, readAudit, readDotNetDate, readNumber } from './numbers';
import { isTheLines } from './owner';
import { at, byteAt, clock, day, isDigit, kind, zone } from './pieces';
import { ABSENT, forgetBackslashes, readToken, tokenEnd, tokenIsEscape } from './text';
import { UNLIKE, clearDateAt, dateAt, likeEnd, likeMillis, likeZone } from './timestamp-cache';
import { isOpenLine, openHasStamp, openIsJson } from './open-line';
import { bits32, bits64, digitsOf, lineEnds, nines, openHighs, openLows, specialHighs, specialLows, zeros } from './vectors';

/** `local` before any time was seen. */
export const UNTIMED: i64 = i64.MIN_VALUE;
/** The latest time seen: wall-clock milliseconds as if UTC, and its zone. */
export let local: i64 = UNTIMED;
export let localZone: i32 = NO_ZONE;
/** Whether the last line asked for had no timestamp of its own. */
export let inherited: bool = false;

/** Where the own timestamp of `stampLine` stands, and whether process ids follow it. */
export let stampFrom: usize = 0;
export let stampTo: usize = 0;
export let stampIds: bool = false;
/** The line that was asked for last; 0: none of this block. */
let stampLine: usize = 0;

/** Every line that starts before this address has been looked at. */
let settled: usize = 0;

/** The line, as an address, of which a date says that the other date order is meant; 0 where there was none. */
export let otherOrderAt: usize = 0;

/** The fewest digits that a line with a time has; see WITH_CODE. */
export const PLAIN: i32 = 0;
/**
 * The same on a line with a code before byte 512, more than on others. A code has six digits, which are no part of a
 * time but for its fraction: no date and no clock has such numbers.
 */
export const WITH_CODE: i32 = 6;

export function beginTimes(): void {
  local = UNTIMED;
  localZone = NO_ZONE;
}

export function beginBlock(start: usize): void {
  settled = start;
  otherOrderAt = 0;
  stampLine = 0;
  forgetRow();
  forgetBackslashes();
}

/** Sets the latest time, as a line that goes on from block to block has turned out to have it. */
export function setLatest(ms: i64, packedZone: i32): void {
  local = ms;
  localZone = packedZone;
}

/** Lines up to the one at `lineStart` have been looked at elsewhere. */
export function passOver(lineStart: usize): void {
  settled = lineStart + 1;
}

/**
 * Sets `local`, `localZone` and `inherited` for the line that starts at `lineStart` in this block. `more` is how many
 * digits it has besides those of a time: PLAIN or WITH_CODE.
 */
@inline
export function timeOf(lineStart: usize, more: i32): void {
  if (lineStart == stampLine) return;
  stampLine = lineStart;
  inherited = !readTime(lineStart, fewestDigits + more);
  if (inherited) inheritTime(lineStart);
  settled = lineStart + 1;
}

/** Whether the line of the candidate at `p` has a timestamp of its own: then `stampFrom` and `stampTo` are its. */
export function lineHasStamp(lineStart: usize, p: usize): bool {
  if (isOpenLine(lineStart)) return openHasStamp();
  timeOf(lineStart, p - lineStart < STAMP_REACH ? WITH_CODE : PLAIN);
  return !inherited;
}

/** Looks for the nearest earlier line with a time, as far back as nobody has looked yet. */
function inheritTime(lineStart: usize): void {
  let start = lineStart;
  while (start > settled) {
    start = previousLikely(start, settled);
    // What goes on from an earlier block is no line's start.
    if (byteAt(start - 1) != LF || readTime(start, fewestDigits)) return;
  }
}

/** Looks at what is left of a block, whose last line starts at `lineStart`, so that the next block knows its time. */
export function settle(lineStart: usize): void {
  if (settled <= lineStart) timeOf(lineStart, PLAIN);
}

/**
 * The nearest line before the one at `start` that may have a time: it has as many digits as the shortest one. `floor`
 * where there is none behind it. Where 64 bytes, and those behind them up to a line end, have too few digits, no line that
 * starts in them does (a stack trace, a SOAP body): these are not looked at line by line.
 */
function previousLikely(start: usize, floor: usize): usize {
  const newline = lineEnds();
  const zero = zeros();
  const nine = nines();
  // Of the line that goes on from before `p`, at least as many as it has.
  let count = 0;
  let p = start - 1; // the line end before it
  while (p > floor) {
    p -= 64;
    const a = v128.load(p);
    const b = v128.load(p, 16);
    const c = v128.load(p, 32);
    const d = v128.load(p, 48);
    const within = p < floor ? ~<u64>0 << <u64>(floor - p) : ~<u64>0;
    const digits =
      bits64(
        below(i8x16.sub(a, zero), nine),
        below(i8x16.sub(b, zero), nine),
        below(i8x16.sub(c, zero), nine),
        below(i8x16.sub(d, zero), nine),
      ) & within;
    const all = count + <i32>popcnt(digits);
    const ends = anyOf(a, b, c, d, newline);
    if (all < fewestDigits) {
      count = ends ? <i32>popcnt(digits) : all;
      continue;
    }
    const line = lastLikely(p, digits, within, count);
    if (line) return line;
    count = ends ? <i32>popcnt(digits) : all;
  }
  return floor;
}

/** The last line that may have a time of those that start behind a line end in the 64 bytes at `p`; 0 where none does. */
function lastLikely(p: usize, digits: u64, within: u64, digitsBehind: i32): usize {
  const newline = lineEnds();
  let count = digitsBehind;
  let left = digits;
  let ends =
    bits64(
      i8x16.eq(v128.load(p), newline),
      i8x16.eq(v128.load(p, 16), newline),
      i8x16.eq(v128.load(p, 32), newline),
      i8x16.eq(v128.load(p, 48), newline),
    ) & within;
  while (ends) {
    const i = 63 - clz(ends);
    const line = p + <usize>i + 1;
    count += <i32>popcnt((left >> i) >> 1);
    if (count >= fewestDigits) return line;
    count = 0;
    const before = (<u64>1 << i) - 1;
    left &= before;
    ends &= before;
  }
  return 0;
}

@inline
function anyOf(a: v128, b: v128, c: v128, d: v128, byte: v128): bool {
  return v128.any_true(
    v128.or(v128.or(i8x16.eq(a, byte), i8x16.eq(b, byte)), v128.or(i8x16.eq(c, byte), i8x16.eq(d, byte))),
  );
}

/** Reads the time of the line: that of its key on a line of JSON, else the first that is its own. */
@inline
function readTime(lineStart: usize, fewest: i32): bool {
  const like = readLikeLast(lineStart);
  if (like == UNLIKE) return readUnlikeLast(lineStart, fewest);
  local = beginningDay + likeMillis(like);
  localZone = likeZone(like);
  stampFrom = lineStart + datePlace;
  stampTo = likeEnd(like, stampFrom);
  stampIds = false;
  return true;
}

function readUnlikeLast(lineStart: usize, fewest: i32): bool {
  clearDateAt();
  clearOtherOrder();
  const found = findTime(lineStart, fewest);
  if (otherOrder) otherOrderAt = lineStart;
  if (!found) return false;
  local = day + <i64>clock;
  localZone = zone;
  return true;
}

function findTime(lineStart: usize, fewest: i32): bool {
  if (!hasDigits(lineStart, fewest)) return false;
  const start = textStartOf(lineStart);
  const object = objectStart(start);
  if (object && readJsonTime(lineStart, object)) {
    setStamp(valueFrom, valueTo, false);
    return true;
  }
  return findTextTime(lineStart, start, object != 0);
}

/** The time of a line that is read as text, which begins at `start`. */
export function findTextTime(lineStart: usize, start: usize, isJson: bool): bool {
  if (findStamp(start)) {
    // What stands before it decides nothing only where it is the same bytes.
    if (dateAt == stampFrom && !isJson && start == lineStart && !hasColumns) keepBeginning(lineStart, false);
    return true;
  }
  const number = firstNumber(start);
  if (number == 0) return false;
  setStamp(number, at, false);
  return true;
}

@inline
export function setStamp(from: usize, to: usize, ids: bool): void {
  stampFrom = from;
  stampTo = to;
  stampIds = ids;
}

/** The first time of the text from `start` on that is its own. */
function findStamp(start: usize): bool {
  const first = byteAt(start);
  if (kind(first) & SPECIAL) return findStampBetween(start);
  let skipTo = start;
  if (kind(first) & (DIGIT | LETTER) || first == 0x2f) {
    const read = readAt(start, start);
    if (read == OWN) return true;
    if (read == OTHERS) skipTo = at;
  }
  // Where a timestamp may start, 16 bytes at a time; lines without one are most of what is looked at here.
  const newline = lineEnds();
  const reach = start + STAMP_REACH;
  for (let p = start + 1; p < reach; p += 16) {
    const here = v128.load(p);
    let starts = i8x16.bitmask(startsAt(v128.load(p - 1), here));
    let specials = i8x16.bitmask(specialsIn(here));
    const ends = i8x16.bitmask(i8x16.eq(here, newline));
    if (ends) {
      starts &= (ends & -ends) - 1;
      specials &= (ends & -ends) - 1;
    }
    if (specials) starts &= (specials & -specials) - 1;
    while (starts) {
      const q = p + <usize>ctz(starts);
      starts &= starts - 1;
      if (q >= reach) return false;
      if (q < skipTo) continue;
      const read = readAt(q, start);
      if (read == OWN) return true;
      if (read == OTHERS) skipTo = at;
    }
    // Escapes, and what is not there: read byte by byte from the beginning.
    if (specials) return findStampBetween(start);
    if (ends) return false;
  }
  return false;
}

/** The same where escapes may stand, or bytes that are not there. */
function findStampBetween(start: usize): bool {
  let mayStart = true;
  let there: usize = 0;
  let p = start;
  while (there < STAMP_REACH) {
    const b = byteAt(p);
    if (b == LF || (b == 0x0d && byteAt(p + 1) == LF)) return false;
    const absent = absentLength(p);
    if (absent) {
      p += absent;
      continue;
    }
    if (mayStart) {
      const read = readAt(p, start);
      if (read == OWN) return true;
      if (read == OTHERS) {
        there += at - p;
        p = at;
        mayStart = false;
        continue;
      }
    }
    const token = readToken(p, NO_LIMIT);
    mayStart = tokenIsEscape || token == 0x20 || (kind(token) & OPENS) != 0;
    there += tokenEnd - p;
    p = tokenEnd;
  }
  return false;
}
const NO_LIMIT: usize = 0xffffffff;

/** How many bytes at `p` are not there: NULs, a byte order mark, a terminal sequence; 0 where what stands there is. */
function absentLength(p: usize): usize {
  const b = byteAt(p);
  if (!(kind(b) & SPECIAL)) return 0;
  if (b == 0) return 1;
  if (b == 0xef) return load<u16>(p, 1) == 0xbfbb ? 3 : 0;
  return readToken(p, NO_LIMIT) == ABSENT ? tokenEnd - p : 0;
}

/** Where the text of the line begins, behind what is not there. */
export function textStartOf(lineStart: usize): usize {
  let p = lineStart;
  while (true) {
    const absent = absentLength(p);
    if (absent == 0) return p;
    p += absent;
  }
}

/** The same up to `limit`, behind which nothing may be looked at. */
export function textStartBefore(lineStart: usize, limit: usize): usize {
  let p = lineStart;
  while (p < limit) {
    const absent = absentLength(p);
    if (absent == 0) return p;
    p += absent;
  }
  return limit;
}

/** Whether the line is one of JSON. */
export function isJsonLine(lineStart: usize): bool {
  return isOpenLine(lineStart) ? openIsJson() : objectStart(textStartOf(lineStart)) != 0;
}

/** What `readAt` answers: no time, one that is the line's own, one that is not: then `at` is behind it. */
const NO_TIME: i32 = 0;
const OWN: i32 = 1;
const OTHERS: i32 = 2;

/** Whether a time starts at `p`, and whether it is that of the line whose text begins at `start`. */
function readAt(p: usize, start: usize): i32 {
  const first = byteAt(p);
  if (isDigit(first)) {
    if (!readStamp(p)) {
      // Numbers since 1970 have ten digits at least, and a name.
      if (first != 0x31 || !isDigit(byteAt(p + 1)) || !isDigit(byteAt(p + 9)) || !readNumber(p)) return NO_TIME;
      const end = at;
      if (!isTheLines(p, start, true)) return NO_TIME;
      setStamp(p, end, false);
      return OWN;
    }
  } else if (kind(first) & LETTER) {
    const named = namedAt(p);
    if (named == OTHER_FORM) {
      if (!readAudit(p) && !readCmtrace(p)) return NO_TIME;
      return decided(p, start, false);
    }
    if (named == 0 && !(isLevel(first) && isDigit(byteAt(p + 1)) && isDigit(byteAt(p + 4)))) return NO_TIME;
    if (!readStamp(p)) return NO_TIME;
  } else if (first == 0x2f || first == 0x5c) {
    return readDotNetDate(p) ? decided(p, start, false) : NO_TIME;
  } else return NO_TIME;
  return decided(p, start, isFollowedByIds);
}
/** Of three letters that begin no name of a month or a weekday, but another form: see `forms.namedAt`. */
export const OTHER_FORM: i32 = 128;

@inline
function isLevel(b: i32): bool {
  return b == 0x49 || b == 0x57 || b == 0x45 || b == 0x46;
}

/** The time at `p` has been read: whose is it? */
function decided(p: usize, start: usize, ids: bool): i32 {
  const end = at;
  if (isTheLines(p, start, false)) {
    setStamp(p, end, ids);
    return OWN;
  }
  return OTHERS;
}

/** Whether the line has as many digits as the shortest time, or is too long to be looked through. */
function hasDigits(lineStart: usize, fewest: i32): bool {
  const reach = lineStart + STAMP_REACH + 128;
  const newline = lineEnds();
  let count = 0;
  for (let p = lineStart; p < reach; p += 32) {
    const a = v128.load(p);
    const b = v128.load(p, 16);
    let found = bits32(digitsOf(a), digitsOf(b));
    const ends = bits32(i8x16.eq(a, newline), i8x16.eq(b, newline));
    if (ends) found &= (ends & -ends) - 1;
    count += popcnt(found);
    if (count >= fewest) return true;
    if (ends) return false;
  }
  return true;
}

/**
 * Which of 16 bytes may begin a time, by the byte before: digits, letters and `/`. The bytes before are told apart by
 * their two halves: one table has a bit for each upper half, the other the bits that go with a lower half.
 */
@inline
function startsAt(before: v128, here: v128): v128 {
  const low = v128.and(before, i8x16.splat(0x0f));
  const high = i8x16.shr_u(before, 4);
  const opens = v128.and(i8x16.swizzle(openLows(), low), i8x16.swizzle(openHighs(), high));
  const letter = below(i8x16.sub(v128.or(here, i8x16.splat(0x20)), i8x16.splat(0x61)), i8x16.splat(25));
  const begins = v128.or(v128.or(digitsOf(here), letter), i8x16.eq(here, i8x16.splat(0x2f)));
  return v128.andnot(begins, i8x16.eq(opens, i8x16.splat(0)));
}

/** Which of 16 bytes are SPECIAL, told apart by their halves likewise. */
@inline
function specialsIn(here: v128): v128 {
  const low = v128.and(here, i8x16.splat(0x0f));
  const high = i8x16.shr_u(here, 4);
  const found = v128.and(i8x16.swizzle(specialLows(), low), i8x16.swizzle(specialHighs(), high));
  return i8x16.ne(found, i8x16.splat(0));
}

/** Which bytes are at most `most`, as unsigned numbers. */
@inline
function below(bytes: v128, most: v128): v128 {
  return i8x16.eq(i8x16.min_u(bytes, most), bytes);
}
