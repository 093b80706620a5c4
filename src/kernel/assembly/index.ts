/**
 * The scanning kernel: a block of whole lines in, records of codes out. It looks at 64 bytes at a time for line ends
 * and for `10` followed by 6 to 9; only around those candidates does it look closer.
 *
 * The wrapper writes a block at BLOCK, calls `open`, then `scan` until it answers less than it may, then
 * `close`. A line that does not fit a block goes through several: `close` is told that the line goes on, and LOOKBACK
 * bytes of it stand before the next block.
 *
 * From here: `candidates` (is it a code?), `lines` (what time has the line?), `families` (what is a timestamp?).
 */
import { clearVerdicts, isCode } from './candidates';
import { fillClasses } from './classes';
import { clearCounts, counted, countRange } from './counts';
import { configureDates } from './families';
import {
  BLOCK, KNOWN, LF, LOOKBACK, RECORD_CAPACITY, RECORD_CODE, RECORD_FIRST, RECORD_INHERITED, RECORD_LINE, RECORD_LOCAL,
  RECORD_SECOND, RECORD_START, RECORD_ZONE, SEEN, STAMP_REACH,
} from './layout';
import {
  FEWEST_DIGITS, WITH_CODE, beginBlock, beginSource, inherited, leaveOpen, local, localZone, otherOrderAt, settle, timeOf, timeOfOpenLine,
} from './lines';
import { addGroupKey, first, groupKeys, keepGroups, keptGroups, makeRoom, readGroups, second } from './groups';
import { clearHead } from './json';
import { addWord, clearWords } from './words';

/** The line of the last record, 0 when it was one of an earlier block. */
let eventLine: usize = 0;
let eventInherited: bool = false;
let eventFirst: i32 = 0;
let eventSecond: i32 = 0;
/** Marks the codes seen on `eventLine`: SEEN holds the serial of the last line that counted a code. */
let serial: u32 = 0;
let occurrences: bool = false;

let cursor: usize = 0;
let end: usize = 0;
/** Where the line at `cursor` starts; before BLOCK where it is continued. */
let lineStart: usize = 0;
let continued: bool = false;
/** Line ends in the block so far. */
let lines: u32 = 0;
let matched: u32 = 0;
let records: i32 = 0;
/** How many records a call of `scan` writes at most: few, where most events are counted and the range has to follow. */
let most: i32 = RECORD_CAPACITY;

export function recordAtMost(n: i32): void {
  most = n;
}

/** Fills the tables; `everyOccurrence`: count a code as often as it stands on a line. */
export function configure(everyOccurrence: bool, year: i32, dayFirst: bool): void {
  fillClasses();
  clearWords();
  clearVerdicts();
  clearHead();
  memory.fill(SEEN, 0, 16000);
  memory.fill(KNOWN, 0, 4000);
  countRange(0, 0, 0);
  clearCounts();
  serial = 0;
  occurrences = everyOccurrence;
  configureDates(year, dayFirst);
}

/** Adds the word written at BLOCK to the lists of `flags`. */
export function word(length: i32, flags: i32, byUser: bool): void {
  addWord(BLOCK, BLOCK + length, flags, byUser);
}

/** Groups events by the key written at BLOCK, in lower case, at most 63 bytes; `placeGroups` comes first. */
export function groupKey(length: i32): void {
  addGroupKey(BLOCK, length);
}

export { groupsSize, placeGroups, valueAt, valueCount, valueLength } from './groups';

/** Whether the last `scan` began the numbering of values anew. */
export function valuesAreNew(): bool {
  return valuesCleared;
}
let valuesCleared: bool = false;

export function known(code: i32): void {
  store<u8>(KNOWN + code - 106000, 1);
}

/** A new source begins: nothing of the one before is inherited. */
export function begin(): void {
  beginSource();
  continued = false;
  openMatched = false;
}

/** A block of `length` bytes stands at BLOCK; a line end stands behind it unless its last line goes on. */
export function open(length: i32): void {
  cursor = BLOCK;
  end = BLOCK + length;
  lines = 0;
  matched = 0;
  eventLine = 0;
  if (continued) {
    lineStart = BLOCK - LOOKBACK - 1;
  } else {
    lineStart = BLOCK;
    store<u8>(BLOCK - 1, <u8>LF);
  }
  beginBlock(BLOCK);
}

/** Reads on, and answers how many records it wrote: less than `recordAtMost` said only at the block's end. */
export function scan(): i32 {
  const one = i8x16.splat(0x31);
  const zero = i8x16.splat(0x30);
  const six = i8x16.splat(0x36);
  const three = i8x16.splat(3);
  const newline = i8x16.splat(10);
  const stop = end;
  valuesCleared = makeRoom();
  if (valuesCleared && eventLine != 0) groupLine(eventLine);
  let p = cursor;
  let start = lineStart;
  let count = lines;
  records = 0;
  while (p < stop) {
    const a0 = v128.load(p);
    const a1 = v128.load(p, 16);
    const a2 = v128.load(p, 32);
    const a3 = v128.load(p, 48);
    let ends =
      <u64>i8x16.bitmask(i8x16.eq(a0, newline)) |
      (<u64>i8x16.bitmask(i8x16.eq(a1, newline)) << 16) |
      (<u64>i8x16.bitmask(i8x16.eq(a2, newline)) << 32) |
      (<u64>i8x16.bitmask(i8x16.eq(a3, newline)) << 48);
    const m0 = candidates(a0, v128.load(p, 1), v128.load(p, 2), one, zero, six, three);
    const m1 = candidates(a1, v128.load(p, 17), v128.load(p, 18), one, zero, six, three);
    const m2 = candidates(a2, v128.load(p, 33), v128.load(p, 34), one, zero, six, three);
    const m3 = candidates(a3, v128.load(p, 49), v128.load(p, 50), one, zero, six, three);
    const last = stop - p < 64;
    if (last) ends &= (<u64>1 << (stop - p)) - 1;
    if (v128.any_true(v128.or(v128.or(m0, m1), v128.or(m2, m3)))) {
      let hits =
        <u64>i8x16.bitmask(m0) | (<u64>i8x16.bitmask(m1) << 16) | (<u64>i8x16.bitmask(m2) << 32) | (<u64>i8x16.bitmask(m3) << 48);
      if (last) hits &= (<u64>1 << (stop - p)) - 1;
      while (hits) {
        const i = ctz(hits);
        hits &= hits - 1;
        const at = p + <usize>i;
        const code = codeAt(at);
        if (code == 0) continue;
        const before = ends & ((<u64>1 << i) - 1);
        const line = before ? p + 64 - <usize>clz(before) : start;
        const number = count + <u32>popcnt(before);
        if (records == most) {
          cursor = at;
          lineStart = line;
          lines = number;
          return records;
        }
        if (isCode(at, code, line)) record(code, at, line, number);
      }
    }
    start = ends ? p + 64 - <usize>clz(ends) : start;
    count += <u32>popcnt(ends);
    p += 64;
  }
  cursor = stop;
  lineStart = start;
  lines = count;
  return records;
}

@inline
function candidates(a: v128, b: v128, c: v128, one: v128, zero: v128, six: v128, three: v128): v128 {
  const digit = i8x16.sub(c, six);
  return v128.and(v128.and(i8x16.eq(a, one), i8x16.eq(b, zero)), i8x16.eq(i8x16.min_u(digit, three), digit));
}

/** The number at `p`, which starts with 106 to 109, or 0 where its next three bytes are not digits. */
@inline
function codeAt(p: usize): i32 {
  const a = <i32>load<u8>(p, 3) - 0x30;
  const b = <i32>load<u8>(p, 4) - 0x30;
  const c = <i32>load<u8>(p, 5) - 0x30;
  if (<u32>a > 9 || <u32>b > 9 || <u32>c > 9) return 0;
  return 100000 + (<i32>load<u8>(p, 2) - 0x30) * 1000 + a * 100 + b * 10 + c;
}

function record(code: i32, at: usize, line: usize, number: u32): void {
  if (line != eventLine) beginLine(line, at);
  if (!occurrences) {
    const seen = SEEN + (<usize>(code - 106000) << 2);
    if (load<u32>(seen) == serial) return;
    store<u32>(seen, serial);
  }
  if (counted(code, local, localZone, eventInherited)) return;
  const i = <usize>records;
  store<f64>(RECORD_LOCAL + (i << 3), local);
  store<i32>(RECORD_CODE + (i << 2), code);
  store<i32>(RECORD_ZONE + (i << 2), localZone);
  store<u32>(RECORD_LINE + (i << 2), number);
  store<i32>(RECORD_START + (i << 2), <i32>(line - BLOCK));
  store<u8>(RECORD_INHERITED + i, <u8>eventInherited);
  store<i32>(RECORD_FIRST + (i << 2), eventFirst);
  store<i32>(RECORD_SECOND + (i << 2), eventSecond);
  records++;
}

/** The first code of a line that starts at `line`, and where it stands. */
function beginLine(line: usize, at: usize): void {
  eventLine = line;
  if (line < BLOCK) {
    // A line that began in an earlier block: it may have had codes there.
    timeOfOpenLine();
    if (!openMatched) beginSerial();
  } else {
    timeOf(line, at - line < STAMP_REACH ? WITH_CODE : FEWEST_DIGITS);
    beginSerial();
  }
  eventInherited = inherited;
  if (groupKeys() > 0) groupLine(line);
}

/** Looks for the group keys on the line of the next records. */
function groupLine(line: usize): void {
  if (line < BLOCK) keptGroups();
  else readGroups(line);
  eventFirst = first;
  eventSecond = second;
}

/** Whether the line that goes on from block to block has had a code. */
let openMatched: bool = false;

function beginSerial(): void {
  matched++;
  serial++;
  if (serial == 0) {
    memory.fill(SEEN, 0, 16000);
    serial = 1;
  }
}

/** Ends the block. `goesOn`: it is a piece from the middle of one line, which goes on in the next block. */
export function close(goesOn: bool): void {
  if (goesOn) {
    openMatched = eventLine != 0 || (continued && openMatched);
    if (!continued) {
      leaveOpen(BLOCK);
      if (groupKeys() > 0) {
        readGroups(BLOCK);
        keepGroups();
      }
    }
  } else {
    openMatched = false;
    const last = lineStart < end ? lineStart : lastLineStart();
    if (last >= BLOCK) settle(last);
  }
  continued = goesOn;
}

/** Where the line starts whose end the block ends with; 0 where it began in an earlier block. */
function lastLineStart(): usize {
  if (end == BLOCK) return 0;
  let p = end - 1;
  while (p > BLOCK && load<u8>(p - 1) != LF) p--;
  return p == BLOCK && continued ? 0 : p;
}

/** Line ends in the block. */
export function lineCount(): u32 {
  return lines;
}

/** Lines of the block on which a code was accepted; a continued line counts in the block of its first code. */
export function matchedCount(): u32 {
  return matched;
}

/** The time that a line without its own would inherit now (NaN before any), as a record has it. */
export function lastLocal(): f64 {
  return local;
}

export function lastZone(): i32 {
  return localZone;
}

/** Where a line of the block starts whose date only the other date order allows, relative to the block; -1: none. */
export function otherOrderStart(): i32 {
  return otherOrderAt ? <i32>(otherOrderAt - BLOCK) : -1;
}

export * from './addresses';
export {
  clearCounts, countAt, countRange, earliestAt, inheritingCount, latestAt, touchedAt, touchedCount,
} from './counts';
