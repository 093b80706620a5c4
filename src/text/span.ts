/** Lengths of time as people type them: `24h`, `2h30m`, `1d12h`. The only grammar for them. */
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, WEEK_MS } from '../model/calendar.js';

/** The largest first. A day is 24 hours. */
export const UNIT_MS = { w: WEEK_MS, d: DAY_MS, h: HOUR_MS, m: MINUTE_MS, s: SECOND_MS } as const;
const UNITS = Object.keys(UNIT_MS) as (keyof typeof UNIT_MS)[];

/** Each unit at most once, the largest first, without blanks. */
const SPAN = new RegExp(`^(?=.)${UNITS.map((unit) => `(?:(\\d{1,9})${unit})?`).join('')}$`);

/** In milliseconds of elapsed time; null for what is no span, and for one longer than `most`. */
export function parseSpan(text: string, most = Number.POSITIVE_INFINITY): number | null {
  const match = SPAN.exec(text);
  if (match === null) return null;
  const span = UNITS.reduce((sum, unit, i) => sum + Number(match[i + 1] ?? 0) * UNIT_MS[unit], 0);
  return span > most ? null : span;
}

/** One whole number from 1 on and one unit, such as `15m`; null for anything else, and for more digits than `digits`. */
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

/** A length of time in words, rounded to a unit that leaves it two digits or so: `40 s`, `1 h`, `36 h`, `3 days`. */
export function spanWords(ms: number): string {
  const steps = [
    { unit: 's', length: SECOND_MS, most: 90 },
    { unit: 'min', length: MINUTE_MS, most: 60 },
    { unit: 'h', length: HOUR_MS, most: 48 },
    { unit: 'days', length: DAY_MS, most: 730 },
  ];
  for (const { unit, length, most } of steps) {
    const n = Math.round(ms / length);
    if (n < most) return `${n} ${unit}`;
  }
  return `${Math.round(ms / (365.25 * DAY_MS))} years`;
}
