/**
 * Kinds of bytes: two tables of bits, CLASSES and MARKS (`layout` says what each bit means), and the kinds that are
 * quicker to compare than to look up.
 */
import {
  BETWEEN, BRACKET, CLASSES, DIGIT, ENDS_VALUE, ESCAPE_FIRST, GOES_ON, IDENTIFIER, LETTER, MARKS, OPENS, SPECIAL, WITHIN_ESCAPE,
  WORD, ZONE_FIRST,
} from './layout';

/** The class bits of a byte: LETTER, DIGIT and so on. */
@inline
export function kind(b: i32): i32 {
  return <i32>load<u8>(CLASSES + b);
}

/** A space or a tab. */
@inline
export function isBlank(b: i32): bool {
  return b == 0x20 || b == 0x09;
}

@inline
export function isQuote(b: i32): bool {
  return b == 0x22 || b == 0x27; // " '
}

export function fillClasses(): void {
  for (let b = 0; b < 256; b++) {
    store<u8>(CLASSES + b, <u8>classOf(b));
    store<u8>(MARKS + b, <u8>markOf(b));
  }
}

function classOf(b: i32): i32 {
  const letter = <u32>((b | 0x20) - 0x61) < 26;
  const digit = <u32>(b - 0x30) < 10;
  let kind = letter ? LETTER : digit ? DIGIT : 0;
  if (letter || digit || b == 0x5f) kind |= WORD | IDENTIFIER;
  if (b == 0x2d || b == 0x2e) kind |= IDENTIFIER;
  if (
    b == 0x20 || b == 0x09 || b == 0x5b || b == 0x28 || b == 0x7b || b == 0x3c || b == 0x3e || b == 0x7c || b == 0x22 ||
    b == 0x27 || b == 0x3d || b == 0x2c || b == 0x3b || b == 0x3a || b == 0x2a || b == 0x2e || b == 0x23 || b == 0x2d
  ) kind |= OPENS; // blank and [ ( { < > | " ' = , ; : * . # -
  if (b == 0 || b == 0x1b || b == 0x5c || b == 0x25 || b == 0x26 || b == 0x23 || b == 0xc2 || b == 0xe2 || b == 0xef) {
    kind |= SPECIAL; // NUL ESC \ % & # and the first bytes of no-break spaces and of a byte order mark
  }
  if (
    kind & WORD || b == 0x2e || b == 0x2c || b == 0x20 || b == 0x2b || b == 0x2d || b == 0xe2 || b == 0xc2 || b == 0x09 ||
    b == 0x3a || b == 0x5b || b == 0x28 || b == 0x5c || b == 0x25
  ) kind |= GOES_ON;
  if (
    (b >= 0x41 && b <= 0x5a) || b == 0x70 || b == 0x61 || b == 0x2b || b == 0x2d || b == 0x5b || b == 0x28 || b == 0x5c || b == 0x25
  ) kind |= ZONE_FIRST; // capitals, p a + - [ ( \ %
  return kind;
}

function markOf(b: i32): i32 {
  let mark = 0;
  if (
    b == 0x09 || b == 0x1b || b == 0x5c || b == 0x25 || b == 0x26 || b == 0x23 || b == 0xc2 || b == 0xe2
  ) mark |= ESCAPE_FIRST;
  if (
    <u32>((b | 0x20) - 0x61) < 26 || <u32>(b - 0x30) < 10 || b == 0x5b || b == 0x3b || b == 0x3f || b == 0x5c ||
    b == 0x25 || b == 0x26 || b == 0x23 || b == 0x1b || b == 0xc2 || b == 0xe2 || b == 0x80 || b == 0xa0 || b == 0xaf
  ) mark |= WITHIN_ESCAPE;
  if (
    b == 0x28 || b == 0x29 || b == 0x5b || b == 0x5d || b == 0x7b || b == 0x7d || b == 0x3c || b == 0x3e || b == 0x22 ||
    b == 0x27 || b == 0x3d || b == 0x3a || b == 0x2c || b == 0x3b || b == 0x7c || b == 0x2d || b == 0x23 || b == 0x2f ||
    b == 0x5f || b == 0x2e
  ) mark |= BETWEEN; // ( ) [ ] { } < > " ' = : , ; | - # / _ .
  if (b == 0x28 || b == 0x29 || b == 0x5b || b == 0x5d || b == 0x7b || b == 0x7d || b == 0x3c || b == 0x3e) mark |= BRACKET;
  if (
    b <= 0x20 || b == 0x2c || b == 0x3b || b == 0x26 || b == 0x7c || b == 0x29 || b == 0x5d || b == 0x7d || b == 0x22 ||
    b == 0x27 || b == 0x3c || b == 0x3e
  ) mark |= ENDS_VALUE; // space, tab, line end, and , ; & | ) ] } " ' < >
  return mark;
}
