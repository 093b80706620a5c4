/** The time of a JSON line (a top-level member's value) and of a logfmt pair whose value is a number. */
import { dateAt } from './again';
import { beginsAs, keepBeginning, keepFirst } from './beginnings';
import { JSON_HEAD, LF, OPENS, STAMP_REACH } from './layout';
import { readDotNetDate, readSizedNumber } from './epoch';
import { readStamp } from './families';
import { at, byteAt, kind } from './pieces';

@inline
function isBlank(b: i32): bool {
  return b == 0x20 || b == 0x09 || b == 0x0d;
}

/** How many blanks behind a number are read at most: a bound, so that no line makes the reader run on. */
const LONGEST_BLANKS: usize = 2048;

/**
 * Whether a top-level member of the object that starts at `lineStart` holds the line's time. Lines of one writer mostly
 * begin with the same bytes up to that value: these are remembered and not walked again.
 */
export function readJsonTime(lineStart: usize): bool {
  if (headLength && beginsAs(JSON_HEAD, lineStart) && readValue(lineStart + headLength)) {
    if (dateAt == lineStart + headLength + 1) keepBeginning(lineStart, true);
    return true;
  }
  const reach = lineStart + STAMP_REACH;
  let p = blanks(lineStart + 1, reach);
  while (p < reach && byteAt(p) == 0x22) {
    const key = p + 1;
    const keyEnd = stringEnd(key, reach);
    if (keyEnd == 0) return false;
    p = blanks(keyEnd + 1, reach);
    if (byteAt(p) != 0x3a) return false;
    p = blanks(p + 1, reach);
    if (p >= reach) return false;
    if (isTimeKey(key, keyEnd) && readValue(p)) {
      keepHead(lineStart, p);
      if (dateAt == p + 1) keepBeginning(lineStart, true);
      return true;
    }
    p = valueEnd(p, reach);
    if (p == 0) return false;
    p = blanks(p, reach);
    if (byteAt(p) != 0x2c) return false;
    p = blanks(p + 1, reach);
  }
  return false;
}

/** How many bytes stand before the time's value in what JSON_HEAD remembers; 0: nothing. */
let headLength: usize = 0;

/** Forgets how lines begin: for new rules. */
export function clearHead(): void {
  headLength = 0;
}

function keepHead(lineStart: usize, value: usize): void {
  const n = value - lineStart;
  headLength = n > 32 ? 0 : n;
  if (headLength) keepFirst(JSON_HEAD, lineStart, n);
}

@inline
function blanks(p: usize, reach: usize): usize {
  while (p < reach && isBlank(byteAt(p))) p++;
  return p;
}

/** The closing quote of the string that starts at `p`, or 0 where the line ends or the reach does. */
function stringEnd(p: usize, reach: usize): usize {
  while (p < reach) {
    const b = byteAt(p);
    if (b == 0x22) return p;
    if (b == LF) return 0;
    p += b == 0x5c && <i32>load<u8>(p, 1) != LF ? 2 : 1;
  }
  return 0;
}

/** Where the value at `p` ends, or 0: it is cut off, or reaches so far that no key after it is looked for. */
function valueEnd(p: usize, reach: usize): usize {
  const first = byteAt(p);
  if (first == 0x22) {
    const close = stringEnd(p + 1, reach);
    return close == 0 ? 0 : close + 1;
  }
  return first == 0x7b || first == 0x5b ? nestedEnd(p, reach) : scalarEnd(p, reach);
}

function scalarEnd(p: usize, reach: usize): usize {
  while (p < reach) {
    const b = byteAt(p);
    if (b == 0x2c || b == 0x7d) return p;
    if (b == LF) return 0;
    p++;
  }
  return 0;
}

/** The end of the object or array that starts at `p`. */
function nestedEnd(p: usize, reach: usize): usize {
  let depth = 0;
  while (p < reach) {
    const b = byteAt(p);
    if (b == LF) return 0;
    if (b == 0x22) {
      p = stringEnd(p + 1, reach);
      if (p == 0) return 0;
    } else if (b == 0x7b || b == 0x5b) depth++;
    else if (b == 0x7d || b == 0x5d) {
      depth--;
      if (depth == 0) return p + 1;
    }
    p++;
  }
  return 0;
}

/** One of `@timestamp timestamp time ts datetime date eventTime asctime t`, in any case. */
function isTimeKey(from: usize, to: usize): bool {
  const n = <i32>(to - from);
  if (n == 0 || n > 10) return false;
  const first = byteAt(from) | 0x20;
  if (n == 1) return first == 0x74;
  if (n == 2) return same(from, 0x7374, 2); // ts
  if (n == 4) return same(from, 0x656d6974, 4) || same(from, 0x65746164, 4); // time, date
  if (n == 7) return same(from, 0x74637361, 4) && same(from + 4, 0x656d69, 3); // asctime
  if (n == 8) return same(from, 0x65746164, 4) && same(from + 4, 0x656d6974, 4); // datetime
  if (n == 9) return isTimestamp(from) || (same(from, 0x6e657665, 4) && same(from + 4, 0x6d697474, 4) && same(from + 8, 0x65, 1)); // eventTime
  return n == 10 && byteAt(from) == 0x40 && isTimestamp(from + 1);
}

function isTimestamp(p: usize): bool {
  return same(p, 0x656d6974, 4) && same(p + 4, 0x6d617473, 4) && same(p + 8, 0x70, 1);
}

/** Whether the `n` letters at `p`, lower-cased, are `letters` (first one lowest). */
function same(p: usize, letters: u32, n: i32): bool {
  for (let i = 0; i < n; i++) {
    const b = byteAt(p + i);
    const lower = <u32>(b - 0x41) < 26 ? b | 0x20 : b;
    if (lower != <i32>((letters >> (i << 3)) & 0xff)) return false;
  }
  return true;
}

function readValue(p: usize): bool {
  const b = byteAt(p);
  if (b == 0x22) {
    const start = p + 1;
    if (readStamp(start) && byteAt(at) == 0x22) return true;
    if (readSizedNumber(start) && byteAt(at) == 0x22) return true;
    return readDotNetDate(start) && byteAt(at) == 0x22;
  }
  if (!readSizedNumber(p)) return false;
  const after = byteAt(blanks(at, at + LONGEST_BLANKS));
  return after == 0x2c || after == 0x7d;
}

/** A number as the value of `ts=`, `time=` or `timestamp=`, quoted or not: `p` is where the number starts. */
export function readLogfmtNumber(p: usize, lineStart: usize): bool {
  let equals = p - 1;
  if (equals > lineStart && (byteAt(equals) == 0x22 || byteAt(equals) == 0x27)) equals--;
  if (equals <= lineStart || byteAt(equals) != 0x3d) return false;
  if (!isLogfmtKey(equals, 2, lineStart) && !isLogfmtKey(equals, 4, lineStart) && !isLogfmtKey(equals, 9, lineStart)) return false;
  if (!readSizedNumber(p)) return false;
  const b = byteAt(at);
  return (
    b == LF || b == 0x20 || b == 0x09 || b == 0x2c || b == 0x3b || b == 0x22 || b == 0x27 || b == 0x5d || b == 0x29 ||
    b == 0x7d || b == 0x7c || (b == 0x0d && <i32>load<u8>(at, 1) == LF)
  );
}

function isLogfmtKey(equals: usize, n: i32, lineStart: usize): bool {
  const key = equals - n;
  if (equals - lineStart < <usize>n) return false;
  if (key > lineStart && !(kind(byteAt(key - 1)) & OPENS)) return false;
  if (n == 2) return same(key, 0x7374, 2);
  if (n == 4) return same(key, 0x656d6974, 4);
  return isTimestamp(key);
}
