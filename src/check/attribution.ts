/** What broke a rule: the codes, and the log lines that they stand on. */
import type { Location } from '../aggregate/evidence.js';
import type { Locations, TimeSpan } from '../aggregate/locations.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { formatInstant } from '../time/instants.js';
import type { RuleLine, RuleResult } from './document.js';
import { keepsLines, valueRules } from './evidence-plan.js';
import type { Outcome } from './outcome.js';
import type { Rule } from './rule.js';

/** A finding lists at most this many codes. */
const MAX_CODES = 10;
/** Lines are taken from at most this many of the windows that broke a rule, the worst ones. */
const MAX_WINDOWS = 5;

/**
 * @param rules all that the evidence was kept for
 * @param evidence null: none was kept
 * @param lines null: one for each code; else at most this many: one for each code, the most frequent code first, then a second one for each; of a rule that
 * windows broke, those of the worst window come first
 */
export function attribute(
  rule: Rule,
  rules: readonly Rule[],
  outcome: Outcome,
  evidence: Locations | null,
  lines: number | null,
  catalogue: Catalogue,
): Pick<RuleResult, 'codes' | 'moreCodes' | 'lines'> {
  const byCount = [...outcome.codes].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const codes = byCount.map(([code]) => code);
  const locations =
    evidence === null || !keepsLines(rule) ? [] : locationsOf(rule, rules, codes, outcome.spans, evidence);
  return {
    codes: byCount.slice(0, MAX_CODES).map(([code, count]) => {
      const { name, severity } = catalogue.get(code);
      const first = locations.find((location) => location.code === code);
      return { code, name, severity, count, first: first === undefined ? null : lineOf(first, catalogue) };
    }),
    moreCodes: Math.max(0, byCount.length - MAX_CODES),
    lines: inTurn(locations, codes, lines === null ? 1 : lines)
      .slice(0, lines ?? MAX_CODES)
      .map((location) => lineOf(location, catalogue)),
  };
}

/** The first location of each code, then the second of each, and so on: the first of each is what a reader wants to see. */
function inTurn(locations: readonly Location[], codes: readonly number[], most: number): Location[] {
  const ofCodes = codes.map((code) => locations.filter((location) => location.code === code));
  return Array.from({ length: most }, (_, n) => ofCodes.flatMap((of) => of.slice(n, n + 1))).flat();
}

/** The earliest first; with spans, those of the first span before those of the next. */
function locationsOf(
  rule: Rule,
  rules: readonly Rule[],
  codes: readonly number[],
  spans: Outcome['spans'],
  evidence: Locations,
): Location[] {
  const value = valueRules(rules).indexOf(rule);
  if (value >= 0) {
    return evidence
      .ofValue(value)
      .filter(({ code }) => codes.includes(code))
      .sort(byTime);
  }
  const within = (span: TimeSpan | null) =>
    codes.flatMap((code) => evidence.of(code, span === null ? null : [span])).sort(byTime);
  return spans === null ? within(null) : spans.slice(0, MAX_WINDOWS).flatMap(within);
}

function lineOf({ source, line, offset, time, code, text }: Location, catalogue: Catalogue): RuleLine {
  const { name } = catalogue.get(code);
  return { source, line, offset, time: Number.isNaN(time) ? null : formatInstant(time), code, name, text };
}

/** The earliest first; those without a time last; then as they stand in the input. */
function byTime(a: Location, b: Location): number {
  if (Number.isNaN(a.time) !== Number.isNaN(b.time)) return Number.isNaN(a.time) ? 1 : -1;
  if (a.time !== b.time && !Number.isNaN(a.time)) return a.time - b.time;
  if (a.source !== b.source) return a.source < b.source ? -1 : 1;
  return a.line - b.line || a.code - b.code;
}
