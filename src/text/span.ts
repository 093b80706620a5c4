/** Lengths of time as people type them: `24h`, `2h30m`, `1d12h`. The only grammar for them. */
import { DAY_MS, HOUR_MS, MINUTE_MS, WEEK_MS } from '../model/calendar.js';

const UNITS = ['w', 'd', 'h', 'm', 's'] as const;
const UNIT_MS = { w: WEEK_MS, d: DAY_MS, h: HOUR_MS, m: MINUTE_MS, s: 1000 };

/** Each unit at most once, the largest first, without blanks. */
const SPAN = new RegExp(`^(?=.)${UNITS.map((unit) => `(?:(\\d{1,9})${unit})?`).join('')}$`);

/** In milliseconds of elapsed time (a day is 24 hours); null for what is no span. */
export function parseSpan(text: string): number | null {
  const match = SPAN.exec(text);
  if (match === null) return null;
  return UNITS.reduce((sum, unit, i) => sum + Number(match[i + 1] ?? 0) * UNIT_MS[unit], 0);
}

/** A length of time in words, rounded to a unit that leaves it two digits or so: `40 s`, `1 h`, `36 h`, `3 days`. */
export function spanWords(ms: number): string {
  const steps = [
    { unit: 's', length: UNIT_MS.s, most: 90 },
    { unit: 'min', length: UNIT_MS.m, most: 60 },
    { unit: 'h', length: UNIT_MS.h, most: 48 },
    { unit: 'days', length: UNIT_MS.d, most: 730 },
  ];
  for (const { unit, length, most } of steps) {
    const n = Math.round(ms / length);
    if (n < most) return `${n} ${unit}`;
  }
  return `${Math.round(ms / (365.25 * UNIT_MS.d))} years`;
}
