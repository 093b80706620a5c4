/**
 * Lines that begin as the last one with a time did. Where they do, up to and with an ISO date, only the clock time is
 * read; anything else is left to `lines`. Two kinds of beginnings are remembered, because only in these nothing but the
 * remembered bytes decides that the line's time stands there: a JSON line up to its time's value, and other lines that
 * have neither letters nor digits before the date.
 */
import { UNLIKE, dateAt, likeEnd, readClockLike } from './timestamp-cache';
import { BEGINNING, DIGIT, LETTER, MASKS } from './layout';
import { byteAt, day, kind } from './datetime-parts';

/** Bytes of a date and the one behind it. */
const DATE: usize = 11;
const LONGEST: usize = 32;

/** Where the date stands in the line; only once something is remembered. */
export let datePlace: usize = 0;
let remembers: bool = false;
let isQuoted: bool = false;
/** The date, in milliseconds since 1970. */
export let beginningDay: i64 = 0;

/** Forgets how lines begin: for new rules. */
export function forgetBeginning(): void {
  remembers = false;
}

/** Remembers the line's beginning if its time is the ISO stamp that was read last; `isJson`: as a string of a JSON line. */
export function keepBeginning(lineStart: usize, isJson: bool): void {
  if (dateAt < lineStart || dateAt - lineStart > LONGEST - DATE) return;
  if (!isJson) for (let p = lineStart; p < dateAt; p++) if (kind(byteAt(p)) & (LETTER | DIGIT)) return;
  datePlace = dateAt - lineStart;
  keepFirst(BEGINNING, lineStart, datePlace + DATE);
  isQuoted = isJson;
  beginningDay = day;
  remembers = true;
}

/** The clock time of the line if it begins as the last one, as `again.readClockLike` has it; else UNLIKE. */
@inline
export function readLikeLast(lineStart: usize): i64 {
  if (!remembers || !beginsAs(BEGINNING, lineStart)) return UNLIKE;
  const date = lineStart + datePlace;
  const like = readClockLike(date);
  return isQuoted && like != UNLIKE && byteAt(likeEnd(like, date)) != 0x22 ? UNLIKE : like;
}

/** Remembers at `memory` (64 bytes) the first `n` bytes from `from`, at most 32. */
export function keepFirst(memory: usize, from: usize, n: usize): void {
  const near = v128.load(MASKS + (n < 16 ? 64 - n : 32));
  const far = v128.load(MASKS + (n > 16 ? 80 - n : 64));
  v128.store(memory, v128.and(v128.load(from), near));
  v128.store(memory, v128.and(v128.load(from, 16), far), 16);
  v128.store(memory, near, 32);
  v128.store(memory, far, 48);
}

/** Whether the bytes at `p` begin as those remembered at `memory`. */
@inline
export function beginsAs(memory: usize, p: usize): bool {
  const a = v128.xor(v128.and(v128.load(p), v128.load(memory, 32)), v128.load(memory));
  const b = v128.xor(v128.and(v128.load(p, 16), v128.load(memory, 48)), v128.load(memory, 16));
  return !v128.any_true(v128.or(a, b));
}
