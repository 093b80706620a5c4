/**
 * The scanning kernel: a block of whole lines in, records of codes out. Every byte is looked at once for line ends and
 * for `10` (`sweep`); only around those does it look closer, and only around codes for where their line starts.
 *
 * The wrapper writes a block at BLOCK, calls `scan`, and `more` while the answer is as many records as there may be. A line
 * that does not fit a block goes through several: `scan` is told that the line goes on, and LOOKBACK bytes of it stand
 * before the next block.
 *
 * From here: `sweep`, `candidates` (is it a code?), `lines` (what time has the line?), `families` (what is a timestamp?).
 */
import { forgetBeginning } from './beginnings';
import { clearVerdicts, fillBehind, isCode } from './candidates';
import { fillClasses } from './classes';
import { clearAllCounts, counted, countRange, forgetLines, isNew } from './counts';
import { configureDates } from './families';
import {
  BLOCK, LF, LOOKBACK, NUMBERS, RECORD_CAPACITY, RECORD_CODE, RECORD_FIRST, RECORD_INHERITED, RECORD_LINE, RECORD_LOCAL,
  RECORD_SECOND, RECORD_START, RECORD_ZONE, STAMP_REACH,
} from './layout';
import {
  FEWEST_DIGITS, UNTIMED, WITH_CODE, beginBlock, beginSource, inherited, leaveOpen, local, localZone, otherOrderAt, settle,
  timeOf, timeOfOpenLine,
} from './lines';
import { addGroupKey, first, groupKeys, keepGroups, keptGroups, makeRoom, readGroups, second } from './groups';
import { clearHead } from './json';
import { fillPatterns } from './patterns';
import { beginStarts, lineStartBefore, numberOf, startOf } from './starts';
import { numbersEnd, sweep, swept } from './sweep';
import { addWord, clearWords } from './words';

/** The line of the last record, 0 when it was one of an earlier block. */
let eventLine: usize = 0;
let eventInherited: bool = false;
let eventFirst: i32 = 0;
let eventSecond: i32 = 0;
/** Marks the codes seen on `eventLine`: see `isNew`. */
let serial: u32 = 0;
let occurrences: bool = false;
/** Whether somebody looks at the lines' numbers in the records. */
let numbers: bool = false;

/** What is before it was swept. */
let cursor: usize = 0;
let end: usize = 0;
/** The next of the swept numbers to look at. */
let nextNumber: usize = NUMBERS;
let continued: bool = false;
/** Whether the block is a piece from the middle of a line. */
let goesOn: bool = false;
/** Line ends before the block and in it so far, and lines with a code, since the source began: maybe over 2^32. */
let linesBefore: f64 = 0;
let lines: u32 = 0;
let matched: f64 = 0;
let records: i32 = 0;
/** How many records a call of `scan` writes at most: few, where most events are counted and the range has to follow. */
let most: i32 = RECORD_CAPACITY;

export function recordAtMost(n: i32): void {
  most = n;
}

/** Fills the tables; `everyOccurrence`: count a code as often as it stands on a line; `numbered`: number the lines of records. */
export function configure(everyOccurrence: bool, numbered: bool, year: i32, dayFirst: bool): void {
  fillClasses();
  fillBehind();
  fillPatterns();
  clearWords();
  clearVerdicts();
  clearHead();
  forgetBeginning();
  countRange(0, 0, 0);
  clearAllCounts();
  forgetLines();
  serial = 0;
  occurrences = everyOccurrence;
  numbers = numbered;
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

/** A new source begins: nothing of the one before is inherited. */
export function begin(): void {
  beginSource();
  continued = false;
  openMatched = false;
  linesBefore = 0;
  lines = 0;
  matched = 0;
}

/**
 * A block of `length` bytes stands at BLOCK; a line end stands behind it unless `inLine`: it ends in the middle of a line,
 * which goes on in the next block. Answers how many records were written: where that is as many as `recordAtMost` said,
 * `more` reads on, else the block is done.
 */
export function scan(length: i32, inLine: bool): i32 {
  linesBefore += <f64>lines;
  lines = 0;
  goesOn = inLine;
  cursor = BLOCK;
  end = BLOCK + length;
  nextNumber = numbersEnd;
  eventLine = 0;
  // A line that began earlier starts before everything that is looked at.
  beginStarts(BLOCK, continued ? BLOCK - LOOKBACK - 1 : BLOCK);
  if (!continued) store<u8>(BLOCK - 1, <u8>LF);
  beginBlock(BLOCK);
  return more();
}

/** Reads on in the block. */
export function more(): i32 {
  valuesCleared = makeRoom();
  if (valuesCleared && eventLine != 0) groupLine(eventLine);
  records = 0;
  while (true) {
    for (let next = nextNumber; next < numbersEnd; next += 8) {
      const p = <usize>load<u32>(next);
      const index = load<i32>(next, 4);
      if (!isCode(p, index) || !event(p, index)) continue;
      if (records == most) {
        nextNumber = next + 8;
        return records;
      }
    }
    if (cursor == end) {
      close();
      return records;
    }
    cursor = sweep(cursor, end);
    nextNumber = NUMBERS;
    lines += swept;
  }
}

/** The code with this index (number - 106000) at `p` is counted, or written down as a record: then the answer is true. */
@inline
function event(p: usize, index: i32): bool {
  const line = startOf(p);
  if (line != eventLine) beginLine(line, p);
  if (!occurrences && !isNew(index, serial)) return false;
  if (counted(index, local, localZone, eventInherited)) return false;
  record(index, line);
  return true;
}

function record(index: i32, line: usize): void {
  const i = <usize>records;
  store<f64>(RECORD_LOCAL + (i << 3), lastLocal());
  store<i32>(RECORD_CODE + (i << 2), index + 106000);
  store<i32>(RECORD_ZONE + (i << 2), localZone);
  store<u32>(RECORD_LINE + (i << 2), numbers ? numberOf(line) : 0);
  store<i32>(RECORD_START + (i << 2), <i32>(line - BLOCK));
  store<u8>(RECORD_INHERITED + i, <u8>eventInherited);
  store<i32>(RECORD_FIRST + (i << 2), eventFirst);
  store<i32>(RECORD_SECOND + (i << 2), eventSecond);
  records++;
}

/** The first code of a line that starts at `line`, and where it stands. */
@inline
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

@inline
function beginSerial(): void {
  matched++;
  serial++;
  if (serial == 0) {
    forgetLines();
    serial = 1;
  }
}

/** Ends the block. */
function close(): void {
  nextNumber = numbersEnd;
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
    const last = lastLineStart();
    if (last != 0) settle(last);
  }
  continued = goesOn;
}

/** Where the block's last line starts; 0 where it began in an earlier block. */
function lastLineStart(): usize {
  if (end == BLOCK) return 0;
  const start = lineStartBefore(end - 1, BLOCK);
  return start != 0 || continued ? start : BLOCK;
}

/** The address behind the last line end in [from, to), or 0 where there is none. */
export function endBefore(to: usize, from: usize): usize {
  return lineStartBefore(to, from);
}

/** Line ends since the source began, and those of them before the block. */
export function lineCount(): f64 {
  return linesBefore + <f64>lines;
}
export function lineCountBefore(): f64 {
  return linesBefore;
}

/** Lines since the source began on which a code was accepted. */
export function matchedCount(): f64 {
  return matched;
}

/** The time that a line without its own would inherit now (NaN before any), as a record has it. */
export function lastLocal(): f64 {
  return local == UNTIMED ? NaN : <f64>local;
}

export function lastZone(): i32 {
  return localZone;
}

/** Where a line of the block starts whose date only the other date order allows, relative to the block; -1: none. */
export function otherOrderStart(): i32 {
  return otherOrderAt ? <i32>(otherOrderAt - BLOCK) : -1;
}

/**
 * The time of the nearest line that has one, among those of the block that start from `from` to `lineStart`, both
 * relative to the block and starts of lines: then `lastLocal` and `lastZone` tell it. For who knows better than `scan`
 * which lines have times; `scan` must have been through the block. Answers 0 where none has one, 1 where the line at
 * `lineStart` itself has, 2 where an earlier one has.
 */
export function timeBetween(from: i32, lineStart: i32): i32 {
  beginSource();
  beginBlock(BLOCK + <usize>from);
  timeOf(BLOCK + <usize>lineStart, FEWEST_DIGITS);
  return local == UNTIMED ? 0 : inherited ? 2 : 1;
}

export * from './addresses';
export {
  clearCounts, countRange, countsAt, inheritingCount, touchedAt, touchedCount,
} from './counts';
