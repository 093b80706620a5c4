/**
 * The scanning kernel: a block of whole lines in, records of codes out. Every byte is looked at once for line ends and
 * for `10` (`sweep`); only around those does it look closer, and only around codes for where their line starts.
 *
 * The wrapper writes a block at BLOCK, calls `scan`, and `more` while the answer is as many records as there may be. A line
 * that does not fit a block goes through several: `scan` is told that the line goes on, and LOOKBACK bytes of it stand
 * before the next block.
 *
 * From here: `sweep`, `codes` (is it a code?), `names` (what is it called?), `lines` (what time has the line?), `forms`
 * (how is a time written?), `owner` (whose time is it?).
 */
import { forgetBeginning } from './line-prefix-cache';
import { clearVerdicts, configureCodes, isCode } from './codes';
import { fillClasses } from './classes';
import { clearAllCounts, counted, countRange, forgetLines, isNew } from './counts';
import { setColumns } from './columns';
import { addNamed, clearNamed, configureForms } from './forms';
import {
  BLOCK, LF, LOOKBACK, NUMBERS, PROGRAM, RECORD_CAPACITY, RECORD_CODE, RECORD_FIRST, RECORD_INHERITED, RECORD_LINE,
  RECORD_LOCAL, RECORD_SECOND, RECORD_START, RECORD_ZONE, STAMP_REACH,
} from './layout';
import {
  PLAIN, UNTIMED, WITH_CODE, beginBlock, beginTimes, inherited, local, localZone, otherOrderAt,
  settle, textStartBefore, timeOf,
} from './lines';
import { addGroupKey, first, groupKeys, keepGroups, keptGroups, makeRoom, readGroups, second } from './groups';
import { clearHead } from './json';
import { forgetOpenLine, isLeading, isOpenLine, isUndecided, leaveBlock, openBlock, openHasStamp } from './open-line';
import { clearOwn, setOwn } from './own-names';
import { clearPending, keepPending, takePending } from './pending';
import { fillVectors } from './vectors';
import { beginStarts, lineStartBefore, numberOf, startOf } from './line-starts';
import { numbersEnd, sweep, swept } from './sweep';
import { addName, addWord, clearWords } from './words';
import { addZone, clearZones } from './zones';

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

/** Clears all tables; `pool` is where the wrapper has made room for names. */
export function configure(everyOccurrence: bool, numbered: bool, labelledOnly: bool, pool: usize): void {
  fillClasses();
  configureCodes(labelledOnly);
  fillVectors();
  clearWords(pool);
  clearOwn();
  clearNamed();
  clearZones();
  clearVerdicts();
  clearPending();
  countRange(0, 0, 0);
  clearAllCounts();
  forgetLines();
  header(0, 0);
  serial = 0;
  occurrences = everyOccurrence;
  numbers = numbered;
}

/** Where the program of forms is to be written. */
export function programAt(): usize {
  return PROGRAM;
}

/** The program's roots, the fewest digits of a written time, and the year of those without one, or 0. */
export function forms(dates: i32, betweens: i32, times: i32, compactTimes: i32, fewest: i32, year: i32): void {
  configureForms(dates, betweens, times, compactTimes, fewest, year);
}

/** Kinds of entries in what `table` reads. */
const ENTRY_WORD: i32 = 1;
const ENTRY_NAME: i32 = 2;
const ENTRY_OWN: i32 = 3;
const ENTRY_NAMED: i32 = 4;
const ENTRY_ZONE: i32 = 5;

/**
 * Reads `length` bytes of entries at `at`: kind u16, index u16, flags u32, length u32, and the bytes. Words, or names,
 * with line ends between them, and their flags; what a code is called (index: of the code; flags: which of the four, and
 * 256 times the text's); three letters each that a timestamp may begin with, and what they are; four bytes each of a zone's
 * name, and its minutes.
 */
export function table(at: usize, length: i32): void {
  const stop = at + length;
  let p = at;
  while (p < stop) {
    const kind = <i32>load<u16>(p);
    const flags = load<u32>(p, 4);
    const size = load<i32>(p, 8);
    const bytes = p + 12;
    p = bytes + size;
    if (kind == ENTRY_WORD || kind == ENTRY_NAME) addAll(kind, bytes, p, flags);
    else if (kind == ENTRY_OWN) setOwn(<i32>load<u16>(bytes - 10), <i32>(flags & 255), bytes, size, <i32>(flags >> 8));
    else if (kind == ENTRY_NAMED) {
      for (let q = bytes; q < p; q += 4) addNamed(load<u32>(q) & 0xffffff, <i32>load<u8>(q, 3));
    } else if (kind == ENTRY_ZONE) for (let q = bytes; q < p; q += 8) addZone(load<u32>(q), load<i32>(q, 4));
  }
}

/** Adds the words, or names, in [from, to), between which line ends stand. */
function addAll(kind: i32, from: usize, to: usize, flags: u32): void {
  let start = from;
  for (let p = from; p <= to; p++) {
    if (p < to && <i32>load<u8>(p) != LF) continue;
    const length = <i32>(p - start);
    if (kind == ENTRY_WORD) addWord(start, length, flags);
    else addName(start, length, flags);
    start = p + 1;
  }
}

/** Lines from now on stand under a header of `columns` names, or under none (0): what they say is at `columnsAt`. */
export function header(columns: i32, separator: i32): void {
  setColumns(columns, separator);
  clearHead();
  forgetBeginning();
}

export { columnsAt } from './columns';

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
  beginTimes();
  forgetOpenLine();
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
  openBlock(end, continued, goesOn);
  return more();
}

/** Reads on in the block. */
export function more(): i32 {
  valuesCleared = makeRoom();
  if (valuesCleared && eventLine != 0) groupLine(eventLine);
  records = 0;
  if (!isUndecided() && !recordPending()) return records;
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
  if (isOpen && isUndecided()) {
    keepPending(index);
    return false;
  }
  if (counted(index, local, localZone, eventInherited)) return false;
  record(index, line);
  return true;
}

/** Whether `eventLine` is one that goes on from block to block. */
let isOpen: bool = false;

/** Counts or writes down the codes that have waited for their line's time; false where there are as many as there may be. */
function recordPending(): bool {
  let index = takePending();
  if (index < 0) return true;
  const line = BLOCK - LOOKBACK - 1;
  beginLine(line, BLOCK);
  while (index >= 0) {
    if (!counted(index, local, localZone, eventInherited)) {
      record(index, line);
      if (records == most) return false;
    }
    index = takePending();
  }
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
  isOpen = isOpenLine(line);
  if (isOpen) {
    // It may have had codes in an earlier block.
    eventInherited = !openHasStamp();
    if (line >= BLOCK || !openMatched) beginSerial();
    if (line < BLOCK) openMatched = true;
  } else {
    timeOf(line, at - line < STAMP_REACH ? WITH_CODE : PLAIN);
    beginSerial();
    eventInherited = inherited;
  }
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
    if (!continued && groupKeys() > 0) {
      readGroups(BLOCK);
      keepGroups();
    }
    leaveBlock(end - BLOCK);
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

/** How many bytes of a line that fills a block are not there: NULs and the like before its text. */
export function absentLength(length: i32): i32 {
  return continued && !isLeading() ? 0 : <i32>(textStartBefore(BLOCK, BLOCK + length) - BLOCK);
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

/** Where a line of the block starts of which a date says that the other order is meant, relative to the block; -1: none. */
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
  beginTimes();
  beginBlock(BLOCK + <usize>from);
  timeOf(BLOCK + <usize>lineStart, PLAIN);
  return local == UNTIMED ? 0 : inherited ? 2 : 1;
}

export * from './addresses';
export {
  clearCounts, countRange, countsAt, inheritingCount, touchedAt, touchedCount,
} from './counts';
