/**
 * `time="09:15:00.123+000" date="11-01-2026"`, as CMTrace writes it: the month first, and behind the time the minutes
 * to add to get UTC.
 */
import { NO_ZONE, ZONE_BIAS } from './layout';
import { position, byteAt, isDigit, oneOrTwo, readFraction, seek, setDate, setTime, setZone, passOver, two, four } from './datetime-parts';

export function readCmtrace(p: usize): bool {
  if (load<u32>(p) != 0x656d6974 || load<u16>(p, 4) != 0x223d) return false; // time="
  seek(p + 6);
  const h = two();
  if (h < 0 || !passOver(0x3a)) return false;
  const m = two();
  if (m < 0 || !passOver(0x3a)) return false;
  const s = two();
  if (s < 0 || byteAt(position) != 0x2e || !isDigit(byteAt(position + 1)) || !setTime(h, m, s) || !readFraction()) return false;
  let zone = NO_ZONE;
  const sign = byteAt(position);
  if (sign == 0x2b || sign == 0x2d) {
    let bias = 0;
    let n = 0;
    let q = position + 1;
    while (n < 3 && isDigit(byteAt(q))) {
      bias = bias * 10 + byteAt(q) - 0x30;
      n++;
      q++;
    }
    if (n == 0) return false;
    zone = ZONE_BIAS + (sign == 0x2d ? bias : -bias);
    seek(q);
  }
  if (load<u64>(position) != 0x223d657461642022) return false; // " date="
  seek(position + 8);
  const month = oneOrTwo();
  if (month < 0 || !passOver(0x2d)) return false;
  const day = oneOrTwo();
  if (day < 0 || !passOver(0x2d)) return false;
  const year = four();
  if (year < 0 || !passOver(0x22) || !setDate(year, month, day)) return false;
  setZone(zone);
  return true;
}
