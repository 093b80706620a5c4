/**
 * Vectors that bytes are compared with, kept in memory. A vector constant in a hot loop is rebuilt in each pass (three
 * instructions, through a general register); loaded from memory before the loop it costs nothing, inside it one load.
 */
import { CLASSES, OPENS, SPECIAL, VECTORS } from './layout';

export function fillVectors(): void {
  v128.store(VECTORS, i8x16.splat(10));
  v128.store(VECTORS, i16x8.splat(0x3031), 16);
  v128.store(VECTORS, i8x16.splat(0x30), 32);
  v128.store(VECTORS, i8x16.splat(9), 48);
  fillHalves(OPENS, 64);
  fillHalves(SPECIAL, 96);
}

/**
 * Two tables that tell the bytes of a class by their halves: byte h of the second has one bit for the upper half h,
 * byte l of the first has the bits of all upper halves that occur with the lower half l. At most eight upper halves.
 */
function fillHalves(kind: i32, offset: usize): void {
  memory.fill(VECTORS + offset, 0, 32);
  let bit = 1;
  for (let high = 0; high < 16; high++) {
    let used = false;
    for (let low = 0; low < 16; low++) {
      if (!(<i32>load<u8>(CLASSES + ((high << 4) | low)) & kind)) continue;
      const at = VECTORS + offset + low;
      store<u8>(at, load<u8>(at) | <u8>bit);
      used = true;
    }
    if (!used) continue;
    store<u8>(VECTORS + offset + 16 + high, <u8>bit);
    bit <<= 1;
  }
}

/** The tables of bytes behind which a time may begin. */
@inline
export function openLows(): v128 {
  return v128.load(VECTORS, 64);
}

@inline
export function openHighs(): v128 {
  return v128.load(VECTORS, 80);
}

/** The tables of bytes that begin escapes or are not visible. */
@inline
export function specialLows(): v128 {
  return v128.load(VECTORS, 96);
}

@inline
export function specialHighs(): v128 {
  return v128.load(VECTORS, 112);
}

/** Sixteen line ends. */
@inline
export function lineEnds(): v128 {
  return v128.load(VECTORS);
}

/** Eight times `10`, as pairs of bytes. */
@inline
export function tens(): v128 {
  return v128.load(VECTORS, 16);
}

/** Sixteen digits `0`. */
@inline
export function zeros(): v128 {
  return v128.load(VECTORS, 32);
}

/** Sixteen times the number 9. */
@inline
export function nines(): v128 {
  return v128.load(VECTORS, 48);
}

/** Which of 16 bytes are digits. */
@inline
export function digitsOf(bytes: v128): v128 {
  const value = i8x16.sub(bytes, zeros());
  return i8x16.eq(i8x16.min_u(value, nines()), value);
}

/** The bits of a vector of comparisons, of two in a row and of four. */
@inline
export function bits32(a: v128, b: v128): u32 {
  return <u32>i8x16.bitmask(a) | (<u32>i8x16.bitmask(b) << 16);
}

@inline
export function bits64(a: v128, b: v128, c: v128, d: v128): u64 {
  return <u64>bits32(a, b) | (<u64>bits32(c, d) << 32);
}

/**
 * Which of 16 bytes may begin a time: digits, letters and `/` behind a byte of the class OPENS, which `fillHalves` has
 * tables of.
 */
@inline
export function startsIn(before: v128, here: v128): v128 {
  const low = v128.and(before, i8x16.splat(0x0f));
  const high = i8x16.shr_u(before, 4);
  const opens = v128.and(i8x16.swizzle(openLows(), low), i8x16.swizzle(openHighs(), high));
  const letter = below(i8x16.sub(v128.or(here, i8x16.splat(0x20)), i8x16.splat(0x61)), i8x16.splat(25));
  const begins = v128.or(v128.or(digitsOf(here), letter), i8x16.eq(here, i8x16.splat(0x2f)));
  return v128.andnot(begins, i8x16.eq(opens, i8x16.splat(0)));
}

/** Which of 16 bytes are SPECIAL, by the same kind of tables. */
@inline
export function specialsIn(here: v128): v128 {
  const low = v128.and(here, i8x16.splat(0x0f));
  const high = i8x16.shr_u(here, 4);
  const found = v128.and(i8x16.swizzle(specialLows(), low), i8x16.swizzle(specialHighs(), high));
  return i8x16.ne(found, i8x16.splat(0));
}

/** Which bytes are at most `most`, as unsigned numbers. */
@inline
export function below(bytes: v128, most: v128): v128 {
  return i8x16.eq(i8x16.min_u(bytes, most), bytes);
}
