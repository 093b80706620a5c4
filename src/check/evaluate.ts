/**
 * The gate: holds the rules to a summary.
 *
 *     rules, conditions ─┐
 *     summary ───────────┼─▶ whole, each-window, against-baseline ─▶ outcomes ─▶ document ─▶ forms/
 *     baseline ──────────┤                                                 ▲
 *     evidence ──────────┴─────────────────────────────────────────── behind
 */

import type { Locations } from '../aggregate/locations.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Summary } from '../model/summary.js';
import { comparisons, holdToBaseline, TEST } from './against-baseline.js';
import { attribute } from './attribution.js';
import type { Baseline } from './baseline.js';
import { type Conditions, completeness, enoughEvents } from './conditions.js';
import { countedOf, pick, sum } from './counts.js';
import { CHECK_SCHEMA, type CheckDocument, type Finding, type State } from './document.js';
import { holdEachWindow } from './each-window.js';
import type { Outcome } from './outcome.js';
import type { Rate } from './ratio.js';
import type { Rule } from './rule.js';
import { errorsOf } from './selector.js';
import { holdWhole } from './whole.js';

export interface Gate {
  readonly rules: readonly Rule[];
  readonly conditions: Conditions;
  /** Null: rules compare with nothing. `counts` null: the file is not there yet. */
  readonly baseline: { readonly file: string; readonly counts: Baseline | null } | null;
  /** The probability that a run without a change breaks any rule that compares with the baseline. */
  readonly significance: Rate;
  /** Log lines shown for each broken rule. */
  readonly lines: number;
}

/**
 * @param evidence what was kept while the log was read, by `evidencePlan`; null: no lines are shown
 * @throws LogscanError `usage` where a rule names a key that no line has
 */
export function evaluate(
  gate: Gate,
  summary: Summary,
  catalogue: Catalogue,
  evidence: Locations | null,
): CheckDocument {
  const { rules, conditions, significance } = gate;
  const counted = countedOf(summary);
  const compared = holdToBaseline(rules, counted, gate.baseline?.counts ?? null, significance, catalogue);
  const findings = [completeness(summary, conditions), enoughEvents(summary, conditions)];
  for (const rule of rules) {
    const outcome =
      compared.get(rule.id) ?? (rule.perWindow ? holdEachWindow(rule, summary) : holdWhole(rule, counted));
    const state = stateOf(rule, outcome, summary, conditions);
    const isBroken = state === 'fail' || state === 'warn';
    const shown = isBroken
      ? attribute(rule, rules, outcome, evidence, gate.lines, catalogue)
      : { codes: [], moreCodes: 0, lines: [] };
    findings.push({ ...told(rule, outcome, state), ...shown, comparison: outcome.comparison });
  }
  const isPartial = summary.sources.some(({ error }) => error !== null) && !conditions.allowPartial;
  const verdict = isPartial ? 'incomplete' : findings.some(({ state }) => state === 'fail') ? 'fail' : 'pass';
  return {
    schema: CHECK_SCHEMA,
    verdict,
    exitStatus: verdict === 'pass' ? 0 : verdict === 'fail' ? 1 : 3,
    states: countStates(findings),
    timeZone: summary.timeZone,
    window: summary.window,
    input: summary.input,
    totals: summary.totals,
    baseline: noteOf(gate, comparisons(compared.values()), catalogue),
    findings,
    sources: summary.sources,
  };
}

function stateOf(rule: Rule, { result }: Outcome, summary: Summary, { allowEmpty }: Conditions): State {
  if (result === 'holds') return 'pass';
  if (result === 'excused') return 'skipped';
  // Without any event the gate fails by that condition already; the rules neither hold nor break.
  if (result === 'nothing' && (allowEmpty || summary.totals.events === 0)) return 'skipped';
  return rule.level;
}

function told(
  rule: Rule,
  outcome: Outcome,
  state: State,
): Omit<Finding, 'codes' | 'moreCodes' | 'lines' | 'comparison'> {
  const { limit, seen, reason, count, events, windows, worst } = outcome;
  const hasSelector = rule.limit.kind !== 'no-new-codes';
  return {
    id: rule.id,
    name: rule.name,
    kind: rule.limit.kind,
    level: rule.level,
    state,
    select: hasSelector ? rule.select.text : null,
    within: rule.within?.text ?? null,
    limit,
    seen,
    reason: state === 'pass' ? null : reason,
    count,
    events,
    windows,
    worst: [...worst],
  };
}

function noteOf({ baseline, significance }: Gate, tests: number, catalogue: Catalogue): CheckDocument['baseline'] {
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
    comparisons: tests,
  };
}

function countStates(findings: readonly Finding[]): Record<State, number> {
  const states: Record<State, number> = { pass: 0, warn: 0, fail: 0, skipped: 0 };
  for (const { state } of findings) states[state]++;
  return states;
}
