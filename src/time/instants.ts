/** Writes instants as documents have them (RFC 3339). `rfc3339.ts` reads them back. */
import { MINUTE_MS } from '../model/calendar.js';
import { offsetName } from './fixed-offsets.js';
import type { Zone } from './zone.js';

let lastMinute = Number.NaN;
let lastPrefix = '';

/**
 * An instant as RFC 3339 in UTC with milliseconds: `2026-11-01T09:15:00.000Z`. The text up to the seconds is kept for
 * the last minute, because consecutive events mostly share it.
 * @throws RangeError for an instant that no date can hold, NaN among them.
 */
export function formatInstant(epochMs: number): string {
  const minute = Math.floor(epochMs / MINUTE_MS);
  if (minute !== lastMinute) {
    lastPrefix = new Date(minute * MINUTE_MS).toISOString().slice(0, -7);
    lastMinute = minute;
  }
  const ms = Math.floor(epochMs - minute * MINUTE_MS);
  const seconds = Math.floor(ms / 1000);
  const fraction = ms - seconds * 1000;
  return `${lastPrefix}${seconds < 10 ? '0' : ''}${seconds}.${fraction < 10 ? '00' : fraction < 100 ? '0' : ''}${fraction}Z`;
}

/**
 * An instant as RFC 3339 in a zone, with milliseconds and the offset: `2026-11-01T10:15:00.000+01:00`, also `+00:00`.
 * RFC 3339 has offsets of whole minutes only: one with seconds, as local mean times are, is rounded to the nearest
 * minute and the clock time fits the rounded one, so the text still names the same instant.
 */
export function formatInZone(epochMs: number, zone: Zone): string {
  const offset = Math.round(zone.offsetAt(epochMs) / MINUTE_MS) * MINUTE_MS;
  return formatInstant(epochMs + offset).slice(0, -1) + offsetName(offset);
}
