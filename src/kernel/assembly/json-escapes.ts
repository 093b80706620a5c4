/**
 * JSON strings with escapes, made readable: some writers escape `/` (`11\/1\/2026`), others `+` (`\u002B02:00`).
 * Escapes of characters that no time contains are left as they are.
 */
import { LF, TEXT } from './layout';
import { byteAt } from './datetime-parts';

/** Longer strings are no times. The reference has the same number. */
const LONGEST: usize = 256;
/** Where the string is written, with its closing quote and a line end. */
export const READABLE: usize = TEXT + 9728;
/** Behind the string there. */
export let readableEnd: usize = 0;

/**
 * Makes the string at `start` readable. Answers where its closing quote stands, or 0: it has no escapes, or is too
 * long.
 */
export function makeReadable(start: usize): usize {
  let hasEscapes = false;
  let to = READABLE;
  let p = start;
  while (byteAt(p) != 0x22) {
    const b = byteAt(p);
    if (b == LF || p - start >= LONGEST) return 0;
    if (b != 0x5c) {
      store<u8>(to++, <u8>b);
      p++;
      continue;
    }
    hasEscapes = true;
    const next = byteAt(p + 1);
    if (next == LF) return 0;
    const isBlank = next == 0x74 || next == 0x6e || next == 0x72; // t, n, r
    const value = next == 0x2f ? 0x2f : isBlank ? 0x20 : next == 0x75 ? fourDigits(p + 2) : -1;
    const length: usize = next == 0x75 ? 6 : 2;
    if (value == 0xa0) {
      store<u16>(to, 0xa0c2);
      to += 2;
    } else if (value == 0x202f) {
      store<u16>(to, 0x80e2);
      store<u8>(to + 2, 0xaf);
      to += 3;
    } else if (value >= 0x20 && value < 0x7f && value != 0x22 && value != 0x5c) store<u8>(to++, <u8>value);
    else {
      store<u16>(to, <u16>(b | (next << 8)));
      to += 2;
      p += 2;
      continue;
    }
    p += length;
  }
  if (!hasEscapes || p - start > LONGEST) return 0;
  readableEnd = to;
  store<u16>(to, 0x0a22);
  return p;
}

/** The value of four hexadecimal digits, or -1. */
function fourDigits(p: usize): i32 {
  let value = 0;
  for (let i: usize = 0; i < 4; i++) {
    const b = byteAt(p + i);
    const letter = (b | 0x20) - 0x61;
    if (<u32>(b - 0x30) < 10) value = value * 16 + b - 0x30;
    else if (<u32>letter < 6) value = value * 16 + letter + 10;
    else return -1;
  }
  return value;
}
