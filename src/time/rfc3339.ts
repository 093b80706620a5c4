/**
 * Instants as documents have them (RFC 3339, such as `2026-11-01T09:15:00.000+01:00`) read back without data of zones: a
 * *wall* value is what the clock of the written offset shows, as the milliseconds of the same clock face in UTC.
 */
import { fixedOffsetOf } from './fixed-offsets.js';

/** `2026-11-01T09:15:00`. */
export function wallClock(instant: string): string {
  return instant.slice(0, 19);
}

export function wallOf(instant: string): number {
  return Date.parse(`${wallClock(instant)}Z`);
}

/** `2026-11-01 09:15`. */
export function minuteText(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ');
}

/** `2026-11-01 09:15:00`. */
export function secondText(instant: string): string {
  return wallClock(instant).replace('T', ' ');
}

/** As it is written: `+01:00`, or `Z`. */
export function offsetOf(instant: string): string {
  return instant.endsWith('Z') ? 'Z' : instant.slice(-6);
}

/** In milliseconds east of UTC; null for what is no offset. */
export function offsetMs(offset: string): number | null {
  return offset === 'Z' ? 0 : fixedOffsetOf(offset);
}
