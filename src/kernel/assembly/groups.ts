/**
 * Values of the keys that events are grouped by, on the lines of codes.
 *
 *     COLUMNS   for each key RECORD_CAPACITY x i32: the number of its value on each record's line, 0: none
 *     GROUPS    the keys, 128 bytes each: see `key-on-line`
 *     KEPT      the values of a line that goes on from block to block: length, then the bytes
 *     FOUND     for each key an i32: the number of its value on the line last looked at, 0: none
 *     VERDICTS  for each key a byte a number of a value, all 0 when the values are cleared: see `group-counts`
 */
import { clearValues, fits, intern, mostValuesOf, placeValues, valueAt, valueLength, valuesSize } from './group-values';
import { placeKey, readKey } from './key-on-line';
import { RECORD_CAPACITY } from './layout';

const KEY_SIZE: usize = 128;
const KEPT_SIZE: usize = 256;
const COLUMN_SIZE: usize = <usize>RECORD_CAPACITY * 4;

let columns: usize = 0;
let base: usize = 0;
let kept: usize = 0;
let found: usize = 0;
let verdicts: usize = 0;
let verdictsSize: usize = 0;
let keys: i32 = 0;

/** Bytes that the tables for so many keys take, from the address that `placeGroups` is given. */
export function groupsSize(count: i32): i32 {
  return valuesSize(count) + (<i32>(COLUMN_SIZE + KEY_SIZE + KEPT_SIZE + 4) + verdictsOf(count)) * count;
}

/** One for each number from 0 on. */
function verdictsOf(count: i32): i32 {
  return (mostValuesOf(count) + 8) & ~7;
}

/** Prepares the tables, at an address that is a multiple of 8. */
export function placeGroups(address: usize, count: i32): void {
  columns = address + <usize>valuesSize(count);
  base = columns + COLUMN_SIZE * <usize>count;
  kept = base + KEY_SIZE * <usize>count;
  found = kept + KEPT_SIZE * <usize>count;
  verdicts = found + ((4 * <usize>count + 7) & ~7);
  verdictsSize = verdictsOf(count);
  keys = 0;
  placeValues(address, count);
  memory.fill(verdicts, 0, verdictsSize * <usize>count);
}

/** The column of a key, by its number from 0. */
export function columnAt(key: i32): usize {
  return columns + COLUMN_SIZE * <usize>key;
}

/** Adds the key of `length` lower-case bytes at `from`. */
export function addGroupKey(from: usize, length: i32): void {
  const at = base + <usize>keys * KEY_SIZE;
  placeKey(at, from, length);
  keys++;
}

/** Whether the values of so many lines as make a batch of records fit, whatever they are. */
export function hasRoom(): bool {
  return keys == 0 || fits(RECORD_CAPACITY * keys);
}

/**
 * Makes room for what one call of `scan` may add; answers whether the table was cleared, so that earlier numbers are
 * void.
 */
export function makeRoom(): bool {
  if (hasRoom()) return false;
  clearValues();
  memory.fill(verdicts, 0, verdictsSize * <usize>keys);
  return true;
}

export function groupKeys(): i32 {
  return keys;
}

/** Looks for all keys on the line. */
export function readGroups(lineStart: usize): void {
  for (let key = 0; key < keys; key++) setFound(key, readKey(base + KEY_SIZE * <usize>key, lineStart));
}

/** The number of the key's value on the line last looked at. */
@inline
export function foundNumber(key: i32): i32 {
  return load<i32>(found + (<usize>key << 2));
}

/** Where the verdicts on a key's values are, by number. */
@inline
export function verdictsAt(key: i32): usize {
  return verdicts + verdictsSize * <usize>key;
}

@inline
function setFound(key: i32, number: i32): void {
  store<i32>(found + (<usize>key << 2), number);
}

/** Writes what was found into the columns, for the record with this number. */
@inline
export function recordGroups(record: usize): void {
  for (let key = 0; key < keys; key++) {
    store<i32>(columns + COLUMN_SIZE * <usize>key + (record << 2), foundNumber(key));
  }
}

/** Keeps the values of a line of which the rest comes in later blocks. */
export function keepGroups(): void {
  for (let key = 0; key < keys; key++) {
    const at = kept + KEPT_SIZE * <usize>key;
    const number = foundNumber(key);
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
