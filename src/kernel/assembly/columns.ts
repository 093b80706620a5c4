/**
 * Rule 6: the columns of lines under a header. The wrapper finds the header and says what each column's name means;
 * here each line is cut into its values, once.
 */
import { isBlank } from './classes';
import { ROW_VALUES, COLUMNS, LF } from './layout';
import { BODY_TIME, EPOCH, LINE_KEY, TIME } from './word-flags';

/**
 * What a column's name says: the two low bits in COLUMNS are one of SAYS_… for numbers, and these bits are for times.
 */
const IS_TIME: i32 = 4;
const IS_EPOCH: i32 = 8;
const IS_LINE: i32 = 16;
/** Longer lines are not read as rows. The reference has the same number. */
const LONGEST_ROW: usize = 4096;
/** The separator that stands for one or more blanks. */
const BLANKS: i32 = 0;

export let hasColumns: bool = false;
let separator: i32 = 0;
let count: i32 = 0;
/** The line whose values are in ROW_VALUES, or that turned out not to be a row; 0: none. */
let line: usize = 0;
let isRow: bool = false;

/** Lines from now on are under a header of `columns` names; 0: under none. */
export function setColumns(columns: i32, separatedBy: i32): void {
  hasColumns = columns > 0;
  count = columns;
  separator = separatedBy;
  line = 0;
}

/** Forgets the line: another block has its address now. */
export function forgetRow(): void {
  line = 0;
}

/**
 * What the column's name says whose whole value is the candidate at `p`; -1 where the candidate is not a whole value.
 */
export function columnKind(textStart: usize, p: usize): i32 {
  const column = columnAt(textStart, p);
  if (column < 0 || <usize>load<u32>(ROW_VALUES + (<usize>column << 3), 4) != p + 6) return -1;
  return <i32>load<u8>(COLUMNS + column) & 3;
}

/**
 * What the column's name says of the time in [p, end) that begins its value, as flags like those of `judgeTime`; -1: no
 * column. A line that begins with a time and has more text before the first separator is a line of text with commas,
 * not a row.
 */
export function columnTime(textStart: usize, p: usize, end: usize): i32 {
  const column = columnAt(textStart, p);
  if (column < 0 || (p == textStart && end < <usize>load<u32>(ROW_VALUES + (<usize>column << 3), 4))) return -1;
  const says = <i32>load<u8>(COLUMNS + column);
  return (
    (says & IS_TIME ? <i32>(TIME | BODY_TIME) : 0) | (says & IS_EPOCH ? <i32>EPOCH : 0) | (says & IS_LINE ? <i32>LINE_KEY : 0)
  );
}

/** The column whose value begins at `p`, or -1. */
function columnAt(textStart: usize, p: usize): i32 {
  if (line != textStart) {
    line = textStart;
    isRow = readRow(textStart);
  }
  if (!isRow) return -1;
  for (let i = 0; i < count; i++) if (<usize>load<u32>(ROW_VALUES + (<usize>i << 3)) == p) return i;
  return -1;
}

/** Reads the values of the line; false where it has more or fewer than the header. */
function readRow(textStart: usize): bool {
  let start = textStart;
  let n = 0;
  let isQuoted = false;
  let p = textStart;
  while (true) {
    const b = <i32>load<u8>(p);
    const isEnd = b == LF || (b == 0x0d && <i32>load<u8>(p, 1) == LF);
    if (!isEnd && p - textStart >= LONGEST_ROW) return false;
    const separates = separator == BLANKS ? b == 0x20 || b == 0x09 : b == separator;
    if (isEnd || (separates && !isQuoted)) {
      if (separator != BLANKS || p > start) {
        if (n == count) return false;
        keepValue(n, start, p);
        n++;
      }
      if (isEnd) return n == count;
      start = p + 1;
    } else if (b == 0x22) isQuoted = !isQuoted;
    p++;
  }
}

/** Keeps the value in [from, to) without the blanks and one pair of quotes around it. */
function keepValue(n: i32, from: usize, to: usize): void {
  let start = skipLeadingBlanks(from, to);
  let end = trimBlanks(start, to);
  if (end - start >= 2 && <i32>load<u8>(start) == 0x22 && <i32>load<u8>(end - 1) == 0x22) {
    start = skipLeadingBlanks(start + 1, end - 1);
    end = trimBlanks(start, end - 1);
  }
  store<u32>(ROW_VALUES + (<usize>n << 3), <u32>start);
  store<u32>(ROW_VALUES + (<usize>n << 3), <u32>end, 4);
}

function skipLeadingBlanks(from: usize, to: usize): usize {
  let p = from;
  while (p < to && isBlank(<i32>load<u8>(p))) p++;
  return p;
}

function trimBlanks(from: usize, to: usize): usize {
  let p = to;
  while (p > from && isBlank(<i32>load<u8>(p - 1))) p--;
  return p;
}
