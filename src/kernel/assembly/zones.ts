/** Time zones behind a clock time: offsets and the names that are known. Read as in `pieces`: from `at` on. */
import { NO_ZONE, ZONE_BIAS } from './layout';
import { at, atEdge, byteAt, seek, setZone, take, two } from './pieces';

/** An optional zone, directly or after one space; sets `zone`. */
export function readZone(): void {
  setZone(NO_ZONE);
  const start = at;
  const b = byteAt(at);
  const p = b == 0x20 ? at + 1 : at;
  seek(p);
  const first = byteAt(p);
  if (first == 0x2b || first == 0x2d) {
    if (readOffset()) return;
  } else if (first == 0x5a || (first == 0x7a && p == start)) {
    seek(p + 1);
    if (atEdge()) {
      setZone(ZONE_BIAS);
      return;
    }
  } else if (readZoneName(p)) return;
  seek(start);
}

/** `+02:00`, `+0200` or `+02` at an edge. */
function readOffset(): bool {
  const p = at;
  const sign = byteAt(p) == 0x2d ? -1 : 1;
  seek(p + 1);
  const h = two();
  if (h < 0 || h > 23) return false;
  const afterHours = at;
  if (byteAt(at) == 0x3a) seek(at + 1);
  const m = two();
  if (m >= 0 && m < 60 && atEdge()) {
    setZone(ZONE_BIAS + sign * (h * 60 + m));
    return true;
  }
  seek(afterHours);
  if (!atEdge()) return false;
  setZone(ZONE_BIAS + sign * h * 60);
  return true;
}

function readZoneName(p: usize): bool {
  const name = <u32>byteAt(p) | ((<u32>load<u8>(p, 1)) << 8) | ((<u32>load<u8>(p, 2)) << 16);
  let offset = 0;
  if (name == 0x435455 || name == 0x544d47) {
    // UTC, GMT; UTC+02:00 is an offset.
    seek(p + 3);
    const sign = byteAt(at);
    if ((sign == 0x2b || sign == 0x2d) && readOffset()) return true;
    seek(p);
  } else if (name == 0x545345) offset = -5; // EST
  else if (name == 0x544445) offset = -4; // EDT
  else if (name == 0x545343) offset = -6; // CST
  else if (name == 0x544443) offset = -5; // CDT
  else if (name == 0x54534d) offset = -7; // MST
  else if (name == 0x54444d) offset = -6; // MDT
  else if (name == 0x545350) offset = -8; // PST
  else if (name == 0x544450) offset = -7; // PDT
  else return false;
  seek(p + 3);
  if (!atEdge()) return false;
  setZone(ZONE_BIAS + offset * 60);
  return true;
}

/** asctime's zone between the clock and the year: any capitals, of which only the listed ones say an offset. */
export function readZoneToken(): void {
  setZone(NO_ZONE);
  const start = at;
  if (!take(0x20)) return;
  const p = at;
  const first = byteAt(p);
  if (first == 0x2b || first == 0x2d) {
    if (readOffset()) return;
    seek(start);
    return;
  }
  while (<u32>(byteAt(at) - 0x41) < 26 && at - p <= 5) seek(at + 1);
  const end = at;
  if (end == p || end - p > 5 || !atEdge()) {
    seek(start);
    return;
  }
  if (byteAt(p) == 0x5a && end == p + 1) {
    setZone(ZONE_BIAS);
  } else if (!readZoneName(p)) setZone(NO_ZONE);
  seek(end);
}
