/**
 * The time of a line: its first timestamp, or that of the nearest earlier line that has one. Only lines with a code
 * ask, and each line is looked at once: `settled` is where the lines begin that nobody has looked at yet.
 */
import { readEpochToken } from './epoch';
import { clearOtherOrder, otherOrder, readStamp } from './families';
import { readJsonTime, readLogfmtNumber } from './json';
import { DIGIT, LETTER, LF, NO_ZONE, OPENS, STAMP_REACH } from './layout';
import { byteAt, clock, day, isDigit, kind, zone } from './pieces';

/** The latest time seen: wall-clock milliseconds as if UTC, and its zone; NaN before any. */
export let local: f64 = NaN;
export let localZone: i32 = NO_ZONE;
/** Whether the last line asked for had no timestamp of its own. */
export let inherited: bool = false;

/** Every line that starts before this address has been looked at. */
let settled: usize = 0;
/** A line that began before the block: whether it has a timestamp of its own. */
let openOwn: bool = false;

/** The line, as an address, whose date only the other date order allows; 0 where there was none. */
export let otherOrderAt: usize = 0;

export function beginSource(): void {
  local = NaN;
  localZone = NO_ZONE;
  openOwn = false;
}

export function beginBlock(start: usize): void {
  settled = start;
  otherOrderAt = 0;
}

/** Sets `local`, `localZone` and `inherited` for the line that starts at `lineStart` in this block. */
export function timeOf(lineStart: usize): void {
  inherited = !readTime(lineStart);
  let start = lineStart;
  while (inherited && start > settled) {
    start = previousLine(start, settled);
    // What goes on from an earlier block is no line's start.
    if (byteAt(start - 1) != LF || readTime(start)) break;
  }
  settled = lineStart + 1;
}

/** The same for the line that began before this block and still goes on. */
export function timeOfOpenLine(): void {
  inherited = !openOwn;
}

/** The line at `lineStart` goes on in the next block. */
export function leaveOpen(lineStart: usize): void {
  if (settled <= lineStart) timeOf(lineStart);
  openOwn = !inherited;
}

/** Looks at what is left of a block, whose last line starts at `lineStart`, so that the next block knows its time. */
export function settle(lineStart: usize): void {
  if (settled <= lineStart) timeOf(lineStart);
}

/** Where the line before the one at `start` begins, or `floor` where none begins in between. */
function previousLine(start: usize, floor: usize): usize {
  let p = start - 1; // the line end before it
  while (p >= floor + 16) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(p - 16), i8x16.splat(<i8>LF)));
    if (found) return p - 16 + (32 - clz(found));
    p -= 16;
  }
  while (p > floor && byteAt(p - 1) != LF) p--;
  return p;
}

/** Reads the time of the line: the leftmost timestamp that reads whole. */
function readTime(lineStart: usize): bool {
  clearOtherOrder();
  const found = findTime(lineStart);
  if (otherOrder && otherOrderAt == 0) otherOrderAt = lineStart;
  if (found) {
    local = <f64>(day + <i64>clock);
    localZone = zone;
  }
  return found;
}

function findTime(lineStart: usize): bool {
  if (byteAt(lineStart) == 0x7b && readJsonTime(lineStart)) return true;
  if (readAt(lineStart, lineStart)) return true;
  const reach = lineStart + STAMP_REACH;
  for (let p = lineStart + 1; p < reach; p++) {
    const before = byteAt(p - 1);
    if (before == LF) return false;
    if (kind(before) & OPENS && readAt(p, lineStart)) return true;
  }
  return false;
}

/** Whether a timestamp of any family starts at `p`. */
@inline
function readAt(p: usize, lineStart: usize): bool {
  const b = byteAt(p);
  if (!(kind(b) & (DIGIT | LETTER))) return false;
  if (readStamp(p)) return true;
  if (!isDigit(b)) return false;
  // The number families need at least nine digits.
  if (!isDigit(<i32>load<u8>(p, 1)) || !isDigit(<i32>load<u8>(p, 5)) || !isDigit(<i32>load<u8>(p, 8))) return false;
  return readEpochToken(p, lineStart) || readLogfmtNumber(p, lineStart);
}
