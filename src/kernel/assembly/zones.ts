/** Time zones behind a clock time: offsets, and names that are known. Read as in `datetime-parts`: from `position` on. */
import { kind } from './classes';
import { IDENTIFIER, LETTER, NO_ZONE, ZONES, ZONE_BIAS } from './layout';
import { position, atEdge, blankLength, byteAt, isDigit, seek, setZone, two } from './datetime-parts';

const SLOTS: u32 = 128;
/** Stands for the minutes of a name that means the report zone's own time. */
const OWN_TIME: i32 = i32.MIN_VALUE;

export function clearZones(): void {
  memory.fill(ZONES, 0, 8 * SLOTS);
}

@inline
function slotOf(name: u32): usize {
  return ZONES + (<usize>((name * 0x9e3779b1) >> 25) << 3);
}

/** Adds a name of three or four capitals, the first one lowest, with minutes east of UTC; OWN_TIME: the report zone's. */
export function addZone(name: u32, minutes: i32): void {
  let slot = slotOf(name);
  while (load<u32>(slot) != 0 && load<u32>(slot) != name) slot = slot + 8 < ZONES + 8 * SLOTS ? slot + 8 : ZONES;
  store<u32>(slot, name);
  store<i32>(slot, minutes, 4);
}

/** The slot of a name, or 0. */
function findName(name: u32): usize {
  let slot = slotOf(name);
  while (load<u32>(slot) != 0) {
    if (load<u32>(slot) == name) return slot;
    slot = slot + 8 < ZONES + 8 * SLOTS ? slot + 8 : ZONES;
  }
  return 0;
}

/** Whether a zone was read: then `zone` is set and `position` is behind it. */
export function readZone(): bool {
  setZone(NO_ZONE);
  const start = position;
  const p = start + blankLength(start);
  const first = byteAt(p);
  if (readOffset(p, 0)) {
    passZoneId();
    return true;
  }
  const closing = first == 0x5b ? 0x5d : first == 0x28 ? 0x29 : 0;
  if (closing && readBracketed(p + 1, closing)) {
    passZoneId();
    return true;
  }
  if (p == start && (signLength(p) ? readHours(p) : first == 0x7a && edgeAt(p + 1))) {
    if (first == 0x7a) {
      setZone(ZONE_BIAS);
      seek(p + 1);
    }
    passZoneId();
    return true;
  }
  if (readName(p, 0)) return true;
  if (closing && readName(p + 1, closing)) {
    seek(position + 1);
    return true;
  }
  seek(start);
  return false;
}

@inline
function edgeAt(p: usize): bool {
  seek(p);
  return atEdge();
}

function readBracketed(p: usize, closing: i32): bool {
  if (!readOffset(p, closing)) return false;
  seek(position + 1);
  return true;
}

/** `Z`, `UTC`, `GMT+1`, `+02:00` or `+0200` at `p`, up to an edge, or with `closing` up to that byte. */
function readOffset(p: usize, closing: i32): bool {
  const first = byteAt(p);
  if (signLength(p)) return readSigned(p, 2, 2, true, closing);
  if (first == 0x5a) return setOffset(p + 1, 0, closing);
  const name = load<u32>(p) & 0xffffff;
  if (name != 0x435455 && name != 0x544d47) return false; // UTC, GMT
  if (signLength(p + 3)) {
    if (
      readSigned(p + 3, 2, 2, true, closing) || readSigned(p + 3, 2, 0, true, closing) ||
      readSigned(p + 3, 1, 2, true, closing) || readSigned(p + 3, 1, 0, true, closing)
    ) return true;
  }
  return setOffset(p + 3, 0, closing);
}

/** `±hh` directly behind the time. */
function readHours(p: usize): bool {
  return readSigned(p, 2, 0, false, 0);
}

/** Length in bytes of the sign at `p`; some JSON writers escape the plus as `\u002B`, and URLs as `%2B`. */
function signLength(p: usize): usize {
  const first = byteAt(p);
  if (first == 0x2b || first == 0x2d) return 1;
  if (first == 0x25) return byteAt(p + 1) == 0x32 && (byteAt(p + 2) | 0x20) == 0x62 ? 3 : 0; // %2B
  let q = p;
  while (byteAt(q) == 0x5c) q++;
  return q > p && load<u32>(q) == 0x32303075 && (byteAt(q + 4) | 0x20) == 0x62 ? q + 5 - p : 0; // u002B
}

/** A sign, an hour of `hourDigits` digits, and minutes of `minuteDigits`, with `:` before them or not. */
function readSigned(p: usize, hourDigits: i32, minuteDigits: i32, colon: bool, closing: i32): bool {
  const sign = byteAt(p) == 0x2d ? -1 : 1;
  const start = p + signLength(p);
  seek(start);
  let hours = 0;
  if (hourDigits == 2) {
    hours = two();
    if (hours < 0 || hours > 23) return false;
  } else {
    if (!isDigit(byteAt(start))) return false;
    hours = byteAt(start) - 0x30;
    seek(start + 1);
  }
  let minutes = 0;
  if (minuteDigits == 2) {
    if (colon && byteAt(position) == 0x3a) seek(position + 1);
    minutes = two();
    if (minutes < 0 || minutes > 59) return false;
  }
  return setOffset(position, sign * (hours * 60 + minutes), closing);
}

function setOffset(end: usize, minutes: i32, closing: i32): bool {
  seek(end);
  if (closing ? byteAt(end) != closing : !atEdge()) return false;
  setZone(ZONE_BIAS + minutes);
  return true;
}

/** Passes over what Java puts behind an offset, `[Europe/Berlin]`: it changes nothing. */
function passZoneId(): void {
  let p = position;
  if (byteAt(p) != 0x5b || !(kind(byteAt(p + 1)) & LETTER)) return;
  p++;
  while (isInZoneId(byteAt(p))) p++;
  if (byteAt(p) == 0x5d) seek(p + 1);
}

@inline
function isInZoneId(b: i32): bool {
  return ((kind(b) & IDENTIFIER) != 0 && b != 0x2e) || b == 0x2b || b == 0x2f;
}

/** A name of three or four capitals at an edge, or before the byte `closing`. */
function readName(p: usize, closing: i32): bool {
  const four = load<u32>(p);
  // Names of three letters end with a zero in the table, which a NUL behind one is not.
  let slot = four >> 24 ? findName(four) : 0;
  let end = p + 4;
  if (slot == 0) {
    slot = findName(four & 0xffffff);
    end = p + 3;
  }
  if (slot == 0 || !(closing ? byteAt(end) == closing : edgeAt(end))) return false;
  seek(end);
  const minutes = load<i32>(slot, 4);
  setZone(minutes == OWN_TIME ? NO_ZONE : ZONE_BIAS + minutes);
  return true;
}

/** Passes over capitals where a zone's name may stand, behind a blank, though no list knows them. */
export function readUnknownName(): bool {
  const start = position;
  const blank = blankLength(start);
  if (blank == 0) return false;
  let p = start + blank;
  while (<u32>(byteAt(p) - 0x41) < 26) p++;
  const length = p - start - blank;
  if (length >= 1 && length <= 5 && edgeAt(p)) return true;
  seek(start);
  return false;
}

/** Whether a zone, AM or PM may begin at `p`, behind a blank. Asked by the timestamp cache. */
export function mayBeZone(p: usize): bool {
  const b = byteAt(p);
  if (b == 0x5b || b == 0x28) {
    const inner = byteAt(p + 1);
    // + - or a capital
    return signLength(p + 1) != 0 || <u32>(inner - 0x41) < 26;
  }
  const second = byteAt(p + 1);
  if (b == 0x2b || b == 0x2d) return isDigit(second);
  if (b == 0x5c || b == 0x25) return signLength(p) != 0;
  const half = b | 0x20;
  if ((half == 0x61 || half == 0x70) && ((second | 0x20) == 0x6d || second == 0x2e)) return true; // AM, p.m.
  if (<u32>(b - 0x41) >= 26) return false;
  if (b == 0x5a || b == 0x55 || b == 0x47) return true; // Z, UTC, GMT
  const four = load<u32>(p);
  return findName(four) != 0 || findName(four & 0xffffff) != 0;
}
