/** The events that a rule counts, found in the counts of a run or of a baseline. */
import { usageError } from '../model/errors.js';
import { nearest } from '../text/nearest.js';
import { counted as inWords } from '../text/numbers.js';
import { type CodeCounts, type Counted, eventsOf, type Missing, pick, sum, valuesOf } from './counts.js';
import { type Outcome, outcome } from './outcome.js';
import type { Rule } from './rule.js';
import type { Selector } from './selector.js';

export interface Selection {
  /** The selected events by code. */
  readonly selected: CodeCounts;
  readonly count: number;
  /** The number of events that they are among. */
  readonly events: number;
}

/**
 * @returns the outcome of the rule where its events cannot be counted
 * @throws LogscanError `usage` where a rule names a key that no line has
 */
export function selectionOf(rule: Rule, counted: Counted): Selection | Outcome {
  const among = eventsOf(counted, rule.within);
  if (typeof among === 'string') return uncounted(rule, rule.within!, among, counted);
  const events = sum(among);
  if (rule.select.group === null) {
    const selected = pick(among, rule.select);
    return { selected, count: sum(selected), events };
  }
  const group = eventsOf(counted, rule.select);
  if (typeof group === 'string') {
    if (sum(counted.codes) === 0) return { selected: new Map(), count: 0, events: 0 };
    return uncounted(rule, rule.select, group, counted);
  }
  const selected = rule.within === null ? group : pick(group, rule.within);
  return { selected, count: sum(selected), events };
}

export const NO_EVENTS = 'no events';

/** The outcome of a rule that has nothing to look at. */
export function noEvents(rule: Rule): Outcome {
  return outcome('no-events', { seen: NO_EVENTS, reason: noEventsText(rule), count: 0, events: 0 });
}

export function noEventsText({ within }: Pick<Rule, 'within'>): string {
  return within === null ? 'There are no events to check' : `There are no ${within.what} to check`;
}

/** The outcome of a rule about a key's value whose events cannot be counted. @throws LogscanError `usage` */
export function uncounted(rule: Rule, selector: Selector, missing: Missing, counted: Counted): Outcome {
  const { key, value } = selector.group!;
  const total = sum(counted.codes);
  if (total === 0) return noEvents(rule);
  switch (missing) {
    case 'not-grouped':
      throw usageError(`rule "${rule.name}": expected counts by ${key}; got a summary without them`);
    case 'no-key':
      throw usageError(
        `rule "${rule.name}": expected a key that stands on the lines; none of ${inWords(total, 'event')} has ${key}`,
        'a rule names a code, severity, category, fault or family, or key:value of what is on the line',
      );
    case 'no-value': {
      const values = valuesOf(counted, key);
      const meant = nearest(value, values);
      const hint = meant === null ? `; there are ${examples(values)}` : `; did you mean ${meant}?`;
      const reason = `No event has ${key}=${value}${hint}`;
      return outcome('no-events', { seen: NO_EVENTS, reason, count: 0, events: 0 });
    }
    case 'too-many': {
      const reason = `There are too many values of ${key} to count each, so ${value} may be counted short`;
      return outcome('broken', { seen: 'not counted', reason });
    }
  }
}

const MAX_EXAMPLES = 5;

function examples(values: readonly string[]): string {
  const shown = values.slice(0, MAX_EXAMPLES).join(', ');
  const more = values.length - MAX_EXAMPLES;
  return more > 0 ? `${shown}, which have most errors, and ${more} more` : shown;
}
