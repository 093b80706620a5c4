/** Rules that compare a run with the baseline: rises of rates, and codes that are new. */
import type { Catalogue } from '../catalogue/catalogue.js';
import { isError } from '../model/code.js';
import { riseByChance } from '../stats/fisher.js';
import { holm } from '../stats/holm.js';
import type { Baseline } from './baseline.js';
import { type Counted, sum } from './counts.js';
import { counted, listed, percent } from './numbers.js';
import { type Outcome, outcome } from './outcome.js';
import { type Rate, withinAllowance } from './ratio.js';
import type { Rule } from './rule.js';
import { NO_EVENTS, nothingText, type Part, partOf } from './whole.js';
import { limitText, ofEvents, subject } from './wording.js';

/** In words, for documents and messages. */
export const TEST = "Fisher's exact test, one-sided, p-values corrected by Holm's method";
export const DEFAULT_SIGNIFICANCE = '1%';

/** What is compared with what: the same rule on this run and on the baseline. */
interface Pair {
  readonly now: Part;
  readonly before: Part;
  readonly p: number;
}

/**
 * The rules of kind `max-rise` and `no-new-codes`, by id; the first kind is corrected for how many of it there are.
 * @param baseline null: there is none yet
 * @param significance the probability of a false alarm among all comparisons of a run
 */
export function holdToBaseline(
  rules: readonly Rule[],
  run: Counted,
  baseline: Baseline | null,
  significance: Rate,
  catalogue: Catalogue,
): Map<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  const pairs = new Map<Rule, Pair>();
  for (const rule of rules) {
    if (rule.limit.kind !== 'max-rise' && rule.limit.kind !== 'no-new-codes') continue;
    const limit = limitText(rule);
    if (baseline === null) {
      const reason = 'There is no baseline to compare with yet';
      outcomes.set(rule.id, outcome('excused', { limit, seen: 'no baseline', reason }));
    } else if (rule.limit.kind === 'no-new-codes') {
      outcomes.set(rule.id, newCodes(rule, run, baseline, catalogue));
    } else {
      const pair = pairOf(rule, run, baseline);
      if ('result' in pair) outcomes.set(rule.id, pair);
      else pairs.set(rule, pair);
    }
  }
  const adjusted = holm([...pairs.values()].map(({ p }) => p));
  let n = 0;
  for (const [rule, pair] of pairs) outcomes.set(rule.id, rise(rule, pair, adjusted[n++]!, pairs.size, significance));
  return outcomes;
}

/** How many rates are compared with the baseline's. */
export function comparisons(outcomes: Iterable<Outcome>): number {
  return [...outcomes].filter(({ comparison }) => comparison !== null).length;
}

function pairOf(rule: Rule, run: Counted, baseline: Baseline): Pair | Outcome {
  const limit = limitText(rule);
  const now = partOf(rule, run);
  if ('result' in now) return now;
  if (now.events === 0) {
    return outcome('nothing', { limit, seen: NO_EVENTS, reason: nothingText(rule), count: 0, events: 0 });
  }
  const before = partOf(rule, baseline);
  const isValueNew = 'result' in before && before.result === 'nothing' && rule.select.group !== null;
  const part = isValueNew ? { selected: new Map(), count: 0, events: baseline.events } : before;
  if ('result' in part) return { ...part, reason: `In the baseline: ${part.reason}` };
  if (part.events === 0) {
    const reason = `In the baseline there are no ${rule.within?.what ?? 'events'} to compare with`;
    return outcome('nothing', { limit, seen: NO_EVENTS, reason, count: now.count, events: now.events });
  }
  return { now, before: part, p: riseByChance(now.count, now.events, part.count, part.events) };
}

function rise(rule: Rule, { now, before, p }: Pair, adjusted: number, tests: number, significance: Rate): Outcome {
  if (rule.limit.kind !== 'max-rise') throw new TypeError('not a rule about a rise');
  const { count, events } = now;
  const limit = limitText(rule);
  const rates = [percent(before.count, before.events), percent(count, events)] as const;
  const seen = `${rates[1]} (${ofEvents(count, events)}), baseline ${rates[0]} (${ofEvents(before.count, before.events)})`;
  const comparison = { count: before.count, events: before.events, p, adjusted };
  const isAllowed = withinAllowance(
    { count, total: events },
    { count: before.count, total: before.events },
    rule.limit.allowance,
  );
  const isBeyondChance = adjusted <= Number(significance.n) / Number(significance.d);
  const said = { limit, count, events, comparison };
  if (isAllowed) return outcome('holds', { ...said, seen, reason: null });
  if (!isBeyondChance) {
    const chance = `${seen}: within chance (p ${probability(adjusted)})`;
    return outcome('holds', { ...said, seen: chance, reason: null });
  }
  const among = tests === 1 ? '' : `, corrected for ${tests} comparisons`;
  const reason =
    `${subject(rule)} rose from ${rates[0]} (${ofEvents(before.count, before.events)}) in the baseline ` +
    `to ${rates[1]} (${ofEvents(count, events)}): more than ${rule.limit.allowance.n === 0n ? '' : `${rule.limit.allowance.text} and more than `}chance ` +
    `(p ${probability(adjusted)}, level ${significance.text}, Fisher's exact test${among})`;
  return outcome('broken', { ...said, seen, reason: capital(reason), behind: now.selected });
}

/** Errors and unknown codes; a new notice or warning may be no more than another time of day. */
function newCodes(rule: Rule, run: Counted, baseline: Baseline, catalogue: Catalogue): Outcome {
  const limit = limitText(rule);
  const behind = new Map<number, number>();
  for (const [code, count] of run.codes) {
    const matters = isError(catalogue.get(code).severity) || !catalogue.has(code);
    if (matters && count > 0 && !baseline.codes.get(code)) behind.set(code, count);
  }
  const events = sum(run.codes);
  if (events === 0) return outcome('nothing', { limit, seen: NO_EVENTS, reason: nothingText(rule), count: 0, events });
  const count = sum(behind);
  if (behind.size === 0) return outcome('holds', { limit, seen: 'none', reason: null, count, events });
  const names = [...behind.keys()].sort((a, b) => a - b).map((code) => `${code} ${catalogue.get(code).name}`);
  const shown =
    names.length > SHOWN ? [...names.slice(0, SHOWN), counted(names.length - SHOWN, 'more', 'more')] : names;
  const reason = `The baseline has no ${listed(shown).replace(/ and (?!.* and )/, ' or ')}; this run has ${counted(count, 'event')} of ${behind.size === 1 ? 'it' : 'them'}`;
  const seen = `${counted(behind.size, 'new code')}, ${counted(count, 'event')}`;
  return outcome('broken', { limit, seen, reason, count, events, behind });
}

const SHOWN = 5;

/** `0.21` as `21%`; never 0. */
function probability(p: number): string {
  if (p < 1e-6) return 'below 0.0001%';
  if (p >= 0.995) return 'about 100%';
  return `${Number((p * 100).toPrecision(2))}%`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
