/** Skips lines with too few digits for a time, 64 bytes at once: most lines of stack traces and SOAP bodies. */
import { fewestDigits } from './forms';
import { STAMP_REACH } from './layout';
import { below, bits32, bits64, digitsOf, lineEnds, nines, zeros } from './vector-constants';

/**
 * The nearest line before the one at `start` that has as many digits as the shortest time; `floor` where there is none.
 * Where 64 bytes, and those behind them up to a line end, have too few digits, no line that starts in them has enough,
 * and all are skipped at once.
 */
export function previousLikely(start: usize, floor: usize): usize {
  const newline = lineEnds();
  const zero = zeros();
  const nine = nines();
  // Digits of the line that goes on behind these 64 bytes: maybe too many, never too few.
  let count = 0;
  let p = start - 1; // the line end before it
  while (p > floor) {
    p -= 64;
    const a = v128.load(p);
    const b = v128.load(p, 16);
    const c = v128.load(p, 32);
    const d = v128.load(p, 48);
    const within = p < floor ? ~<u64>0 << <u64>(floor - p) : ~<u64>0;
    const digits =
      bits64(
        below(i8x16.sub(a, zero), nine),
        below(i8x16.sub(b, zero), nine),
        below(i8x16.sub(c, zero), nine),
        below(i8x16.sub(d, zero), nine),
      ) & within;
    const all = count + <i32>popcnt(digits);
    const ends = anyOf(a, b, c, d, newline);
    if (all < fewestDigits) {
      count = ends ? <i32>popcnt(digits) : all;
      continue;
    }
    const line = lastLikely(p, digits, within, count);
    if (line) return line;
    count = ends ? <i32>popcnt(digits) : all;
  }
  return floor;
}

/** The last of the lines that start in the 64 bytes at `p` and have enough digits; 0 where none has. */
function lastLikely(p: usize, digits: u64, within: u64, digitsBehind: i32): usize {
  const newline = lineEnds();
  let count = digitsBehind;
  let left = digits;
  let ends =
    bits64(
      i8x16.eq(v128.load(p), newline),
      i8x16.eq(v128.load(p, 16), newline),
      i8x16.eq(v128.load(p, 32), newline),
      i8x16.eq(v128.load(p, 48), newline),
    ) & within;
  while (ends) {
    const i = 63 - clz(ends);
    const line = p + <usize>i + 1;
    count += <i32>popcnt((left >> i) >> 1);
    if (count >= fewestDigits) return line;
    count = 0;
    const before = (<u64>1 << i) - 1;
    left &= before;
    ends &= before;
  }
  return 0;
}

@inline
function anyOf(a: v128, b: v128, c: v128, d: v128, byte: v128): bool {
  return v128.any_true(
    v128.or(v128.or(i8x16.eq(a, byte), i8x16.eq(b, byte)), v128.or(i8x16.eq(c, byte), i8x16.eq(d, byte))),
  );
}

/** Whether the line has at least `fewest` digits. A line longer than the reach of timestamps counts as one that has. */
export function hasDigits(lineStart: usize, fewest: i32): bool {
  const reach = lineStart + STAMP_REACH + 128;
  const newline = lineEnds();
  let count = 0;
  for (let p = lineStart; p < reach; p += 32) {
    const a = v128.load(p);
    const b = v128.load(p, 16);
    let found = bits32(digitsOf(a), digitsOf(b));
    const ends = bits32(i8x16.eq(a, newline), i8x16.eq(b, newline));
    if (ends) found &= (ends & -ends) - 1;
    count += popcnt(found);
    if (count >= fewest) return true;
    if (ends) return false;
  }
  return true;
}
