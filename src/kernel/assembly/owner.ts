/** Whose time it is: whether a time on a line is when the line was written (specification, section 4). */
import { isQuote, kind } from './classes';
import { columnTime, hasColumns } from './columns';
import { findElement, findOpenTag, tagStart } from './elements';
import { nameFrom, nameStart, nameTo } from './found-name';
import { IDENTIFIER, LETTER, LF, LOOKBACK, WORD } from './layout';
import { findKey, isColon } from './names';
import { position } from './datetime-parts';
import { skipWrapping } from './move-back';
import { MIDDLE, at, beginningOfText, openBefore } from './text';
import { BEFORE_OTHER_TIME, BODY_TIME, EPOCH, LINE_KEY, TIME } from './word-flags';
import { wholeFlags } from './word-table';
import { hasOtherTime, judgeTime } from './words';

/** What the time's name says, and where the name begins; `hasOwner`: whether it has one. */
let hasOwner: bool = false;
let isOwn: bool = false;
let says: u32 = 0;
let ownerStart: usize = 0;

/**
 * Whether the time at `p`, which was just read, is that of its line, whose text begins at `textStart`. `isNumber`: it
 * is a number since 1970, which only its name makes a time.
 */
export function isTheLines(p: usize, textStart: usize, isNumber: bool): bool {
  if (!isNumber && !hasColumns && isAtBeginning(p, textStart)) return true;
  const end = position;
  openBefore(p, p - textStart > LOOKBACK ? p - LOOKBACK : textStart);
  findOwner(p, textStart, end);
  if (hasOwner && !(says & LINE_KEY)) {
    return (isOwn || (isNumber && (says & EPOCH) != 0)) && !isBehindOthers(ownerStart);
  }
  if (!isNumber && !hasOwner && isAlone(end)) return false;
  if (isNumber || isBehindOtherWord() || isBehindOthers(hasOwner ? ownerStart : MIDDLE)) return false;
  return !isBehindPreposition();
}

/** Whether only opening brackets and quotes stand before it: the place of nearly all times. */
function isAtBeginning(p: usize, textStart: usize): bool {
  for (let q = textStart; q < p; q++) {
    const b = <i32>load<u8>(q);
    if (b != 0x5b && b != 0x28 && b != 0x7b && b != 0x3c && !isQuote(b)) return false;
  }
  return true;
}

/** Finds the column, the key or the element whose value the time is. */
function findOwner(p: usize, textStart: usize, end: usize): void {
  hasOwner = true;
  if (hasColumns) {
    const column = columnTime(textStart, p, end);
    if (column >= 0) {
      says = <u32>column;
      isOwn = (says & TIME) != 0;
      ownerStart = beginningOfText();
      return;
    }
  }
  if (findKey(MIDDLE) && isKeyOwner()) return;
  if (findElement(MIDDLE, true)) {
    says = judgeTime(nameFrom, nameTo);
    ownerStart = nameStart;
    isOwn = (says & (isOnly(nameStart, false) ? BODY_TIME : TIME)) != 0;
    return;
  }
  hasOwner = false;
  says = 0;
}

/** Judges the key that was found; false where it is not a key of times. */
function isKeyOwner(): bool {
  const keyStart = nameStart;
  const isQuoted = isQuote(at(keyStart - 1));
  ownerStart = keyStart;
  says = judgeTime(nameFrom, nameTo);
  if (isColon) {
    // Without quotes, `word:` is a key only at the beginning of an indented line.
    if (!isQuoted && (at(keyStart - 1) != 0x20 || !isOnly(keyStart, false))) return false;
    isOwn = (says & (isOnly(keyStart, true) ? BODY_TIME : TIME)) != 0;
    return true;
  }
  if (isQuoted && isOnly(keyStart, true)) {
    isOwn = (says & BODY_TIME) != 0;
    return true;
  }
  isOwn = (says & TIME) != 0;
  if (at(beginningOfText()) != 0x20 || !findOpenTag(keyStart)) return true;
  if (at(tagStart - 1) != 0x20 || !isOnly(tagStart, false)) return true;
  // An attribute of an element that begins an indented line, as in the XML of Windows' events.
  const element = judgeTime(nameFrom, nameTo);
  ownerStart = tagStart;
  isOwn = (says & BODY_TIME) != 0 || ((says & TIME) != 0 && (element & BODY_TIME) != 0);
  return true;
}

/** Whether the line is indented and has nothing behind `end` but what closes a value of a list. */
function isAlone(end: usize): bool {
  const beginning = beginningOfText();
  if (beginning >= MIDDLE || at(beginning) != 0x20) return false;
  for (let p = end; p < end + 16; p++) {
    const b = <i32>load<u8>(p);
    if (b == LF || (b == 0x0d && <i32>load<u8>(p, 1) == LF)) return true;
    const closes =
      isQuote(b) || b == 0x5d || b == 0x29 || b == 0x7d || b == 0x3e || b == 0x2c || b == 0x3b || b == 0x20 || b == 0x09;
    if (!closes) return false;
  }
  return false;
}

/** Whether only blanks, or with `quotes` quotes behind them, stand before `end`. */
function isOnly(end: usize, quotes: bool): bool {
  let q = end;
  if (quotes) while (isQuote(at(q - 1))) q--;
  while (at(q - 1) == 0x20) q--;
  return at(q - 1) == LF;
}

/** Whether the line is indented and has more than opening brackets and quotes before `end`. */
function isBehindOthers(end: usize): bool {
  const beginning = beginningOfText();
  if (beginning >= MIDDLE || at(beginning) != 0x20) return false;
  for (let q = beginning; q < end; q++) {
    const b = at(q);
    if (b != 0x20 && !isQuote(b) && b != 0x28 && b != 0x5b && b != 0x7b && b != 0x3c) return true;
  }
  return false;
}

@inline
function isInWord(b: i32): bool {
  return (kind(b) & WORD) != 0 || b == 0x2d;
}

/** Whether `word:` stands before it, and this word or the one before says that it is another time. */
function isBehindOtherWord(): bool {
  let q = skipWrapping(MIDDLE, false);
  if (at(q - 1) != 0x3a) return false;
  const to = q - 1;
  q = to;
  while (isInWord(at(q - 1))) q--;
  if (q == to || !(kind(at(q)) & LETTER)) return false;
  const before = at(q - 1);
  if (before == 0x2e || before == 0x2f || before == 0x5c || before == 0x3a) return false;
  if (hasOtherTime(q, to)) return true;
  const end = q;
  while (at(q - 1) == 0x20) q--;
  if (q == end) return false;
  const previousTo = q;
  while (isInWord(at(q - 1))) q--;
  if (q == previousTo || !(kind(at(q)) & LETTER)) return false;
  const previous = at(q - 1);
  return previous != 0x2e && previous != 0x2f && previous != 0x5c && hasOtherTime(q, previousTo);
}

/** Whether a word such as `until` stands right before it, with blanks between. */
function isBehindPreposition(): bool {
  let q = MIDDLE;
  while (at(q - 1) == 0x20) q--;
  if (q == MIDDLE) return false;
  const to = q;
  while (kind(at(q - 1)) & LETTER) q--;
  return q < to && !(kind(at(q - 1)) & IDENTIFIER) && (wholeFlags(q, to) & BEFORE_OTHER_TIME) != 0;
}
