/** Times written as numbers since 1970, which begin with 1. The number of digits tells the unit: 10, 13, 16 or 19. */
import { isBlank, kind } from './classes';
import { fewestDigits } from './forms';
import { STAMP_REACH, WORD, ZONE_BIAS } from './layout';
import { DAY, byteAt, isColumn, isDigit, seek, setClock, setDay, setZone } from './datetime-parts';

export function setInstant(ms: i64): void {
  const days = ms / DAY;
  setDay(days * DAY);
  setClock(<i32>(ms - days * DAY));
  setZone(ZONE_BIAS);
}

/**
 * The first thirteen digits that `readDigitsOfNumber` met, as a number: filled up with zeros, so in milliseconds. It
 * counts up to 20 digits.
 */
let value: i64 = 0;

function readDigitsOfNumber(p: usize): i32 {
  let n = 0;
  value = 0;
  while (n < 20 && isDigit(byteAt(p + n))) {
    if (n < 13) value = value * 10 + <i64>(byteAt(p + n) - 0x30);
    n++;
  }
  for (let i = n; i < 13; i++) value *= 10;
  return n;
}

@inline
function isUnit(digits: i32): bool {
  return digits == 10 || digits == 13 || digits == 16 || digits == 19;
}

/** Whether the number at `p` is a time, with a fraction where it is one of seconds. */
export function readNumber(p: usize): bool {
  if (byteAt(p) != 0x31) return false;
  const digits = readDigitsOfNumber(p);
  if (!isUnit(digits)) return false;
  let ms = value;
  let end = p + digits;
  const mark = byteAt(end);
  if (digits == 10 && (mark == 0x2e || mark == 0x2c) && isDigit(byteAt(end + 1)) && !(mark == 0x2c && isColumn(end + 1))) {
    let q = end + 1;
    let scale = 100;
    while (isDigit(byteAt(q))) {
      if (q - end > 9) return false;
      ms += <i64>((byteAt(q) - 0x30) * scale);
      scale /= 10;
      q++;
    }
    end = q;
  }
  if (goesFurther(end)) return false;
  setInstant(ms);
  seek(end);
  return true;
}

/** Whether what follows a number makes it part of something else. */
function goesFurther(p: usize): bool {
  const b = byteAt(p);
  if (kind(b) & WORD) return true;
  if (b == 0x40 || b == 0x25 || b == 0x2f || b == 0x2b || b == 0x2d) return true;
  return (b == 0x2e || b == 0x3a) && isDigit(byteAt(p + 1));
}

/**
 * Where a number starts that is a time and the first token of the line, or the second behind a number or `-`; 0: none.
 */
export function firstNumber(textStart: usize): usize {
  let p = textStart;
  while (isBlank(byteAt(p))) p++;
  const first = byteAt(p) == 0x5b || byteAt(p) == 0x28 ? p + 1 : p;
  if (first - textStart >= STAMP_REACH) return 0;
  if (readNumber(first)) return first;
  const end = plainNumberEnd(p);
  if (end == 0 || !isBlank(byteAt(end))) return 0;
  p = end;
  while (isBlank(byteAt(p))) p++;
  const second = byteAt(p) == 0x5b || byteAt(p) == 0x28 ? p + 1 : p;
  return second - textStart < STAMP_REACH && readNumber(second) ? second : 0;
}

/** Behind the number, or the `-`, at `p`; 0 where there is none. */
function plainNumberEnd(p: usize): usize {
  let q = p;
  if (byteAt(q) == 0x30 && byteAt(q + 1) == 0x78) {
    q += 2;
    while (isDigit(byteAt(q)) || <u32>((byteAt(q) | 0x20) - 0x61) < 6) q++;
    return q > p + 2 ? q : 0;
  }
  const signed = byteAt(q) == 0x2b || byteAt(q) == 0x2d;
  if (signed) q++;
  const digits = q;
  while (isDigit(byteAt(q))) q++;
  if (q == digits) return signed && byteAt(p) == 0x2d ? q : 0;
  if (byteAt(q) == 0x2e && isDigit(byteAt(q + 1))) {
    q++;
    while (isDigit(byteAt(q))) q++;
  }
  return q;
}

/**
 * Reads a JSON number at `p` that is a time by its size; a fraction and an exponent are allowed. `position` is then
 * behind it, and the caller checks what stands there.
 */
export function readJsonNumber(p: usize): bool {
  if (byteAt(p) != 0x31) return false;
  let q = p;
  let n = 0;
  let ms: i64 = 0;
  while (isDigit(byteAt(q))) {
    if (n < 13) ms = ms * 10 + <i64>(byteAt(q) - 0x30);
    n++;
    q++;
  }
  let size = n;
  if (byteAt(q) == 0x2e) {
    q++;
    if (!isDigit(byteAt(q))) return false;
    while (isDigit(byteAt(q))) {
      if (n < 13) ms = ms * 10 + <i64>(byteAt(q) - 0x30);
      n++;
      q++;
    }
  }
  if ((byteAt(q) | 0x20) == 0x65) {
    q++;
    if (byteAt(q) == 0x2b) q++;
    if (!isDigit(byteAt(q))) return false;
    let exponent = byteAt(q) - 0x30;
    let digits = n + 1;
    q++;
    if (isDigit(byteAt(q))) {
      exponent = exponent * 10 + byteAt(q) - 0x30;
      digits++;
      q++;
    }
    if (digits < fewestDigits) return false;
    size += exponent;
  }
  if (!isUnit(size)) return false;
  for (let i = n; i < 13; i++) ms *= 10;
  setInstant(ms);
  seek(q);
  return true;
}

/** `audit(1793524500.123:42)` at `p`, from its bracket on. */
export function readAudit(p: usize): bool {
  if (load<u32>(p) != 0x69647561 || load<u16>(p, 4) != 0x2874 || byteAt(p + 6) != 0x31) return false;
  if (readDigitsOfNumber(p + 6) != 10 || byteAt(p + 16) != 0x2e) return false;
  const seconds = value;
  let ms = 0;
  for (let i = 17; i < 20; i++) {
    if (!isDigit(byteAt(p + i))) return false;
    ms = ms * 10 + byteAt(p + i) - 0x30;
  }
  let q = p + 20;
  if (byteAt(q) != 0x3a || !isDigit(byteAt(q + 1))) return false;
  q++;
  while (isDigit(byteAt(q))) q++;
  if (byteAt(q) != 0x29) return false;
  setInstant(seconds + <i64>ms);
  seek(q + 1);
  return true;
}

/** `/Date(1793524500000+0200)/` at `p`, the slashes as they are or escaped. */
export function readDotNetDate(p: usize): bool {
  let q = byteAt(p) == 0x5c ? p + 1 : p;
  if (load<u32>(q) != 0x7461442f || load<u16>(q, 4) != 0x2865 || byteAt(q + 6) != 0x31) return false; // /Date(
  q += 6;
  if (readDigitsOfNumber(q) != 13) return false;
  q += 13;
  if (byteAt(q) == 0x2b || byteAt(q) == 0x2d) {
    for (let i = 1; i <= 4; i++) if (!isDigit(byteAt(q + i))) return false;
    q += 5;
  }
  if (byteAt(q) != 0x29) return false;
  q++;
  if (byteAt(q) == 0x5c) q++;
  if (byteAt(q) != 0x2f) return false;
  setInstant(value);
  seek(q + 1);
  return true;
}
