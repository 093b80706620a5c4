/**
 * Whether a candidate is a code (specification, section 3). The verdict on the bytes before it is cached, because
 * these repeat from line to line. The bytes behind it are read only where they can change the verdict.
 */
import { kind } from './classes';
import { columnKind, hasColumns } from './columns';
import {
  BEHIND, BLOCK, DIGIT, ESCAPE_FIRST, KNOWN, LETTER, LF, LOOKBACK, MARKS, MASKS, VERDICTS, WORD,
} from './layout';
import { MIDDLE, after, at, isWithinEscape, decidingLength, openAfter, openBefore } from './text';
import { startOf } from './line-starts';
import { textStartOf } from './line-text';
import { isLevelWord, lookedBehind, nameOfCandidate } from './names';
import { isCalled, isCalledBefore, isCalledBehind } from './catalogue-names';
import { unitAfter } from './units';
import { isAnotherNumber, isBeforeTag } from './unnamed';
import { PREFIX, SAYS_STRONG, SAYS_WEAK } from './word-flags';
import { wholeFlags } from './word-table';

/** The verdict on the bytes before a candidate. The first four have the numbers of SAYS_… in `word-flags`. */
const NOTHING: i32 = 0;
const STRONG: i32 = 1;
const WEAK: i32 = 2;
const REFUSE: i32 = 3;
/** A word such as `PTK` right before it, with `-`, `_`, or nothing between. */
const PREFIXED: i32 = 4;
/** `_` touches it: a code only if it stands behind its own name. */
const UNDERSCORE: i32 = 5;
/** Part of something larger, judged by the bytes before it. */
const LARGER: i32 = 6;
/** `:dd,` stands before it: a fraction, unless it is a column. */
const FRACTION: i32 = 7;
/** As STRONG, but the word is a level (`ERROR 107000`), and a process id may stand there. */
const LEVEL_STRONG: i32 = 8;
/** No candidate at all. */
const NONE: i32 = 9;

const VERDICT_COUNT: i32 = 8;
const VERDICT_SIZE: usize = 80;
/** A verdict is cached only if at most this many bytes decided it. */
const LONGEST_CACHED: usize = 32;

let nextVerdict: i32 = 0;
let lastVerdict: usize = VERDICTS;
let labelledOnly: bool = false;

/**
 * What the byte right behind a candidate says: that it is no code; nothing; or that the bytes behind it must be read.
 */
const BEHIND_REJECTS: i32 = 0;
const BEHIND_SILENT: i32 = 1;
const BEHIND_ASKS: i32 = 2;

/** Fills the table BEHIND from CLASSES, which must be filled first. */
export function configureCodes(onlyLabelled: bool): void {
  labelledOnly = onlyLabelled;
  setBehind(false);
}

/** Under a header the column may decide, so no byte behind a candidate is BEHIND_SILENT. */
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

/**
 * Whether the six digits at `p`, the code with this index (number - 106000), are a code. Within a block, `p` only
 * grows.
 */
@inline
export function isCode(p: usize, index: i32): bool {
  const behind = <i32>load<u8>(BEHIND + load<u8>(p, 6));
  if (behind == BEHIND_REJECTS) return false;
  const near = v128.load(p - 16);
  const far = v128.load(p - 32);
  const verdict = matches(lastVerdict, near, far) ? load<i32>(lastVerdict, 64) : beforeUnlikeLast(p, near, far);
  if (behind == BEHIND_SILENT && (verdict == STRONG || (verdict == WEAK && !mayHaveUnit(p)))) return true;
  if (verdict == NONE) return false;
  // A number that the catalogue does not have needs a name: most numbers that are not codes are rejected here.
  if (load<u8>(KNOWN + index) == 0 && !((NAMED_VERDICTS >> verdict) & 1) && !hasColumns) return false;
  return decide(p, index, verdict);
}

/** The verdicts with which a code that the catalogue does not have may be accepted, as bits. */
const NAMED_VERDICTS: i32 = (1 << STRONG) | (1 << WEAK) | (1 << PREFIXED) | (1 << FRACTION) | (1 << LEVEL_STRONG);

/**
 * Whether a unit may stand behind the candidate at `p`: one blank, then a letter, `%`, an escape or a character of
 * several bytes.
 */
@inline
function mayHaveUnit(p: usize): bool {
  if (<i32>load<u8>(p, 6) != 0x20) return false;
  const b = <i32>load<u8>(p, 7);
  return (kind(b) & LETTER) != 0 || b == 0x25 || b >= 0x80 || (<i32>load<u8>(MARKS + b) & ESCAPE_FIRST) != 0;
}

/** Decides where the verdict on the bytes before the candidate is not enough. */
function decide(p: usize, index: i32, verdict: i32): bool {
  openAfter(p);
  const behind = after(0);
  if (kind(behind) & (LETTER | DIGIT)) return false;
  openTextBefore(p);
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
  openTextBefore(p);
  return isCalled(index);
}

/** Opens the text before the candidate. Cached verdicts are given without it, so it is opened only where it is read. */
function openTextBefore(p: usize): void {
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

/**
 * The verdict on the bytes before the candidate at `p`, which differ from the last one's: from the cache if it has
 * them.
 */
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
  openTextBefore(p);
  if (isWithinEscape) return NONE;
  const verdict = decideBefore(p);
  const length = decidingLength();
  if (verdict != FRACTION && !lookedBehind && length <= LONGEST_CACHED && p - length + 1 >= lineStart) {
    const entry = VERDICTS + <usize>nextVerdict * VERDICT_SIZE;
    const nearMask = v128.load(MASKS + (length < 16 ? length + 16 : 32));
    const farMask = v128.load(MASKS + (length > 16 ? length : 16));
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
 * Whether a letter or a digit surely touches the candidate: it ends neither an escape nor a word such as `PTK`. Most
 * candidates that are not codes are the end of a longer number, and are rejected here.
 */
function isTouched(p: usize): bool {
  const b = <i32>load<u8>(p - 1);
  const kindOf = kind(b);
  if (!(kindOf & (LETTER | DIGIT))) return false;
  // `%2C107000` and `\u002c107000`
  if (<i32>load<u8>(p - 3) == 0x25 || (<i32>load<u8>(p - 5) | 0x20) == 0x75) return false;
  if (kindOf & DIGIT) return true;
  // The letter that ends a terminal sequence or an escape such as `\n` has no letter before it.
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

/** Empties the cache of verdicts: the rules are new. */
export function clearVerdicts(): void {
  // An empty entry matches nothing: its masks are 0, so masked text is 0, but its bytes are 0xff.
  memory.fill(VERDICTS, 0, VERDICT_SIZE * VERDICT_COUNT);
  for (let i = 0; i < VERDICT_COUNT; i++) memory.fill(VERDICTS + <usize>i * VERDICT_SIZE, 0xff, 32);
  // Byte n of MASKS + k is 0xff from n = 32 - k on: see `beforeUnlikeLast`.
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

/** A word such as `PTK` at an edge, or behind `PTK_`, with nothing, `-` or `_` between it and the candidate. */
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
