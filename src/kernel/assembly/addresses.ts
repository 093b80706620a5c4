/**
 * The kernel's addresses as exported functions: the wrapper asks for them, so that no number of the layout is written
 * twice.
 */
import {
  BLOCK, KNOWN, LOOKBACK, RECORD_CAPACITY, RECORD_CODE, RECORD_INHERITED, RECORD_LINE, RECORD_LOCAL, RECORD_START, RECORD_ZONE,
} from './layout';

/** 4000 bytes: 1 for each code (number - 106000) that the catalogue has. */
export function knownAt(): usize {
  return KNOWN;
}
export function blockAt(): usize {
  return BLOCK;
}
export function lookback(): usize {
  return LOOKBACK;
}
export function recordCapacity(): i32 {
  return RECORD_CAPACITY;
}
export function localsAt(): usize {
  return RECORD_LOCAL;
}
export function codesAt(): usize {
  return RECORD_CODE;
}
export function zonesAt(): usize {
  return RECORD_ZONE;
}
export function linesAt(): usize {
  return RECORD_LINE;
}
export function startsAt(): usize {
  return RECORD_START;
}
export function inheritedAt(): usize {
  return RECORD_INHERITED;
}
