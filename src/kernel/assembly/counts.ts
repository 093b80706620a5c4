/**
 * Counting in the kernel: events whose time lies in one range (the window that the log has reached) are counted here
 * by code and make no records. The wrapper sets the range, and takes the counts before it sets another.
 *
 *     COUNT     4000 x u32   events of the code
 *     EARLIEST  4000 x u32   earliest time of the code, in milliseconds since the range's start
 *     LATEST    4000 x u32   latest
 *     TOUCHED   4000 x u16   the codes that are not 0, in order of appearance
 */
import { COUNT, EARLIEST, LATEST, TOUCHED } from './layout';

/** Wall-clock milliseconds, and the zone that a time must have; an empty range counts nothing. */
let from: f64 = 0;
let to: f64 = 0;
let zone: i32 = 0;
let touched: i32 = 0;
let inheriting: u32 = 0;

/** Counts from now on what lies in [start, end), less than 2^31 ms; what was counted before must have been taken. */
export function countRange(start: f64, end: f64, packedZone: i32): void {
  from = start;
  to = end;
  zone = packedZone;
}

/** Counts the event if its time lies in the range. */
@inline
export function counted(code: i32, local: f64, localZone: i32, inherited: bool): bool {
  if (!(local >= from && local < to) || localZone != zone) return false;
  const at = <usize>(code - 106000) << 2;
  const n = load<u32>(COUNT + at);
  const time = <u32>(local - from);
  if (n == 0) {
    store<u16>(TOUCHED + (<usize>touched << 1), <u16>(code - 106000));
    touched++;
    store<u32>(EARLIEST + at, time);
    store<u32>(LATEST + at, time);
  } else {
    if (time < load<u32>(EARLIEST + at)) store<u32>(EARLIEST + at, time);
    if (time > load<u32>(LATEST + at)) store<u32>(LATEST + at, time);
  }
  store<u32>(COUNT + at, n + 1);
  inheriting += <u32>inherited;
  return true;
}

/** How many codes have counts. */
export function touchedCount(): i32 {
  return touched;
}

/** How many of the events had the time of an earlier line. */
export function inheritingCount(): u32 {
  return inheriting;
}

/** All counts are 0 again. */
export function clearCounts(): void {
  for (let i = 0; i < touched; i++) store<u32>(COUNT + (<usize>load<u16>(TOUCHED + (<usize>i << 1)) << 2), 0);
  touched = 0;
  inheriting = 0;
}

export function countAt(): usize {
  return COUNT;
}
export function earliestAt(): usize {
  return EARLIEST;
}
export function latestAt(): usize {
  return LATEST;
}
export function touchedAt(): usize {
  return TOUCHED;
}
