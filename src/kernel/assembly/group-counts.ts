/**
 * Counting by group, of the events that `counts` takes: a group is the numbers of the values of up to two keys on the line.
 * Here it is decided, too, whether a line has the values that are asked for: once for each number of a value, by asking
 * the wrapper.
 *
 *     PAIRS     16384 x 16 bytes: hash table of group and code
 *       GROUP     the numbers of the first and the second key's value, 2 x u16
 *       CODE      code index + 1; 0: empty
 *       COUNT     events
 *     USED      8192 x u16: the slots that are not empty, in order of appearance
 *     VERDICTS  for each key and number of a value one byte: 1 fails, 2 passes, 0 is not decided
 */
import { foundNumber, hasRoom, verdictsAt } from './groups';

const SLOT_COUNT: u32 = 16384;
/** At most half of the slots are used, so that look-ups stay short. */
const MOST_PAIRS: i32 = 8192;
const SLOT_SIZE: usize = 16;
const CODE: usize = 4;
const COUNT: usize = 8;
const PAIRS_SIZE: usize = <usize>SLOT_COUNT * SLOT_SIZE;

const FAILS: u8 = 1;
const PASSES: u8 = 2;

/** Answers whether the value with this number fulfils the conditions on a key; number 0: the line has no value. */
@external('env', 'passes')
declare function passesConditions(key: i32, number: i32): i32;

/** Whether events are counted by group, or lines have conditions. */
export let isGrouped: bool = false;
/** How many of the keys, from the first on, make a group. */
let byKeys: i32 = 0;
/** Bit n: there are conditions on key n. */
let conditions: i32 = 0;
let pairs: usize = 0;
let used: usize = 0;
let usedCount: i32 = 0;
let failed: u32 = 0;

/** The group of the current line, whether events of it count, and whether the numbers of its values are sure to last. */
let group: u32 = 0;
export let isPassing: bool = true;
export let isLasting: bool = true;

/** Bytes that the tables take, from the address that `placeGroupCounts` is given. */
export function groupCountsSize(): i32 {
  return <i32>PAIRS_SIZE + MOST_PAIRS * 2;
}

export function placeGroupCounts(address: usize): void {
  pairs = address;
  used = pairs + PAIRS_SIZE;
  isGrouped = false;
  usedCount = 0;
  failed = 0;
  memory.fill(pairs, 0, PAIRS_SIZE);
}

/** From now on events are counted by the first `by` keys; bit n of `mask` says that there are conditions on key n. */
export function countGroups(by: i32, mask: i32): void {
  isGrouped = by > 0 || mask != 0;
  byKeys = by;
  conditions = mask;
}

/** To be called when the values of a line's keys are known. */
export function judgeGroup(): void {
  isLasting = hasRoom();
  isPassing = true;
  for (let key = 0, rest = conditions; rest != 0; key++, rest >>= 1) {
    if ((rest & 1) != 0 && !passes(key, foundNumber(key))) isPassing = false;
  }
  group = 0;
  if (byKeys > 0) group = <u32>foundNumber(0);
  if (byKeys > 1) group |= <u32>foundNumber(1) << 16;
}

@inline
function passes(key: i32, number: i32): bool {
  const verdict = load<u8>(verdictsAt(key) + <usize>number);
  return (verdict == 0 ? decide(key, number) : verdict) == PASSES;
}

function decide(key: i32, number: i32): u8 {
  const verdict = passesConditions(key, number) != 0 ? PASSES : FAILS;
  store<u8>(verdictsAt(key) + <usize>number, verdict);
  return verdict;
}

/** Counts an event on a line that fails. */
@inline
export function countFailed(): void {
  failed++;
}

/** Counts an event of the line's group; false where there is no room for another pair of group and code. */
export function countInGroup(index: i32): bool {
  if (byKeys == 0) return true;
  const code = <u32>index + 1;
  const hash = (group * 0x9e3779b1) ^ (code * 0x85ebca6b);
  let slot = (hash ^ (hash >> 15)) & (SLOT_COUNT - 1);
  while (true) {
    const at = pairs + <usize>slot * SLOT_SIZE;
    const there = load<u32>(at, CODE);
    if (there == code && load<u32>(at) == group) {
      store<u32>(at, load<u32>(at, COUNT) + 1, COUNT);
      return true;
    }
    if (there == 0) {
      if (usedCount == MOST_PAIRS) return false;
      store<u32>(at, group);
      store<u32>(at, code, CODE);
      store<u32>(at, 1, COUNT);
      store<u16>(used + (<usize>usedCount << 1), <u16>slot);
      usedCount++;
      return true;
    }
    slot = (slot + 1) & (SLOT_COUNT - 1);
  }
}

export function pairsAt(): usize {
  return pairs;
}

export function usedPairsAt(): usize {
  return used;
}

export function usedPairCount(): i32 {
  return usedCount;
}

/** How many events were on lines that fail, since the last call. */
export function takeFailed(): u32 {
  const n = failed;
  failed = 0;
  return n;
}

export function clearPairs(): void {
  for (let i = 0; i < usedCount; i++) {
    const slot = <usize>load<u16>(used + (<usize>i << 1));
    store<u32>(pairs + slot * SLOT_SIZE, 0, CODE);
  }
  usedCount = 0;
}
