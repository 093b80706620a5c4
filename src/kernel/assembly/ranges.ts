/**
 * Ranges of time that were counted, one behind the other, until the wrapper reads them out: the one that is counted now,
 * and minutes before it. Where the wrapper allows it, the event that ends a minute begins the next one without a record.
 *
 *     RANGES   for each range
 *       0   u32  codes
 *       4   u32  events that inherited their time
 *       8   f64  its start, in wall-clock milliseconds
 *       16  f64  time of its last event, in milliseconds since its start
 *       24  f64  where the line of that event starts, in bytes since `begin`
 *       32  f64  the minute that follows it, in wall-clock milliseconds; NaN: none
 *       40  f64  lines since `begin` before the one that begins that minute
 *       48  f64  where that line starts, in bytes since `begin`
 *       56  f64  lines with a code since `begin`, with that one
 *       64       for each code four u32: its index, its events, the earliest and the latest in milliseconds since the start
 */
import { isOfZone, offsetOf, setRange, writeRange } from './counts';
import { BLOCK, RANGES, RANGES_LIMIT } from './layout';
import { numberOf } from './line-starts';

const MINUTE: i64 = 60000;

/** Where the first minute begins, and the times in which minutes follow each other, in wall-clock milliseconds. */
let base: i64 = 0;
let from: i64 = 0;
let to: i64 = 0;
/** Bytes of ranges. */
let used: usize = 0;

/** From now on minutes follow each other in [start, end), counted from `first` on; nowhere where that is empty. */
export function followMinutes(first: f64, start: f64, end: f64): void {
  base = <i64>Math.ceil(first);
  from = <i64>Math.ceil(start);
  to = <i64>Math.ceil(end);
}

/**
 * Begins the minute of an event that is in no range, on the line at `line`. Answers whether it is counted then: minutes
 * follow each other there, and there is room. A line that began in an earlier block is left to the wrapper.
 */
export function beginMinute(time: i64, zone: i32, line: usize, linesBefore: f64, matched: f64): bool {
  if (time < from || time >= to || !isOfZone(zone) || line < BLOCK || used > RANGES_LIMIT) return false;
  const at = RANGES + used;
  const minute = base + ((time - base) / MINUTE) * MINUTE;
  used += writeRange(at);
  store<f64>(at, <f64>minute, 32);
  store<f64>(at, linesBefore + <f64>numberOf(line), 40);
  store<f64>(at, offsetOf(line), 48);
  store<f64>(at, matched, 56);
  setRange(minute > from ? minute : from, minute + MINUTE < to ? minute + MINUTE : to);
  return true;
}

/** Ends the range that is counted, and answers how many bytes of ranges there are. The caller reads them at once. */
export function takeRanges(): i32 {
  const at = RANGES + used;
  const size = used + writeRange(at);
  store<f64>(at, NaN, 32);
  used = 0;
  return <i32>size;
}
