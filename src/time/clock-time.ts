/** Times without a date, as people type them: `17:45`, `9:15:30`. Which day is meant follows from another moment. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../model/calendar.js';
import { DayCutter } from './days.js';
import type { Zone } from './zone.js';

/** @returns milliseconds since midnight; null for other text */
export function parseClockTime(text: string): number | null {
  const match = /^(\d\d?):(\d\d)(?::(\d\d))?$/.exec(text.trim());
  if (match === null) return null;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return null;
  return hour * HOUR_MS + minute * MINUTE_MS + second * 1000;
}

/** The latest moment at which the zone's clock shows that time and which is not after `epochMs`. */
export function lastAt(clockTime: number, zone: Zone, epochMs: number): number {
  const { number } = new DayCutter(zone).at(epochMs);
  const today = zone.toInstant(number * DAY_MS + clockTime);
  return today <= epochMs ? today : zone.toInstant((number - 1) * DAY_MS + clockTime);
}

/** The first one that is after `epochMs`. */
export function nextAt(clockTime: number, zone: Zone, epochMs: number): number {
  const { number } = new DayCutter(zone).at(epochMs);
  const today = zone.toInstant(number * DAY_MS + clockTime);
  return today > epochMs ? today : zone.toInstant((number + 1) * DAY_MS + clockTime);
}
