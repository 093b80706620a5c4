/**
 * Rule 5: a number without a name is a code if the catalogue has it, unless it stands where logs keep other numbers:
 * quantities, sequence numbers, process ids, columns of numbers. The text before and behind the candidate is open.
 */
import { kind } from './classes';
import { BRACKET, DIGIT, LETTER, LF, LOOKBACK, MARKS, STAMP_REACH, WORD } from './layout';
import { isBeforeLevel, isBeforeWordsAndLevel } from './levels';
import { startOf } from './line-starts';
import { textStartOf } from './line-text';
import { isJsonLine, lineHasStamp } from './lines';
import { isNumber, numberStart } from './number-lists';
import { stampFrom, stampIds, stampTo } from './stamps';
import { ABSENT, AFTER, MIDDLE, after, at, openBefore, readToken, tokenEnd } from './text';
import { unitAfter } from './units';

@inline
function isBracket(b: i32): bool {
  return (<i32>load<u8>(MARKS + b) & BRACKET) != 0;
}

/** What a number's token ends at: blanks, commas, brackets, or the text's end. */
@inline
function isNumberEnd(b: i32): bool {
  return b == 0x20 || b == 0x2c || b == LF || isBracket(b);
}

/** Whether the candidate at `p` is likely to be another number. */
export function isAnotherNumber(p: usize): bool {
  const lineStart = startOf(p);
  // This may read the line's time, which opens another text.
  const hasStamp = lineHasStamp(lineStart, p);
  openBefore(p, p - lineStart > LOOKBACK ? p - LOOKBACK : lineStart);
  return (
    unitAfter() || isPartOf() || (hasStamp && isAtStamp(p, lineStart)) || isProcessId(p, lineStart, hasStamp) ||
    isBesideNumber(p, hasStamp)
  );
}

/** `107000 of 200000`, `1 of 107000` */
function isPartOf(): bool {
  let n: usize = 0;
  while (after(n) == 0x20) n++;
  if (n > 0 && isOf(after(n), after(n + 1)) && after(n + 2) == 0x20) {
    n += 3;
    while (after(n) == 0x20) n++;
    if (numberBehind(n) > 0) return true;
  }
  let q = MIDDLE;
  while (at(q - 1) == 0x20) q--;
  if (q == MIDDLE || !isOf(at(q - 2), at(q - 1)) || at(q - 3) != 0x20) return false;
  q -= 3;
  while (at(q - 1) == 0x20) q--;
  return numberBefore(q) != q;
}

@inline
function isOf(a: i32, b: i32): bool {
  return (a | 0x20) == 0x6f && (b | 0x20) == 0x66;
}

/** The length of the number that stands `n` bytes behind the candidate; 0 where none does. */
function numberBehind(n: usize): usize {
  let to = n;
  while (!isNumberEnd(after(to))) to++;
  // `at`, by which `isNumber` reads, may be used behind the candidate too: there it reads each address as it stands.
  return isNumber(AFTER + n, AFTER + to) ? to - n : 0;
}

/** Where the number begins whose token ends at `to`; `to` where there is none. */
function numberBefore(to: usize): usize {
  const start = numberStart(to);
  return start != to && isNumberEnd(at(start - 1)) ? start : to;
}

/** Whether it is part of the line's timestamp, or right before it on a line of text. */
function isAtStamp(p: usize, lineStart: usize): bool {
  if (p >= stampFrom) return p < stampTo;
  const from = p + 6;
  if (stampFrom - from > 64 || isJsonLine(lineStart)) return false;
  let letters = 0;
  for (let q = from; q < stampFrom; q = tokenEnd) {
    const b = readToken(q, stampFrom);
    if (b == ABSENT) continue;
    if (b >= 0x80 || kind(b) & DIGIT) return false;
    if (kind(b) & LETTER) letters++;
  }
  return letters <= 2;
}

function isProcessId(p: usize, lineStart: usize, hasStamp: bool): bool {
  const closes = after(0) == 0x5d;
  if (closes) {
    if (at(MIDDLE - 1) == 0x5b) {
      const name = at(MIDDLE - 2);
      const behind = after(1);
      const isName = (kind(name) & WORD) != 0 || name == 0x2e || name == 0x2d || name == 0x29 || name >= 0x80;
      if (isName && (behind == 0x3a || behind == 0x2e || behind == 0x29 || behind == 0x3e || behind == 0x20 || behind == 0x5b || behind == LF)) {
        return true;
      }
    }
    const start = textStartOf(lineStart);
    if (p == start + 1 && <i32>load<u8>(start) == 0x5b) return true;
  }
  if (isBeforeTag()) return true;
  if ((after(0) == 0x20 || after(0) == LF) && isFifthField(p, textStartOf(lineStart))) return true;
  if (!hasStamp || stampTo > p || p - stampTo > LOOKBACK) return false;
  if (closes && isRightBehind(p)) return true;
  if (isBeforeLevel() || (isBeforeWordsAndLevel() && isFirstBehind(p))) return true;
  return stampIds && isSecondNumber(p);
}

/** ` ---`, ` [Note]` and the like. */
export function isBeforeTag(): bool {
  let n: usize = 0;
  while (after(n) == 0x20) n++;
  if (n == 0) return false;
  if (after(n) == 0x2d) return after(n + 1) == 0x2d && after(n + 2) == 0x2d;
  if (after(n) != 0x5b) return false;
  const word = AFTER + n + 1;
  const four = load<u32>(word);
  if (four == 0x65746f4e) return after(n + 5) == 0x5d; // Note
  if (four == 0x6e726157) return load<u32>(word, 4) == 0x5d676e69; // Warning]
  if (four == 0x4f525245) return after(n + 5) == 0x52 && after(n + 6) == 0x5d; // ERROR
  return four == 0x74737953 && after(n + 5) == 0x65 && after(n + 6) == 0x6d && after(n + 7) == 0x5d; // System
}

/** `<34>1 2026-… host app 107000` */
function isFifthField(p: usize, start: usize): bool {
  if (p - start >= STAMP_REACH || <i32>load<u8>(start) != 0x3c) return false;
  let q = start + 1;
  while (kind(<i32>load<u8>(q)) & DIGIT) q++;
  if (q == start + 1 || q > start + 4 || <i32>load<u8>(q) != 0x3e || load<u16>(q, 1) != 0x2031) return false;
  q += 3;
  for (let field = 0; field < 3; field++) {
    const from = q;
    while (q < p && <i32>load<u8>(q) != 0x20) q++;
    if (q == from || q >= p) return false;
    q++;
  }
  return q == p;
}

/** `[107000]` or `#107000]` right behind the timestamp, blanks and closing brackets between. */
function isRightBehind(p: usize): bool {
  let last = 0;
  for (let q = stampTo; q < p; q = tokenEnd) {
    const b = readToken(q, p);
    if (b == ABSENT) continue;
    if (last == 0x5b || last == 0x23) return false;
    if (b != 0x20 && b != 0x5d && b != 0x29 && b != 0x7d && b != 0x3e && b != 0x5b && b != 0x23) return false;
    last = b;
  }
  return last == 0x5b || last == 0x23;
}

/** Only blanks and closing brackets, and an opening one at last, stand between the timestamp and the candidate. */
function isFirstBehind(p: usize): bool {
  let isOver = false;
  for (let q = stampTo; q < p; q = tokenEnd) {
    const b = readToken(q, p);
    if (b == ABSENT) continue;
    if (isOver || (b != 0x20 && b != 0x5d && b != 0x29 && b != 0x7d && b != 0x3e && b != 0x5b)) return false;
    isOver = b == 0x5b;
  }
  return true;
}

/** Only blanks, or one number between blanks, stand between the timestamp and the candidate. */
function isSecondNumber(p: usize): bool {
  let numbers = 0;
  let isIn = false;
  let isFirst = true;
  for (let q = stampTo; q < p; q = tokenEnd) {
    const b = readToken(q, p);
    if (b == ABSENT) continue;
    if (b == 0x20) isIn = false;
    else if (kind(b) & DIGIT && !isFirst) {
      if (!isIn) numbers++;
      isIn = true;
    } else return false;
    isFirst = false;
  }
  return !isFirst && !isIn && numbers < 2;
}

/** Another number beside it: blanks between, or commas in a list in brackets. */
function isBesideNumber(p: usize, hasStamp: bool): bool {
  let q = MIDDLE;
  while (at(q - 1) == 0x20) q--;
  if (q != MIDDLE) {
    let start = numberBefore(q);
    if (start == q) start = behindSlash(q);
    if (start != q && !(hasStamp && isInStamp(p, start))) return true;
  }
  let n: usize = 0;
  while (after(n) == 0x20) n++;
  if (n > 0 && numberBehind(n) > 0 && !(hasStamp && stampFrom > p && isStampBehind(p, n))) return true;
  return isInList();
}

/** Digits alone behind a letter and `/`, up to `to`. */
function behindSlash(to: usize): usize {
  let q = to;
  while (kind(at(q - 1)) & DIGIT) q--;
  return q < to && at(q - 1) == 0x2f && kind(at(q - 2)) & LETTER ? q : to;
}

/** Whether the text's byte at `start`, before the candidate, is one of the timestamp. */
function isInStamp(p: usize, start: usize): bool {
  if (stampTo > p) return false;
  // How many bytes of the text stand behind the timestamp.
  let n: usize = 0;
  if (p - stampTo > LOOKBACK) return false;
  for (let q = stampTo; q < p; q = tokenEnd) if (readToken(q, p) != ABSENT) n++;
  if (MIDDLE - start <= n) return false;
  let length: usize = 0;
  for (let q = stampFrom; q < stampTo; q = tokenEnd) if (readToken(q, stampTo) != ABSENT) length++;
  return MIDDLE - start <= n + length;
}

/** Whether the timestamp begins `n` bytes of the text behind the candidate, or before that. */
function isStampBehind(p: usize, n: usize): bool {
  let passed: usize = 0;
  for (let q = p + 6; q < stampFrom; q = tokenEnd) {
    if (passed > n) return false;
    if (readToken(q, stampFrom) != ABSENT) passed++;
  }
  return passed <= n;
}

/** Whether it is in a list of numbers in brackets, with at least one other. */
function isInList(): bool {
  let q = MIDDLE;
  let others = 0;
  while (true) {
    while (at(q - 1) == 0x20) q--;
    const b = at(q - 1);
    if (b == 0x28 || b == 0x5b || b == 0x7b) break;
    if (b != 0x2c) return false;
    q--;
    while (at(q - 1) == 0x20) q--;
    const start = numberStart(q);
    if (start == q) return false;
    q = start;
    others++;
  }
  if (others > 0) return true;
  let n: usize = 0;
  while (after(n) == 0x20) n++;
  if (after(n) != 0x2c) return false;
  n++;
  while (after(n) == 0x20) n++;
  return numberBehind(n) > 0;
}
