/**
 * Where lines start, and how many line ends stand before them. Asked only around candidates, from front to back, so
 * that every byte is read at most once.
 */
import { bits32, bits64, lineEnds } from './vector-constants';

/** The start of the line that has the byte before `known`. */
let start: usize = 0;
let known: usize = 0;
/** Line ends before `numbered`, since the block's start. */
let ends: u32 = 0;
let numbered: usize = 0;

/** A block begins at `block`, on a line that starts at `lineStart`. */
export function beginStarts(block: usize, lineStart: usize): void {
  start = lineStart;
  known = block;
  ends = 0;
  numbered = block;
}

/** Where the line with the byte at `p` starts; `p` only grows. */
@inline
export function startOf(p: usize): usize {
  const found = lineStartBefore(p, known);
  if (found) start = found;
  known = p;
  return start;
}

/** The number of line ends in the block before the line at `line`, which only grows. */
export function numberOf(line: usize): u32 {
  const newline = lineEnds();
  while (numbered + 32 <= line) {
    ends += <u32>popcnt(bits32(i8x16.eq(v128.load(numbered), newline), i8x16.eq(v128.load(numbered, 16), newline)));
    numbered += 32;
  }
  if (numbered < line) {
    const found = bits32(i8x16.eq(v128.load(numbered), newline), i8x16.eq(v128.load(numbered, 16), newline));
    ends += <u32>popcnt(found & ((1 << <u32>(line - numbered)) - 1));
    numbered = line;
  }
  return ends;
}

/** The address behind the last line end in [floor, p), or 0 where there is none. */
@inline
export function lineStartBefore(p: usize, floor: usize): usize {
  const newline = lineEnds();
  let q = p;
  // 64 bytes at a time: lines of one form mostly take the same number of steps, which the processor predicts.
  while (q > floor) {
    q -= 64;
    const a = i8x16.eq(v128.load(q), newline);
    const b = i8x16.eq(v128.load(q, 16), newline);
    const c = i8x16.eq(v128.load(q, 32), newline);
    const d = i8x16.eq(v128.load(q, 48), newline);
    if (!v128.any_true(v128.or(v128.or(a, b), v128.or(c, d)))) continue;
    let found = bits64(a, b, c, d);
    if (q < floor) found &= ~<u64>0 << <u64>(floor - q);
    if (found) return q + 64 - <usize>clz(found);
  }
  return 0;
}

/** The same for the wrapper. */
export function endBefore(to: usize, from: usize): usize {
  return lineStartBefore(to, from);
}
