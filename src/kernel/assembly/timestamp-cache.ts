/**
 * A cache of the last date and clock time. Most lines of a log have the same date as the line before: where its bytes
 * stand again, only the clock time is read. Anything unusual is left to `forms`, so that nothing here decides what a
 * timestamp is.
 */
import { kind } from './classes';
import { GOES_ON, NO_ZONE, WORD, ZONE_FIRST, ZONE_BIAS } from './layout';
import { byteAt, day, seek, setClock, setDay, setZone } from './datetime-parts';
import { mayBeZone } from './zones';

/**
 * The bytes of the last date, `2026-11-01T` or `2026-11-01 `, and its day; zeros, which match no date, before the
 * first.
 */
let dateBytes: u64 = 0;
let dateLastBytes: u32 = 0;
let dateDay: i64 = 0;
/** Where the cached date was last read; 0: not since `clearDateAt`. */
export let dateAt: usize = 0;

export function clearDateAt(): void {
  dateAt = 0;
}

/** The last clock time, `09:15:00`, and its milliseconds: many lines share a second. */
let clockText: u64 = 0x30303a30303a3030;
let clockMillis: i32 = 0;

const DIGITS_3: u32 = 0x303030;

/** Caches the ISO date at `p` and the byte after it; `datetime-parts.day` was just read from them. */
export function keepDate(p: usize): void {
  dateBytes = load<u64>(p);
  dateLastBytes = load<u32>(p, 7);
  dateDay = day;
  dateAt = p;
}

/** The answer where something else stands there. */
export const UNLIKE: i64 = -1;

/**
 * The parts of what `readClockLike` answers: milliseconds of the day, the zone, and the address behind the stamp at
 * `p`.
 */
@inline
export function likeMillis(like: i64): i64 {
  return like & 0x7ffffff;
}

@inline
export function likeZone(like: i64): i32 {
  return like & (<i64>1 << 27) ? ZONE_BIAS : NO_ZONE;
}

@inline
export function likeEnd(like: i64, p: usize): usize {
  return p + <usize>(like >> 28);
}

/**
 * Reads what stands behind the date at `p`: `09:15:00` with an optional fraction of three digits and an optional `Z`.
 * Answers milliseconds of the day, whether it is UTC, and the stamp's length in one number, which stays in a register.
 */
@inline
export function readClockLike(p: usize): i64 {
  const text = load<u64>(p, 11);
  if (text != clockText && !readClockText(text)) return UNLIKE;
  let ms = clockMillis;
  let length: usize = 19;
  let next = <i32>load<u8>(p, 19);
  if (next == 0x2e || next == 0x2c) {
    const fraction = (load<u32>(p, 20) & 0xffffff) - DIGITS_3;
    if (((fraction + 0x767676) | fraction) & 0x808080) return UNLIKE;
    ms += <i32>(fraction & 0xff) * 100 + <i32>((fraction >> 8) & 0xff) * 10 + <i32>(fraction >> 16);
    length = 23;
    next = <i32>load<u8>(p, 23);
  }
  if (next == 0x5a) {
    length += 1;
    if (kind(byteAt(p + length)) & WORD) return UNLIKE;
    return <i64>ms | (<i64>1 << 27) | (<i64>length << 28);
  }
  if (next == 0x20) {
    const first = byteAt(p + length + 1);
    // Some logs have `[12]` behind most times: no zone in brackets begins with a digit.
    const mayBegin = first == 0x5b ? kind(byteAt(p + length + 2)) & ZONE_FIRST : kind(first) & ZONE_FIRST;
    if (mayBegin && mayBeZone(p + length + 1)) return UNLIKE;
  } else if (kind(next) & GOES_ON) return UNLIKE;
  return <i64>ms | (<i64>length << 28);
}

function readClockText(text: u64): bool {
  // All eight bytes at once: without `00:00:00` they must be digits, with zero bytes for the colons.
  const digits = text - 0x30303a30303a3030;
  if ((((digits + 0x7676767676767676) | digits | text) & 0x8080808080808080) | (digits & 0x0000ff0000ff0000)) return false;
  // Each byte times ten and the next one: no byte runs over.
  const pairs = digits * 10 + (digits >> 8);
  const hour = <i32>(pairs & 0xff);
  const minute = <i32>((pairs >> 24) & 0xff);
  const second = <i32>((pairs >> 48) & 0xff);
  if (hour > 23 || minute > 59 || second > 59) return false;
  clockText = text;
  clockMillis = (hour * 60 + minute) * 60000 + second * 1000;
  return true;
}

/** Reads a stamp whose date is cached, as the readers of `datetime-parts` do. */
export function readCached(p: usize): bool {
  if (load<u64>(p) != dateBytes || load<u32>(p, 7) != dateLastBytes) return false;
  const like = readClockLike(p);
  if (like == UNLIKE) return false;
  dateAt = p;
  setDay(dateDay);
  setClock(<i32>likeMillis(like));
  setZone(likeZone(like));
  seek(likeEnd(like, p));
  return true;
}
