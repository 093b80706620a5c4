/**
 * Whether a rate rose by more than chance: Fisher's exact test for two proportions, one-sided. Given the number of events
 * of a kind in both runs together, the p-value is the probability that at least k1 of them fall into the new run if both
 * runs have the same rate. The test holds its level for counts of any size, also for a handful of errors, where a normal
 * approximation does not. The price is less power on small runs.
 *
 * There are two tests because they have two purposes. A rule of the gate fails a build. So its test must keep the rate of
 * false alarms that was asked for, also with small counts; it tests only for rises, and only the few rates that have a
 * rule. Comparisons in reports (`two-proportion.ts`) only point at rows of a table. They test for changes in both
 * directions, and say so where there are too few events for an approximation.
 *
 * It assumes independent events. Errors in a log often come in bursts, so that rates vary more by chance than the test
 * assumes. A rule's allowance is the remedy.
 *
 * Power at level 1%, the error rate going from 2% to 4%, as many events before as now: 1,000 events 59%, 2,000 92%,
 * 3,000 99%, 5,000 above 99.9%. False alarms in 10,000 pairs of runs without a change, four rates compared at level 1%: 63
 * with 2,000 events or more and a rate of 5%, 5 with 400 events and a rate of 1%. The tests measure both.
 */

/**
 * P(X >= k1) for the hypergeometric X: of n0 + n1 events k0 + k1 are of the kind, and n1 are drawn.
 * @param k1 of the kind in the new run, from 0 to n1; k0 and n0 likewise for the baseline
 */
export function riseByChance(k1: number, n1: number, k0: number, n0: number): number {
  const total = n0 + n1;
  const kind = k0 + k1;
  const least = Math.max(0, kind - n0);
  const most = Math.min(kind, n1);
  if (k1 <= least) return 1;
  const mean = (kind / total) * n1;
  // Sum the tail whose terms decrease from the first one on.
  return k1 > mean ? upperTail(k1, most, n1, kind, total) : Math.max(0, 1 - lowerTail(k1 - 1, least, n1, kind, total));
}

function upperTail(from: number, most: number, n1: number, kind: number, total: number): number {
  let term = Math.exp(logHypergeometric(from, n1, kind, total));
  let sum = term;
  for (let x = from; x < most && term > sum * 1e-17; x++) {
    term *= ((kind - x) / (x + 1)) * ((n1 - x) / (total - kind - n1 + x + 1));
    sum += term;
  }
  return Math.min(1, sum);
}

function lowerTail(from: number, least: number, n1: number, kind: number, total: number): number {
  let term = Math.exp(logHypergeometric(from, n1, kind, total));
  let sum = term;
  for (let x = from; x > least && term > sum * 1e-17; x--) {
    term *= (x / (kind - x + 1)) * ((total - kind - n1 + x) / (n1 - x + 1));
    sum += term;
  }
  return Math.min(1, sum);
}

/**
 * By Loader's saddle-point expansion ("Fast and Accurate Computation of Binomial Probabilities", 2000). It stays accurate
 * for large numbers, where differences of log-gammas would lose digits.
 */
function logHypergeometric(x: number, n1: number, kind: number, total: number): number {
  const p = n1 / total;
  const q = (total - n1) / total;
  return logBinomial(x, kind, p, q) + logBinomial(n1 - x, total - kind, p, q) - logBinomial(n1, total, p, q);
}

function logBinomial(x: number, n: number, p: number, q: number): number {
  if (p === 0) return x === 0 ? 0 : Number.NEGATIVE_INFINITY;
  if (q === 0) return x === n ? 0 : Number.NEGATIVE_INFINITY;
  if (x === 0) return n === 0 ? 0 : n * Math.log(q);
  if (x === n) return n * Math.log(p);
  return (
    stirlingError(n) -
    stirlingError(x) -
    stirlingError(n - x) -
    deviance(x, n * p) -
    deviance(n - x, n * q) +
    0.5 * Math.log(n / (2 * Math.PI * x * (n - x)))
  );
}

/** ln n! - ln(sqrt(2 pi n) (n/e)^n) */
function stirlingError(n: number): number {
  if (n < 16) {
    let logFactorial = 0;
    for (let i = 2; i <= n; i++) logFactorial += Math.log(i);
    return logFactorial - (0.5 * Math.log(2 * Math.PI * n) + n * Math.log(n) - n);
  }
  const nn = n * n;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / nn) / nn) / nn) / nn) / n;
}

/** x ln(x/m) + m - x, accurate also where x is near m. */
function deviance(x: number, m: number): number {
  const difference = x - m;
  if (Math.abs(difference) < 0.1 * (x + m)) {
    const v = difference / (x + m);
    let sum = difference * v;
    let term = 2 * x * v;
    for (let i = 1; i < 1000; i++) {
      term *= v * v;
      const next = sum + term / (2 * i + 1);
      if (next === sum) break;
      sum = next;
    }
    return sum;
  }
  return x * Math.log(x / m) + m - x;
}
