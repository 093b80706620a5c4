/** Lengths of time as people type them: `24h`, `2h30m`, `1d12h`. The only grammar for them. */

const UNITS = ['w', 'd', 'h', 'm', 's'] as const;
const UNIT_MS = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 };

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
