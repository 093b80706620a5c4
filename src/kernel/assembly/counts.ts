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

/** Wall-clock milliseconds and how many of them, and the zone that a time must have; an empty range counts nothing. */
let from: i64 = 0;
let span: u64 = 0;
let zone: i32 = 0;
let touched: i32 = 0;
let inheriting: u32 = 0;

/** Counts from now on what lies in [start, end), less than 2^31 ms; what was counted before must have been taken. */
export function countRange(start: f64, end: f64, packedZone: i32): void {
  from = <i64>Math.ceil(start);
  span = <u64>(<i64>Math.ceil(end) - from);
  zone = packedZone;
}

/** Counts the event of the code with this index (number - 106000) if its time lies in the range. */
@inline
export function counted(index: i32, local: i64, localZone: i32, inherited: bool): bool {
  const time = <u64>(local - from);
  if (time >= span || localZone != zone) return false;
  const at = <usize>index << 2;
  const n = load<u32>(COUNT + at);
  // The list ends behind the code only where it is new: no branch.
  store<u16>(TOUCHED + (<usize>touched << 1), <u16>index);
  touched += <i32>(n == 0);
  const earliest: u32 = n == 0 ? <u32>-1 : load<u32>(EARLIEST + at);
  const latest: u32 = n == 0 ? 0 : load<u32>(LATEST + at);
  store<u32>(EARLIEST + at, <u32>time < earliest ? <u32>time : earliest);
  store<u32>(LATEST + at, <u32>time > latest ? <u32>time : latest);
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
