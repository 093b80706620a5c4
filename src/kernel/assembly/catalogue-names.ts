/**
 * Rule 2: a code right before or right behind its own name in the catalogue. CODE_TEXTS has four addresses for each
 * code: for the text before it, of its name and of its description's end; for the text behind it, of its name and of
 * its description's beginning. At each address: length u8, flags u8, and the text in lower case without blanks, `_` and
 * `-`.
 */
import { kind } from './classes';
import { BETWEEN, DIGIT, IDENTIFIER, LETTER, LF, MARKS, CODE_TEXTS } from './layout';
import { AFTER, MIDDLE, after, at } from './text';
import { lower, takePool } from './word-table';

/**
 * Flags of a text: it counts only as a whole identifier; it is a name, which may stand at either end of a longer
 * identifier.
 */
const ALONE: i32 = 1;
const NAME: i32 = 2;
/** At most this many characters other than blanks may stand between. */
const MOST_BETWEEN: i32 = 8;
/** Stands in CODE_TEXTS where the code has no such text; 0: not asked for yet. */
const NOT_CALLED: u32 = 1;

/** Asks the wrapper what the code with this index is called: it answers through `table`, which calls `setCodeText`. */
@external('env', 'callCode')
declare function callCode(index: i32): void;

/** The four addresses of the code with this index; its texts are asked for when they are first needed. */
function textsAt(index: i32): usize {
  const texts = CODE_TEXTS + (<usize>index << 4);
  if (load<u32>(texts) != 0) return texts;
  callCode(index);
  for (let i: usize = 0; i < 16; i += 4) if (load<u32>(texts + i) == 0) store<u32>(texts + i, NOT_CALLED);
  return texts;
}

export function clearCodeTexts(): void {
  memory.fill(CODE_TEXTS, 0, 16 * 4000);
}

/** Sets the text of `length` bytes at `from`: `which` of the four of the code with this index. */
export function setCodeText(index: i32, which: i32, from: usize, length: i32, flags: i32): void {
  const bytes = takePool(length + 2);
  store<u8>(bytes, <u8>length);
  store<u8>(bytes, <u8>flags, 1);
  memory.copy(bytes + 2, from, length);
  store<u32>(CODE_TEXTS + (<usize>index << 4) + (<usize>which << 2), <u32>bytes);
}

/** Whether the name of the code with this index stands beside it. The text before and behind it must be open. */
export function isCalled(index: i32): bool {
  return isCalledBefore(index) || isCalledBehind(index);
}

/** Bytes that names ignore: blanks, `_` and `-`. */
@inline
function isIgnored(b: i32): bool {
  return b == 0x20 || b == 0x5f || b == 0x2d;
}

@inline
function isNamePart(b: i32): bool {
  return (kind(b) & IDENTIFIER) != 0 || b >= 0x80;
}

@inline
function isAlphanumeric(b: i32): bool {
  return (kind(b) & (LETTER | DIGIT)) != 0;
}

export function isCalledBefore(index: i32): bool {
  const texts = textsAt(index);
  if (load<u32>(texts) == NOT_CALLED && load<u32>(texts, 4) == NOT_CALLED) return false;
  let end = MIDDLE;
  let between = 0;
  while (true) {
    const b = at(end - 1);
    if (b != 0x20) {
      if (!(<i32>load<u8>(MARKS + b) & BETWEEN)) break;
      between++;
      if (between > MOST_BETWEEN) return false;
    }
    end--;
  }
  return endsWith(end, <usize>load<u32>(texts)) || endsWith(end, <usize>load<u32>(texts, 4));
}

/** Whether the text up to `end` ends with the text at `expected`. */
function endsWith(end: usize, expected: usize): bool {
  if (expected == NOT_CALLED) return false;
  const length = <i32>load<u8>(expected);
  const flags = <i32>load<u8>(expected, 1);
  let left = length;
  let q = end;
  while (left > 0) {
    const b = at(q - 1);
    if (b == LF) break;
    if (!isIgnored(b)) {
      if (lower(b) != <i32>load<u8>(expected + 1 + left)) break;
      left--;
    }
    q--;
  }
  if (left == 0) return !(flags & ALONE) || !isAlphanumeric(at(q - 1));
  if ((flags & (NAME | ALONE)) != NAME) return false;
  // At the beginning of the identifier that ends there.
  let start = end;
  while (isNamePart(at(start - 1))) start--;
  let matched = 0;
  for (let p = start; p < end && matched < length; p++) {
    const b = at(p);
    if (isIgnored(b)) continue;
    if (lower(b) != <i32>load<u8>(expected + 2 + matched)) return false;
    matched++;
  }
  return matched == length;
}

export function isCalledBehind(index: i32): bool {
  const texts = textsAt(index);
  if (load<u32>(texts, 8) == NOT_CALLED && load<u32>(texts, 12) == NOT_CALLED) return false;
  let n: usize = 0;
  let between = 0;
  while (true) {
    const b = after(n);
    if (b != 0x20) {
      if (!(<i32>load<u8>(MARKS + b) & BETWEEN)) break;
      between++;
      if (between > MOST_BETWEEN) return false;
    }
    n++;
  }
  return startsWith(AFTER + n, <usize>load<u32>(texts, 8)) || startsWith(AFTER + n, <usize>load<u32>(texts, 12));
}

/** Whether the text behind the candidate from `start` on starts with the text at `expected`. */
function startsWith(start: usize, expected: usize): bool {
  if (expected == NOT_CALLED) return false;
  const length = <i32>load<u8>(expected);
  const flags = <i32>load<u8>(expected, 1);
  let matched = 0;
  let q = start;
  while (matched < length) {
    const b = <i32>load<u8>(q);
    if (b == LF) break;
    if (!isIgnored(b)) {
      if (lower(b) != <i32>load<u8>(expected + 2 + matched)) break;
      matched++;
    }
    q++;
  }
  if (matched == length) return !(flags & ALONE) || !isAlphanumeric(<i32>load<u8>(q));
  if ((flags & (NAME | ALONE)) != NAME) return false;
  // At the end of the identifier that begins there.
  let end = start;
  while (isNamePart(<i32>load<u8>(end))) end++;
  let left = length;
  for (let p = end; p > start && left > 0; p--) {
    const b = <i32>load<u8>(p - 1);
    if (isIgnored(b)) continue;
    if (lower(b) != <i32>load<u8>(expected + 1 + left)) return false;
    left--;
  }
  return left == 0;
}
