/** `max-rise`: the rate is no more above the baseline's than allowed, or no more than chance explains. */
import { riseByChance } from '../../stats/fisher.js';
import { percent } from '../../text/numbers.js';
import type { Baseline } from '../baseline.js';
import type { Counted } from '../counts.js';
import { type Outcome, outcome } from '../outcome.js';
import type { BaselineLimit, Correction, RateTest, Rule } from '../rule.js';
import { NO_EVENTS, noEvents, type Selection, selectionOf } from '../selection.js';
import { capital, ofEvents, subject } from '../wording.js';
import { type Allowance, parseAllowance, withinAllowance } from './allowance.js';
import { type RuleKind, writtenSelector } from './kind.js';

export const maxRise: RuleKind<BaselineLimit> = {
  name: 'max-rise',
  basis: 'baseline',
  option: {
    describe: 'RISE of the error rate, or SELECTOR=RISE: 0.5pp (points), 20% (of the rate before), 0',
    default: '0',
    prefix: 'select',
    expected: null,
  },
  fields: { select: 'optional', within: 'optional' },
  idNamesSelector: true,
  title: ({ what }, among) =>
    what === 'errors' ? `rise of the error rate${among}` : `rise of the rate of ${what}${among}`,
  selector: writtenSelector,
  limit: ({ text, label }) => {
    const allowance = parseAllowance(text, label);
    return {
      kind: 'max-rise',
      basis: 'baseline',
      text: allowance.n === 0n ? 'no rise beyond chance' : `at most ${allowance.text} above the baseline`,
      namesSelector: true,
      hasEvidence: true,
      compare: (rule, run, baseline) => compare(rule, allowance, run, baseline),
    };
  },
};

function compare(rule: Rule, allowance: Allowance, run: Counted, baseline: Baseline): Outcome | RateTest {
  const now = selectionOf(rule, run);
  if ('result' in now) return now;
  if (now.events === 0) return noEvents(rule);
  const found = selectionOf(rule, baseline);
  // A value that the baseline has not: it was counted, and there was no event of it.
  const isValueNew = 'result' in found && found.result === 'no-events' && rule.select.group !== null;
  const before = isValueNew ? { selected: new Map(), count: 0, events: baseline.events } : found;
  if ('result' in before) return { ...before, reason: `In the baseline: ${before.reason}` };
  if (before.events === 0) {
    const reason = `In the baseline there are no ${rule.within?.what ?? 'events'} to compare with`;
    return outcome('no-events', { seen: NO_EVENTS, reason, count: now.count, events: now.events });
  }
  const p = riseByChance(now.count, now.events, before.count, before.events);
  return { p, decide: (correction) => decide(rule, allowance, { now, before, p }, correction) };
}

interface Pair {
  readonly now: Selection;
  readonly before: Selection;
  /** The probability of such a rise by chance. */
  readonly p: number;
}

function decide(
  rule: Rule,
  allowance: Allowance,
  { now, before, p }: Pair,
  { adjusted, tests, significance }: Correction,
): Outcome {
  const { count, events } = now;
  const rateNow = `${percent(count, events, 'significant')} (${ofEvents(count, events)})`;
  const shareBefore = ofEvents(before.count, before.events);
  const rateBefore = percent(before.count, before.events, 'significant');
  const seen = `${rateNow}, baseline ${rateBefore} (${shareBefore})`;
  const numbers = { count, events, comparison: { count: before.count, events: before.events, p, adjusted } };
  if (withinAllowance(now, before, allowance)) return outcome('holds', { ...numbers, seen, reason: null });
  const isBeyondChance = adjusted <= Number(significance.n) / Number(significance.d);
  if (!isBeyondChance) {
    const within = `${seen}: within chance (p ${probability(adjusted)})`;
    return outcome('holds', { ...numbers, seen: within, reason: null });
  }
  const more = allowance.n === 0n ? '' : `${allowance.text} and more than `;
  const corrected = tests === 1 ? '' : `, corrected for ${tests} comparisons`;
  const reason =
    `${capital(subject(rule))} rose from ${rateBefore} (${shareBefore}) in the baseline to ${rateNow}: ` +
    `more than ${more}chance (p ${probability(adjusted)}, level ${significance.text}, Fisher's exact test${corrected})`;
  return outcome('broken', { ...numbers, seen, reason, codes: now.selected });
}

/** `0.21` as `21%`; never 0. */
function probability(p: number): string {
  if (p < 1e-6) return 'below 0.0001%';
  if (p >= 0.995) return 'about 100%';
  return `${Number((p * 100).toPrecision(2))}%`;
}
