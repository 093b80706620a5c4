/**
 * Values of the keys that events are grouped by: where a key stands on a line, and what its value is. Each distinct
 * value gets a number, so that the wrapper makes a string of it once. The numbers hold until the table is cleared.
 *
 *     COLUMNS   for each key RECORD_CAPACITY x i32: the number of its value on each record's line, 0: none
 *     GROUPS    the keys: length, then up to 63 lower-case bytes each
 *     SLOTS     32768 x 8 bytes, twice as many for more than two keys: hash of the value, its number (0: empty)
 *     ENTRIES   where each value stands among the bytes, and its length, by number - 1
 *     BYTES     those of the values, one behind the other
 *     KEPT      the values of a line that goes on from block to block: length, then the bytes
 *     FOUND     for each key an i32: the number of its value on the line last looked at, 0: none
 */
import { isQuote, kind } from './classes';
import { IDENTIFIER, LF, RECORD_CAPACITY } from './layout';

/** A key is looked for in at most this many first bytes of a line. The reference has the same number. */
const REACH: usize = 4096;
/** Longer values are cut off. The reference has the same number. */
const LONGEST_VALUE: i32 = 200;
const KEY_SIZE: usize = 64;
/** For up to two keys; with more of them a block has more values, and everything is twice as large. */
const SLOT_COUNT: u32 = 32768;
/** At most half of the slots are used, so that look-ups stay short. */
const MOST_VALUES: i32 = 16384;
const TEXT_SIZE: i32 = 4 << 20;
const KEPT_SIZE: usize = 256;
const COLUMN_SIZE: usize = <usize>RECORD_CAPACITY * 4;

let columns: usize = 0;
let base: usize = 0;
let slots: usize = 0;
let entries: usize = 0;
let text: usize = 0;
let kept: usize = 0;
let found: usize = 0;
let slotCount: u32 = 0;
let mostValues: i32 = 0;
let textSize: i32 = 0;
let keys: i32 = 0;
let values: i32 = 0;
let used: i32 = 0;

/** Bytes that the tables for so many keys take, from the address that `placeGroups` is given. */
export function groupsSize(count: i32): i32 {
  const scale = scaleOf(count);
  const own = <i32>(COLUMN_SIZE + KEY_SIZE + KEPT_SIZE + 4) * count;
  return own + scale * (<i32>SLOT_COUNT * 8 + MOST_VALUES * 8 + TEXT_SIZE);
}

function scaleOf(count: i32): i32 {
  return count > 2 ? 2 : 1;
}

/** Prepares the tables, at an address that is a multiple of 8. */
export function placeGroups(address: usize, count: i32): void {
  const scale = scaleOf(count);
  slotCount = SLOT_COUNT * <u32>scale;
  mostValues = MOST_VALUES * scale;
  textSize = TEXT_SIZE * scale;
  columns = address;
  base = columns + COLUMN_SIZE * <usize>count;
  slots = base + KEY_SIZE * <usize>count;
  entries = slots + (<usize>slotCount << 3);
  text = entries + (<usize>mostValues << 3);
  kept = text + <usize>textSize;
  found = kept + KEPT_SIZE * <usize>count;
  keys = 0;
  clearValues();
}

/** The column of a key, by its number from 0. */
export function columnAt(key: i32): usize {
  return columns + COLUMN_SIZE * <usize>key;
}

/** Adds the key of `length` lower-case bytes at `from`. */
export function addGroupKey(from: usize, length: i32): void {
  const at = base + <usize>keys * KEY_SIZE;
  store<u8>(at, <u8>length);
  memory.copy(at + 1, from, length);
  keys++;
}

function clearValues(): void {
  memory.fill(slots, 0, <usize>slotCount << 3);
  values = 0;
  used = 0;
}

/**
 * Makes room for what one call of `scan` may add; answers whether the table was cleared, so that earlier numbers are
 * void.
 */
export function makeRoom(): bool {
  if (keys == 0) return false;
  const most = RECORD_CAPACITY * keys;
  if (values + most <= mostValues && used + most * LONGEST_VALUE <= textSize) return false;
  clearValues();
  return true;
}

export function groupKeys(): i32 {
  return keys;
}

export function valueCount(): i32 {
  return values;
}

/** Address and length of a value, by its number. */
export function valueAt(number: i32): usize {
  return text + <usize>load<i32>(entries + (<usize>(number - 1) << 3));
}

export function valueLength(number: i32): i32 {
  return load<i32>(entries + (<usize>(number - 1) << 3), 4);
}

/** Looks for all keys on the line. */
export function readGroups(lineStart: usize): void {
  for (let key = 0; key < keys; key++) setFound(key, readKey(base + KEY_SIZE * <usize>key, lineStart));
}

@inline
function setFound(key: i32, number: i32): void {
  store<i32>(found + (<usize>key << 2), number);
}

/** Writes what was found into the columns, for the record with this number. */
@inline
export function recordGroups(record: usize): void {
  for (let key = 0; key < keys; key++) {
    store<i32>(columns + COLUMN_SIZE * <usize>key + (record << 2), load<i32>(found + (<usize>key << 2)));
  }
}

/** Keeps the values of a line of which the rest comes in later blocks. */
export function keepGroups(): void {
  for (let key = 0; key < keys; key++) {
    const at = kept + KEPT_SIZE * <usize>key;
    const number = load<i32>(found + (<usize>key << 2));
    const length = number ? valueLength(number) : 0;
    store<u8>(at, <u8>length);
    if (number) memory.copy(at + 1, valueAt(number), length);
  }
}

/** Looks up again what was kept: the values may have other numbers by now. */
export function restoreGroups(): void {
  for (let key = 0; key < keys; key++) {
    const at = kept + KEPT_SIZE * <usize>key;
    setFound(key, intern(at + 1, at + 1 + load<u8>(at)));
  }
}

/** The number of the value of the key at `key` on the line, or 0. */
function readKey(key: usize, lineStart: usize): i32 {
  const length = <usize>load<u8>(key);
  const lower = i8x16.splat(<i8>load<u8>(key, 1));
  const ending = i8x16.splat(<i8>load<u8>(key + length));
  const blank = i8x16.splat(0x20);
  const reach = lineStart + REACH;
  for (let p = lineStart; p < reach; p += 16) {
    const here = v128.load(p);
    // First and last byte of the key, in any case: bit 5 is the only difference for letters, and digits have it set.
    const begins = i8x16.eq(v128.or(here, blank), v128.or(lower, blank));
    const closes = i8x16.eq(v128.or(v128.load(p + length - 1), blank), v128.or(ending, blank));
    let found = i8x16.bitmask(v128.and(begins, closes));
    const ends = i8x16.bitmask(i8x16.eq(here, i8x16.splat(<i8>LF)));
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
  for (let i: usize = 0; i < length; i++) {
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
  while (<i32>load<u8>(p) == 0x20) p++;
  const quote = <i32>load<u8>(p);
  if (isQuote(quote)) return quoted(p + 1, quote, false);
  if (quote == 0x5c && isQuote(<i32>load<u8>(p, 1))) return quoted(p + 2, <i32>load<u8>(p, 1), true);
  let to = p;
  while (!endsBare(<i32>load<u8>(to)) && <i32>(to - p) <= LONGEST_VALUE) to++;
  return intern(p, to);
}

/**
 * The quoted value at `from`: up to the first quote that is not escaped, or, behind an escaped quote, up to the next
 * escaped one.
 */
function quoted(from: usize, quote: i32, escaped: bool): i32 {
  let to = from;
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

/** What an unquoted value ends at: space, tab, line end, and , ; & | ) ] } " ' < > */
@inline
function endsBare(b: i32): bool {
  return (
    b <= 0x20 || b == 0x2c || b == 0x3b || b == 0x26 || b == 0x7c || b == 0x29 || b == 0x5d || b == 0x7d || b == 0x22 ||
    b == 0x27 || b == 0x3c || b == 0x3e
  );
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

/** The number of a value; a new value gets a new number. Blanks around it are dropped; 0 where nothing is left. */
function intern(start: usize, stop: usize): i32 {
  let from = start;
  let to = stop;
  if (<i32>(to - from) > LONGEST_VALUE) to = from + LONGEST_VALUE;
  while (from < to && <i32>load<u8>(from) <= 0x20) from++;
  while (to > from && <i32>load<u8>(to - 1) <= 0x20) to--;
  const length = <i32>(to - from);
  if (length == 0) return 0;
  let hash: u32 = 0x811c9dc5;
  for (let p = from; p < to; p++) hash = (hash ^ <u32>load<u8>(p)) * 0x01000193;
  let slot = (hash ^ (hash >> 15)) & (slotCount - 1);
  while (true) {
    const at = slots + (<usize>slot << 3);
    const number = load<i32>(at, 4);
    if (number == 0) return add(at, hash, from, length);
    if (load<u32>(at) == hash && valueLength(number) == length && memory.compare(valueAt(number), from, length) == 0) return number;
    slot = (slot + 1) & (slotCount - 1);
  }
}

function add(slot: usize, hash: u32, from: usize, length: i32): i32 {
  const entry = entries + (<usize>values << 3);
  store<i32>(entry, used);
  store<i32>(entry, length, 4);
  memory.copy(text + used, from, length);
  used += length;
  values++;
  store<u32>(slot, hash);
  store<i32>(slot, values, 4);
  return values;
}
