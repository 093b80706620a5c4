/**
 * Vectors that bytes are compared with, kept in memory. A vector constant in a hot loop is made anew in each pass (three
 * instructions, through a general register): read from memory before the loop it costs nothing, and inside it one load.
 */
import { PATTERNS } from './layout';

export function fillPatterns(): void {
  v128.store(PATTERNS, i8x16.splat(10));
  v128.store(PATTERNS, i16x8.splat(0x3031), 16);
  v128.store(PATTERNS, i8x16.splat(0x30), 32);
  v128.store(PATTERNS, i8x16.splat(9), 48);
  v128.store(PATTERNS, i8x16.splat(0x7b), 64);
}

/** Sixteen line ends. */
@inline
export function lineEnds(): v128 {
  return v128.load(PATTERNS);
}

/** Eight times `10`, as pairs of bytes. */
@inline
export function tens(): v128 {
  return v128.load(PATTERNS, 16);
}

/** Sixteen digits `0`. */
@inline
export function zeros(): v128 {
  return v128.load(PATTERNS, 32);
}

/** Sixteen times the number 9. */
@inline
export function nines(): v128 {
  return v128.load(PATTERNS, 48);
}

/** Sixteen opening braces. */
@inline
export function braces(): v128 {
  return v128.load(PATTERNS, 64);
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
