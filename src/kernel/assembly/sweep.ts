/**
 * The first pass over every byte, with as few instructions for each as possible. Line ends are counted, and where a
 * `10` stands is written down for 64 bytes at a time; then these hits are narrowed to six digits from 106000 to 109999.
 * Both lists are written without branches that depend on the text: every entry is stored, and only how far the list's
 * end moves depends on it. A mispredicted branch costs as much as reading 64 bytes again.
 *
 * To test a third byte (6 to 9) in the first pass took half as many instructions again (66 ms a GB, not 41), and saved
 * only what the second pass rejects soon after.
 */
import { HITS, NUMBERS } from './layout';
import { bits32, bits64, lineEnds, tens } from './vector-constants';

/**
 * At most this many bytes are swept before their hits are read, so that they are still in the core's first cache (32
 * KiB).
 */
const SWEEP: usize = 16384;
/** Counts of line ends are kept in bytes. Each 64 bytes of text add at most 4 to a byte: 32 times 4 fit. */
const COUNTED: usize = 2048;

/** `10` as two bytes. */
const TEN: u16 = 0x3031;

/** Where the list of hits ends. */
let hitsEnd: usize = HITS;
/** Where the list of numbers ends. */
export let numbersEnd: usize = NUMBERS;
/** Line ends seen by the last call. */
export let swept: u32 = 0;

/** Looks at the next bytes before `stop`, and answers where it stopped; `numbersEnd` and `swept` say what was found. */
export function sweep(from: usize, stop: usize): usize {
  const to = findHits(from, stop);
  findNumbers(stop);
  return to;
}

/** Writes the list of 64-byte blocks with a `10`. The last may reach beyond `stop`. */
function findHits(from: usize, stop: usize): usize {
  const newline = lineEnds();
  const ten = tens();
  const whole = from + SWEEP < stop ? from + SWEEP : stop - ((stop - from) & 63);
  let hit = HITS;
  let count: u32 = 0;
  let p = from;
  while (p < whole) {
    let ends = i64x2.splat(0);
    const last = p + COUNTED < whole ? p + COUNTED : whole;
    while (p < last) {
      const a = v128.load(p);
      const b = v128.load(p, 16);
      const c = v128.load(p, 32);
      const d = v128.load(p, 48);
      // A comparison that holds is -1.
      ends = i8x16.add(
        ends,
        i8x16.add(
          i8x16.add(i8x16.eq(a, newline), i8x16.eq(b, newline)),
          i8x16.add(i8x16.eq(c, newline), i8x16.eq(d, newline)),
        ),
      );
      const found = pairsOf(p, a, b, c, d, ten);
      store<u32>(hit, <u32>p);
      store<u32>(hit, found, 4);
      hit += <usize>(found != 0) << 3;
      p += 64;
    }
    count += sumOf(i8x16.neg(ends));
  }
  if (whole < stop && stop - whole < 64) {
    // What is left of the block; behind its end are bytes of the next one.
    const a = v128.load(p);
    const b = v128.load(p, 16);
    const c = v128.load(p, 32);
    const d = v128.load(p, 48);
    const found = bits64(i8x16.eq(a, newline), i8x16.eq(b, newline), i8x16.eq(c, newline), i8x16.eq(d, newline));
    count += <u32>popcnt(found & ((<u64>1 << (stop - p)) - 1));
    store<u32>(hit, <u32>p);
    store<u32>(hit, pairsOf(p, a, b, c, d, ten), 4);
    hit += 8;
    p = stop;
  }
  hitsEnd = hit;
  swept = count;
  return p;
}

/**
 * For the 64 bytes at `p` (a to d), one bit for each pair of bytes: whether a `10` begins at its first or its second.
 */
@inline
function pairsOf(p: usize, a: v128, b: v128, c: v128, d: v128, ten: v128): u32 {
  return bits32(
    i8x16.narrow_i16x8_s(
      v128.or(i16x8.eq(a, ten), i16x8.eq(v128.load(p, 1), ten)),
      v128.or(i16x8.eq(b, ten), i16x8.eq(v128.load(p, 17), ten)),
    ),
    i8x16.narrow_i16x8_s(
      v128.or(i16x8.eq(c, ten), i16x8.eq(v128.load(p, 33), ten)),
      v128.or(i16x8.eq(d, ten), i16x8.eq(v128.load(p, 49), ten)),
    ),
  );
}

/**
 * Of the hits, writes down those that are six digits from 106000 to 109999 and begin before `stop`, the block's end.
 */
function findNumbers(stop: usize): void {
  let number = NUMBERS;
  for (let hit = HITS; hit < hitsEnd; hit += 8) {
    const here = <usize>load<u32>(hit);
    let found = load<u32>(hit, 4);
    while (found) {
      const pair = here + (<usize>ctz(found) << 1);
      const p = pair + <usize>(load<u16>(pair) != TEN);
      found &= found - 1;
      // The third to sixth byte, without the upper half that all digits have.
      const digits = load<u32>(p, 2) ^ 0x30303030;
      // Each byte times ten plus the next one: the first and the third byte are then the values of two digits each.
      const pairs = digits * 10 + (digits >> 8);
      store<u32>(number, <u32>p);
      store<u32>(number, (pairs & 0xff) * 100 + ((pairs >> 16) & 0xff) - 6000, 4);
      const others = ((digits + 0x06060606) | digits) & 0xf0f0f0f0;
      number += <usize>((others | <u32>((digits & 0xff) < 6) | <u32>(p >= stop)) == 0) << 3;
    }
  }
  numbersEnd = number;
}

/** The sum of sixteen unsigned bytes. */
@inline
function sumOf(bytes: v128): u32 {
  const sums = i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(bytes));
  return (
    i32x4.extract_lane(sums, 0) + i32x4.extract_lane(sums, 1) + i32x4.extract_lane(sums, 2) + i32x4.extract_lane(sums, 3)
  );
}
