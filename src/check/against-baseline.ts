/** Evaluates the rules that compare a run with the baseline: together, because their tests are corrected together. */
import { holm } from '../stats/holm.js';
import type { Baseline } from './baseline.js';
import type { Counted } from './counts.js';
import { type Outcome, outcome } from './outcome.js';
import type { Rate } from './ratio.js';
import type { RateTest, Rule } from './rule.js';

/** In words, for documents and messages. */
export const TEST = "Fisher's exact test, one-sided, p-values corrected by Holm's method";
export const DEFAULT_SIGNIFICANCE = '1%';

/**
 * The outcomes of the rules that compare, by rule id.
 * @param baseline null: there is none yet
 * @param significance the probability of a false alarm among all tests of a run
 */
export function evaluateAgainstBaseline(
  rules: readonly Rule[],
  run: Counted,
  baseline: Baseline | null,
  significance: Rate,
): Map<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  const tests = new Map<string, RateTest>();
  for (const rule of rules) {
    const { id, limit } = rule;
    if (limit.basis !== 'baseline') continue;
    if (baseline === null) {
      const reason = 'There is no baseline to compare with yet';
      outcomes.set(id, outcome('no-baseline', { seen: 'no baseline', reason }));
      continue;
    }
    const compared = limit.compare(rule, run, baseline);
    if ('result' in compared) outcomes.set(id, compared);
    else tests.set(id, compared);
  }
  const adjusted = holm([...tests.values()].map(({ p }) => p));
  [...tests].forEach(([id, test], i) => {
    outcomes.set(id, test.decide({ adjusted: adjusted[i]!, tests: tests.size, significance }));
  });
  return outcomes;
}

/** How many rates were compared with the baseline's by a test. */
export function comparisons(outcomes: Iterable<Outcome>): number {
  return [...outcomes].filter(({ comparison }) => comparison !== null).length;
}
