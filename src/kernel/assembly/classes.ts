/** What kind of byte each byte is, as bits in one table: see `layout` for their meaning. */
import { CLASSES, DIGIT, GOES_ON, IDENTIFIER, LEADS, LETTER, OPENS, WORD, ZONES } from './layout';

export function fillClasses(): void {
  for (let b = 0; b < 256; b++) store<u8>(CLASSES + b, <u8>classOf(b));
}

function classOf(b: i32): i32 {
  const letter = <u32>((b | 0x20) - 0x61) < 26;
  const digit = <u32>(b - 0x30) < 10;
  let kind = letter ? LETTER : digit ? DIGIT : 0;
  if (letter || digit || b == 0x5f) kind |= WORD | IDENTIFIER;
  if (b == 0x2d || b == 0x2e) kind |= IDENTIFIER;
  if (
    b == 0x20 || b == 0x09 || b == 0x5b || b == 0x28 || b == 0x7b || b == 0x3c || b == 0x3e || b == 0x7c || b == 0x22 ||
    b == 0x27 || b == 0x3d || b == 0x2c || b == 0x3b || b == 0x3a
  ) kind |= OPENS;
  if (b == 0x20 || b == 0x28 || b == 0x5b || b == 0x7b || b == 0x3c || b == 0x22 || b == 0x27 || b == 0x23) kind |= LEADS;
  if (kind & WORD || b == 0x2e || b == 0x2c || b == 0x20 || b == 0x2b || b == 0x2d || b == 0xe2) kind |= GOES_ON;
  if (
    b == 0x5a || b == 0x55 || b == 0x47 || b == 0x45 || b == 0x43 || b == 0x4d || b == 0x50 || b == 0x70 || b == 0x41 ||
    b == 0x61 || b == 0x2b || b == 0x2d
  ) kind |= ZONES; // Z U G E C M P p A a + -
  return kind;
}
