/**
 * The time of a line: its own, or that of the nearest earlier line with one. Only lines with a code need it, and each
 * line is read at most once: those that start before `settled` have been read.
 */
import { forgetRow } from './columns';
import { hasDigits, previousLikely } from './enough-digits';
import { clearOtherOrder, fewestDigits, otherOrder } from './forms';
import { objectStart, readJsonTime, valueFrom, valueTo } from './json';
import { UNTIMED, setLatest } from './latest-time';
import { LF, NO_ZONE, STAMP_REACH } from './layout';
import { prefixDay, dateOffset, readLikeLast } from './line-prefix-cache';
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
/**
 * The clock time of that line where the line-prefix cache had it, else UNLIKE. Where it stands is worked out only when
 * asked.
 */
let like: i64 = UNLIKE;

/** Every line that starts before this address has been looked at. */
let settled: usize = 0;

/** The address of a line whose date exists only in the other date order; 0: none. */
export let otherOrderAt: usize = 0;

/**
 * How many digits besides those of a time a line has for sure. A line with too few digits in all is not read for a
 * time.
 */
export const PLAIN: i32 = 0;
/**
 * On a line with a code before byte 512, the code's six digits. They are no part of a time, except of its fraction: no
 * date and no clock has such numbers.
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

/**
 * Sets `local`, `localZone` and `inherited` for the line that starts at `lineStart` in this block. `more`: PLAIN or
 * WITH_CODE.
 */
@inline
export function timeOf(lineStart: usize, more: i32): void {
  if (lineStart == stampLine) return;
  stampLine = lineStart;
  inherited = !readTime(lineStart, fewestDigits + more);
  if (inherited) inheritTime(lineStart);
  settled = lineStart + 1;
}

/** Whether the line with the candidate at `p` has a timestamp of its own: then it stands in [stampFrom, stampTo). */
export function lineHasStamp(lineStart: usize, p: usize): bool {
  if (isOpenLine(lineStart)) return openHasStamp();
  timeOf(lineStart, p - lineStart < STAMP_REACH ? WITH_CODE : PLAIN);
  if (inherited) return false;
  if (like != UNLIKE) {
    const from = lineStart + dateOffset;
    setStamp(from, likeEnd(like, from), false);
  }
  return true;
}

/** Looks for the nearest earlier line with a time, back to the first line that was not read yet. */
function inheritTime(lineStart: usize): void {
  let start = lineStart;
  while (start > settled) {
    start = previousLikely(start, settled);
    // The rest of a line from an earlier block is not a line's start.
    if (byteAt(start - 1) != LF || readTime(start, fewestDigits)) return;
  }
}

/**
 * Reads what is left of a block, whose last line starts at `lineStart`, so that the next block can inherit its time.
 */
export function settleRest(lineStart: usize): void {
  if (settled <= lineStart) timeOf(lineStart, PLAIN);
}

/** Reads the time of the line: that of its key on a line of JSON, else the first that is its own. */
@inline
function readTime(lineStart: usize, fewest: i32): bool {
  like = readLikeLast(lineStart);
  if (like == UNLIKE) return readUnlikeLast(lineStart, fewest);
  setLatest(prefixDay + likeMillis(like), likeZone(like));
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
