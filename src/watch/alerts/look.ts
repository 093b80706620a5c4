/** Looks at what was counted in a span by a rule of the gate. */
import type { Catalogue } from '../../catalogue/catalogue.js';
import { evaluate } from '../../check/evaluate.js';
import { parseRate } from '../../check/ratio.js';
import type { Rule } from '../../check/rule.js';
import { LogscanError } from '../../model/errors.js';
import type { Summary } from '../../model/summary.js';
import type { Look } from './alert-state.js';

export interface Seen {
  readonly look: Look;
  /** `at most 2%`. */
  readonly limit: string;
  /** `3.4% (34 of 1,000 events)`. */
  readonly seen: string;
  /** A sentence without a full stop; null where it holds. */
  readonly reason: string | null;
}

const UNKNOWN: Seen = { look: 'unknown', limit: '', seen: '', reason: null };

/** What the gate decides on its own here: an alert waits for events, and a file that cannot be read is told elsewhere. */
const CONDITIONS = { minEvents: 1, allowEmpty: true, allowPartial: true };

export function lookAt(rule: Rule, summary: Summary, catalogue: Catalogue): Seen {
  const gate = { rules: [rule], conditions: CONDITIONS, baseline: null, significance: parseRate('1%', ''), lines: 0 };
  let document: ReturnType<typeof evaluate>;
  try {
    document = evaluate(gate, summary, catalogue, null);
  } catch (error) {
    // No line of the span has the key that it is about.
    if (error instanceof LogscanError && error.code === 'usage') return UNKNOWN;
    throw error;
  }
  const { state, limit, seen, reason, events } = document.rules.find(({ id }) => id === rule.id)!;
  if (state === 'skipped' || (events ?? 0) < rule.minWindowEvents) return UNKNOWN;
  return { look: state === 'pass' ? 'well' : 'broken', limit, seen, reason };
}
