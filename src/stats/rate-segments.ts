/**
 * Where a rate changes in a series of counts: the division of the series into segments, each with a rate of its own, that
 * is most likely, with a penalty for each change (optimal partitioning, pruned: Killick, Fearnhead and Eckley, "Optimal
 * Detection of Changepoints With a Linear Computational Cost", 2012). The likelihood is that of binomial counts, so that
 * windows with few events weigh as little as they say. Against the likelihood ratio for a single change it finds any
 * number of changes at once, and an outage in the middle is not hidden by the recovery after it.
 */

/** Counts of consecutive windows: arrays of one length. */
export interface RateSeries {
  readonly events: ArrayLike<number>;
  /** At most as many as events. */
  readonly errors: ArrayLike<number>;
}

/**
 * What a change costs beside the logarithm of the number of places where it might be, in units of the log-likelihood. With
 * two changes (an episode) it outweighs the choice among all pairs of places; `bench/onset.mjs` has the false alarms.
 */
const CHANGE_COST = 3;

/** Longer series are first divided at the limits of so many blocks, then each limit is moved to where it fits best. */
const MOST_BLOCKS = 512;

/**
 * The number of the window with which each segment starts, ascending; the first is 0. Empty for an empty series.
 * @param dispersion how much larger than binomial the variance is; 1: not larger
 */
export function rateSegments(series: RateSeries, dispersion = 1): number[] {
  const n = series.events.length;
  if (n === 0) return [];
  const sums = new Sums(series);
  const each = Math.ceil(n / MOST_BLOCKS);
  const limits = Array.from({ length: Math.ceil(n / each) + 1 }, (_, i) => Math.min(n, i * each));
  const cost = dispersion * (Math.log(n) + CHANGE_COST);
  const starts = optimal(sums, limits, cost);
  return each === 1 ? starts : refined(sums, starts, n, each);
}

/**
 * How much the rates of neighbouring windows differ beyond what binomial counts do, as a factor of the variance, at least
 * 1. Robust: a few changes of the rate do not raise it, as it follows the median.
 */
export function dispersionOf({ events, errors }: RateSeries): number {
  const squares: number[] = [];
  let before = -1;
  for (let i = 0; i < events.length; i++) {
    if (events[i] === 0) continue;
    if (before >= 0) {
      const [n, m] = [events[before]!, events[i]!];
      const pooled = (errors[before]! + errors[i]!) / (n + m);
      const variance = pooled * (1 - pooled) * (1 / n + 1 / m);
      // Fewer than five errors expected in each: a square says nothing of a variance.
      if (Math.min(n, m) * Math.min(pooled, 1 - pooled) >= 5)
        squares.push((errors[before]! / n - errors[i]! / m) ** 2 / variance);
    }
    before = i;
  }
  if (squares.length < LEAST_SQUARES) return 1;
  squares.sort((a, b) => a - b);
  return Math.max(1, squares[squares.length >> 1]! / MEDIAN_OF_CHI_SQUARE);
}

const LEAST_SQUARES = 5;
/** Of the chi-square distribution with one degree of freedom. */
const MEDIAN_OF_CHI_SQUARE = 0.4549;

class Sums {
  readonly #events: Float64Array;
  readonly #errors: Float64Array;

  constructor({ events, errors }: RateSeries) {
    const n = events.length;
    this.#events = new Float64Array(n + 1);
    this.#errors = new Float64Array(n + 1);
    for (let i = 0; i < n; i++) {
      this.#events[i + 1] = this.#events[i]! + events[i]!;
      this.#errors[i + 1] = this.#errors[i]! + errors[i]!;
    }
  }

  /** Minus the log-likelihood of the windows from `from` up to `to`, with one rate for all. */
  cost(from: number, to: number): number {
    const n = this.#events[to]! - this.#events[from]!;
    const k = this.#errors[to]! - this.#errors[from]!;
    if (k === 0 || k === n) return 0;
    return -k * Math.log(k / n) - (n - k) * Math.log1p(-k / n);
  }
}

/** The starts of the segments with the least cost, each at one of the limits, of which the last is the end. */
function optimal(sums: Sums, limits: readonly number[], changeCost: number): number[] {
  const best = new Float64Array(limits.length);
  const from = new Int32Array(limits.length);
  best[0] = -changeCost;
  let candidates = [0];
  for (let end = 1; end < limits.length; end++) {
    const costs = candidates.map((start) => best[start]! + sums.cost(limits[start]!, limits[end]!));
    let least = 0;
    for (let i = 1; i < costs.length; i++) if (costs[i]! < costs[least]!) least = i;
    best[end] = costs[least]! + changeCost;
    from[end] = candidates[least]!;
    // Where a start is worse than to begin anew here, it stays so.
    candidates = candidates.filter((_, i) => costs[i]! <= best[end]!);
    candidates.push(end);
  }
  const starts: number[] = [];
  for (let end = limits.length - 1; end > 0; end = from[end]!) starts.push(limits[from[end]!]!);
  return starts.reverse();
}

/** Moves each start by less than two blocks to where it fits best. */
function refined(sums: Sums, starts: readonly number[], n: number, each: number): number[] {
  const moved = [...starts];
  for (let i = 1; i < moved.length; i++) {
    const [before, after] = [moved[i - 1]!, starts[i + 1] ?? n];
    let least = Number.POSITIVE_INFINITY;
    const last = Math.min(after - 1, starts[i]! + 2 * each);
    for (let at = Math.max(before + 1, starts[i]! - 2 * each); at <= last; at++) {
      const cost = sums.cost(before, at) + sums.cost(at, after);
      if (cost < least) {
        least = cost;
        moved[i] = at;
      }
    }
  }
  return moved;
}
