/** Durations: as users type them (`24h`, `2h30m`, `1d12h`), and in words. */
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, WEEK_MS } from '../model/calendar.js';
import { thousands } from './numbers.js';

/** The largest first. A day is 24 hours. */
export const UNIT_MS = { w: WEEK_MS, d: DAY_MS, h: HOUR_MS, m: MINUTE_MS, s: SECOND_MS } as const;
const UNITS = Object.keys(UNIT_MS) as (keyof typeof UNIT_MS)[];

/** Each unit at most once, the largest first, without blanks. */
const SPAN = new RegExp(`^(?=.)${UNITS.map((unit) => `(?:(\\d{1,9})${unit})?`).join('')}$`);

/** In milliseconds of elapsed time; null where the text is no duration, and for one longer than `max`. */
export function parseSpan(text: string, max = Number.POSITIVE_INFINITY): number | null {
  const match = SPAN.exec(text);
  if (match === null) return null;
  const span = UNITS.reduce((sum, unit, i) => sum + Number(match[i + 1] ?? 0) * UNIT_MS[unit], 0);
  return span > max ? null : span;
}

/** One whole number from 1 on and one unit, such as `15m`; null for anything else, and for more than `digits` digits. */
export function parseAmount<U extends string>(
  text: string,
  units: readonly U[],
  digits: number,
): { readonly n: number; readonly unit: U } | null {
  const match = /^([1-9]\d*)([a-z])$/.exec(text);
  const unit = units.find((each) => each === match?.[2]);
  if (match === null || unit === undefined || match[1]!.length > digits) return null;
  return { n: Number(match[1]), unit };
}

/** A duration in words, rounded to a unit that gives about two digits: `40 s`, `1 h`, `36 h`, `3 days`. */
export function spanWords(ms: number): string {
  const steps = [
    { unit: 's', length: SECOND_MS, below: 90 },
    { unit: 'min', length: MINUTE_MS, below: 60 },
    { unit: 'h', length: HOUR_MS, below: 48 },
    { unit: 'days', length: DAY_MS, below: 730 },
  ];
  for (const { unit, length, below } of steps) {
    const n = Math.round(ms / length);
    if (n < below) return `${n} ${unit}`;
  }
  return `${Math.round(ms / (365.25 * DAY_MS))} years`;
}

/** The two largest units of a length in milliseconds: `2 d 3 h`, `59 min 4 s`, `250 ms`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  const parts: string[] = [];
  let seconds = Math.floor(ms / 1000);
  for (const [unit, length] of [
    ['d', 86_400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ] as const) {
    const n = Math.floor(seconds / length);
    seconds -= n * length;
    if (n > 0) parts.push(`${thousands(n)} ${unit}`);
    else if (parts.length > 0) break;
  }
  return parts.slice(0, 2).join(' ');
}
