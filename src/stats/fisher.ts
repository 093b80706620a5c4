/**
 * Whether a rate rose by more than chance: Fisher's exact test for two proportions, one-sided. Given how many events
 * of the two runs together are of the kind, it is the probability that at least k1 of them fall into the new run when
 * both runs have the same rate. It holds its level for counts of any size, also where a normal approximation does not
 * (a handful of errors); the price is some power on small runs.
 *
 * There are two tests, because they answer to two readers. A rule of the gate fails a build, so its test must keep to
 * the rate of false alarms that was asked for, with the smallest counts too; it asks about rises alone, and of the few
 * rates that have a rule. Comparisons in reports (`two-proportion.ts`) only point at rows of a table: they look at
 * changes in both directions, and where there are too few events for an approximation they say that.
 *
 * It takes events as independent. Errors in a log often come in bursts, which makes chance wider than the test knows:
 * an allowance is the remedy.
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
  // Sum the tail that falls off from its first term on.
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
 * By Loader's saddle-point expansion ("Fast and Accurate Computation of Binomial Probabilities", 2000), which keeps its
 * digits where differences of log-gammas of large numbers would lose them.
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

/** x ln(x/m) + m - x, also right where x is near m. */
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
