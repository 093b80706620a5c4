/**
 * Rates as exact fractions. A rate of exactly the limit must hold, but floating point cannot represent 0.1%. So counts
 * are compared by cross-multiplying whole numbers of any size.
 */
import { usageError } from '../model/errors.js';
import type { Fraction } from '../text/numbers.js';

/** A share of a whole, from 0 to 1. */
export interface Rate extends Fraction {
  /** As a percentage without trailing zeros: `2%`, `0.1%`; a fraction such as `1/3` as it was written. */
  readonly text: string;
}

const DECIMAL = /^(\d{1,15})(?:\.(\d{1,15}))?(?:e-(\d{1,2}))?$/i;

/** @throws LogscanError `usage` that starts with `label` */
export function parseRate(text: string, label: string): Rate {
  const trimmed = text.trim();
  const fraction = /^(\d{1,15})\s*\/\s*(\d{1,15})$/.exec(trimmed);
  if (fraction !== null && BigInt(fraction[2]!) > 0n) {
    const rate = { n: BigInt(fraction[1]!), d: BigInt(fraction[2]!) };
    if (rate.n <= rate.d) return { ...rate, text: `${fraction[1]}/${fraction[2]}` };
  }
  const isPercent = trimmed.endsWith('%');
  const value = decimal(isPercent ? trimmed.slice(0, -1).trim() : trimmed);
  if (value !== null) {
    const rate = isPercent ? { n: value.n, d: value.d * 100n } : value;
    // A bare 2 can be meant as 2% or as 200%; a bare 1 as 1% or as 100%.
    if (!isPercent && rate.n >= rate.d) {
      throw usageError(`${label}: expected ${RATE_FORMS}; got ${JSON.stringify(text)}`, `did you mean ${trimmed}%?`);
    }
    if (rate.n <= rate.d) return { ...rate, text: percentOf(rate) };
  }
  throw usageError(`${label}: expected ${RATE_FORMS}; got ${JSON.stringify(text)}`);
}

const RATE_FORMS = 'a rate from 0% to 100%, such as 2%, 0.02 or 1/50';

/** A number without a sign, such as `2`, `0.02` or `1e-3`; null for anything else. */
export function decimal(text: string): Fraction | null {
  const match = DECIMAL.exec(text);
  if (match === null) return null;
  const [, whole = '', fraction = '', exponent = '0'] = match;
  return { n: BigInt(whole + fraction), d: 10n ** BigInt(fraction.length + Number(exponent)) };
}

/**
 * As a percentage with all its digits.
 * @param fraction its `d` is a power of ten
 */
export function percentOf({ n, d }: Fraction): string {
  const digits = String(d).length - 1;
  const scaled = String(n * 100n).padStart(digits + 1, '0');
  const [whole, fraction] = [scaled.slice(0, scaled.length - digits), scaled.slice(scaled.length - digits)];
  const kept = fraction.replace(/0+$/, '');
  return `${whole}${kept === '' ? '' : `.${kept}`}%`;
}

/** Whether count / total <= limit. True where both are 0, so callers decide that case before. */
export function atMost(count: number, total: number, limit: Fraction): boolean {
  return BigInt(count) * limit.d <= limit.n * BigInt(total);
}

/** Whether count / total >= limit, likewise. */
export function atLeast(count: number, total: number, limit: Fraction): boolean {
  return BigInt(count) * limit.d >= limit.n * BigInt(total);
}

/** Below 0 where a/b < c/d, 0 where they are equal, else above 0. `b` and `d` are above 0. */
export function compareRates(a: number, b: number, c: number, d: number): number {
  const left = BigInt(a) * BigInt(d);
  const right = BigInt(c) * BigInt(b);
  return left < right ? -1 : left > right ? 1 : 0;
}
