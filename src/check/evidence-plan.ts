/**
 * What the scan keeps as evidence, for rules that may turn out broken. It has to be kept while the log is read: the
 * log may be a pipe, and a second pass over a large file takes as long as the first.
 */
import type { EvidencePlan } from '../aggregate/evidence.js';
import { MINUTE_MS } from '../model/calendar.js';
import { CODE_COUNT, FIRST_CODE } from '../model/code.js';
import { isForEachValue, keysOf, type Rule } from './rule.js';
import type { Selector } from './selector.js';

/** Locations are kept for each minute, because `auto` takes no shorter window; for less where windows are shorter. */
const MAX_INTERVAL_MS = MINUTE_MS;
/** Of all codes together: some 2 MB. With very many codes fewer of each are kept. */
const MAX_LOCATIONS = 1 << 14;
const VALUE_LINES = 20;

interface EvidenceNeeds {
  readonly since: number | null;
  readonly until: number | null;
  /** Log lines to be shown for each rule; null: one for each code. */
  readonly lines: number | null;
  /** Length of a window in milliseconds, or null: not known yet. */
  readonly windowMs: number | null;
}

export function evidencePlan(rules: readonly Rule[], { since, until, lines, windowMs }: EvidenceNeeds): EvidencePlan {
  const wanted = new Uint8Array(CODE_COUNT);
  for (const { select } of rules.filter((rule) => keepsLines(rule) && keyValueOf(rule) === null)) {
    codesOf(select).forEach((is, i) => {
      wanted[i]! |= is;
    });
  }
  const keys = keysOf(rules);
  const values = valueRules(rules).map((rule) => {
    const { key, value, codes } = keyValueOf(rule)!;
    return { group: keys.indexOf(key.toLowerCase()), value, wanted: codesOf(codes) };
  });
  const hasWindows = rules.some(({ perWindow }) => perWindow);
  const interval = hasWindows ? Math.min(MAX_INTERVAL_MS, windowMs ?? MAX_INTERVAL_MS) : null;
  const codes = wanted.reduce((sum, is) => sum + is, 0);
  // A value's lines are of any codes: among its first ones most of its codes are.
  const valueLines = Math.max(1, lines ?? VALUE_LINES);
  const each = Math.max(1, Math.min(lines ?? 1, Math.floor(MAX_LOCATIONS / Math.max(1, codes))));
  return { wanted, lines: each, valueLines, interval, since, until, values };
}

/** The rules about a key's value, in the order of the plan's `values`. */
export function valueRules(rules: readonly Rule[]): Rule[] {
  return rules.filter((rule) => keepsLines(rule) && keyValueOf(rule) !== null);
}

/** Of a rule for each value no lines are kept: which values break it is known at the end. */
export function keepsLines(rule: Rule): boolean {
  return rule.limit.hasEvidence && !isForEachValue(rule);
}

/** The key and value that a rule is about, and the codes that it counts among those events; null: it is about codes. */
function keyValueOf({ select, within }: Rule): { key: string; value: string; codes: Selector | null } | null {
  if (select.group !== null) return { ...select.group, codes: within };
  return within !== null && within.group !== null ? { ...within.group, codes: select } : null;
}

/** 1 for each code that the selector means, by number - 106000; null means all. */
function codesOf(selector: Selector | null): Uint8Array {
  return Uint8Array.from({ length: CODE_COUNT }, (_, i) => {
    return selector === null || selector.group !== null || selector.has(i + FIRST_CODE) ? 1 : 0;
  });
}
