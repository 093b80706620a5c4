/**
 * The time of a line: its first timestamp, or that of the nearest earlier line that has one. Only lines with a code
 * ask, and each line is looked at once: `settled` is where the lines begin that nobody has looked at yet.
 */
import { UNLIKE, clearDateAt, dateAt, likeMillis, likeZone } from './again';
import { beginningDay, keepBeginning, readLikeLast } from './beginnings';
import { readEpochToken } from './epoch';
import { clearOtherOrder, otherOrder, readStamp } from './families';
import { readJsonTime, readLogfmtNumber } from './json';
import { DIGIT, LETTER, LF, NO_ZONE, STAMP_REACH } from './layout';
import { bits32, bits64, braces, digitsOf, lineEnds, nines, zeros } from './patterns';
import { byteAt, clock, day, isDigit, kind, zone } from './pieces';

/** `local` before any time was seen. */
export const UNTIMED: i64 = i64.MIN_VALUE;
/** The latest time seen: wall-clock milliseconds as if UTC, and its zone. */
export let local: i64 = UNTIMED;
export let localZone: i32 = NO_ZONE;
/** Whether the last line asked for had no timestamp of its own. */
export let inherited: bool = false;

/** Every line that starts before this address has been looked at. */
let settled: usize = 0;
/** A line that began before the block: whether it has a timestamp of its own. */
let openOwn: bool = false;

/** The line, as an address, whose date only the other date order allows; 0 where there was none. */
export let otherOrderAt: usize = 0;

export function beginSource(): void {
  local = UNTIMED;
  localZone = NO_ZONE;
  openOwn = false;
}

export function beginBlock(start: usize): void {
  settled = start;
  otherOrderAt = 0;
}

/**
 * Sets `local`, `localZone` and `inherited` for the line that starts at `lineStart` in this block. `fewest` is how many
 * digits the line must have at least for a timestamp: see FEWEST_DIGITS and WITH_CODE.
 */
@inline
export function timeOf(lineStart: usize, fewest: i32): void {
  inherited = !readTime(lineStart, fewest);
  if (inherited) inheritTime(lineStart);
  settled = lineStart + 1;
}

/** Looks for the nearest earlier line with a time, as far back as nobody has looked yet. */
function inheritTime(lineStart: usize): void {
  let start = lineStart;
  while (start > settled) {
    start = previousLikely(start, settled);
    // What goes on from an earlier block is no line's start.
    if (byteAt(start - 1) != LF || readTime(start, FEWEST_DIGITS)) return;
  }
}

/** The same for the line that began before this block and still goes on. */
export function timeOfOpenLine(): void {
  inherited = !openOwn;
}

/** The line at `lineStart` goes on in the next block. */
export function leaveOpen(lineStart: usize): void {
  if (settled <= lineStart) timeOf(lineStart, FEWEST_DIGITS);
  openOwn = !inherited;
}

/** Looks at what is left of a block, whose last line starts at `lineStart`, so that the next block knows its time. */
export function settle(lineStart: usize): void {
  if (settled <= lineStart) timeOf(lineStart, FEWEST_DIGITS);
}

/**
 * The nearest line before the one at `start` that may have a time: it has as many digits as the shortest timestamp, or is
 * JSON. `floor` where there is none behind it. Where 64 bytes, and those behind them up to a line end, have too few digits
 * and no brace, no line that starts in them does (a stack trace, a SOAP body): these are not looked at line by line.
 */
function previousLikely(start: usize, floor: usize): usize {
  const newline = lineEnds();
  const zero = zeros();
  const nine = nines();
  const brace = braces();
  // Of the line that goes on from before `p`, at least as many as it has.
  let count = 0;
  let p = start - 1; // the line end before it
  while (p > floor) {
    const behind = p;
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
    if (all < FEWEST_DIGITS && !anyOf(a, b, c, d, brace) && byteAt(behind) != 0x7b) {
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
    if (count >= FEWEST_DIGITS || byteAt(line) == 0x7b) return line;
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

/** Reads the time of the line: the leftmost timestamp that reads whole. */
@inline
function readTime(lineStart: usize, fewest: i32): bool {
  const like = readLikeLast(lineStart);
  if (like == UNLIKE) return readUnlikeLast(lineStart, fewest);
  local = beginningDay + likeMillis(like);
  localZone = likeZone(like);
  return true;
}

function readUnlikeLast(lineStart: usize, fewest: i32): bool {
  clearOtherOrder();
  clearDateAt();
  const found = findTime(lineStart, fewest);
  if (otherOrder && otherOrderAt == 0) otherOrderAt = lineStart;
  if (found) {
    local = day + <i64>clock;
    localZone = zone;
  }
  return found;
}

@inline
function findTime(lineStart: usize, fewest: i32): bool {
  const first = byteAt(lineStart);
  if (first == LF) return false;
  if (first == 0x7b && readJsonTime(lineStart)) return true;
  if (!hasDigits(lineStart, fewest)) return false;
  if (kind(first) & (DIGIT | LETTER) && readAt(lineStart, lineStart)) {
    if (dateAt == lineStart) keepBeginning(lineStart, false);
    return true;
  }
  // Where a timestamp may start, 16 bytes at a time; lines without one are most of what is looked at here.
  const reach = lineStart + STAMP_REACH;
  for (let p = lineStart + 1; p < reach; p += 16) {
    const here = v128.load(p);
    let starts = i8x16.bitmask(startsAt(v128.load(p - 1), here, v128.load(p, 3)));
    const ends = i8x16.bitmask(i8x16.eq(here, i8x16.splat(<i8>LF)));
    if (ends) starts &= (ends & -ends) - 1;
    while (starts) {
      const at = p + <usize>ctz(starts);
      if (at >= reach) return false;
      if (readAt(at, lineStart)) {
        if (dateAt == at && first != 0x7b) keepBeginning(lineStart, false);
        return true;
      }
      starts &= starts - 1;
    }
    if (ends) return false;
  }
  return false;
}

/** The fewest digits of a timestamp outside of JSON: `Nov 1 9:15:00` has six. */
export const FEWEST_DIGITS: i32 = 6;
/**
 * The same on a line with a code before byte 512. A code has six digits, and those that could be the last of a timestamp
 * (`…T091500,107000`) stand behind at least six more.
 */
export const WITH_CODE: i32 = 12;

/** Whether the part of the line that a timestamp may stand in has as many digits as the shortest one. */
function hasDigits(lineStart: usize, fewest: i32): bool {
  const reach = lineStart + STAMP_REACH + 64;
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
  return false;
}

/**
 * Which of 16 bytes may begin a timestamp, by the byte before and the one three after: digits, and letters of which the
 * fourth is what stands behind a month or a weekday (blank, comma, hyphen) or glog's third digit. The bytes before are
 * told apart by their two halves: one table has a bit for each upper half, the other the bits that go with a lower half.
 */
@inline
function startsAt(before: v128, here: v128, third: v128): v128 {
  const low = v128.and(before, i8x16.splat(0x0f));
  const high = i8x16.shr_u(before, 4);
  const lows = i8x16(1, 0, 1, 0, 0, 0, 0, 1, 1, 2, 16, 28, 25, 16, 16, 0);
  const highs = i8x16(2, 0, 1, 16, 0, 4, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0);
  const opens = v128.and(i8x16.swizzle(lows, low), i8x16.swizzle(highs, high));
  const letter = below(i8x16.sub(v128.or(here, i8x16.splat(0x20)), i8x16.splat(0x61)), i8x16.splat(25));
  const fourth = v128.or(
    v128.or(i8x16.eq(third, i8x16.splat(0x20)), i8x16.eq(third, i8x16.splat(0x2c))),
    v128.or(i8x16.eq(third, i8x16.splat(0x2d)), digitsOf(third)),
  );
  const begins = v128.or(digitsOf(here), v128.and(letter, fourth));
  return v128.andnot(begins, i8x16.eq(opens, i8x16.splat(0)));
}

/** Which bytes are at most `most`, as unsigned numbers. */
@inline
function below(bytes: v128, most: v128): v128 {
  return i8x16.eq(i8x16.min_u(bytes, most), bytes);
}

/** Whether a timestamp of any family starts at `p`, a digit or a letter. */
@inline
function readAt(p: usize, lineStart: usize): bool {
  if (readStamp(p)) return true;
  if (!isDigit(byteAt(p))) return false;
  // The number families need at least nine digits.
  if (!isDigit(<i32>load<u8>(p, 1)) || !isDigit(<i32>load<u8>(p, 5)) || !isDigit(<i32>load<u8>(p, 8))) return false;
  return readEpochToken(p, lineStart) || readLogfmtNumber(p, lineStart);
}
