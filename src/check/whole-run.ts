/** Evaluates a rule on the counts of the whole run. */
import type { Counted } from './counts.js';
import { type Outcome, outcome } from './outcome.js';
import type { Rule, RunLimit } from './rule.js';
import { noEvents, selectionOf } from './selection.js';
import { brokenText } from './wording.js';

/**
 * @param limit the rule's own
 * @throws LogscanError `usage` where the rule names a key that no line has
 */
export function evaluateWholeRun(rule: Rule, limit: RunLimit, run: Counted): Outcome {
  const selection = selectionOf(rule, run);
  if ('result' in selection) return selection;
  const { selected, count, events } = selection;
  if (events === 0) return noEvents(rule);
  const seen = limit.seen(count, events);
  if (limit.holds(count, events)) return outcome('holds', { seen, reason: null, count, events });
  return outcome('broken', { seen, reason: brokenText(rule, limit, seen), count, events, codes: selected });
}
