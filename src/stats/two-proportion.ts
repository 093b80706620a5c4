/**
 * The two-proportion test: whether two shares differ by more than chance, as a hint in reports. The gate uses another
 * test, for the reason in `fisher.ts`.
 */
import type { ChangeVerdict, RateChange } from '../model/comparison.js';

/** The normal approximation is used from 5 expected events in each cell of the 2 by 2 table on (Cochran's rule). */
const MIN_EXPECTED = 5;
const LEVELS: readonly (readonly [p: number, verdict: ChangeVerdict])[] = [
  // A report compares dozens of codes and windows, and events come in bursts: strict levels keep false alarms few.
  [0.001, 'more than chance'],
  [0.01, 'probably more than chance'],
];

/**
 * The shares `partBefore / before` and `partNow / now`, and the two-proportion z-test with pooled variance (two-sided).
 * The test assumes independent events, which events in bursts are not: a verdict is a hint where to look, not a proof.
 */
export function rateChange(partBefore: number, before: number, partNow: number, now: number): RateChange {
  const was = before === 0 ? null : partBefore / before;
  const is = now === 0 ? null : partNow / now;
  if (was === null || is === null) {
    return { before: was, now: is, difference: null, p: null, verdict: was === is ? 'same' : 'too few to tell' };
  }
  const rates = { before: was, now: is, difference: is - was };
  if (was === is) return { ...rates, p: 1, verdict: 'same' };
  const pooled = (partBefore + partNow) / (before + now);
  if (Math.min(before, now) * Math.min(pooled, 1 - pooled) < MIN_EXPECTED) {
    return { ...rates, p: null, verdict: 'too few to tell' };
  }
  const deviation = Math.sqrt(pooled * (1 - pooled) * (1 / before + 1 / now));
  // More than four digits would be beyond the accuracy of the approximation.
  const p = Number(twoSided(Math.abs(is - was) / deviation).toPrecision(4));
  return { ...rates, p, verdict: LEVELS.find(([level]) => p < level)?.[1] ?? 'may be chance' };
}

/** The probability that a standard normal value is farther from 0 than z >= 0; relative error below 1.2e-7. */
function twoSided(z: number): number {
  // erfc by Chebyshev fitting: Press et al., Numerical Recipes, 2nd ed., section 6.2.
  const x = z / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  const coefficients = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
    0.17087277,
  ];
  const sum = coefficients.reduceRight((rest, coefficient) => coefficient + t * rest, 0);
  return Math.min(1, t * Math.exp(-x * x + sum));
}
