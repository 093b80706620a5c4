/**
 * Text as a person reads it: without terminal sequences, and with escapes replaced by what they stand for. The text
 * before a candidate is made readable from its end, only as far as it is read; the text behind it all at once.
 *
 *     TEXT   … text before | MIDDLE: nothing … | AFTER: text behind, up to LOOKAHEAD bytes of it, then a line end
 */
import { ESCAPE_FIRST, LF, LOOKAHEAD, MARKS, TEXT, WITHIN_ESCAPE } from './layout';

/** What `readToken` answers for bytes that are not visible. */
export const ABSENT: i32 = 256;

/** Where text is made readable before it is moved into its place. */
const DRAFT: usize = TEXT;
/** Where the text before ends. */
export const MIDDLE: usize = TEXT + 16384;
/** Where the text behind begins. */
export const AFTER: usize = MIDDLE + 64;
/** At least this many bytes are made readable at a time: most names are no longer. */
const STEP: usize = 24;

/** The byte behind what `readToken` has read, and whether that was an escape. */
export let tokenEnd: usize = 0;
export let tokenIsEscape: bool = false;
/** Backslashes in [plainFrom, plainTo) begin no escape: kept, so that a row of them is read only once. */
let plainFrom: usize = 0;
let plainTo: usize = 0;

/** Forgets the backslashes: another block has their address now. */
export function forgetBackslashes(): void {
  plainTo = 0;
}

/** The candidate, how far back the rules may look, and the first byte that was made readable. */
let candidate: usize = 0;
let floor: usize = 0;
let first: usize = 0;
/** Where the text in TEXT begins. */
let low: usize = 0;
/** The lowest address of the text that was read. */
let lookedAt: usize = 0;
/** Whether no escape was met so far. */
let isPlain: bool = true;
/** Whether an escape reaches into the candidate. */
export let isWithinEscape: bool = false;

@inline
function mark(b: i32): i32 {
  return <i32>load<u8>(MARKS + b);
}

/** Opens the text before `p`, which reaches back to `furthest`. */
export function openBefore(p: usize, furthest: usize): void {
  candidate = p;
  floor = furthest;
  first = p;
  low = MIDDLE;
  lookedAt = MIDDLE;
  isPlain = true;
  isWithinEscape = false;
  extend();
}

/** The text's byte at `q`; a line end before its beginning. */
@inline
export function at(q: usize): i32 {
  if (q < lookedAt) look(q);
  return q < low ? LF : <i32>load<u8>(q);
}

function look(q: usize): void {
  lookedAt = q;
  while (q < low && first > floor) extend();
}

/** Where the text begins; makes all of it readable. */
export function beginningOfText(): usize {
  while (first > floor) extend();
  lookedAt = low;
  return low;
}

/** Makes some more bytes readable. */
function extend(): void {
  let from = first - floor > STEP ? first - STEP : floor;
  // Reading begins where no escape can be cut in two.
  while (from > floor && mark(<i32>load<u8>(from - 1)) & WITHIN_ESCAPE) from--;
  const limit = candidate + 6 + LOOKAHEAD;
  let n: usize = 0;
  let p = from;
  while (p < first) {
    const b = <i32>load<u8>(p);
    if (!(mark(b) & ESCAPE_FIRST)) {
      store<u8>(DRAFT + n, <u8>b);
      n++;
      p++;
      continue;
    }
    const read = readToken(p, limit);
    if (tokenEnd > p + 1) isPlain = false;
    if (tokenEnd > first) {
      isWithinEscape = true;
      break;
    }
    if (read != ABSENT) {
      store<u8>(DRAFT + n, <u8>read);
      n++;
    }
    p = tokenEnd;
  }
  low -= n;
  memory.copy(low, DRAFT, n);
  first = from;
}

/**
 * How many bytes before the candidate decided what was read: counted to a byte behind which text reads the same
 * whatever stands before it.
 */
export function decidingLength(): usize {
  let from = isPlain ? candidate - (MIDDLE - (lookedAt < low ? low : lookedAt)) : first;
  if (lookedAt < low || !isPlain) from--;
  while (mark(<i32>load<u8>(from)) & WITHIN_ESCAPE && candidate - from < 64) from--;
  return candidate - from;
}

/** Makes the text behind the candidate at `p` readable. */
export function openAfter(p: usize): void {
  const limit = p + 6 + LOOKAHEAD;
  let q = p + 6;
  let n: usize = 0;
  while (q < limit) {
    const b = <i32>load<u8>(q);
    if (b == LF || (b == 0x0d && <i32>load<u8>(q, 1) == LF)) break;
    const read = readToken(q, limit);
    if (read != ABSENT) {
      store<u8>(AFTER + n, <u8>read);
      n++;
    }
    q = tokenEnd;
  }
  store<u8>(AFTER + n, <u8>LF);
}

/** The same for the candidate whose text before it is open. */
export function openAfterCandidate(): void {
  openAfter(candidate);
}

/** Byte `n` of the text behind the candidate, which ends with a line end. Valid only up to that. */
@inline
export function after(n: usize): i32 {
  return <i32>load<u8>(AFTER + n);
}

/** What begins at `p`: a byte, or ABSENT. An escape that reaches beyond `limit` is none. */
export function readToken(p: usize, limit: usize): i32 {
  const b = <i32>load<u8>(p);
  tokenEnd = p + 1;
  tokenIsEscape = false;
  if (!(mark(b) & ESCAPE_FIRST)) return b;
  if (b == 0x09) return 0x20;
  let read: i32 = -1;
  if (b == 0x5c) read = p >= plainFrom && p < plainTo ? -1 : backslashed(p, limit);
  else if (b == 0x25) read = percent(p, limit);
  else if (b == 0x26) read = entity(p, limit);
  else if (b == 0x1b) read = terminal(p + 1, limit);
  else if (b == 0x23) {
    // #033
    if ((load<u32>(p) == 0x33333023)) read = terminal(p + 4, limit);
  } else {
    if (b == 0xc2 && <i32>load<u8>(p, 1) == 0xa0 && p + 2 <= limit) tokenEnd = p + 2;
    else if (b == 0xe2 && load<u16>(p, 1) == 0xaf80 && p + 3 <= limit) tokenEnd = p + 3;
    return tokenEnd > p + 1 ? 0x20 : b;
  }
  if (read < 0) return b;
  tokenIsEscape = true;
  return read;
}

/** A terminal sequence from its `[` at `p`: ABSENT, or -1 where there is none. */
function terminal(p: usize, limit: usize): i32 {
  if (p >= limit || <i32>load<u8>(p) != 0x5b) return -1;
  let q = p + 1;
  while (q < limit) {
    const b = <i32>load<u8>(q);
    q++;
    if (<u32>((b | 0x20) - 0x61) < 26) {
      tokenEnd = q;
      return ABSENT;
    }
    if (<u32>(b - 0x30) >= 10 && b != 0x3b && b != 0x3f) return -1;
  }
  return -1;
}

function backslashed(p: usize, limit: usize): i32 {
  let q = p + 1;
  while (q < limit && <i32>load<u8>(q) == 0x5c) q++;
  if (q < limit) {
    const b = <i32>load<u8>(q);
    if (b == 0x6e || b == 0x72 || b == 0x74) {
      tokenEnd = q + 1;
      return 0x20;
    }
    if (b == 0x22 || b == 0x27) {
      tokenEnd = q + 1;
      return b;
    }
    const lower = b | 0x20;
    let read: i32 = -1;
    if (lower == 0x75 && load<u16>(q, 1) == 0x3030) {
      // u00XX
      const value = hex(q + 3);
      if (value == 0x1b) return terminal(q + 5, limit);
      if (value >= 0) read = meaning(value, true);
      if (read >= 0) {
        if (q + 5 > limit) return -1;
        tokenEnd = q + 5;
        return read;
      }
    } else if (lower == 0x78 && <i32>load<u8>(q, 1) == 0x31 && (<i32>load<u8>(q, 2) | 0x20) == 0x62) {
      return terminal(q + 3, limit); // x1b
    } else if (b == 0x30 && load<u16>(q, 1) == 0x3333) return terminal(q + 3, limit); // 033
    // Whatever the limit: no byte behind it could make this an escape.
    plainFrom = p;
    plainTo = q;
  }
  return -1;
}

function percent(p: usize, limit: usize): i32 {
  const value = hex(p + 1);
  if (value < 0 || p + 3 > limit) return -1;
  const read = meaning(value, false);
  if (read >= 0) tokenEnd = p + 3;
  return read;
}

/** Two digits of a hexadecimal number, or -1. */
function hex(p: usize): i32 {
  const a = hexDigit(<i32>load<u8>(p));
  const b = hexDigit(<i32>load<u8>(p, 1));
  return a < 0 || b < 0 ? -1 : (a << 4) | b;
}

function hexDigit(b: i32): i32 {
  if (<u32>(b - 0x30) < 10) return b - 0x30;
  const letter = (b | 0x20) - 0x61;
  return <u32>letter < 6 ? letter + 10 : -1;
}

/** The value itself for ASCII punctuation, a space for a blank or a line break; -1 for every other character. */
function meaning(value: i32, isUnicode: bool): i32 {
  if (value == 0x20 || value == 9 || value == 10 || value == 13 || (value == 0xa0 && isUnicode)) return 0x20;
  const isPunctuation =
    (value >= 0x21 && value <= 0x2f) || (value >= 0x3a && value <= 0x40) || (value >= 0x5b && value <= 0x60) ||
    (value >= 0x7b && value <= 0x7e);
  return isPunctuation ? value : -1;
}

/** &lt; &gt; &quot; &apos; &amp; &nbsp; */
function entity(p: usize, limit: usize): i32 {
  const four = load<u32>(p, 1);
  let read = 0;
  let length: usize = 0;
  if (four << 8 == 0x3b746c00) { read = 0x3c; length = 4; } // lt;
  else if (four << 8 == 0x3b746700) { read = 0x3e; length = 4; } // gt;
  else if (four == 0x3b706d61) { read = 0x26; length = 5; } // amp;
  else if (<i32>load<u8>(p, 5) == 0x3b) {
    length = 6;
    if (four == 0x746f7571) read = 0x22; // quot
    else if (four == 0x736f7061) read = 0x27; // apos
    else if (four == 0x7073626e) read = 0x20; // nbsp
    else return -1;
  } else return -1;
  if (p + length > limit) return -1;
  tokenEnd = p + length;
  return read;
}
