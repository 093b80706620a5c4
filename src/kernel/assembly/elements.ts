/** Names in XML: of elements and attributes, and `<name>code</name>` before `<value>107000</value>`. */
import { isQuote, kind } from './classes';
import { nameFrom, nameTo, setName, setNameStart } from './found-name';
import { IDENTIFIER, LETTER, LF } from './layout';
import { skipBlanks } from './move-back';
import { at } from './text';
import { NAMING_KEY, OTHER_TIME, SAYS_NOTHING, TIME } from './word-flags';
import { wholeFlags } from './word-table';
import { judge, judgeTime } from './words';

@inline
function isTagName(b: i32): bool {
  return (kind(b) & IDENTIFIER) != 0 || b == 0x3a;
}

/** The `<` of the tag that is still open before `q`; 0 where none is. */
function openTag(q: usize): usize {
  let p = q;
  while (true) {
    const b = at(p - 1);
    if (b == 0x3c) return p - 1;
    if (b == 0x3e || b == LF) return 0;
    p--;
  }
}

/** Where the name of the tag at `open` ends; 0 where it has none. */
function tagNameEnd(open: usize, limit: usize): usize {
  let p = open + 1;
  // No element's name begins with a digit: `<34>` is a syslog priority.
  if (!(kind(at(p)) & LETTER) && at(p) != 0x5f) return 0;
  while (p < limit && isTagName(at(p))) p++;
  return p;
}

/** Whether a start tag is still open before `keyStart`: then the name is that of its element. */
export function findOpenTag(keyStart: usize): bool {
  const open = openTag(keyStart);
  if (open == 0) return false;
  const end = tagNameEnd(open, keyStart);
  if (end == 0 || end == keyStart || at(end) != 0x20) return false;
  setLocalName(open + 1, end);
  tagStart = open;
  return true;
}

export let tagStart: usize = 0;

/** Sets the name to [from, to) without its namespace: what stands behind the last `:`. */
function setLocalName(from: usize, to: usize): void {
  let start = from;
  for (let p = from; p < to; p++) if (at(p) == 0x3a) start = p + 1;
  setName(start, to);
}

/**
 * Sets the name to the value of an attribute that names its element (`name="…"`), in [from, to) behind the tag's name;
 * false where there is none.
 */
export function findAttribute(from: usize, to: usize): bool {
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
      setName(value, q);
      return true;
    }
  }
  return false;
}

/** Whether `<![CDATA[` ends at `q`: nine bytes. */
function isCdata(q: usize): bool {
  if (at(q - 1) != 0x5b || at(q - 9) != 0x3c) return false;
  return (
    at(q - 8) == 0x21 && at(q - 7) == 0x5b && at(q - 6) == 0x43 && at(q - 5) == 0x44 && at(q - 4) == 0x41 &&
    at(q - 3) == 0x54 && at(q - 2) == 0x41
  );
}

/** Finds what names the text of the element that begins at `end`: for a number, or with `ofTime` for a time. */
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
  setNameStart(open);
  if (nameEnd != close && findAttribute(nameEnd, close) && saysSomething(ofTime)) return true;
  setLocalName(open + 1, nameEnd);
  const from = nameFrom;
  const to = nameTo;
  if (saysSomething(ofTime) || (findTextBefore(open) && saysSomething(ofTime))) return true;
  setName(from, to);
  return from != to;
}

function saysSomething(ofTime: bool): bool {
  if (!ofTime) return judge(nameFrom, nameTo) != SAYS_NOTHING;
  return (judgeTime(nameFrom, nameTo) & (TIME | OTHER_TIME)) != 0;
}

/** Sets the name to the text of the element right before the tag at `open`; false where there is none. */
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
  setName(q, closing);
  return true;
}
