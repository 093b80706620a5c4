/** Formats numbers for readers. Without `Intl`, whose first use takes a third of the time of a small run. */
import { plural } from './words.js';

/** `1234567` as `1,234,567`. */
export function thousands(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `3 events`, `1 event`, `12,345 events`. */
export function counted(n: number, singular: string, many?: string): string {
  return `${thousands(n)} ${plural(n, singular, many)}`;
}

/** An exact fraction, such as a limit; `d` is above 0. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

/**
 * How a share is rounded.
 * - `tenths`: one digit after the point, and `<0.1%` or `>99.9%` for shares near 0% or 100%. For columns and
 *   charts, where all shares have the same width.
 * - `significant`: two significant digits (`3.4%`, `0.021%`), and more where these would be `0%` or `100%`. For
 *   sentences, which have room for more digits.
 * - `sideOf`: like `significant`, with as many more digits as are needed to stay on the same side of a limit. For
 *   verdicts: a rate that broke a limit must not be shown as equal to it.
 */
type Precision = 'tenths' | 'significant' | { readonly sideOf: Fraction };

/** A part of a whole as a percentage; `–` for a part of nothing. */
export function percent(part: number, whole: number, precision: Precision = 'tenths'): string {
  if (whole === 0) return '–';
  if (part === 0) return '0%';
  if (part === whole) return '100%';
  if (precision === 'tenths') return inTenths(part / whole);
  return inDigits(part, whole, precision === 'significant' ? null : precision.sideOf);
}

function inTenths(share: number): string {
  const rate = share * 100;
  if (rate < 0.1) return '<0.1%';
  if (rate > 99.9) return '>99.9%';
  return `${rate.toFixed(1)}%`;
}

const MIN_DIGITS = 2;
const MAX_DIGITS = 12;

/** `part` and `whole` are whole numbers. */
function inDigits(part: number, whole: number, limit: Fraction | null): string {
  const rate = (part / whole) * 100;
  // Digits after the point: enough for two significant ones; one from 1% on.
  const minDigits = rate >= 1 ? 1 : Math.min(MAX_DIGITS, MIN_DIGITS - 1 - Math.floor(Math.log10(rate)));
  for (let digits = minDigits; digits <= MAX_DIGITS; digits++) {
    const scale = 10n ** BigInt(digits);
    const rounded = (BigInt(part) * 200n * scale + BigInt(whole)) / (2n * BigInt(whole));
    if (rounded === 0n || rounded === 100n * scale) continue;
    const written = { n: rounded, d: 100n * scale };
    const exact = { n: BigInt(part), d: BigInt(whole) };
    if (limit === null || isAbove(written, limit) === isAbove(exact, limit)) return `${shifted(rounded, digits)}%`;
  }
  return `${rate}%`;
}

function isAbove(a: Fraction, b: Fraction): boolean {
  return a.n * b.d > b.n * a.d;
}

/** An integer with a decimal point before its last digits, without zeros at the end. */
function shifted(value: bigint, digits: number): string {
  const text = String(value).padStart(digits + 1, '0');
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`.replace(/\.?0+$/, '');
}

/**
 * In decimal units: `812 B`, `1.2 MB`.
 * @param digits significant digits, at most one of them after the point: 12.3 MB or 12 MB
 */
export function byteSize(bytes: number, digits: 2 | 3 = 3): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  const whole = unit === 0 || value >= (digits === 3 ? 99.95 : 9.95);
  return `${value.toFixed(whole ? 0 : 1)} ${units[unit]}`;
}

/** The largest of any number of values: `Math.max(...values)` fails from some 120,000 on. */
export function largest(values: Iterable<number>): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) if (value > most) most = value;
  return most;
}
