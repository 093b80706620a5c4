/** Numbers before a candidate that share its name: in a list, or in a row. */
import { isQuote, kind } from './classes';
import { DIGIT, LETTER, WORD } from './layout';
import { isOpening, skipQuoted } from './move-back';
import { at } from './text';

/** Whether [from, to) is a number: digits with a sign or a fraction, or `0x…`. */
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

/** Where the number that ends at `to` begins; `to` where there is none. */
export function numberStart(to: usize): usize {
  let q = to;
  while (isInNumber(at(q - 1))) q--;
  return q < to && isNumber(q, to) ? q : to;
}

/** The address behind the bracket that opens the list of numbers before `end`; `end` where there is none. */
export function listInBrackets(end: usize): usize {
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
export function numbersInARow(end: usize): usize {
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
