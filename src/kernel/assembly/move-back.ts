/** Moves back over blanks, quotes and brackets in the text before a candidate. */
import { isQuote } from './classes';
import { at } from './text';

@inline
export function isOpening(b: i32): bool {
  return b == 0x28 || b == 0x5b || b == 0x7b; // ( [ {
}

/** Back over blanks and quotes. */
export function skipQuoted(from: usize): usize {
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

export function skipBlanks(from: usize): usize {
  let q = from;
  while (at(q - 1) == 0x20) q--;
  return q;
}
