/** The sentences that a gate says about its rules. */
import { counted, percent, thousands } from './numbers.js';
import type { Rule } from './rule.js';

/** `errors among events with tenant=acme`. */
export function subject({ select, within }: Rule): string {
  return within === null ? select.what : `${select.what} among ${within.what}`;
}

export function limitText({ limit, perWindow }: Rule): string {
  const each = perWindow ? ' in each window' : '';
  switch (limit.kind) {
    case 'max-rate':
      return `at most ${limit.rate.text}${each}`;
    case 'max-count':
      return `at most ${thousands(limit.count)}${each}`;
    case 'require':
      return `at least 1${each}`;
    case 'max-rise':
      if (limit.allowance.n === 0n) return 'no rise beyond chance';
      return `at most ${limit.allowance.text} above the baseline`;
    case 'no-new-codes':
      return 'none that the baseline has not';
  }
}

/** `3.4% (34 of 1,000 events)`, or for counts `12 of 1,000 events`. */
export function seenText(count: number, events: number, { limit }: Rule): string {
  if (limit.kind === 'max-count' || limit.kind === 'require') return ofEvents(count, events);
  return `${percent(count, events, limit.kind === 'max-rate' ? limit.rate : null)} (${ofEvents(count, events)})`;
}

export function ofEvents(count: number, events: number): string {
  return `${thousands(count)} of ${counted(events, 'event')}`;
}

/** `errors: 3.4% (34 of 1,000 events), at most 2% allowed`. */
export function brokenText(rule: Rule, seen: string): string {
  const { limit } = rule;
  const about = capital(subject(rule));
  if (limit.kind === 'require') return `${about}: none among ${seen.replace(/^0 of /, '')}, at least 1 required`;
  if (limit.kind === 'max-count' && limit.count === 0) return `${about}: ${seen}, none allowed`;
  return `${about}: ${seen}, ${limitText({ ...rule, perWindow: false })} allowed`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/**
 * `2026-11-01 09:00 to 10:00` by the clock of the report zone; with the offsets where the clock changes meanwhile.
 * Both null: the events without a time.
 */
export function windowText({ start, end }: { readonly start: string | null; readonly end: string | null }): string {
  if (start === null || end === null) return 'events without a time';
  const [from, to] = [clock(start), clock(end)];
  if (from.offset !== to.offset) return `${from.date} ${from.time}${from.offset} to ${to.date} ${to.time}${to.offset}`;
  return `${from.date} ${from.time} to ${from.date === to.date ? '' : `${to.date} `}${to.time}`;
}

function clock(instant: string): { date: string; time: string; offset: string } {
  const match = /^(.*)T(\d\d:\d\d)(:\d\d)?(?:\.\d+)?(Z|[+-]\d\d:\d\d)$/.exec(instant);
  if (match === null) return { date: instant, time: '', offset: '' };
  const [, date = '', minutes = '', seconds = ''] = match;
  return { date, time: seconds === ':00' ? minutes : minutes + seconds, offset: match[4]! };
}
