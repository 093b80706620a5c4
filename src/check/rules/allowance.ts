/** How far a rate may rise above that of the baseline. */
import { usageError } from '../../model/errors.js';
import type { Fraction } from '../../text/numbers.js';
import { decimal, percentOf } from '../ratio.js';

export interface Allowance extends Fraction {
  /** `points`: the difference of the two rates; `relative`: a part of the baseline's rate. */
  readonly kind: 'points' | 'relative';
  /** `0.5pp`, `20%` or `0`. */
  readonly text: string;
}

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

/** Part of a whole, as counts. */
interface Share {
  readonly count: number;
  /** From 1. */
  readonly events: number;
}

/** Whether the rate is now no further above the baseline's than allowed. Exact, like all limits (`ratio.ts`). */
export function withinAllowance(now: Share, before: Share, { kind, n, d }: Allowance): boolean {
  const [c1, t1, c0, t0] = [BigInt(now.count), BigInt(now.events), BigInt(before.count), BigInt(before.events)];
  if (kind === 'relative') return c1 * t0 * d <= c0 * t1 * (d + n);
  return (c1 * t0 - c0 * t1) * d <= n * t0 * t1;
}
