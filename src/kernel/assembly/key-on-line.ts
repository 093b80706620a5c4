/**
 * Where a key that events are grouped by stands on a line, and what its value is. A key:
 *
 *     LENGTH    u8, and up to 63 lower-case bytes
 *     LOWER     16 bytes: 0x20 where the key has a letter, which makes both cases the lower one
 *     FIRST     16 bytes: its first ones, and zeros
 */
import { isQuote, kind } from './classes';
import { LONGEST_VALUE, firstBytes, intern } from './group-values';
import { ENDS_VALUE, IDENTIFIER, LETTER, LF, MARKS } from './layout';

/** A key is looked for in at most this many first bytes of a line. The reference has the same number. */
const REACH: usize = 4096;
/** A longer one is none. The reference has the same number. */
const LONGEST_KEY: usize = 64;

const LOWER: usize = 64;
const FIRST: usize = 80;

/** Writes a key of `length` lower-case bytes, from `from`, at an address. */
export function placeKey(at: usize, from: usize, length: i32): void {
  memory.fill(at, 0, 128);
  store<u8>(at, <u8>length);
  memory.copy(at + 1, from, length);
  for (let i = 0; i < length && i < 16; i++) {
    const b = <i32>load<u8>(from + i);
    store<u8>(at + LOWER + i, <u8>(kind(b) & LETTER ? 0x20 : 0));
    store<u8>(at + FIRST + i, <u8>b);
  }
}

/** The number of the value of the key at `key` on the line, or 0. */
export function readKey(key: usize, lineStart: usize): i32 {
  const length = <usize>load<u8>(key);
  // In any case: bit 5 is the only difference for letters, and digits have it set.
  const blank = i8x16.splat(0x20);
  const first = v128.or(i8x16.splat(<i8>load<u8>(key, 1)), blank);
  const last = v128.or(i8x16.splat(<i8>load<u8>(key + length)), blank);
  const lf = i8x16.splat(<i8>LF);
  const reach = lineStart + REACH;
  for (let p = lineStart; p < reach; p += 16) {
    const here = v128.load(p);
    const begins = i8x16.eq(v128.or(here, blank), first);
    const closes = i8x16.eq(v128.or(v128.load(p + length - 1), blank), last);
    const candidates = v128.and(begins, closes);
    const lineEnds = i8x16.eq(here, lf);
    if (!v128.any_true(v128.or(candidates, lineEnds))) continue;
    let found = i8x16.bitmask(candidates);
    const ends = i8x16.bitmask(lineEnds);
    if (ends) found &= (ends & -ends) - 1;
    while (found) {
      const at = p + <usize>ctz(found);
      if (at >= reach) return 0;
      const number = isKey(key, length, at, lineStart) ? readKeyValue(at, at + length, lineStart) : 0;
      if (number) return number;
      found &= found - 1;
    }
    if (ends) return 0;
  }
  return 0;
}

function isKey(key: usize, length: usize, at: usize, lineStart: usize): bool {
  if (at > lineStart && kind(<i32>load<u8>(at - 1)) & IDENTIFIER) return false;
  // Most are short: then all of it is compared at once.
  const here = v128.or(firstBytes(at, length < 16 ? <i32>length : 16), v128.load(key + LOWER));
  if (v128.any_true(v128.xor(here, v128.load(key + FIRST)))) return false;
  for (let i: usize = 16; i < length; i++) {
    const b = <i32>load<u8>(at + i);
    const lower = <u32>(b - 0x41) < 26 ? b | 0x20 : b;
    if (lower != <i32>load<u8>(key + 1 + i)) return false;
  }
  return true;
}

/** The number of the value of the key in [at, end), or 0 where it is not a key with a value. */
function readKeyValue(at: usize, end: usize, lineStart: usize): i32 {
  let p = end;
  if (isQuote(<i32>load<u8>(p))) p++;
  else if (<i32>load<u8>(p) == 0x5c && isQuote(<i32>load<u8>(p, 1))) p += 2;
  while (<i32>load<u8>(p) == 0x20) p++;
  const b = <i32>load<u8>(p);
  if (b != 0x3d && b != 0x3a) return elementValue(at, end, lineStart);
  p++;
  if (b == 0x3d && <i32>load<u8>(p) == 0x3e) p++;
  const behind = p;
  while (<i32>load<u8>(p) == 0x20) p++;
  if (p > behind && <i32>load<u8>(behind - 1) == 0x3d && <i32>load<u8>(behind - 2) != 0x20 && isKeyNext(p)) return 0;
  const quote = <i32>load<u8>(p);
  if (isQuote(quote)) return quoted(p + 1, quote, false);
  if (quote == 0x5c && isQuote(<i32>load<u8>(p, 1))) return quoted(p + 2, <i32>load<u8>(p, 1), true);
  let to = p;
  while (!(<i32>load<u8>(MARKS + <usize>load<u8>(to)) & ENDS_VALUE) && <i32>(to - p) <= LONGEST_VALUE) to++;
  return intern(p, to);
}

/** Whether a key with `=` begins at `p`: what stands before it, `tenant= queue=q1`, has no value. */
function isKeyNext(p: usize): bool {
  let to = p;
  while (kind(<i32>load<u8>(to)) & IDENTIFIER && to - p < LONGEST_KEY) to++;
  return to > p && <i32>load<u8>(to) == 0x3d;
}

/**
 * The quoted value at `from`: up to the first quote that is not escaped, or, behind an escaped quote, up to the next
 * escaped one.
 */
function quoted(from: usize, quote: i32, escaped: bool): i32 {
  let to = from + plainLength(from, quote);
  while (true) {
    const b = <i32>load<u8>(to);
    if (b == LF || <i32>(to - from) > LONGEST_VALUE) break;
    if (b == 0x5c) {
      if (escaped && <i32>load<u8>(to, 1) == quote) break;
      to += <i32>load<u8>(to, 1) == LF ? 1 : 2;
      continue;
    }
    if (b == quote && !escaped) break;
    to++;
  }
  return intern(from, to);
}

/** How many bytes from `from` on are no quote, backslash or line end. It stops where a value is too long. */
@inline
function plainLength(from: usize, quote: i32): usize {
  const quotes = i8x16.splat(<i8>quote);
  for (let length: usize = 0; <i32>length <= LONGEST_VALUE; length += 16) {
    const here = v128.load(from + length);
    const stops = i8x16.bitmask(
      v128.or(
        i8x16.eq(here, quotes),
        v128.or(i8x16.eq(here, i8x16.splat(0x5c)), i8x16.eq(here, i8x16.splat(<i8>LF))),
      ),
    );
    if (stops) return length + <usize>ctz(stops);
  }
  return <usize>LONGEST_VALUE;
}

/** The text of the element whose name stands in [at, end), or 0. */
function elementValue(at: usize, end: usize, lineStart: usize): i32 {
  let q = at;
  if (q > lineStart && <i32>load<u8>(q - 1) == 0x3a) {
    q--;
    while (q > lineStart && kind(<i32>load<u8>(q - 1)) & IDENTIFIER) q--;
  }
  if (q == lineStart || <i32>load<u8>(q - 1) != 0x3c) return 0;
  let p = end;
  const next = <i32>load<u8>(p);
  if (next != 0x3e && next != 0x20 && next != 0x09) return 0;
  const reach = end + REACH;
  while (<i32>load<u8>(p) != 0x3e) {
    if (<i32>load<u8>(p) == LF || p >= reach) return 0;
    p++;
  }
  if (<i32>load<u8>(p - 1) == 0x2f) return 0;
  p++;
  let to = p;
  while (<i32>load<u8>(to) != 0x3c && <i32>load<u8>(to) != LF && <i32>(to - p) <= LONGEST_VALUE) to++;
  return intern(p, to);
}
