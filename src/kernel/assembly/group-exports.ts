/** What the wrapper calls for the keys that events are grouped by, and for what lines must have. */
import { groupCountsSize, placeGroupCounts } from './group-counts';
import { addGroupKey, groupsSize as keysSize, placeGroups as placeKeys } from './groups';
import { BLOCK } from './layout';

/** Groups events by the key written at BLOCK, in lower case, at most 63 bytes; `placeGroups` comes first. */
export function groupKey(length: i32): void {
  addGroupKey(BLOCK, length);
}

/** Bytes that the tables of groups take, for so many keys. */
export function groupsSize(count: i32): i32 {
  return keysSize(count) + groupCountsSize();
}

/** Prepares these tables, at an address that is a multiple of 8. */
export function placeGroups(address: usize, count: i32): void {
  placeGroupCounts(address);
  placeKeys(address + groupCountsSize(), count);
}

export { columnAt, hasRoom } from './groups';
export { valueAt, valueClearings, valueCount, valueLength } from './group-values';

export { clearPairs, countGroups, pairsAt, takeFailed, usedPairCount, usedPairsAt } from './group-counts';
