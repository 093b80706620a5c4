/** The two conditions that every gate has besides its rules: the input was read whole, and there are events in it. */

import type { Summary } from '../model/summary.js';
import { counted, thousands } from '../text/numbers.js';
import { sourceName } from '../text/source-name.js';
import { listed } from '../text/words.js';
import type { RuleResult } from './document.js';

/** Their ids in documents, which are also their kinds. */
export const COMPLETE_ID = 'input-complete';
export const EVENTS_ID = 'min-events';

export interface Conditions {
  /** Fewer events fail the gate; from 1. */
  readonly minEvents: number;
  /** An input without events passes, and rules with nothing to look at are skipped. */
  readonly allowEmpty: boolean;
  /** Input that could not be read whole is only a warning. */
  readonly allowPartial: boolean;
}

/** Sources that a reason names; more are counted. */
const MAX_NAMED = 3;

/** Whether every source was read to its end. */
export function completeness({ sources }: Summary, { allowPartial }: Conditions): RuleResult {
  const partial = sources.filter(({ error }) => error !== null);
  const named = partial.slice(0, MAX_NAMED).map(({ name, error }) => `${sourceName(name)}: ${error}`);
  const isShort = partial.length > MAX_NAMED;
  const which = isShort ? `, the first ${MAX_NAMED} by name` : '';
  const more = isShort ? [`${counted(partial.length - MAX_NAMED, 'more', 'more')}`] : [];
  const [one] = named;
  const reason =
    partial.length === 1
      ? `Could not be read whole: ${one}`
      : `${partial.length} of ${counted(sources.length, 'source')} could not be read whole${which}: ${[...named, ...more].join('; ')}`;
  return {
    ...blank(COMPLETE_ID, 'input read whole'),
    level: allowPartial ? 'warn' : 'fail',
    state: partial.length === 0 ? 'pass' : allowPartial ? 'warn' : 'fail',
    limit: 'every source to its end',
    seen:
      partial.length === 0
        ? counted(sources.length, 'source')
        : `${partial.length} of ${counted(sources.length, 'source')} not`,
    reason: partial.length === 0 ? null : reason,
  };
}

/** Whether there are enough events to decide by. */
export function enoughEvents(summary: Summary, { minEvents, allowEmpty }: Conditions): RuleResult {
  const { events } = summary.totals;
  const isEmpty = events === 0;
  const state = events >= minEvents ? 'pass' : isEmpty && allowEmpty ? 'skipped' : 'fail';
  const few = `Only ${counted(events, 'event')}, at least ${thousands(minEvents)} required`;
  return {
    ...blank(EVENTS_ID, 'events to check'),
    state,
    limit: `at least ${thousands(minEvents)}`,
    seen: isEmpty ? 'no events' : counted(events, 'event'),
    reason: state === 'pass' ? null : isEmpty ? whyEmpty(summary) : few,
    count: events,
  };
}

/** The likely reason, as far as it follows from the numbers. */
function whyEmpty({ input, totals, sources, options }: Summary): string {
  const read = sources.filter(({ error }) => error === null);
  if (sources.length === 0) return 'No input was found, so nothing was checked';
  if (read.length === 0) return 'No input could be read, so nothing was checked';
  if (totals.filtered > 0) {
    const isSpan = options.since !== null || options.until !== null;
    const where = options.where === null ? [] : ['on other lines'];
    const span = isSpan || options.where === null ? ['outside the span of time'] : [];
    return `No events to check: ${counted(totals.filtered, 'event')} found, every one ${listed([...where, ...span], 'or')}`;
  }
  const names = listed(read.slice(0, MAX_NAMED).map(({ name }) => sourceName(name)));
  const where = read.length > MAX_NAMED ? counted(read.length, 'source') : names;
  if (input.bytes === 0) return `No events to check: ${where} ${read.length === 1 ? 'is' : 'are'} empty`;
  return `No events to check: none of the ${counted(input.lines, 'line')} of ${where} has a PTK code`;
}

function blank(kind: typeof COMPLETE_ID | typeof EVENTS_ID, name: string): RuleResult {
  return {
    id: kind,
    name,
    kind,
    level: 'fail',
    state: 'pass',
    select: null,
    within: null,
    limit: '',
    seen: '',
    reason: null,
    count: null,
    events: null,
    windows: null,
    rows: null,
    values: null,
    worst: [],
    codes: [],
    moreCodes: 0,
    lines: [],
    comparison: null,
  };
}
