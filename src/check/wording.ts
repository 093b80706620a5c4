/** The sentences about rules that documents and messages have in common. */
import { counted, thousands } from '../text/numbers.js';
import { offsetOf, wallClock } from '../time/rfc3339.js';
import type { Rule, RunLimit } from './rule.js';

/** `errors among events with tenant=acme`. */
export function subject({ select, within }: Rule): string {
  return `${select.what}${amongText(within)}`;
}

/** ` among events with tenant=acme`, or nothing. */
export function amongText(within: Rule['within']): string {
  return within === null ? '' : ` among ${within.what}`;
}

/** `at most 2% in each window`; where it takes more than one to break the rule, `at most 2% in each window, for 3 windows`. */
export function limitText({ limit, perWindow, consecutive }: Rule): string {
  const inARow = consecutive === null ? '' : `, for ${counted(consecutive, 'window')}`;
  return `${limit.text}${perWindow ? ' in each window' : ''}${inARow}`;
}

/** `34 of 1,000 events`. */
export function ofEvents(count: number, events: number): string {
  return `${thousands(count)} of ${counted(events, 'event')}`;
}

/** `Errors: 3.4% (34 of 1,000 events), at most 2% allowed`. */
export function brokenText(rule: Rule, limit: RunLimit, seen: string): string {
  return `${capital(subject(rule))}: ${limit.breach(seen)}`;
}

export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/**
 * `2026-11-01 09:00 to 10:00` by the clock of the report zone, with the offsets where the clock changes in between.
 * Both null: the events without a time.
 */
export function windowText({ start, end }: { readonly start: string | null; readonly end: string | null }): string {
  if (start === null || end === null) return 'events without a time';
  const [from, to] = [clock(start), clock(end)];
  if (from.offset !== to.offset) return `${from.date} ${from.time}${from.offset} to ${to.date} ${to.time}${to.offset}`;
  return `${from.date} ${from.time} to ${from.date === to.date ? '' : `${to.date} `}${to.time}`;
}

function clock(instant: string): { date: string; time: string; offset: string } {
  const [date = '', time = ''] = wallClock(instant).split('T');
  return { date, time: time.endsWith(':00') ? time.slice(0, 5) : time, offset: offsetOf(instant) };
}
