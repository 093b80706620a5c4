/** Times written as numbers since 1970: as a token of the line, as a JSON or logfmt value, as `/Date(…)/`. */
import { CLASSES, DIGIT, LF, ZONE_BIAS } from './layout';
import { DAY, at, byteAt, isDigit, seek, setClock, setDay, setZone } from './pieces';

/** 2000-01-01 and 2101-01-01 in seconds: numbers outside are no times. */
const FROM: u64 = 946684800;
const UNTIL: u64 = 4133980800;
/** The years 1 to 9999 in milliseconds. */
const YEAR_1: i64 = -62135596800000;
const YEAR_10000: i64 = 253402300800000;

/** Digits of a JSON number's fraction: a bound, so that no line makes the reader run on. */
const LONGEST_FRACTION: usize = 30;

/** A number of digits at `at`; how many were read, and their value. */
let digits: i32 = 0;
let value: u64 = 0;

function readDigits(): void {
  let p = at;
  value = 0;
  digits = 0;
  while (isDigit(byteAt(p)) && digits < 20) {
    value = value * 10 + <u64>(byteAt(p) - 0x30);
    digits++;
    p++;
  }
  seek(p);
}

export function setInstant(ms: i64): void {
  let days = ms / DAY;
  if (ms < days * DAY) days--;
  setDay(days * DAY);
  setClock(<i32>(ms - days * DAY));
  setZone(ZONE_BIAS);
}

/** Milliseconds of a fraction at `at` (`.` and digits), moving past it; 0 where there is none, -1 where it is only a dot. */
function fractionMillis(): i32 {
  if (byteAt(at) != 0x2e) return 0;
  let p = at + 1;
  if (!isDigit(byteAt(p))) return -1;
  let ms = 0;
  let scale = 100;
  while (isDigit(byteAt(p))) {
    if (p - at > LONGEST_FRACTION) return -1;
    ms += (byteAt(p) - 0x30) * scale;
    scale /= 10;
    p++;
  }
  seek(p);
  return ms;
}

/** Seconds, milliseconds, microseconds or nanoseconds, told apart by their size. What follows is the caller's to check. */
export function readSizedNumber(p: usize): bool {
  seek(p);
  if (byteAt(p) == 0x30) return false;
  readDigits();
  if (digits < 9 || digits > 19) return false;
  const whole = value;
  const fraction = fractionMillis();
  if (fraction < 0) return false;
  if (whole < FROM) return false;
  if (whole < UNTIL) setInstant(<i64>(whole * 1000) + fraction);
  else if (whole >= FROM * 1000 && whole < UNTIL * 1000) setInstant(<i64>whole);
  else if (whole >= FROM * 1000000 && whole < UNTIL * 1000000) setInstant(<i64>(whole / 1000));
  else if (whole >= FROM * 1000000000 && whole < UNTIL * 1000000000) setInstant(<i64>(whole / 1000000));
  else return false;
  return true;
}

/** `/Date(1793524500000+0200)/`, the slashes as they are or escaped; moves past it. */
export function readDotNetDate(p: usize): bool {
  seek(p);
  if (byteAt(at) == 0x5c) seek(at + 1);
  if (load<u32>(at) != 0x7461442f || <i32>load<u8>(at, 4) != 0x65 || <i32>load<u8>(at, 5) != 0x28) return false; // /Date(
  seek(at + 6);
  const negative = byteAt(at) == 0x2d;
  if (negative) seek(at + 1);
  readDigits();
  if (digits < 1 || digits > 15) return false;
  const ms = negative ? -(<i64>value) : <i64>value;
  if (ms < YEAR_1 || ms >= YEAR_10000) return false;
  const sign = byteAt(at);
  if (sign == 0x2b || sign == 0x2d) {
    seek(at + 1);
    readDigits();
    if (digits != 4) return false;
  }
  if (byteAt(at) != 0x29) return false;
  seek(at + 1);
  if (byteAt(at) == 0x5c) seek(at + 1);
  if (byteAt(at) != 0x2f) return false;
  seek(at + 1);
  setInstant(ms);
  return true;
}

/** Seconds (10 digits) or milliseconds (13) as the first or second token of the line, after one `[` or `(` or none. */
export function readEpochToken(p: usize, lineStart: usize): bool {
  if (!isFirstOrSecondToken(p, lineStart)) return false;
  seek(p);
  readDigits();
  let ms: i64 = 0;
  if (digits == 10) {
    ms = <i64>value * 1000;
    const b = byteAt(at);
    if ((b == 0x2e || b == 0x2c) && isDigit(<i32>load<u8>(at, 1))) {
      let scale = 100;
      let n = 0;
      seek(at + 1);
      while (isDigit(byteAt(at))) {
        ms += <i64>((byteAt(at) - 0x30) * scale);
        scale /= 10;
        n++;
        seek(at + 1);
      }
      if (n > 9) return false;
    }
  } else if (digits == 13) ms = <i64>value;
  else return false;
  if (ms < <i64>FROM * 1000 || ms >= <i64>UNTIL * 1000) return false;
  const b = byteAt(at);
  const ends =
    b == LF || b == 0x20 || b == 0x09 || b == 0x5d || b == 0x29 || b == 0x2c || b == 0x3b || b == 0x3a || b == 0x7c ||
    b == 0x22 || b == 0x27 || (b == 0x0d && <i32>load<u8>(at, 1) == LF);
  if (!ends) return false;
  setInstant(ms);
  return true;
}

@inline
function isBlank(b: i32): bool {
  return b == 0x20 || b == 0x09;
}

function isFirstOrSecondToken(p: usize, lineStart: usize): bool {
  let start = p;
  if (start > lineStart && !isBlank(byteAt(start - 1))) {
    const bracket = byteAt(start - 1);
    if (bracket != 0x5b && bracket != 0x28) return false;
    start--;
    if (start > lineStart && !isBlank(byteAt(start - 1))) return false;
  }
  let q = lineStart;
  while (q < start && isBlank(byteAt(q))) q++;
  if (q == start) return true;
  while (q < start && !isBlank(byteAt(q))) q++;
  while (q < start && isBlank(byteAt(q))) q++;
  return q == start;
}
