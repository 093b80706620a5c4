/**
 * Rule 4: the name that a number, or a time, has on its line. Addresses are those of the text before it, which is open
 * (`text`); a name that was found is in [nameFrom, nameTo).
 */
import { isQuote, kind } from './classes';
import { findAttribute, findElement, findOpenTag } from './elements';
import { nameFrom, nameStart, nameTo, setName, setNameStart } from './found-name';
import { IDENTIFIER, LETTER, LF, WORD } from './layout';
import { listInBrackets, numbersInARow } from './number-lists';
import { isOpening, skipBlanks, skipQuoted, skipWrapping } from './move-back';
import { MIDDLE, after, at, openAfterCandidate } from './text';
import { LEVEL, LINKING, NAMING_KEY, SAYS_NOTHING, SAYS_STRONG, VALUE_KEY } from './word-flags';
import { wholeFlags } from './word-table';
import { isNumberWord, judge } from './words';

/** Whether `:` stands between a key and its value. */
export let isColon: bool = false;
/** Set where the text behind the candidate decided: then the verdict is not cached. */
export let lookedBehind: bool = false;

/** Set by `nameOfCandidate`: the name is a level in capitals, behind which process ids may stand. */
export let isLevelWord: bool = false;

function isCapital(from: usize, to: usize): bool {
  for (let p = from; p < to; p++) if (<u32>(at(p) - 0x41) >= 26) return false;
  return true;
}

/** What the name of the candidate says. */
export function nameOfCandidate(): i32 {
  lookedBehind = false;
  isLevelWord = false;
  let end = MIDDLE;
  while (true) {
    let start = listInBrackets(end);
    if (start == end) start = numbersInARow(end);
    if (start == end) break;
    end = start;
  }
  if (findKey(end)) return judgeNamed();
  if (end == MIDDLE && findPair()) return judgeNamed();
  if (findElement(end, false)) return judge(nameFrom, nameTo);
  if (findWord(end)) {
    isLevelWord = isCapital(nameFrom, nameTo) && (wholeFlags(nameFrom, nameTo) & LEVEL) != 0;
    return judgeNamed();
  }
  return SAYS_NOTHING;
}

/** A name that is only `number` or `no.` yields to a strong word right before it. */
function judgeNamed(): i32 {
  const verdict = judge(nameFrom, nameTo);
  if (!isNumberWord) return verdict;
  let q = nameStart;
  while (at(q - 1) == 0x20) q--;
  const to = q;
  if (to == nameStart) return verdict;
  while (kind(at(q - 1)) & LETTER) q--;
  return q < to && judge(q, to) == SAYS_STRONG ? SAYS_STRONG : verdict;
}

/**
 * Finds the identifier before `=`, `:` and the like, up to `end`; for a key such as `value`, the name of what it is the
 * value of.
 */
export function findKey(end: usize): bool {
  let q = skipWrapping(end, false);
  const separator = at(q - 1);
  isColon = separator == 0x3a;
  if (separator == 0x3e) {
    if (at(q - 2) != 0x3d && at(q - 2) != 0x2d) return false;
    q -= 2;
  } else if (separator == 0x3d) q -= at(q - 2) == 0x3a || at(q - 2) == 0x3d ? 2 : 1;
  else if (isColon) q -= 1;
  else return false;
  q = skipWrapping(q, true);
  const to = q;
  while (kind(at(q - 1)) & IDENTIFIER) q--;
  if (q == to) return false;
  setName(q, to);
  setNameStart(q);
  if (wholeFlags(q, nameTo) & VALUE_KEY) findNameOfValue(q);
  return true;
}

/** Finds the first of a pair in brackets whose second is the candidate: `(code, 107000)`. */
function findPair(): bool {
  let q = skipQuoted(MIDDLE);
  if (at(q - 1) != 0x2c) return false;
  q = skipQuoted(q - 1);
  const to = q;
  while (kind(at(q - 1)) & IDENTIFIER) q--;
  if (q == to || !(kind(at(q)) & LETTER)) return false;
  const from = q;
  if (!isOpening(at(skipQuoted(q) - 1))) return false;
  lookedBehind = true;
  openAfterCandidate();
  let n: usize = 0;
  while (after(n) == 0x20 || isQuote(after(n))) n++;
  const b = after(n);
  if (b != 0x29 && b != 0x5d && b != 0x7d) return false;
  setName(from, to);
  setNameStart(from);
  return true;
}

/**
 * Finds the name of what a key such as `value`, which begins at `keyStart`, is the value of; else the name stays as it
 * is.
 */
function findNameOfValue(keyStart: usize): void {
  const from = nameFrom;
  const to = nameTo;
  if (findOpenTag(keyStart)) {
    findAttribute(nameTo, keyStart);
    return;
  }
  if (findNamingPair(keyStart) || findOuterKey(keyStart)) return;
  setName(from, to);
}

/** `"name":"X","value":`: the value of the pair before the key at `keyStart`. */
function findNamingPair(keyStart: usize): bool {
  let q = skipBlanks(isQuote(at(keyStart - 1)) ? keyStart - 1 : keyStart);
  if (at(q - 1) != 0x2c) return false;
  q = skipBlanks(q - 1);
  const quote = at(q - 1);
  if (!isQuote(quote)) return false;
  const to = --q;
  while (!isQuote(at(q - 1)) && at(q - 1) != LF) q--;
  const from = q;
  if (at(q - 1) != quote) return false;
  q = skipBlanks(q - 1);
  if (at(q - 1) != 0x3a && at(q - 1) != 0x3d) return false;
  q = skipBlanks(q - 1);
  if (isQuote(at(q - 1))) q--;
  const keyTo = q;
  while (kind(at(q - 1)) & WORD) q--;
  if (!(wholeFlags(q, keyTo) & NAMING_KEY)) return false;
  setName(from, to);
  return true;
}

/** `{"X":{"value":`: the key of the object that begins before the key at `keyStart`. */
function findOuterKey(keyStart: usize): bool {
  let q = skipBlanks(isQuote(at(keyStart - 1)) ? keyStart - 1 : keyStart);
  if (at(q - 1) != 0x7b) return false;
  q = skipBlanks(q - 1);
  if (at(q - 1) != 0x3a && at(q - 1) != 0x3d) return false;
  q = skipBlanks(q - 1);
  while (isQuote(at(q - 1))) q--;
  const to = q;
  while (kind(at(q - 1)) & IDENTIFIER) q--;
  if (q == to) return false;
  setName(q, to);
  return true;
}

/** Finds the word that ends before `end`; blanks, opening marks, `]` and linking words between them are skipped. */
function findWord(end: usize): bool {
  let q = end;
  while (true) {
    while (true) {
      const b = at(q - 1);
      if (b != 0x20 && !isOpening(b) && b != 0x5d && b != 0x3c && !isQuote(b) && b != 0x23) break;
      q--;
    }
    // The dot of `no.` and `nr.`
    if (at(q - 1) == 0x2e) {
      const second = at(q - 2) | 0x20;
      if ((second == 0x6f || second == 0x72) && (at(q - 3) | 0x20) == 0x6e && !(kind(at(q - 4)) & LETTER)) q--;
    }
    const to = q;
    while (kind(at(q - 1)) & LETTER) q--;
    if (q == to) return false;
    if (wholeFlags(q, to) & LINKING) continue;
    setName(q, to);
    setNameStart(q);
    return true;
  }
}
