/**
 * Counting in the kernel. Events whose time lies in one range, the window that the log has reached, are counted here by
 * code and make no records. The wrapper sets the range, and reads the counts out before it sets another.
 *
 *     COUNTS    4000 x 4 u32: together, so that an event touches one cache line
 *       COUNT     events of the code
 *       EARLIEST  earliest time of the code, in milliseconds since the range's start
 *       LATEST    latest
 *       SEEN      the serial of the last line that had the code
 *     CODE_LINES  4000 x 2 f64: where the line of the earliest event of the code starts, and that of the latest, in bytes since
 *                 `begin`; the first of several earliest ones, the last of several latest. Only with `keepCodeLines`
 *     TOUCHED   4000 x u16: the codes whose COUNT is not 0, in order of appearance
 */
import { countFailed, countInGroup, isGrouped, isLasting, isPassing } from './group-counts';
import { BLOCK, CODE_LINES, COUNTS, TOUCHED } from './layout';

const EARLIEST: usize = 4;
const LATEST: usize = 8;
const SEEN: usize = 12;

/**
 * The range's start and length in wall-clock milliseconds, and the zone that a time must have. An empty range counts
 * nothing.
 */
let from: i64 = 0;
let span: u64 = 0;
let zone: i32 = 0;
let touched: i32 = 0;
let inheriting: u32 = 0;
/** The time of the event that was counted last, in milliseconds since the range's start. */
let lastTime: u32 = 0;
/** Its line, if that is in the block; 0: its start is in `lastAt`. */
let lastLine: usize = 0;
/** Where it starts, in bytes since `begin`. */
let lastAt: f64 = 0;

/** Counts events in [start, end), less than 2^31 ms, from now on. Earlier counts must have been read out. */
export function countRange(start: f64, end: f64, packedZone: i32): void {
  setRange(<i64>Math.ceil(start), <i64>Math.ceil(end));
  zone = packedZone;
}

/** The same with the zone that was set last. */
export function setRange(start: i64, end: i64): void {
  from = start;
  span = <u64>(end - start);
}

export function isOfZone(packedZone: i32): bool {
  return packedZone == zone;
}

/** Where the numbers of the code with this index (number - 106000) are. */
@inline
function numbersOf(index: i32): usize {
  return COUNTS + (<usize>index << 4);
}

/** The number of the current line with a code, modulo 2^32: a code that has it was already seen on this line. */
let serial: u32 = 0;

/** Codes from now on stand on another line. */
@inline
export function beginLineOfCodes(): void {
  serial++;
  if (serial == 0) forgetLines();
}

/** Whether the code is new on its line. */
@inline
export function isNew(index: i32): bool {
  const at = numbersOf(index);
  if (load<u32>(at, SEEN) == serial) return false;
  store<u32>(at, serial, SEEN);
  return true;
}

/**
 * Forgets on which line each code was last seen. When `serial` wraps around to 0 it would otherwise meet the numbers of
 * lines 2^32 lines ago, and drop the events of their codes.
 */
export function forgetLines(): void {
  serial = 1;
  for (let index = 0; index < 4000; index++) store<u32>(numbersOf(index), 0, SEEN);
}

let keepsLines: bool = false;
/** Bytes since `begin` before the block, and before the line that goes on from an earlier one. */
let blockStart: f64 = 0;
let openStart: f64 = 0;

/** Keeps from now on where the lines of the earliest and latest event of each code are. */
export function keepCodeLines(): void {
  keepsLines = true;
}

/** The next block begins so many bytes behind `begin`, and the line that goes on from an earlier one began at `open`. */
export function placeBlock(start: f64, open: f64): void {
  blockStart = start;
  openStart = open;
}

/**
 * Counts the event of a code on `line` if its time lies in the range, and answers whether it is dealt with. It is, too,
 * where its line fails the conditions.
 */
@inline
export function countEvent(index: i32, local: i64, localZone: i32, inherited: bool, line: usize): bool {
  if (isGrouped) {
    // Records are what ends a call of `scan`, so that there is room again.
    if (!isLasting) return false;
    if (!isPassing) {
      countFailed();
      return true;
    }
  }
  const time = <u64>(local - from);
  if (time >= span || localZone != zone) return false;
  if (isGrouped && !countInGroup(index)) return false;
  const at = numbersOf(index);
  const n = load<u32>(at);
  // The list grows only where the code is new. Written without a branch, which the text would decide.
  store<u16>(TOUCHED + (<usize>touched << 1), <u16>index);
  touched += <i32>(n == 0);
  const earliest: u32 = load<u32>(at, EARLIEST);
  const latest: u32 = load<u32>(at, LATEST);
  store<u32>(at, <u32>time < earliest ? <u32>time : earliest, EARLIEST);
  store<u32>(at, <u32>time > latest ? <u32>time : latest, LATEST);
  store<u32>(at, n + 1);
  inheriting += <u32>inherited;
  lastTime = <u32>time;
  lastLine = line;
  if (keepsLines) {
    const at = CODE_LINES + (<usize>index << 4);
    const start = line < BLOCK ? openStart : blockStart + <f64>(<u32>(line - BLOCK));
    if (<u32>time < earliest) store<f64>(at, start);
    if (<u32>time >= latest) store<f64>(at, start, 8);
  }
  return true;
}

/** How many codes have counts. */
export function touchedCount(): i32 {
  return touched;
}

/**
 * Notes where the line of the event that was counted last starts. To be called before the block is moved, as a line is
 * known by where it is in the block.
 */
export function settleCounted(): void {
  if (lastLine == 0) return;
  lastAt = lastLine < BLOCK ? openStart : offsetOf(lastLine);
  lastLine = 0;
}

/** Where a line of the block starts, in bytes since `begin`. */
export function offsetOf(line: usize): f64 {
  return blockStart + <f64>(<u32>(line - BLOCK));
}

/** Bytes of a counted range before its codes, and of each code: see `ranges`. */
const HEAD: usize = 64;
const CODE: usize = 16;

/** Writes down what was counted in the range, and clears it. Answers how many bytes that took. */
export function writeRange(at: usize): usize {
  settleCounted();
  store<u32>(at, <u32>touched);
  store<u32>(at, inheriting, 4);
  store<f64>(at, <f64>from, 8);
  store<f64>(at, <f64>lastTime, 16);
  store<f64>(at, lastAt, 24);
  for (let i = 0; i < touched; i++) {
    const index = <i32>load<u16>(TOUCHED + (<usize>i << 1));
    const numbers = numbersOf(index);
    const code = at + HEAD + <usize>i * CODE;
    store<u32>(code, <u32>index);
    store<u32>(code, load<u32>(numbers), 4);
    store<u32>(code, load<u32>(numbers, EARLIEST), 8);
    store<u32>(code, load<u32>(numbers, LATEST), 12);
  }
  const size = HEAD + <usize>touched * CODE;
  clearCounts();
  return size;
}

/** Sets the counts that are not 0 to 0. */
function clearCounts(): void {
  for (let i = 0; i < touched; i++) clear(<i32>load<u16>(TOUCHED + (<usize>i << 1)));
  touched = 0;
  inheriting = 0;
}

/** Sets all counts to 0: the memory of a new kernel holds anything. */
export function clearAllCounts(): void {
  for (let index = 0; index < 4000; index++) clear(index);
  touched = 0;
  inheriting = 0;
}

@inline
function clear(index: i32): void {
  const at = numbersOf(index);
  store<u32>(at, 0);
  store<u32>(at, <u32>-1, EARLIEST);
  store<u32>(at, 0, LATEST);
}

