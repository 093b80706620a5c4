/**
 * A cache of how the last line with a time began. Where a line begins with the same bytes, up to and including an ISO
 * date, only the clock time is read; any other line is left to `lines`. Two kinds of lines are cached, because only
 * there do these bytes alone decide that the line's time stands at this place: JSON lines up to the value of their
 * time, and other lines with neither letters nor digits before the date.
 */
import { kind } from './classes';
import { UNLIKE, dateAt, likeEnd, readClockLike } from './timestamp-cache';
import { LINE_PREFIX, DIGIT, LETTER, MASKS } from './layout';
import { byteAt, day } from './datetime-parts';

/** Length in bytes of a date and the byte behind it. */
const DATE: usize = 11;
const LONGEST: usize = 32;

/** Where the date stands, in bytes from the line's start; valid only once something is cached. */
export let dateOffset: usize = 0;
let isCached: bool = false;
let isQuoted: bool = false;
/** The date, in milliseconds since 1970. */
export let prefixDay: i64 = 0;

/** Empties the cache: the rules are new. */
export function forgetLinePrefix(): void {
  isCached = false;
}

/**
 * Caches the line's beginning if its time is the ISO stamp that was read last; `isJson`: the time is a string of a JSON
 * line.
 */
export function keepLinePrefix(lineStart: usize, isJson: bool): void {
  if (dateAt < lineStart || dateAt - lineStart > LONGEST - DATE) return;
  if (!isJson) for (let p = lineStart; p < dateAt; p++) if (kind(byteAt(p)) & (LETTER | DIGIT)) return;
  dateOffset = dateAt - lineStart;
  keepPrefix(LINE_PREFIX, lineStart, dateOffset + DATE);
  isQuoted = isJson;
  prefixDay = day;
  isCached = true;
}

/** The clock time of the line, as `readClockLike` answers it, if the line begins like the last one; else UNLIKE. */
@inline
export function readLikeLast(lineStart: usize): i64 {
  if (!isCached || !hasPrefix(LINE_PREFIX, lineStart)) return UNLIKE;
  const date = lineStart + dateOffset;
  const like = readClockLike(date);
  return isQuoted && like != UNLIKE && byteAt(likeEnd(like, date)) != 0x22 ? UNLIKE : like;
}

/** Stores the first `n` bytes from `from` (at most 32), and a mask of them, at `memory` (64 bytes). */
export function keepPrefix(memory: usize, from: usize, n: usize): void {
  const near = v128.load(MASKS + (n < 16 ? 64 - n : 32));
  const far = v128.load(MASKS + (n > 16 ? 80 - n : 64));
  v128.store(memory, v128.and(v128.load(from), near));
  v128.store(memory, v128.and(v128.load(from, 16), far), 16);
  v128.store(memory, near, 32);
  v128.store(memory, far, 48);
}

/** Whether the text at `p` begins with the bytes that are stored at `memory`. */
@inline
export function hasPrefix(memory: usize, p: usize): bool {
  const a = v128.xor(v128.and(v128.load(p), v128.load(memory, 32)), v128.load(memory));
  const b = v128.xor(v128.and(v128.load(p, 16), v128.load(memory, 48)), v128.load(memory, 16));
  return !v128.any_true(v128.or(a, b));
}
