/** Reads points in time as people type them. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../model/calendar.js';
import { usageError } from '../model/errors.js';
import { quoted } from '../text/quoted.js';
import { parseSpan } from '../text/span.js';
import { lastAt, parseClockTime } from './clock-time.js';
import { DayCutter } from './days.js';
import { fixedOffsetOf } from './fixed-offsets.js';
import { formatInstant } from './instants.js';
import type { Zone } from './zone.js';

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIMESTAMP =
  /^(\d{4}-\d\d-\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?: ?(Z|z|UTC|GMT|[+-]\d\d(?::?\d\d)?))?$/;

/** Spans back from now reach at most to the year 0, like the dates. */
const EARLIEST = Date.parse('0000-01-01T00:00:00Z');

/**
 * Reads a point in time as people give it on a command line:
 * - a timestamp, `2026-11-01T09:15:00Z`, `2026-11-01 09:15`; without an offset it is local time of the zone, and what
 *   the clock skips or repeats resolves as Temporal's `compatible`; digits past the millisecond are cut off, a second
 *   of 60 reads as 59.999;
 * - a date, `2026-11-01`: the start of that day in the zone; so are `today` and `yesterday`;
 * - a span back from now, `90s` `15m` `24h` `2h30m` `7d`, in elapsed time (a day is 24 hours); or `now`;
 * - a time of the day, `17:45` `9:15:30`: the latest such moment that is not after now.
 * @returns milliseconds since 1970-01-01T00:00:00Z.
 * @throws LogscanError (`usage`) that says what is allowed.
 */
export function parseInstant(text: string, zone: Zone, now: number): number {
  const trimmed = text.trim();
  return (
    byName(trimmed, zone, now) ??
    spanBack(trimmed, now) ??
    ofTheClock(trimmed, zone, now) ??
    dateStart(trimmed, zone) ??
    timestamp(trimmed, zone) ??
    fail(text, now)
  );
}

function byName(text: string, zone: Zone, now: number): number | null {
  if (text === 'now') return now;
  if (text !== 'today' && text !== 'yesterday') return null;
  const today = new DayCutter(zone).at(now);
  return text === 'today' ? today.start : zone.startOfDay(today.number - 1);
}

function spanBack(text: string, now: number): number | null {
  const span = parseSpan(text);
  return span === null || now - span < EARLIEST ? null : now - span;
}

function ofTheClock(text: string, zone: Zone, now: number): number | null {
  const clockTime = parseClockTime(text);
  return clockTime === null ? null : lastAt(clockTime, zone, now);
}

function dateStart(text: string, zone: Zone): number | null {
  const day = dayNumber(text);
  return day === null ? null : zone.startOfDay(day);
}

function timestamp(text: string, zone: Zone): number | null {
  const match = TIMESTAMP.exec(text);
  if (match === null) return null;
  const day = dayNumber(match[1]!);
  const [hour, minute, second] = [Number(match[2]), Number(match[3]), Number(match[4] ?? 0)];
  if (day === null || hour > 23 || minute > 59 || second > 60) return null;
  const ms = second === 60 ? 59_999 : second * 1000 + Number((match[5] ?? '').slice(0, 3).padEnd(3, '0'));
  const local = day * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS + ms;
  const written = match[6];
  if (written === undefined) return zone.toInstant(local);
  if (/^[A-Za-z]/.test(written)) return local;
  const offset = fixedOffsetOf(written);
  return offset === null ? null : local - offset;
}

/** Days since 1970-01-01 of a date that exists, else null. */
function dayNumber(text: string): number | null {
  const match = DATE.exec(text);
  if (match === null) return null;
  const date = new Date(0);
  date.setUTCFullYear(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return date.toISOString().startsWith(text) ? date.getTime() / DAY_MS : null;
}

function fail(text: string, now: number): never {
  const example = formatInstant(now).slice(0, 19);
  throw usageError(
    `time: expected a timestamp (${example}Z, or without zone), a date (${example.slice(0, 10)}), ` +
      `a time of the day (${example.slice(11, 16)}), a span back from now (90s 15m 24h 2h30m 7d 2w), now, today or yesterday; got ${quoted(text)}`,
  );
}
