/**
 * Section 3 of the specification: whether a candidate is a code. What stands before it is decided once and
 * remembered, because the bytes before a code repeat from line to line; what stands behind it is looked at where it can
 * say something.
 */
import { columnKind, hasColumns } from './columns';
import {
  BEHIND, BLOCK, DIGIT, ESCAPE_FIRST, KNOWN, LETTER, LF, LOOKBACK, MARKS, MASKS, VERDICTS, WORD,
} from './layout';
import { kind } from './marks';
import { startOf } from './line-starts';
import { textStartOf } from './line-text';
import { isLevelWord, lookedBehind, nameOfCandidate } from './names';
import { isCalled, isCalledBefore, isCalledBehind } from './own-names';
import { MIDDLE, after, at, isWithinEscape, looked, openAfter, openBefore } from './text';
import { unitAfter } from './units';
import { isAnotherNumber, isBeforeTag } from './unnamed';
import { PREFIX, SAYS_STRONG, SAYS_WEAK } from './word-flags';
import { wholeFlags } from './word-table';

/** What the bytes before a candidate say. Up to WEAK as names do (`words`). */
const NOTHING: i32 = 0;
const STRONG: i32 = 1;
const WEAK: i32 = 2;
const REFUSE: i32 = 3;
/** A word such as `PTK` right before it, with `-`, `_`, or nothing between. */
const PREFIXED: i32 = 4;
/** `_` touches it: only its own name may have it. */
const UNDERSCORE: i32 = 5;
/** Part of something larger, by what stands before it. */
const LARGER: i32 = 6;
/** `:dd,` stands before it: a fraction, unless it is a column. */
const FRACTION: i32 = 7;
/** Strong as a word before it that is a level. */
const LEVEL_STRONG: i32 = 8;
/** No candidate at all. */
const NONE: i32 = 9;

const VERDICT_COUNT: i32 = 8;
const VERDICT_SIZE: usize = 80;
/** A verdict is remembered when it looked at no more than this many bytes. */
const REMEMBERED: usize = 32;

let nextVerdict: i32 = 0;
let lastVerdict: usize = VERDICTS;
let labelledOnly: bool = false;

/** What the byte behind a candidate says: no code, nothing, or that what follows must be looked at. */
const BEHIND_REJECTS: i32 = 0;
const BEHIND_SILENT: i32 = 1;
const BEHIND_ASKS: i32 = 2;

/** Fills BEHIND; the classes come first. */
export function configureCodes(onlyLabelled: bool): void {
  labelledOnly = onlyLabelled;
  setBehind(false);
}

/** Under a header, where columns have their say, no byte behind a candidate is silent. */
export function setBehind(hasHeader: bool): void {
  for (let b = 0; b < 256; b++) {
    const says = behindOf(b);
    store<u8>(BEHIND + b, <u8>(hasHeader && says == BEHIND_SILENT ? BEHIND_ASKS : says));
  }
}

function behindOf(b: i32): i32 {
  if (kind(b) & (LETTER | DIGIT)) return BEHIND_REJECTS;
  if (b == 0x20) return BEHIND_SILENT;
  // @ % . : - / + # _ and what an escape may begin with.
  const asks =
    b == 0x40 || b == 0x25 || b == 0x2e || b == 0x3a || b == 0x2d || b == 0x2f || b == 0x2b || b == 0x23 || b == 0x5f ||
    b == 0xce ||
    (<i32>load<u8>(MARKS + b) & ESCAPE_FIRST) != 0;
  return asks ? BEHIND_ASKS : BEHIND_SILENT;
}

/** Whether the six digits at `p`, the code with this index (number - 106000), are a code; `p` only goes on in a block. */
@inline
export function isCode(p: usize, index: i32): bool {
  const behind = <i32>load<u8>(BEHIND + load<u8>(p, 6));
  if (behind == BEHIND_REJECTS) return false;
  const near = v128.load(p - 16);
  const far = v128.load(p - 32);
  const verdict = matches(lastVerdict, near, far) ? load<i32>(lastVerdict, 64) : beforeUnlikeLast(p, near, far);
  if (behind == BEHIND_SILENT && (verdict == STRONG || (verdict == WEAK && !mayHaveUnit(p)))) return true;
  if (verdict == NONE) return false;
  // Only what the catalogue knows has a name, or may do without: most numbers that are no codes end here.
  if (load<u8>(KNOWN + index) == 0 && !((NAMED_VERDICTS >> verdict) & 1) && !hasColumns) return false;
  return decide(p, index, verdict);
}

/** The verdicts by which an unknown code may be one, as bits. */
const NAMED_VERDICTS: i32 = (1 << STRONG) | (1 << WEAK) | (1 << PREFIXED) | (1 << FRACTION) | (1 << LEVEL_STRONG);

/** Whether what stands behind the candidate at `p` may be a unit: a letter, `%` or a byte of several behind one blank. */
@inline
function mayHaveUnit(p: usize): bool {
  if (<i32>load<u8>(p, 6) != 0x20) return false;
  const b = <i32>load<u8>(p, 7);
  return (kind(b) & LETTER) != 0 || b == 0x25 || b >= 0x80 || (<i32>load<u8>(MARKS + b) & ESCAPE_FIRST) != 0;
}

/** Decides where more than a strong name before the candidate is to be looked at. */
function decide(p: usize, index: i32, verdict: i32): bool {
  openAfter(p);
  const behind = after(0);
  if (kind(behind) & (LETTER | DIGIT)) return false;
  openAgain(p);
  if (isWithinEscape) return false;
  if (behind == 0x5f && !isCalledBehind(index)) return false;
  if (verdict == PREFIXED) {
    if (behind != 0x2e || !(kind(after(1)) & LETTER)) return true;
    const touching = at(MIDDLE - 1);
    if (kind(touching) & (LETTER | DIGIT)) return false;
    return touching == 0x5f ? isCalledBefore(index) : isCalled(index);
  }
  if (verdict == UNDERSCORE) return isCalledBefore(index);
  const isLarger =
    verdict == LARGER || isLargerBehind() || (verdict == FRACTION && behind != 0x2c && behind != 0x3b && behind != LF);
  if (isLarger) return isCalled(index);
  if (hasColumns && startOf(p) >= BLOCK) {
    const says = columnKind(textStartOf(startOf(p)), p);
    if (says >= 0) return says == SAYS_STRONG || says == SAYS_WEAK || isCalled(index);
  }
  const says = verdict == FRACTION ? nameOfCandidate() : verdict;
  if (says == STRONG) return true;
  if (says == LEVEL_STRONG) return !isBeforeTag() || isCalled(index);
  if (says == WEAK && !unitAfter()) return true;
  if (says == NOTHING && !labelledOnly && load<u8>(KNOWN + index) != 0 && !isAnotherNumber(p)) return true;
  openAgain(p);
  return isCalled(index);
}

/** Opens the text before the candidate, which a remembered verdict has not looked at. */
function openAgain(p: usize): void {
  const lineStart = startOf(p);
  openBefore(p, p - lineStart > LOOKBACK ? p - LOOKBACK : lineStart);
}

/** Rule 3, by what stands behind the candidate. */
function isLargerBehind(): bool {
  const b = after(0);
  if (b == 0x40 || b == 0x25) return true;
  const continues = b == 0x2e || b == 0x3a || b == 0x2d || b == 0x2f || b == 0x2b || b == 0x23;
  return continues && (kind(after(1)) & DIGIT) != 0;
}

/** What stands before the candidate at `p`, where it is not as before the last one: from memory if it was decided once. */
function beforeUnlikeLast(p: usize, near: v128, far: v128): i32 {
  if (isTouched(p)) return NONE;
  for (let i = 0; i < VERDICT_COUNT; i++) {
    const entry = VERDICTS + <usize>i * VERDICT_SIZE;
    if (matches(entry, near, far)) {
      lastVerdict = entry;
      return load<i32>(entry, 64);
    }
  }
  const lineStart = startOf(p);
  openAgain(p);
  if (isWithinEscape) return NONE;
  const verdict = decideBefore(p);
  const looks = looked();
  if (verdict != FRACTION && !lookedBehind && looks <= REMEMBERED && p - looks + 1 >= lineStart) {
    const entry = VERDICTS + <usize>nextVerdict * VERDICT_SIZE;
    const nearMask = v128.load(MASKS + (looks < 16 ? looks + 16 : 32));
    const farMask = v128.load(MASKS + (looks > 16 ? looks : 16));
    v128.store(entry, v128.and(near, nearMask));
    v128.store(entry, v128.and(far, farMask), 16);
    v128.store(entry, nearMask, 32);
    v128.store(entry, farMask, 48);
    store<i32>(entry, verdict, 64);
    lastVerdict = entry;
    nextVerdict = (nextVerdict + 1) & (VERDICT_COUNT - 1);
  }
  return verdict;
}

/**
 * Whether a letter or a digit touches the candidate for sure: none that ends an escape, or a word such as `PTK`. Most
 * candidates that are none are the end of a longer number.
 */
function isTouched(p: usize): bool {
  const b = <i32>load<u8>(p - 1);
  const kindOf = kind(b);
  if (!(kindOf & (LETTER | DIGIT))) return false;
  // `%2C107000` and `\u002c107000`
  if (<i32>load<u8>(p - 3) == 0x25 || (<i32>load<u8>(p - 5) | 0x20) == 0x75) return false;
  if (kindOf & DIGIT) return true;
  // A terminal sequence or a line break as an escape ends with a letter behind none.
  if (!(kind(<i32>load<u8>(p - 2)) & LETTER)) return false;
  const lower = b | 0x20;
  return lower != 0x6b && lower != 0x65 && lower != 0x72 && lower != 0x73; // ptk, code, error, err, status
}

@inline
function matches(entry: usize, near: v128, far: v128): bool {
  const a = v128.xor(v128.and(near, v128.load(entry, 32)), v128.load(entry));
  const b = v128.xor(v128.and(far, v128.load(entry, 48)), v128.load(entry, 16));
  return !v128.any_true(v128.or(a, b));
}

/** Forgets every verdict: for new rules. */
export function clearVerdicts(): void {
  // An empty entry matches nothing: what is left of any bytes under its mask is 0, and it has others.
  memory.fill(VERDICTS, 0, VERDICT_SIZE * VERDICT_COUNT);
  for (let i = 0; i < VERDICT_COUNT; i++) memory.fill(VERDICTS + <usize>i * VERDICT_SIZE, 0xff, 32);
  // Byte n of MASKS + k is 0xff from 32 - k on: see `beforeUnlikeLast`.
  memory.fill(MASKS, 0, 32);
  memory.fill(MASKS + 32, 0xff, 32);
  memory.fill(MASKS + 64, 0, 32);
  lastVerdict = VERDICTS;
  nextVerdict = 0;
}

function decideBefore(p: usize): i32 {
  const b = at(MIDDLE - 1);
  if (isPrefixed(b)) return PREFIXED;
  // Rule 1: edges.
  if (kind(b) & WORD) return b == 0x5f ? UNDERSCORE : NONE;
  // Rule 3: part of something larger.
  if (b == 0x2e || b == 0x2d || b == 0x2f || b == 0x5c || b == 0x2b || b == 0x40 || b == 0x24 || b == 0x7e) {
    return LARGER; // . - / \ + @ $ ~
  }
  if (b == 0x2a) {
    const previous = at(MIDDLE - 2);
    if (previous == 0x20 || previous == LF) return LARGER; // *107000
  } else if (b == 0x23) {
    const previous = at(MIDDLE - 2);
    if (previous == 0x23 || kind(previous) & DIGIT) return LARGER; // 12#107000
  } else if (b == 0x3a) {
    if (kind(at(MIDDLE - 2)) & DIGIT) return LARGER; // 12:107000
  } else if (b == 0x2c) {
    if (kind(at(MIDDLE - 2)) & kind(at(MIDDLE - 3)) & DIGIT && at(MIDDLE - 4) == 0x3a) return FRACTION; // 09:15:00,107000
  }
  const says = nameOfCandidate();
  return says == STRONG && isLevelWord ? LEVEL_STRONG : says;
}

/** A word such as `PTK` at an edge, or behind `PTK_`, with nothing, `-` or `_` behind it. */
function isPrefixed(b: i32): bool {
  let q = MIDDLE;
  if (b == 0x2d || b == 0x5f) q--;
  const to = q;
  while (to - q < 7 && kind(at(q - 1)) & LETTER) q--;
  if (q == to || !(wholeFlags(q, to) & PREFIX)) return false;
  const before = at(q - 1);
  if (!(kind(before) & WORD)) return true;
  return (
    before == 0x5f && (at(q - 2) | 0x20) == 0x6b && (at(q - 3) | 0x20) == 0x74 && (at(q - 4) | 0x20) == 0x70 &&
    !(kind(at(q - 5)) & WORD)
  );
}
