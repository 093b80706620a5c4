/**
 * Timestamps that repeat: most lines of a log have the same date as the line before, in the same place. What was read
 * is kept with its bytes, and where these stand again only the clock time is read. Anything unusual is left to
 * `families`, so that nothing here decides what a timestamp is.
 */
import { GOES_ON, NO_ZONE, WORD, ZONES, ZONE_BIAS } from './layout';
import { byteAt, day, kind, seek, setClock, setDay, setZone } from './pieces';

/** `2026-11-01T` or `2026-11-01 ` as it was read last, and its day; no date before the first. */
let dateHead: u64 = 0;
let dateTail: u32 = 0;
let dateDay: i64 = 0;

const DIGITS_3: u32 = 0x303030;

/** Keeps the date at `p`, an ISO date and the byte after it, which `pieces.day` has just been read from. */
export function keepDate(p: usize): void {
  dateHead = load<u64>(p);
  dateTail = load<u32>(p, 7);
  dateDay = day;
}

/** Reads `2026-11-01 09:15:00` with an optional fraction of three digits and an optional `Z`, if the date is the last one. */
export function readAgain(p: usize): bool {
  if (load<u64>(p) != dateHead || load<u32>(p, 7) != dateTail) return false;
  // HH:MM:SS as one word: what is left after taking off zeros and colons must be digits between two zero bytes.
  const raw = load<u64>(p, 11);
  const digits = raw - 0x30303a30303a3030;
  if (((digits + 0x7676767676767676) | digits | raw) & 0x8080808080808080) return false;
  if (digits & 0x0000ff0000ff0000) return false;
  const hour = <i32>(digits & 0xff) * 10 + <i32>((digits >> 8) & 0xff);
  const minute = <i32>((digits >> 24) & 0xff) * 10 + <i32>((digits >> 32) & 0xff);
  const second = <i32>((digits >> 48) & 0xff) * 10 + <i32>(digits >> 56);
  if (hour > 23 || minute > 59 || second > 59) return false;
  let ms = (hour * 60 + minute) * 60000 + second * 1000;
  let end = p + 19;
  let next = byteAt(end);
  if (next == 0x2e || next == 0x2c) {
    const fraction = (load<u32>(end, 1) & 0xffffff) - DIGITS_3;
    if (((fraction + 0x767676) | fraction) & 0x808080) return false;
    ms += <i32>(fraction & 0xff) * 100 + <i32>((fraction >> 8) & 0xff) * 10 + <i32>(fraction >> 16);
    end += 4;
    next = byteAt(end);
  }
  let zone = NO_ZONE;
  if (next == 0x5a) {
    end += 1;
    zone = ZONE_BIAS;
    if (kind(byteAt(end)) & WORD) return false;
  } else if (next == 0x20) {
    if (kind(<i32>load<u8>(end, 1)) & ZONES) return false;
  } else if (kind(next) & GOES_ON) return false;
  setDay(dateDay);
  setClock(ms);
  setZone(zone);
  seek(end);
  return true;
}
