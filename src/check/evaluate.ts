/**
 * The gate: evaluates rules on the summary of a run.
 *
 *     rules, conditions ─┐
 *     summary ───────────┼─▶ whole-run, each-window, against-baseline ─▶ outcomes ─▶ document ─▶ forms/
 *     baseline ──────────┤                                                   ▲
 *     evidence ──────────┴────────────────────────────────────────── attribution
 */
import type { Locations } from '../aggregate/locations.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { EXIT_STATUS } from '../model/exit-status.js';
import type { Summary } from '../model/summary.js';
import { comparisons, evaluateAgainstBaseline, TEST } from './against-baseline.js';
import { attribute } from './attribution.js';
import type { Baseline } from './baseline.js';
import { type Conditions, completeness, enoughEvents } from './conditions.js';
import { type Counted, countedOf, pick, sum } from './counts.js';
import { CHECK_SCHEMA, type CheckDocument, type RuleResult, type State, type Verdict } from './document.js';
import { evaluateEachValue } from './each-value.js';
import { evaluateEachWindow } from './each-window.js';
import { baselineWithout, type Exception, withoutExceptions } from './exceptions.js';
import type { Outcome } from './outcome.js';
import type { Rate } from './ratio.js';
import { isForEachValue, type Rule } from './rule.js';
import { errorsOf } from './selector.js';
import { weakness } from './weak-baseline.js';
import { evaluateWholeRun } from './whole-run.js';
import { limitText } from './wording.js';

const EXITS = {
  pass: 'done',
  fail: 'negative',
  incomplete: 'incomplete',
} as const satisfies Record<Verdict, keyof typeof EXIT_STATUS>;

export interface Gate {
  readonly rules: readonly Rule[];
  readonly conditions: Conditions;
  /** Null: no rule compares. `counts` null: the file is not there yet, this run makes it. */
  readonly baseline: { readonly file: string; readonly counts: Baseline | null } | null;
  /** The probability that a run without a change breaks any rule that compares with the baseline. */
  readonly significance: Rate;
  /** Codes that the rules do not see for a time; none by default. */
  readonly exceptions?: readonly Exception[];
  /** Log lines shown for each broken rule; null: one for each code that is listed. */
  readonly lines: number | null;
}

/**
 * @param evidence what was kept while the log was read, as `evidencePlan` says; null: no lines are shown
 * @throws LogscanError `usage` where a rule names a key that no line has
 */
export function evaluate(
  gate: Gate,
  summary: Summary,
  catalogue: Catalogue,
  evidence: Locations | null,
): CheckDocument {
  const { rules, conditions, significance } = gate;
  const { seen, ignored, codes: ignoredCodes } = withoutExceptions(summary, gate.exceptions ?? [], catalogue);
  const run = countedOf(seen);
  const counts = gate.baseline?.counts ?? null;
  const baseline = counts === null ? null : baselineWithout(counts, ignoredCodes);
  const compared = evaluateAgainstBaseline(rules, run, baseline, significance);
  const results = [completeness(summary, conditions), enoughEvents(summary, conditions)];
  for (const rule of rules) {
    const outcome = compared.get(rule.id) ?? evaluateOnRun(rule, run, seen);
    const state = stateOf(rule, outcome, summary, conditions);
    const isBroken = state === 'fail' || state === 'warn';
    const attribution = isBroken
      ? attribute(rule, rules, outcome, evidence, gate.lines, catalogue)
      : { codes: [], moreCodes: 0, lines: [] };
    results.push(resultOf(rule, outcome, state, attribution));
  }
  const isPartial = summary.sources.some(({ error }) => error !== null) && !conditions.allowPartial;
  const verdict = isPartial ? 'incomplete' : results.some(({ state }) => state === 'fail') ? 'fail' : 'pass';
  return {
    schema: CHECK_SCHEMA,
    verdict,
    exitStatus: EXIT_STATUS[EXITS[verdict]],
    states: countStates(results),
    timeZone: summary.timeZone,
    window: summary.window,
    where: summary.options.where,
    input: summary.input,
    totals: summary.totals,
    baseline: noteOf(gate, compared, catalogue),
    ignored,
    rules: results,
    sources: summary.sources,
  };
}

function evaluateOnRun(rule: Rule, run: Counted, summary: Summary): Outcome {
  const { limit, perWindow } = rule;
  if (limit.basis !== 'run') throw new TypeError(`${limit.kind} is not decided by the run alone`);
  if (isForEachValue(rule)) return evaluateEachValue(rule, limit, run);
  return perWindow ? evaluateEachWindow(rule, limit, summary) : evaluateWholeRun(rule, limit, run);
}

function stateOf(rule: Rule, { result }: Outcome, summary: Summary, { allowEmpty }: Conditions): State {
  if (result === 'holds') return 'pass';
  if (result === 'no-baseline') return 'skipped';
  // A run without any event fails by that condition already: that each rule fails too would say nothing more.
  if (result === 'no-events' && (allowEmpty || summary.totals.events === 0)) return 'skipped';
  return rule.level;
}

function resultOf(
  rule: Rule,
  { seen, reason, count, events, windows, rows, values, worst, comparison }: Outcome,
  state: State,
  { codes, moreCodes, lines }: Pick<RuleResult, 'codes' | 'moreCodes' | 'lines'>,
): RuleResult {
  // The keys in the order of the document.
  return {
    id: rule.id,
    name: rule.name,
    kind: rule.limit.kind,
    level: rule.level,
    state,
    select: rule.limit.namesSelector ? rule.select.text : null,
    within: rule.within?.text ?? null,
    limit: limitText(rule),
    seen,
    reason: state === 'pass' ? null : reason,
    count,
    events,
    windows,
    rows: rows === null ? null : [...rows],
    values,
    worst: [...worst],
    codes,
    moreCodes,
    lines,
    comparison,
  };
}

function noteOf(
  { rules, baseline, significance }: Gate,
  compared: ReadonlyMap<string, Outcome>,
  catalogue: Catalogue,
): CheckDocument['baseline'] {
  if (baseline === null) return null;
  const { file, counts } = baseline;
  const errors = counts === null ? null : sum(pick(counts.codes, errorsOf(catalogue)));
  return {
    file,
    events: counts?.events ?? null,
    errors,
    update: null,
    test: TEST,
    significance: significance.text,
    comparisons: comparisons(compared.values()),
    weak: rules.flatMap((rule) => {
      const outcome = compared.get(rule.id);
      return (outcome === undefined ? null : weakness(rule, outcome, significance)) ?? [];
    }),
  };
}

function countStates(results: readonly RuleResult[]): Record<State, number> {
  const states: Record<State, number> = { pass: 0, warn: 0, fail: 0, skipped: 0 };
  for (const { state } of results) states[state]++;
  return states;
}
