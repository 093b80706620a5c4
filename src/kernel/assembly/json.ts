/**
 * The time of a JSON line: the value of a top-level key, wherever it stands. Lines of one writer mostly begin with the
 * same bytes up to that value: these are cached and not walked again.
 */
import { readCmtrace } from './cmtrace';
import { readStamp } from './forms';
import { READABLE, makeReadable, readableEnd } from './json-escapes';
import { JSON_PREFIX, LF } from './layout';
import { hasPrefix, keepLinePrefix, keepPrefix } from './line-prefix-cache';
import { readAudit, readDotNetDate, readJsonNumber, setInstant } from './numbers';
import { position, byteAt, isDigit, seek } from './datetime-parts';
import { dateAt } from './timestamp-cache';
import { bits32 } from './vector-constants';
import { JSON_OBJECT_KEY, JSON_TIME_KEY, NANOS_KEY, SECONDS_KEY } from './word-flags';
import { wholeFlags } from './word-table';

/** At most this many bytes of a line's beginning are cached. */
const LONGEST_PREFIX: usize = 32;

/** Where the value stands that was read as the line's time. */
export let valueFrom: usize = 0;
export let valueTo: usize = 0;
/** How many bytes of JSON_PREFIX stand before the time's value; 0: nothing is cached. */
let jsonPrefixLength: usize = 0;

/** Empties the cache: the rules are new. */
export function clearJsonPrefix(): void {
  jsonPrefixLength = 0;
}

/** What may stand between the tokens of JSON on one line. */
@inline
export function isJsonBlank(b: i32): bool {
  return b == 0x20 || b == 0x09 || b == 0x0d;
}

@inline
function blanks(p: usize): usize {
  while (isJsonBlank(byteAt(p))) p++;
  return p;
}

/**
 * The address behind the `{` that begins a JSON line; blanks, `[` and `,` may stand before it. 0 where the line is not
 * JSON.
 */
export function objectStart(textStart: usize): usize {
  let p = textStart;
  while (true) {
    const b = byteAt(p);
    if (b == 0x7b) return p + 1;
    if (b != 0x20 && b != 0x09 && b != 0x2c && b != 0x5b) return 0;
    p++;
  }
}

/** Whether the line at `lineStart`, whose object begins right before `object`, has a time of its own there. */
export function readJsonTime(lineStart: usize, object: usize): bool {
  if (jsonPrefixLength && hasPrefix(JSON_PREFIX, lineStart) && readValue(lineStart + jsonPrefixLength)) {
    if (dateAt == lineStart + jsonPrefixLength + 1) keepLinePrefix(lineStart, true);
    return true;
  }
  let instant: usize = 0;
  let p = blanks(object);
  while (byteAt(p) == 0x22) {
    const key = p + 1;
    const keyEnd = stringEnd(key);
    if (keyEnd == 0) break;
    p = blanks(keyEnd + 1);
    if (byteAt(p) != 0x3a) break;
    p = blanks(p + 1);
    const flags = wholeFlags(key, keyEnd);
    const value = p;
    p = valueEnd(value);
    if (p == 0) break;
    if (flags & JSON_TIME_KEY && readValue(value)) {
      keepJsonPrefix(lineStart, value);
      if (dateAt == value + 1) keepLinePrefix(lineStart, true);
      return true;
    }
    if (flags & JSON_OBJECT_KEY && instant == 0 && byteAt(value) == 0x7b && readInstant(value)) instant = value;
    p = blanks(p);
    if (byteAt(p) != 0x2c) break;
    p = blanks(p + 1);
  }
  return instant != 0 && readInstant(instant);
}

function keepJsonPrefix(lineStart: usize, value: usize): void {
  const n = value - lineStart;
  jsonPrefixLength = n > LONGEST_PREFIX ? 0 : n;
  if (jsonPrefixLength) keepPrefix(JSON_PREFIX, lineStart, n);
}

/** The closing quote of the string that starts at `p`, or 0 where the line ends before. */
function stringEnd(p: usize): usize {
  const quote = i8x16.splat(0x22);
  const backslash = i8x16.splat(0x5c);
  const newline = i8x16.splat(<i8>LF);
  let q = p;
  while (true) {
    const a = v128.load(q);
    const b = v128.load(q, 16);
    const found = bits32(
      v128.or(v128.or(i8x16.eq(a, quote), i8x16.eq(a, backslash)), i8x16.eq(a, newline)),
      v128.or(v128.or(i8x16.eq(b, quote), i8x16.eq(b, backslash)), i8x16.eq(b, newline)),
    );
    if (found == 0) {
      q += 32;
      continue;
    }
    q += <usize>ctz(found);
    const byte = byteAt(q);
    if (byte == 0x22) return q;
    if (byte == LF || byteAt(q + 1) == LF) return 0;
    q += 2;
  }
}

/** Where the value at `p` ends, or 0 where the line ends before. */
function valueEnd(p: usize): usize {
  const first = byteAt(p);
  if (first == 0x22) {
    const close = stringEnd(p + 1);
    return close == 0 ? 0 : close + 1;
  }
  return first == 0x7b || first == 0x5b ? nestedEnd(p) : scalarEnd(p);
}

function scalarEnd(p: usize): usize {
  while (true) {
    const b = byteAt(p);
    if (b == 0x2c || b == 0x7d) return p;
    if (b == LF) return 0;
    p++;
  }
}

/** The end of the object or array that starts at `p`. */
function nestedEnd(p: usize): usize {
  let depth = 0;
  while (true) {
    const b = byteAt(p);
    if (b == LF) return 0;
    if (b == 0x22) {
      p = stringEnd(p + 1);
      if (p == 0) return 0;
    } else if (b == 0x7b || b == 0x5b) depth++;
    else if (b == 0x7d || b == 0x5d) {
      depth--;
      if (depth == 0) return p + 1;
    }
    p++;
  }
}

/** Whether the value at `p`, which ends on this line, is a time as a whole. */
export function readValue(p: usize): bool {
  valueFrom = p;
  if (byteAt(p) == 0x22) {
    const start = p + 1;
    valueFrom = start;
    if ((readString(start) && endsString(start)) || (readJsonNumber(start) && byteAt(position) == 0x22)) {
      valueTo = position;
      return true;
    }
    valueTo = makeReadable(start);
    return valueTo != 0 && readString(READABLE) && position == readableEnd;
  }
  if (!readJsonNumber(p)) return false;
  valueTo = position;
  const after = byteAt(blanks(position));
  return after == 0x2c || after == 0x7d;
}

/**
 * Whether the string at `start` ends at `position`. Where `","` stands between two strings, a date may be read together
 * with the time in the next.
 */
function endsString(start: usize): bool {
  for (let p = start; p < position; p++) if (byteAt(p) == 0x22) return false;
  return byteAt(position) == 0x22;
}

function readString(p: usize): bool {
  const b = byteAt(p);
  if (b == 0x2f || b == 0x5c) return readDotNetDate(p);
  return readStamp(p) || readCmtrace(p) || readAudit(p);
}

/** `{"epochSecond":1793524500,"nanoOfSecond":123000000}` at `p`, as log4j has it. */
export function readInstant(p: usize): bool {
  let seconds: i64 = 0;
  let nanos: i64 = 0;
  valueFrom = p;
  valueTo = nestedEnd(p);
  let q = blanks(p + 1);
  while (byteAt(q) == 0x22) {
    const key = q + 1;
    const keyEnd = stringEnd(key);
    if (keyEnd == 0) break;
    q = blanks(keyEnd + 1);
    if (byteAt(q) != 0x3a) break;
    q = blanks(q + 1);
    const value = q;
    q = valueEnd(value);
    if (q == 0) break;
    const flags = wholeFlags(key, keyEnd);
    if (flags & SECONDS_KEY && seconds == 0 && byteAt(value) == 0x31) {
      if (digitsUpTo(value, q) == 10) seconds = number;
    } else if (flags & NANOS_KEY) {
      const digits = digitsUpTo(value, q);
      if (digits > 0 && digits < 10) nanos = number;
    }
    q = blanks(q);
    if (byteAt(q) != 0x2c) break;
    q = blanks(q + 1);
  }
  if (seconds == 0) return false;
  setInstant(seconds * 1000 + nanos / 1000000);
  seek(valueTo);
  return true;
}

let number: i64 = 0;

/**
 * How many digits the value in [p, end) has, blanks behind them aside; `number` is then their value. 0 where it has
 * other characters.
 */
function digitsUpTo(p: usize, end: usize): i32 {
  let q = p;
  number = 0;
  while (q < end && isDigit(byteAt(q)) && q - p < 11) {
    number = number * 10 + <i64>(byteAt(q) - 0x30);
    q++;
  }
  const digits = <i32>(q - p);
  while (q < end && isJsonBlank(byteAt(q))) q++;
  return q == end ? digits : 0;
}
