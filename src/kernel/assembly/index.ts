/**
 * The scanning kernel: a block of whole lines in, records of codes out. Every byte is looked at once for line ends and
 * for `10` (`sweep`); only around those does it look closer, and only around codes for where their line starts.
 *
 * The wrapper writes a block at BLOCK and calls `scan`, then `more` as long as the answer is the limit of records. A
 * line that does not fit a block goes through several: `scan` gets `inLine`, and LOOKBACK bytes of it
 * stand before the next block.
 *
 * From here: `sweep`, `codes` (is it a code?), `names` (what is it called?), `lines` (what time has the line?), `forms`
 * (how is a time written?), `owner` (whose time is it?).
 */
import { fillClasses } from './classes';
import { clearVerdicts, configureCodes, isCode } from './codes';
import { header } from './configuration';
import { beginLineOfCodes, clearAllCounts, countRange, countEvent, forgetLines, isNew } from './counts';
import { isGrouped, judgeGroup } from './group-counts';
import { groupKeys, keepGroups, makeRoom, readGroups, restoreGroups } from './groups';
import { UNTIMED, local, localZone } from './latest-time';
import { BLOCK, LF, LOOKBACK, NUMBERS, RECORD_CAPACITY, STAMP_REACH } from './layout';
import { beginStarts, lineStartBefore, startOf } from './line-starts';
import { textStartBefore } from './line-text';
import { PLAIN, WITH_CODE, beginBlock, beginTimes, inherited, otherOrderAt, settleRest, timeOf } from './lines';
import { clearNamed } from './named-letters';
import {
  forgetOpenLine, isLeading, isOpenLine, isReadAsText, isUndecided, leaveBlock, openBlock, openHasStamp, readAsText,
} from './open-line';
import { clearCodeTexts } from './catalogue-names';
import { clearPending, keepPending, takePending } from './pending';
import { beginMinute } from './ranges';
import { clearRecords, configureRecords, record, records } from './records';
import { numbersEnd, sweep, swept } from './sweep';
import { fillVectors } from './vector-constants';
import { clearWords } from './word-table';
import { clearZones } from './zones';

/** The line of the last record, 0 when it was one of an earlier block. */
let eventLine: usize = 0;
let eventInherited: bool = false;
let occurrences: bool = false;

/** All bytes before it were swept. */
let cursor: usize = 0;
let end: usize = 0;
/** The next of the swept numbers to look at. */
let nextNumber: usize = NUMBERS;
let continued: bool = false;
/** Whether the block ends in the middle of a line. */
let goesOn: bool = false;
/** Line ends before the block and in it so far, and lines with a code, since the source began: f64 may pass 2^32. */
let linesBefore: f64 = 0;
let lines: u32 = 0;
let matched: f64 = 0;
/** How many records a call of `scan` writes at most. Few where most events are counted: the range must follow the log. */
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
  clearCodeTexts();
  clearNamed();
  clearZones();
  clearVerdicts();
  clearPending();
  countRange(0, 0, 0);
  clearAllCounts();
  forgetLines();
  header(0, 0);
  occurrences = everyOccurrence;
  configureRecords(numbered);
}

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
 * Scans the block of `length` bytes at BLOCK. A line end stands behind it unless `inLine`: then it ends in the middle
 * of a line, which goes on in the next block. Answers how many records were written: if that is as many as
 * `recordAtMost` said, `more` reads on, else the block is done.
 */
export function scan(length: i32, inLine: bool): i32 {
  linesBefore += <f64>lines;
  lines = 0;
  goesOn = inLine;
  cursor = BLOCK;
  end = BLOCK + length;
  nextNumber = numbersEnd;
  eventLine = 0;
  // A line from an earlier block starts before every address that is read here.
  beginStarts(BLOCK, continued ? BLOCK - LOOKBACK - 1 : BLOCK);
  if (!continued) store<u8>(BLOCK - 1, <u8>LF);
  beginBlock(BLOCK);
  openBlock(end, continued, goesOn);
  return more();
}

/** Reads on in the block. */
export function more(): i32 {
  if (makeRoom() && eventLine != 0) groupLine(eventLine);
  clearRecords();
  if (isUndecided()) {
    keepCodes();
    return 0;
  }
  if (!recordPending()) return records;
  while (true) {
    for (let next = nextNumber; next < numbersEnd; next += 8) {
      const p = <usize>load<u32>(next);
      const index = load<i32>(next, 4);
      if (!isCode(p, index) || !countOrRecord(p, index)) continue;
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

/**
 * Counts the event of the code with this index (number - 106000) at `p`, or writes a record of it. Answers whether
 * there is a new record.
 */
@inline
function countOrRecord(p: usize, index: i32): bool {
  const line = startOf(p);
  if (line != eventLine) beginLine(line, p);
  if (!occurrences && !isNew(index)) return false;
  if (countEvent(index, local, localZone, eventInherited, line)) return false;
  const begun = beginMinute(local, localZone, line, linesBefore, matched);
  if (begun && countEvent(index, local, localZone, eventInherited, line)) return false;
  record(index, line, eventInherited);
  return true;
}

/** Reads the block, all of which is of one line whose time is not known yet: its codes wait. */
function keepCodes(): void {
  while (true) {
    for (let next = nextNumber; next < numbersEnd; next += 8) {
      const p = <usize>load<u32>(next);
      const index = load<i32>(next, 4);
      readAsText(false);
      if (isCode(p, index)) keepPending(index, false, occurrences);
      readAsText(true);
      if (isCode(p, index)) keepPending(index, true, occurrences);
    }
    if (cursor == end) {
      close();
      return;
    }
    cursor = sweep(cursor, end);
    nextNumber = NUMBERS;
    lines += swept;
  }
}

/** Counts or records the codes that waited for their line's time; false where the limit of records was reached. */
function recordPending(): bool {
  const asText = isReadAsText();
  let index = takePending(asText);
  if (index < 0) return true;
  const line = BLOCK - LOOKBACK - 1;
  beginLine(line, BLOCK);
  while (index >= 0) {
    // So that it is none of the codes that are new on the rest of the line.
    if (!occurrences) isNew(index);
    if (!countEvent(index, local, localZone, eventInherited, line)) {
      record(index, line, eventInherited);
      if (records == most) return false;
    }
    index = takePending(asText);
  }
  return true;
}

/** Prepares for the codes of the line at `line`, the first of which stands at `at`. */
@inline
function beginLine(line: usize, at: usize): void {
  eventLine = line;
  if (isOpenLine(line)) {
    // It may have had codes in an earlier block.
    eventInherited = !openHasStamp();
    if (line >= BLOCK || !openMatched) nextLine();
    if (line < BLOCK) openMatched = true;
  } else {
    timeOf(line, at - line < STAMP_REACH ? WITH_CODE : PLAIN);
    nextLine();
    eventInherited = inherited;
  }
  if (groupKeys() > 0) groupLine(line);
}

@inline
function nextLine(): void {
  matched++;
  beginLineOfCodes();
}

/** Looks for the group keys on the line of the next records. */
function groupLine(line: usize): void {
  if (line < BLOCK) restoreGroups();
  else readGroups(line);
  if (isGrouped) judgeGroup();
}

/** Whether the line that goes on from block to block has had a code. */
let openMatched: bool = false;

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
    if (last != 0) settleRest(last);
  }
  continued = goesOn;
}

/** Where the block's last line starts; 0 where it began in an earlier block. */
function lastLineStart(): usize {
  if (end == BLOCK) return 0;
  const start = lineStartBefore(end - 1, BLOCK);
  return start != 0 || continued ? start : BLOCK;
}

/** How many bytes at the front of a line that fills a block are not visible: NULs and the like. */
export function absentLength(length: i32): i32 {
  return continued && !isLeading() ? 0 : <i32>(textStartBefore(BLOCK, BLOCK + length) - BLOCK);
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

export { lastLocal, lastZone } from './latest-time';
export { endBefore } from './line-starts';

/** Where a line of the block starts, relative to it, whose date exists only in the other date order; -1: none. */
export function otherOrderStart(): i32 {
  return otherOrderAt ? <i32>(otherOrderAt - BLOCK) : -1;
}

/**
 * Finds the time of the nearest line that has one, among those that start from `from` to `lineStart` (both starts of
 * lines, relative to the block); `lastLocal` and `lastZone` then have it. For callers that decide themselves which
 * lines have times; `scan` must have read the block. Answers 0 where none has one, 1 where the line at `lineStart` has,
 * 2 where an earlier one has.
 */
export function timeBetween(from: i32, lineStart: i32): i32 {
  beginTimes();
  beginBlock(BLOCK + <usize>from);
  timeOf(BLOCK + <usize>lineStart, PLAIN);
  return local == UNTIMED ? 0 : inherited ? 2 : 1;
}

export * from './addresses';
export { forms, header, table } from './configuration';
export * from './group-exports';
export { countRange, keepCodeLines, placeBlock, settleCounted, touchedCount } from './counts';
export { followMinutes, takeRanges } from './ranges';
