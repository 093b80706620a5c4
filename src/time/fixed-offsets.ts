/** Offsets as they are written: read, and written with a colon. */
import { MINUTE_MS } from '../model/calendar.js';

/** `+02`, `-0530`, `+05:45` as milliseconds east of UTC; null for anything else, also beyond 23:59. */
export function fixedOffsetOf(name: string): number | null {
  const match = /^([+-])([01]\d|2[0-3])(?::?([0-5]\d))?$/.exec(name);
  if (match === null) return null;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return (match[1] === '+' ? minutes : -minutes) * MINUTE_MS + 0;
}

/** Whole minutes as `+02:00`. */
export function offsetName(offsetMs: number): string {
  const minutes = Math.abs(offsetMs) / MINUTE_MS;
  const two = (n: number) => String(n).padStart(2, '0');
  return `${offsetMs < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
