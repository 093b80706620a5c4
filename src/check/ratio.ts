/**
 * Limits as exact fractions. A rate of exactly the limit holds, and 0.1% is one in a thousand: neither can be said in
 * floating point, so counts are compared by multiplying out whole numbers of any size.
 */
import { usageError } from '../model/errors.js';

/** `d` is above 0. */
export interface Ratio {
  readonly n: bigint;
  readonly d: bigint;
}

/** A share of a whole, from 0 to 1. */
export interface Rate extends Ratio {
  /** As a percentage without superfluous digits: `2%`, `0.1%`; `1/3` stays as it was written. */
  readonly text: string;
}

/** How far a rate may rise above that of the baseline. */
export interface Allowance extends Ratio {
  /** `points`: the difference of the two rates; `relative`: a part of the baseline's rate. */
  readonly kind: 'points' | 'relative';
  /** `0.5pp`, `20%` or `0`. */
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

/** @throws LogscanError `usage` that starts with `label` */
export function parseAllowance(text: string, label: string): Allowance {
  const match = /^(.*?)\s*(pp|%)$/.exec(text.trim());
  const value = decimal(match === null ? text.trim() : match[1]!);
  if (value === null || (match === null && value.n !== 0n)) {
    throw usageError(
      `${label}: expected a rise such as 0.5pp (percentage points) or 20% (of the baseline's rate); got ${JSON.stringify(text)}`,
    );
  }
  const kind = match?.[2] === '%' ? 'relative' : 'points';
  const ratio = { n: value.n, d: value.d * 100n };
  const digits = percentOf(ratio).slice(0, -1);
  return { ...ratio, kind, text: match === null ? '0' : `${digits}${match[2]}` };
}

function decimal(text: string): Ratio | null {
  const match = DECIMAL.exec(text);
  if (match === null) return null;
  const [, whole = '', fraction = '', exponent = '0'] = match;
  return { n: BigInt(whole + fraction), d: 10n ** BigInt(fraction.length + Number(exponent)) };
}

/** A ratio with a power of ten below it, as a percentage with all its digits. */
function percentOf({ n, d }: Ratio): string {
  const digits = String(d).length - 1;
  const scaled = String(n * 100n).padStart(digits + 1, '0');
  const [whole, fraction] = [scaled.slice(0, scaled.length - digits), scaled.slice(scaled.length - digits)];
  const kept = fraction.replace(/0+$/, '');
  return `${whole}${kept === '' ? '' : `.${kept}`}%`;
}

/** Whether count / total <= limit. Nothing of nothing is within every limit: whoever asks decides about that first. */
export function atMost(count: number, total: number, limit: Ratio): boolean {
  return BigInt(count) * limit.d <= limit.n * BigInt(total);
}

/** Below 0 where a/b < c/d, 0 where they are equal, else above 0. `b` and `d` are above 0. */
export function compareRates(a: number, b: number, c: number, d: number): number {
  const left = BigInt(a) * BigInt(d);
  const right = BigInt(c) * BigInt(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whether the rate count / total is no further above the baseline's than allowed. Both totals are above 0. */
export function withinAllowance(
  now: { readonly count: number; readonly total: number },
  before: { readonly count: number; readonly total: number },
  { kind, n, d }: Allowance,
): boolean {
  const [c1, t1, c0, t0] = [BigInt(now.count), BigInt(now.total), BigInt(before.count), BigInt(before.total)];
  if (kind === 'relative') return c1 * t0 * d <= c0 * t1 * (d + n);
  return (c1 * t0 - c0 * t1) * d <= n * t0 * t1;
}
