/** The latest time of the source: what lines without one inherit. */
import { NO_ZONE } from './layout';

/** `local` before any time was seen. */
export const UNTIMED: i64 = i64.MIN_VALUE;
/** The latest time seen: wall-clock milliseconds as if UTC, and its zone. */
export let local: i64 = UNTIMED;
export let localZone: i32 = NO_ZONE;

/** Sets the latest time, as a line that goes on from block to block has turned out to have it. */
@inline
export function setLatest(ms: i64, packedZone: i32): void {
  local = ms;
  localZone = packedZone;
}

/** The time that a line without its own would inherit now (NaN before any), as a record has it. */
export function lastLocal(): f64 {
  return local == UNTIMED ? NaN : <f64>local;
}

export function lastZone(): i32 {
  return localZone;
}
