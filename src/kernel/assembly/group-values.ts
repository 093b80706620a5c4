/**
 * The distinct values of the keys that events are grouped by. Each gets a number, so that the wrapper makes a string of it
 * once. The numbers hold until the table is cleared.
 *
 *     SLOTS     32768 x 8 bytes, twice as many for more than two keys: hash of the value, its number (0: empty)
 *     ENTRIES   where each value stands among the bytes, and its length, by number - 1
 *     BYTES     those of the values, one behind the other
 */

import { MASKS } from './layout';

/** Longer values are cut off. `MAX_KEY_VALUE` is the same number. */
export const LONGEST_VALUE: i32 = 200;
/** For up to two keys; with more of them a block has more values, and everything is twice as large. */
const SLOT_COUNT: u32 = 32768;
/** At most half of the slots are used, so that look-ups stay short. */
const MOST_VALUES: i32 = 16384;
const TEXT_SIZE: i32 = 4 << 20;

let slots: usize = 0;
let entries: usize = 0;
let text: usize = 0;
let slotCount: u32 = 0;
export let mostValues: i32 = 0;
let textSize: i32 = 0;
let values: i32 = 0;
let used: i32 = 0;
let clearings: i32 = 0;

/** Bytes that the table for so many keys takes, from the address that `placeValues` is given: a multiple of 8. */
export function valuesSize(keys: i32): i32 {
  return scaleOf(keys) * (<i32>SLOT_COUNT * 8 + MOST_VALUES * 8 + TEXT_SIZE);
}

/** The number that a value has at most. */
export function mostValuesOf(keys: i32): i32 {
  return MOST_VALUES * scaleOf(keys);
}

function scaleOf(keys: i32): i32 {
  return keys > 2 ? 2 : 1;
}

/** Prepares the table, at an address that is a multiple of 8. */
export function placeValues(address: usize, keys: i32): void {
  const scale = scaleOf(keys);
  slotCount = SLOT_COUNT * <u32>scale;
  mostValues = mostValuesOf(keys);
  textSize = TEXT_SIZE * scale;
  slots = address;
  entries = slots + (<usize>slotCount << 3);
  text = entries + (<usize>mostValues << 3);
  clearValues();
}

export function clearValues(): void {
  memory.fill(slots, 0, <usize>slotCount << 3);
  values = 0;
  used = 0;
  clearings++;
}

/** Whether so many more values fit, whatever they are. */
@inline
export function fits(more: i32): bool {
  return values + more <= mostValues && used + more * LONGEST_VALUE <= textSize;
}

/** How often the table was cleared: numbers of values hold as long as it stays the same. */
export function valueClearings(): i32 {
  return clearings;
}

export function valueCount(): i32 {
  return values;
}

/** Address and length of a value, by its number. */
@inline
export function valueAt(number: i32): usize {
  return text + <usize>load<i32>(entries + (<usize>(number - 1) << 3));
}

@inline
export function valueLength(number: i32): i32 {
  return load<i32>(entries + (<usize>(number - 1) << 3), 4);
}

/** The number of a value; a new value gets a new number. Blanks around it are dropped; 0 where nothing is left. */
export function intern(start: usize, stop: usize): i32 {
  let from = start;
  let to = stop;
  if (<i32>(to - from) > LONGEST_VALUE) to = from + LONGEST_VALUE;
  while (from < to && <i32>load<u8>(from) <= 0x20) from++;
  while (to > from && <i32>load<u8>(to - 1) <= 0x20) to--;
  const length = <i32>(to - from);
  if (length == 0) return 0;
  const hash = hashOf(from, length);
  let slot = hash & (slotCount - 1);
  while (true) {
    const at = slots + (<usize>slot << 3);
    const number = load<i32>(at, 4);
    if (number == 0) return add(at, hash, from, length);
    if (load<u32>(at) == hash && valueLength(number) == length && isSame(valueAt(number), from, length)) return number;
    slot = (slot + 1) & (slotCount - 1);
  }
}

/** Eight bytes at a time: byte by byte it takes longer than to find the value on the line. */
@inline
function hashOf(from: usize, length: i32): u32 {
  let hash: u64 = <u64>length;
  if (length <= 16) {
    const bytes = firstBytes(from, length);
    hash = (i64x2.extract_lane(bytes, 0) + hash) * 0x9e3779b97f4a7c15;
    hash ^= i64x2.extract_lane(bytes, 1) * 0xc2b2ae3d27d4eb4f;
    return <u32>(hash ^ (hash >> 32));
  }
  for (let i = 0; i < length; i += 8) {
    hash = (hash ^ bytesAt(from + <usize>i, length - i)) * 0x9e3779b97f4a7c15;
    hash ^= hash >> 32;
  }
  return <u32>hash;
}

@inline
function isSame(a: usize, b: usize, length: i32): bool {
  if (length <= 16) return !v128.any_true(v128.xor(firstBytes(a, length), firstBytes(b, length)));
  for (let i = 0; i < length; i += 8) {
    if (bytesAt(a + <usize>i, length - i) != bytesAt(b + <usize>i, length - i)) return false;
  }
  return true;
}

/** The first `length` bytes of 16, and zeros. */
@inline
export function firstBytes(p: usize, length: i32): v128 {
  return v128.and(v128.load(p), v128.load(MASKS + 64 - <usize>length));
}

/** The next eight bytes; zeros in place of those behind `rest` bytes. */
@inline
function bytesAt(p: usize, rest: i32): u64 {
  const bytes = load<u64>(p);
  return rest >= 8 ? bytes : bytes & ((<u64>1 << (<u64>rest << 3)) - 1);
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
