/**
 * The time of a line: its own, or that of the nearest earlier line that has one. Only lines with a code ask, and each
 * line is looked at once: `settled` is where the lines begin that nobody has looked at yet.
 */
import { forgetRow } from './columns';
import { hasDigits, previousLikely } from './enough-digits';
import { clearOtherOrder, fewestDigits, otherOrder } from './forms';
import { objectStart, readJsonTime, valueFrom, valueTo } from './json';
import { UNTIMED, setLatest } from './latest-time';
import { LF, NO_ZONE, STAMP_REACH } from './layout';
import { beginningDay, datePlace, readLikeLast } from './line-prefix-cache';
import { textStartOf } from './line-text';
import { isOpenLine, openHasStamp, openIsJson } from './open-line';
import { byteAt, clock, day, zone } from './datetime-parts';
import { findTextTime, setStamp } from './stamps';
import { forgetBackslashes } from './text';
import { UNLIKE, clearDateAt, likeEnd, likeMillis, likeZone } from './timestamp-cache';

/** Whether the last line asked for had no timestamp of its own. */
export let inherited: bool = false;

/** The line that was asked for last; 0: none of this block. */
let stampLine: usize = 0;
/** How its time was read where it begins like the last one, else UNLIKE: where it stands is told to who asks. */
let like: i64 = UNLIKE;

/** Every line that starts before this address has been looked at. */
let settled: usize = 0;

/** The line, as an address, of which a date says that the other date order is meant; 0 where there was none. */
export let otherOrderAt: usize = 0;

/** The fewest digits that a line with a time has; see WITH_CODE. */
export const PLAIN: i32 = 0;
/**
 * The same on a line with a code before byte 512, more than on others. A code has six digits, which are no part of a
 * time but for its fraction: no date and no clock has such numbers.
 */
export const WITH_CODE: i32 = 6;

export function beginTimes(): void {
  setLatest(UNTIMED, NO_ZONE);
}

export function beginBlock(start: usize): void {
  settled = start;
  otherOrderAt = 0;
  stampLine = 0;
  forgetRow();
  forgetBackslashes();
}

/** Lines up to the one at `lineStart` have been looked at elsewhere. */
export function passOver(lineStart: usize): void {
  settled = lineStart + 1;
}

/**
 * Sets `local`, `localZone` and `inherited` for the line that starts at `lineStart` in this block. `more` is how many
 * digits it has besides those of a time: PLAIN or WITH_CODE.
 */
@inline
export function timeOf(lineStart: usize, more: i32): void {
  if (lineStart == stampLine) return;
  stampLine = lineStart;
  inherited = !readTime(lineStart, fewestDigits + more);
  if (inherited) inheritTime(lineStart);
  settled = lineStart + 1;
}

/** Whether the line of the candidate at `p` has a timestamp of its own: then `stampFrom` and `stampTo` are its. */
export function lineHasStamp(lineStart: usize, p: usize): bool {
  if (isOpenLine(lineStart)) return openHasStamp();
  timeOf(lineStart, p - lineStart < STAMP_REACH ? WITH_CODE : PLAIN);
  if (inherited) return false;
  if (like != UNLIKE) {
    const from = lineStart + datePlace;
    setStamp(from, likeEnd(like, from), false);
  }
  return true;
}

/** Looks for the nearest earlier line with a time, as far back as nobody has looked yet. */
function inheritTime(lineStart: usize): void {
  let start = lineStart;
  while (start > settled) {
    start = previousLikely(start, settled);
    // What goes on from an earlier block is no line's start.
    if (byteAt(start - 1) != LF || readTime(start, fewestDigits)) return;
  }
}

/** Looks at what is left of a block, whose last line starts at `lineStart`, so that the next block knows its time. */
export function settle(lineStart: usize): void {
  if (settled <= lineStart) timeOf(lineStart, PLAIN);
}

/** Reads the time of the line: that of its key on a line of JSON, else the first that is its own. */
@inline
function readTime(lineStart: usize, fewest: i32): bool {
  like = readLikeLast(lineStart);
  if (like == UNLIKE) return readUnlikeLast(lineStart, fewest);
  setLatest(beginningDay + likeMillis(like), likeZone(like));
  return true;
}

function readUnlikeLast(lineStart: usize, fewest: i32): bool {
  clearDateAt();
  clearOtherOrder();
  const found = findTime(lineStart, fewest);
  if (otherOrder) otherOrderAt = lineStart;
  if (!found) return false;
  setLatest(day + <i64>clock, zone);
  return true;
}

function findTime(lineStart: usize, fewest: i32): bool {
  if (!hasDigits(lineStart, fewest)) return false;
  const start = textStartOf(lineStart);
  const object = objectStart(start);
  if (object && readJsonTime(lineStart, object)) {
    setStamp(valueFrom, valueTo, false);
    return true;
  }
  return findTextTime(lineStart, start, object != 0);
}

/** Whether the line is one of JSON. */
export function isJsonLine(lineStart: usize): bool {
  return isOpenLine(lineStart) ? openIsJson() : objectStart(textStartOf(lineStart)) != 0;
}
