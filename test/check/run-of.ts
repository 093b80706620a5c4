/** Summaries and gates for the tests of the gate. */

import type { Locations } from '../../src/aggregate/locations.js';
import { BUILT_IN } from '../../src/catalogue/catalogue.js';
import { DEFAULT_SIGNIFICANCE } from '../../src/check/against-baseline.js';
import { readBaseline } from '../../src/check/baseline.js';
import type { RuleResult } from '../../src/check/document.js';
import { evaluate, type Gate } from '../../src/check/evaluate.js';
import { makeRule, type RuleSpec } from '../../src/check/make-rule.js';
import { parseRate } from '../../src/check/ratio.js';
import type { Rule } from '../../src/check/rule.js';
import { RULE_KINDS } from '../../src/check/rules/index.js';
import type { GroupSummary, GroupsSummary, Summary } from '../../src/model/summary.js';
import { aSummary, type Seen, type SummarySetting } from '../report/a-summary.js';

const START = Date.UTC(2026, 10, 1, 9);
const HOUR = 3_600_000;

/** Events by code, one object an hour from 2026-11-01 09:00 UTC on. */
export function hours(...counts: readonly Readonly<Record<number, number>>[]): Seen[] {
  return counts.flatMap((codes, hour) =>
    Object.entries(codes).map(([code, times]) => ({ at: START + hour * HOUR + 60_000, code: Number(code), times })),
  );
}

export function runOf(codes: Readonly<Record<number, number>>, setting: SummarySetting = {}): Summary {
  return aSummary(
    hours(codes).filter(({ times }) => times !== 0),
    setting,
  );
}

export function rule(
  kind: string,
  limit: string,
  texts: Partial<Record<'select' | 'within' | 'name', string>> &
    Partial<Pick<RuleSpec, 'level' | 'perWindow' | 'consecutive' | 'minWindowEvents' | 'minValueEvents'>> = {},
): Rule {
  const textOf = (text: string | undefined) => (text === undefined ? null : { text, label: 'rule' });
  const { select, within, name, level = 'fail', perWindow = false, consecutive = null } = texts;
  const { minWindowEvents = 0, minValueEvents = 20 } = texts;
  return makeRule(
    {
      kind: RULE_KINDS.find(({ name }) => name === kind)!,
      limit: { text: limit, label: 'rule' },
      select: textOf(select),
      within: textOf(within),
      name: textOf(name),
      level,
      perWindow,
      consecutive,
      minWindowEvents,
      minValueEvents,
    },
    BUILT_IN,
  );
}

export function gate(rules: readonly Rule[], more: Partial<Gate> & Partial<Gate['conditions']> = {}): Gate {
  const { minEvents = 1, allowEmpty = false, allowPartial = false, ...rest } = more;
  return {
    rules,
    conditions: { minEvents, allowEmpty, allowPartial },
    baseline: null,
    significance: parseRate(DEFAULT_SIGNIFICANCE, 'significance'),
    lines: 3,
    ...rest,
  };
}

export function check(
  rules: readonly Rule[],
  summary: Summary,
  more: Parameters<typeof gate>[1] = {},
  evidence: Locations | null = null,
) {
  return evaluate(gate(rules, more), summary, BUILT_IN, evidence);
}

/** What one rule comes to. */
export function finding(one: Rule, summary: Summary, more: Parameters<typeof gate>[1] = {}): RuleResult {
  return check([one], summary, more).rules.at(-1)!;
}

export function baselineOf(summary: Summary): Gate['baseline'] {
  return { file: 'base.json', counts: readBaseline(JSON.parse(JSON.stringify(summary)), 'base.json') };
}

/** Events by value of one key. */
export function grouped(
  key: string,
  values: Readonly<Record<string, Readonly<Record<number, number>>>>,
  other = 0,
): GroupsSummary {
  const rows = Object.entries(values).map(([value, codes]) => groupOf([value], codes));
  const { values: _values, ...rest } = groupOf([], { 107000: other });
  return { by: [key], rows, other: other === 0 ? null : { ...rest, groups: 2 }, sampled: false };
}

function groupOf(values: string[], codes: Readonly<Record<number, number>>): GroupSummary {
  const { totals, severities } = runOf(codes);
  const { events, errors, errorRate } = totals;
  return { values, events, errors, errorRate, severities, codes: { ...codes } as Record<string, number> };
}
