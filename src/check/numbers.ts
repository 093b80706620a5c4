/** Counts and rates in words. A rate that broke a limit is never rounded so far that it looks like the limit. */
import { atMost, type Ratio } from './ratio.js';

/** `1234567` as `1,234,567`. */
export function thousands(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `3 events`, `1 event`. */
export function counted(n: number, singular: string, plural = `${singular}s`): string {
  return `${thousands(n)} ${n === 1 ? singular : plural}`;
}

const FEWEST_DIGITS = 2;
const MOST_DIGITS = 12;

/**
 * The share as a percentage: rounded to at least two significant digits (`3.4%`, `0.021%`), and to as many more as it
 * takes to stay on its own side of `limit`, of 0% and of 100%. `–` for a part of nothing.
 */
export function percent(count: number, total: number, limit: Ratio | null = null): string {
  if (total === 0) return '–';
  if (count === 0) return '0%';
  if (count === total) return '100%';
  const rate = (count / total) * 100;
  // Digits after the point that leave two significant ones; one from 1% on.
  const fewest = rate >= 1 ? 1 : Math.min(MOST_DIGITS, FEWEST_DIGITS - 1 - Math.floor(Math.log10(rate)));
  for (let digits = fewest; digits <= MOST_DIGITS; digits++) {
    const scale = 10n ** BigInt(digits);
    const rounded = (BigInt(count) * 200n * scale + BigInt(total)) / (2n * BigInt(total));
    if (rounded === 0n || rounded === 100n * scale) continue;
    if (limit === null || sameSide(count, total, rounded, 100n * scale, limit)) return `${shift(rounded, digits)}%`;
  }
  return `${rate}%`;
}

function sameSide(count: number, total: number, n: bigint, d: bigint, limit: Ratio): boolean {
  const above = !atMost(count, total, limit);
  return above === n * limit.d > limit.n * d;
}

function shift(value: bigint, digits: number): string {
  const text = String(value).padStart(digits + 1, '0');
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`.replace(/\.?0+$/, '');
}

/** `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
