/** Rules over the whole span: shares, counts, codes that must occur. */

import { usageError } from '../model/errors.js';
import { nearest } from '../text/nearest.js';
import { type CodeCounts, type Counted, eventsOf, type Missing, pick, sum, valuesOf } from './counts.js';
import { counted as inWords } from './numbers.js';
import { type Outcome, outcome } from './outcome.js';
import { atMost } from './ratio.js';
import type { Rule } from './rule.js';
import type { Selector } from './selector.js';
import { brokenText, limitText, seenText } from './wording.js';

/** What a rule looks at. */
export interface Part {
  /** The selected events by code. */
  readonly selected: CodeCounts;
  readonly count: number;
  /** The events that they are among. */
  readonly events: number;
}

export function holdWhole(rule: Rule, counted: Counted): Outcome {
  const part = partOf(rule, counted);
  const limit = limitText(rule);
  if ('result' in part) return part;
  const { count, events, selected } = part;
  const seen = seenText(count, events, rule);
  if (events === 0) return outcome('nothing', { limit, seen: NO_EVENTS, reason: nothingText(rule), count, events });
  if (holds(rule, count, events)) return outcome('holds', { limit, seen, reason: null, count, events });
  return outcome('broken', { limit, seen, reason: brokenText(rule, seen), count, events, behind: selected });
}

export const NO_EVENTS = 'no events';

export function holds({ limit }: Rule, count: number, events: number): boolean {
  switch (limit.kind) {
    case 'max-rate':
      return atMost(count, events, limit.rate);
    case 'max-count':
      return count <= limit.count;
    case 'require':
      return count > 0;
    default:
      throw new TypeError(`${limit.kind} is not decided by counts alone`);
  }
}

export function nothingText({ within }: Rule): string {
  return within === null ? 'There are no events to check' : `There are no ${within.what} to check`;
}

/**
 * The selected events and those they are among; where they can't be told, what that makes of the rule.
 * @throws LogscanError `usage` where a rule names a key that no line has
 */
export function partOf(rule: Rule, counted: Counted): Part | Outcome {
  const among = eventsOf(counted, rule.within);
  if (typeof among === 'string') return unclear(rule, rule.within!, among, counted);
  const events = sum(among);
  if (rule.select.group === null) {
    const selected = pick(among, rule.select);
    return { selected, count: sum(selected), events };
  }
  const group = eventsOf(counted, rule.select);
  if (typeof group === 'string') {
    if (sum(counted.codes) === 0) return { selected: new Map(), count: 0, events: 0 };
    return unclear(rule, rule.select, group, counted);
  }
  const selected = rule.within === null ? group : pick(group, rule.within);
  return { selected, count: sum(selected), events };
}

function unclear(rule: Rule, selector: Selector, missing: Missing, counted: Counted): Outcome {
  const { key, value } = selector.group!;
  const limit = limitText(rule);
  const total = sum(counted.codes);
  if (total === 0)
    return outcome('nothing', { limit, seen: NO_EVENTS, reason: nothingText(rule), count: 0, events: 0 });
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
      const hint = meant === null ? `; there are ${sample(values)}` : `; did you mean ${meant}?`;
      const reason = `No event has ${key}=${value}${hint}`;
      return outcome('nothing', { limit, seen: NO_EVENTS, reason, count: 0, events: 0 });
    }
    case 'too-many': {
      const reason = `There are too many values of ${key} to count each, so ${value} may be counted short`;
      return outcome('broken', { limit, seen: 'not counted', reason });
    }
  }
}

const SAMPLE = 5;

function sample(values: readonly string[]): string {
  const shown = values.slice(0, SAMPLE).join(', ');
  return values.length > SAMPLE ? `${shown} and ${values.length - SAMPLE} more` : shown;
}
