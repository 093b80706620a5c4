/** What stands behind a broken rule: the codes, and the log lines where they are. */

import type { EvidencePlan, Location } from '../aggregate/evidence.js';
import type { Locations, TimeSpan } from '../aggregate/locations.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { CODE_COUNT, FIRST_CODE, isError } from '../model/code.js';
import { formatInstant } from '../time/instants.js';
import type { FindingCode, FindingLine } from './document.js';
import type { Outcome } from './outcome.js';
import { keysOf, type Rule } from './rule.js';
import type { Selector } from './selector.js';

/** So many codes are told of one rule. */
const MOST_CODES = 10;
/** In so many of the worst windows lines are looked for. */
const MOST_SPANS = 5;
/** Where no window is shorter, intervals start with the shortest window that `auto` takes. */
const INTERVAL_MS = 60_000;

export interface EvidenceNeeds {
  readonly since: number | null;
  readonly until: number | null;
  /** Log lines to be shown for each rule. */
  readonly lines: number;
  /** Length of a window in milliseconds, or null: not known yet. */
  readonly windowMs: number | null;
}

/** What to keep while the log is read, for rules that may turn out broken. */
export function evidencePlan(rules: readonly Rule[], catalogue: Catalogue, needs: EvidenceNeeds): EvidencePlan {
  const wanted = new Uint8Array(CODE_COUNT);
  const values: EvidencePlan['values'][number][] = [];
  const keys = keysOf(rules);
  for (const rule of rules) {
    const by = valueRule(rule);
    const codes = codesOf(by === null ? rule.select : by.codes, rule, catalogue);
    if (by !== null) values.push({ group: keys.indexOf(by.key.toLowerCase()), value: by.value, wanted: codes });
    else if (rule.limit.kind !== 'require') for (let i = 0; i < CODE_COUNT; i++) wanted[i]! |= codes[i]!;
  }
  const { since, until, lines, windowMs } = needs;
  const interval = rules.some(({ perWindow }) => perWindow) ? Math.min(INTERVAL_MS, windowMs ?? INTERVAL_MS) : null;
  return { wanted, lines: Math.max(1, lines), interval, since, until, values };
}

/** The key and value that a rule is about, and the codes among them. */
function valueRule({ select, within }: Rule): { key: string; value: string; codes: Selector | null } | null {
  if (select.group !== null) return { ...select.group, codes: within };
  return within !== null && within.group !== null ? { ...within.group, codes: select } : null;
}

function codesOf(selector: Selector | null, { limit }: Rule, catalogue: Catalogue): Uint8Array {
  return Uint8Array.from({ length: CODE_COUNT }, (_, i) => {
    const code = i + FIRST_CODE;
    if (limit.kind === 'no-new-codes') return isError(catalogue.get(code).severity) || !catalogue.has(code) ? 1 : 0;
    return selector === null || selector.group !== null || selector.has(code) ? 1 : 0;
  });
}

/**
 * @param rules all that the evidence was kept for
 * @param lines at most so many; of a rule that windows broke, from the worst window on
 */
export function attribute(
  rule: Rule,
  rules: readonly Rule[],
  { behind: counts, spans }: Outcome,
  evidence: Locations | null,
  lines: number,
  catalogue: Catalogue,
): { codes: FindingCode[]; moreCodes: number; lines: FindingLine[] } {
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const codes = sorted.map(([code]) => code);
  const places = evidence === null ? [] : placesOf(rule, rules, codes, spans, evidence);
  return {
    codes: sorted.slice(0, MOST_CODES).map(([code, count]) => {
      const { name, severity } = catalogue.get(code);
      const first = places.find((place) => place.code === code);
      return { code, name, severity, count, first: first === undefined ? null : lineOf(first, catalogue) };
    }),
    moreCodes: Math.max(0, sorted.length - MOST_CODES),
    lines: places.slice(0, lines).map((place) => lineOf(place, catalogue)),
  };
}

/** The earliest first; with spans, those of the first span before those of the next. */
function placesOf(
  rule: Rule,
  rules: readonly Rule[],
  codes: readonly number[],
  spans: Outcome['spans'],
  evidence: Locations,
): Location[] {
  if (valueRule(rule) !== null) {
    const ofRule = rules.filter((other) => valueRule(other) !== null).indexOf(rule);
    return evidence
      .ofValue(ofRule)
      .filter(({ code }) => codes.includes(code))
      .sort(byTime);
  }
  const within = (span: TimeSpan | null) =>
    codes.flatMap((code) => evidence.of(code, span === null ? null : [span])).sort(byTime);
  return spans === null ? within(null) : spans.slice(0, MOST_SPANS).flatMap(within);
}

function lineOf({ source, line, offset, time, code }: Location, catalogue: Catalogue): FindingLine {
  const { name } = catalogue.get(code);
  return { source, line, offset, time: Number.isNaN(time) ? null : formatInstant(time), code, name, text: null };
}

/** The earliest first; those without a time last; then as they stand in the input. */
function byTime(a: Location, b: Location): number {
  if (Number.isNaN(a.time) !== Number.isNaN(b.time)) return Number.isNaN(a.time) ? 1 : -1;
  if (a.time !== b.time && !Number.isNaN(a.time)) return a.time - b.time;
  if (a.source !== b.source) return a.source < b.source ? -1 : 1;
  return a.line - b.line || a.code - b.code;
}
