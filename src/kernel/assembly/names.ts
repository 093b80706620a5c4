/**
 * Rule 4: the name that a number, or a time, has on its line. All addresses are those of the text before it, which is
 * open (`text`); what is found is in [nameFrom, nameTo).
 */
import { CLASSES, DIGIT, IDENTIFIER, LETTER, LF, WORD } from './layout';
import { MIDDLE, after, at, openAfterCandidate } from './text';
import { LEVEL, LINKING, NAMING_KEY, OTHER_TIME, SAYS_NOTHING, SAYS_STRONG, TIME, VALUE_KEY, isNumberWord, judge, judgeTime, wholeFlags } from './words';

export let nameFrom: usize = 0;
export let nameTo: usize = 0;
/** Where the key, or the element's tag, begins. */
export let nameStart: usize = 0;
/** Whether `:` stands between a key and its value. */
export let isColon: bool = false;
/** Set where text behind the candidate decided: such a verdict is not remembered. */
export let lookedBehind: bool = false;

@inline
function kind(b: i32): i32 {
  return <i32>load<u8>(CLASSES + b);
}

@inline
function isQuote(b: i32): bool {
  return b == 0x22 || b == 0x27;
}

@inline
function isOpening(b: i32): bool {
  return b == 0x28 || b == 0x5b || b == 0x7b; // ( [ {
}

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

/** A name that is but `number` or `no.` leaves it to a strong word right before it. */
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

/** Back over blanks and quotes. */
function skipQuoted(from: usize): usize {
  let q = from;
  while (true) {
    const b = at(q - 1);
    if (b != 0x20 && !isQuote(b)) return q;
    q--;
  }
}

/** Back over blanks, quotes, and one bracket: an opening one, or with `closing` a closing one. */
export function skipWrapping(from: usize, closing: bool): usize {
  let bracketSeen = false;
  let q = from;
  while (true) {
    const b = at(q - 1);
    if (b != 0x20 && !isQuote(b)) {
      const isBracket = closing
        ? b == 0x29 || b == 0x5d || b == 0x7d || b == 0x3e
        : isOpening(b) || b == 0x3c;
      if (bracketSeen || !isBracket) return q;
      bracketSeen = true;
    }
    q--;
  }
}

/** Whether the number's token in [from, to) is one: digits with a sign or a fraction, or `0x…`. */
export function isNumber(from: usize, to: usize): bool {
  let p = from;
  if (p < to && at(p) == 0x30 && p + 2 < to && at(p + 1) == 0x78) {
    for (p += 2; p < to; p++) {
      const b = at(p);
      if (!(kind(b) & DIGIT) && <u32>((b | 0x20) - 0x61) >= 6) return false;
    }
    return true;
  }
  if (p < to && (at(p) == 0x2b || at(p) == 0x2d)) p++;
  const digits = p;
  while (p < to && kind(at(p)) & DIGIT) p++;
  if (p == digits) return false;
  if (p == to) return true;
  if (at(p) != 0x2e) return false;
  const fraction = ++p;
  while (p < to && kind(at(p)) & DIGIT) p++;
  return p == to && p > fraction;
}

/** A byte that the token of a number may have. */
@inline
function isInNumber(b: i32): bool {
  return (kind(b) & (DIGIT | LETTER)) != 0 || b == 0x2e || b == 0x2b || b == 0x2d;
}

/** Where the token of a number that ends at `to` begins; `to` where it is none. */
export function numberStart(to: usize): usize {
  let q = to;
  while (isInNumber(at(q - 1))) q--;
  return q < to && isNumber(q, to) ? q : to;
}

/** Behind the bracket of the list of numbers that goes on before `end`; `end` where there is none. */
function listInBrackets(end: usize): usize {
  let q = end;
  while (true) {
    q = skipQuoted(q);
    if (at(q - 1) != 0x2c) return end;
    q = skipQuoted(q - 1);
    const start = numberStart(q);
    if (start == q) return end;
    const before = skipQuoted(start);
    const b = at(before - 1);
    // What is skipped before a number is part of the list only behind a comma or the bracket.
    if (isOpening(b)) return before;
    if (b != 0x2c) return end;
    q = before;
  }
}

/** Where the first of six-digit numbers in a row before `end` begins; `end` where there is none. */
function numbersInARow(end: usize): usize {
  let first = end;
  let q = end;
  while (true) {
    let p = q;
    while (at(p - 1) == 0x20 || at(p - 1) == 0x2c || isQuote(at(p - 1))) p--;
    if (p == q) return first;
    for (let i = 1; i <= 6; i++) if (!(kind(at(p - i)) & DIGIT)) return first;
    if (kind(at(p - 7)) & WORD) return first;
    q = p - 6;
    first = q;
  }
}

/** The identifier before `=`, `:` and the like, up to `end`; of a key such as `value` what it is the value of. */
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
  nameTo = q;
  while (kind(at(q - 1)) & IDENTIFIER) q--;
  if (q == nameTo) return false;
  nameFrom = q;
  nameStart = q;
  if (wholeFlags(q, nameTo) & VALUE_KEY) findNameOfValue(q);
  return true;
}

/** The first of a pair in brackets of which the candidate is the second. */
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
  nameFrom = from;
  nameTo = to;
  nameStart = from;
  return true;
}

@inline
function isTagName(b: i32): bool {
  return (kind(b) & IDENTIFIER) != 0 || b == 0x3a;
}

/** The `<` of the tag that is open before `q`; 0 where none is. */
function openTag(q: usize): usize {
  let p = q;
  while (true) {
    const b = at(p - 1);
    if (b == 0x3c) return p - 1;
    if (b == 0x3e || b == LF) return 0;
    p--;
  }
}

/** Behind the name of the tag that begins at `open`; 0 where it has none. */
function tagNameEnd(open: usize, limit: usize): usize {
  let p = open + 1;
  // What begins with a digit is no element: `<34>` is a priority of syslog.
  if (!(kind(at(p)) & LETTER) && at(p) != 0x5f) return 0;
  while (p < limit && isTagName(at(p))) p++;
  return p;
}

/** Whether a start tag that is still open goes on up to `head`: then the name is that of its element. */
export function findOpenTag(head: usize): bool {
  const open = openTag(head);
  if (open == 0) return false;
  const end = tagNameEnd(open, head);
  if (end == 0 || end == head || at(end) != 0x20) return false;
  setLocalName(open + 1, end);
  tagStart = open;
  return true;
}
export let tagStart: usize = 0;

/** The name of [from, to) behind its last `:`. */
function setLocalName(from: usize, to: usize): void {
  nameFrom = from;
  nameTo = to;
  for (let p = from; p < to; p++) if (at(p) == 0x3a) nameFrom = p + 1;
}

/** What a key such as `value`, which begins at `head`, is the value of; the name stays where nothing says it. */
function findNameOfValue(head: usize): void {
  const from = nameFrom;
  const to = nameTo;
  if (findOpenTag(head)) {
    findAttribute(nameTo, head);
    return;
  }
  if (findNamingPair(head) || findOuterKey(head)) return;
  nameFrom = from;
  nameTo = to;
}

/** The value of an attribute that names its element, in [from, to) behind the tag's name; false where there is none. */
function findAttribute(from: usize, to: usize): bool {
  for (let p = from; p < to; p++) {
    const b = at(p);
    if (b != 0x20 && !isQuote(b)) continue;
    let q = p + 1;
    while (q < to && kind(at(q)) & LETTER) q++;
    if (!(wholeFlags(p + 1, q) & NAMING_KEY)) continue;
    while (q < to && at(q) == 0x20) q++;
    if (q == to || at(q) != 0x3d) continue;
    q++;
    while (q < to && at(q) == 0x20) q++;
    if (q == to || !isQuote(at(q))) continue;
    const quote = at(q);
    const value = q + 1;
    for (q = value; q < to; q++) {
      if (at(q) != quote) continue;
      nameFrom = value;
      nameTo = q;
      return true;
    }
  }
  return false;
}

/** `"name":"X","value":`: the value of the pair before the key that begins at `head`. */
function findNamingPair(head: usize): bool {
  let q = skipBlanks(isQuote(at(head - 1)) ? head - 1 : head);
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
  nameFrom = from;
  nameTo = to;
  return true;
}

/** `{"X":{"value":`: the key of the object that begins before the key at `head`. */
function findOuterKey(head: usize): bool {
  let q = skipBlanks(isQuote(at(head - 1)) ? head - 1 : head);
  if (at(q - 1) != 0x7b) return false;
  q = skipBlanks(q - 1);
  if (at(q - 1) != 0x3a && at(q - 1) != 0x3d) return false;
  q = skipBlanks(q - 1);
  while (isQuote(at(q - 1))) q--;
  const to = q;
  while (kind(at(q - 1)) & IDENTIFIER) q--;
  if (q == to) return false;
  nameFrom = q;
  nameTo = to;
  return true;
}

function skipBlanks(from: usize): usize {
  let q = from;
  while (at(q - 1) == 0x20) q--;
  return q;
}

/** `<![CDATA[`, of which nine bytes end at `q`. */
function isCdata(q: usize): bool {
  if (at(q - 1) != 0x5b || at(q - 9) != 0x3c) return false;
  return (
    at(q - 8) == 0x21 && at(q - 7) == 0x5b && at(q - 6) == 0x43 && at(q - 5) == 0x44 && at(q - 4) == 0x41 &&
    at(q - 3) == 0x54 && at(q - 2) == 0x41
  );
}

/** What names the text of the element that begins at `end`: of a number, or with `ofTime` of a time. */
export function findElement(end: usize, ofTime: bool): bool {
  let close = end;
  while (true) {
    if (at(close - 1) == 0x20) close--;
    else if (isCdata(close)) close -= 9;
    else break;
  }
  if (at(close - 1) != 0x3e) return false;
  close--;
  const open = openTag(close);
  if (open == 0) return false;
  const nameEnd = tagNameEnd(open, close);
  if (nameEnd == 0 || (nameEnd != close && at(nameEnd) != 0x20) || at(close - 1) == 0x2f) return false;
  nameStart = open;
  if (nameEnd != close && findAttribute(nameEnd, close) && saysSomething(ofTime)) return true;
  setLocalName(open + 1, nameEnd);
  const from = nameFrom;
  const to = nameTo;
  if (saysSomething(ofTime) || (findTextBefore(open) && saysSomething(ofTime))) return true;
  nameFrom = from;
  nameTo = to;
  return from != to;
}

function saysSomething(ofTime: bool): bool {
  if (!ofTime) return judge(nameFrom, nameTo) != SAYS_NOTHING;
  return (judgeTime(nameFrom, nameTo) & (TIME | OTHER_TIME)) != 0;
}

/** The text of the element right before the tag that begins at `open`. */
function findTextBefore(open: usize): bool {
  let q = skipBlanks(open);
  if (at(q - 1) != 0x3e) return false;
  const closing = openTag(q - 1);
  if (closing == 0 || at(closing + 1) != 0x2f) return false;
  q = closing;
  while (at(q - 1) != 0x3c && at(q - 1) != 0x3e && at(q - 1) != LF) q--;
  if (at(q - 1) != 0x3e) return false;
  const begin = openTag(q - 1);
  if (begin == 0) return false;
  const nameEnd = tagNameEnd(begin, q - 1);
  if (nameEnd == 0 || (nameEnd != q - 1 && at(nameEnd) != 0x20)) return false;
  nameFrom = q;
  nameTo = closing;
  return true;
}

/** The letters that end right before `end`, blanks, opening marks and linking words passed over. */
function findWord(end: usize): bool {
  let q = end;
  while (true) {
    while (true) {
      const b = at(q - 1);
      if (b != 0x20 && !isOpening(b) && b != 0x3c && !isQuote(b) && b != 0x23) break;
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
    nameFrom = q;
    nameTo = to;
    nameStart = q;
    return true;
  }
}
