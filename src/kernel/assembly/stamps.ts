/** Finds the first time on a line of text that is the line's own. */
import { kind } from './classes';
import { readCmtrace } from './cmtrace';
import { hasColumns } from './columns';
import { isFollowedByIds, readStamp } from './forms';
import { DIGIT, LETTER, LF, OPENS, SPECIAL, STAMP_REACH } from './layout';
import { keepLinePrefix } from './line-prefix-cache';
import { NO_LIMIT, invisibleLength } from './line-text';
import { namedAt } from './named-letters';
import { firstNumber, readAudit, readDotNetDate, readNumber } from './numbers';
import { isTheLines } from './owner';
import { position, byteAt, isDigit } from './datetime-parts';
import { readToken, tokenEnd, tokenIsEscape } from './text';
import { dateAt } from './timestamp-cache';
import { lineEnds, specialsIn, startsIn } from './vector-constants';

/** Where the line's own timestamp stands, and whether process ids follow it. */
export let stampFrom: usize = 0;
export let stampTo: usize = 0;
export let stampIds: bool = false;

@inline
export function setStamp(from: usize, to: usize, ids: bool): void {
  stampFrom = from;
  stampTo = to;
  stampIds = ids;
}

/** The time of a line that is read as text, which begins at `start`. */
export function findTextTime(lineStart: usize, start: usize, isJson: bool): bool {
  if (findStamp(start)) {
    // The line-prefix cache compares bytes only, so it must not be used where an escape, JSON or a column had its say.
    if (dateAt == stampFrom && !isJson && start == lineStart && !hasColumns) keepLinePrefix(lineStart, false);
    return true;
  }
  const number = firstNumber(start);
  if (number == 0) return false;
  setStamp(number, position, false);
  return true;
}

/** The first time of the text from `start` on that is its own. */
function findStamp(start: usize): bool {
  const first = byteAt(start);
  // Nothing but escapes stood on the line.
  if (first == LF) return false;
  if (kind(first) & SPECIAL) return findStampBetween(start);
  let skipTo = start;
  if (kind(first) & (DIGIT | LETTER) || first == 0x2f) {
    const read = readAt(start, start);
    if (read == OWN) return true;
    if (read == OTHERS) skipTo = position;
  }
  // Looks for places where a timestamp may start, 16 bytes at a time: most lines that are read here have none.
  const newline = lineEnds();
  const reach = start + STAMP_REACH;
  for (let p = start + 1; p < reach; p += 16) {
    const here = v128.load(p);
    let starts = i8x16.bitmask(startsIn(v128.load(p - 1), here));
    let specials = i8x16.bitmask(specialsIn(here));
    const ends = i8x16.bitmask(i8x16.eq(here, newline));
    if (ends) {
      starts &= (ends & -ends) - 1;
      specials &= (ends & -ends) - 1;
    }
    if (specials) starts &= (specials & -specials) - 1;
    while (starts) {
      const q = p + <usize>ctz(starts);
      starts &= starts - 1;
      if (q >= reach) return false;
      if (q < skipTo) continue;
      const read = readAt(q, start);
      if (read == OWN) return true;
      if (read == OTHERS) skipTo = position;
    }
    // Escapes and bytes that are not visible: read byte by byte from the beginning.
    if (specials) return findStampBetween(start);
    if (ends) return false;
  }
  return false;
}

/** The same on a line that may have escapes or bytes that are not visible. */
function findStampBetween(start: usize): bool {
  let mayStart = true;
  let visible: usize = 0;
  let p = start;
  while (visible < STAMP_REACH) {
    const b = byteAt(p);
    if (b == LF || (b == 0x0d && byteAt(p + 1) == LF)) return false;
    const absent = invisibleLength(p);
    if (absent) {
      p += absent;
      continue;
    }
    if (mayStart) {
      const read = readAt(p, start);
      if (read == OWN) return true;
      if (read == OTHERS) {
        visible += position - p;
        p = position;
        mayStart = false;
        continue;
      }
    }
    const token = readToken(p, NO_LIMIT);
    mayStart = tokenIsEscape || token == 0x20 || (kind(token) & OPENS) != 0;
    visible += tokenEnd - p;
    p = tokenEnd;
  }
  return false;
}

/** What `readAt` answers: no time; the line's own; another one, then `position` is behind it. */
const NO_TIME: i32 = 0;
const OWN: i32 = 1;
const OTHERS: i32 = 2;

/** Whether a time starts at `p`, and whether it is that of the line whose text begins at `start`. */
function readAt(p: usize, start: usize): i32 {
  const first = byteAt(p);
  if (isDigit(first)) {
    if (!readStamp(p)) {
      // Numbers since 1970 have ten digits at least, and a name.
      if (first != 0x31 || !isDigit(byteAt(p + 1)) || !isDigit(byteAt(p + 9)) || !readNumber(p)) return NO_TIME;
      const end = position;
      if (!isTheLines(p, start, true)) return NO_TIME;
      setStamp(p, end, false);
      return OWN;
    }
  } else if (kind(first) & LETTER) {
    const named = namedAt(p);
    if (named == OTHER_FORM) {
      if (!readAudit(p) && !readCmtrace(p)) return NO_TIME;
      return decideOwner(p, start, false);
    }
    if (named == 0 && !(isLevelLetter(first) && isDigit(byteAt(p + 1)) && isDigit(byteAt(p + 4)))) return NO_TIME;
    if (!readStamp(p)) return NO_TIME;
  } else if (first == 0x2f || first == 0x5c) {
    return readDotNetDate(p) ? decideOwner(p, start, false) : NO_TIME;
  } else return NO_TIME;
  return decideOwner(p, start, isFollowedByIds);
}

/** What `namedAt` answers for three letters that begin another form than a month or a weekday. */
export const OTHER_FORM: i32 = 128;

@inline
function isLevelLetter(b: i32): bool {
  return b == 0x49 || b == 0x57 || b == 0x45 || b == 0x46;
}

/** The time at `p` was read: decides whose it is. */
function decideOwner(p: usize, start: usize, ids: bool): i32 {
  const end = position;
  if (isTheLines(p, start, false)) {
    setStamp(p, end, ids);
    return OWN;
  }
  return OTHERS;
}
