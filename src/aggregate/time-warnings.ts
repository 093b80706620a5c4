/** Warnings about the times of a run's events, one sentence each, for standard error. */
import { thousands } from '../text/numbers.js';
import { spanWords } from '../text/span.js';
import { formatInZone } from '../time/instants.js';
import type { Zone } from '../time/zone.js';
import { spanOf } from './code-totals.js';
import type { Tally } from './tally.js';

/**
 * @param spanOptions the options that the span comes from, such as `--since 24h`
 * @param now epoch milliseconds
 */
export function timeWarnings(tally: Tally, spanOptions: string, now: number): string[] {
  return [...emptySpanWarning(tally, spanOptions), ...futureWarning(tally, now)];
}

function emptySpanWarning(tally: Tally, spanOptions: string): string[] {
  const { events, first, last } = tally.outside;
  if (tally.events > 0) return [];
  if (events === 0) {
    // `--last` sets since to Infinity where no event has a time.
    return tally.plan.filter.since === Number.POSITIVE_INFINITY
      ? [`${spanOptions}: there is no event with a time`]
      : [];
  }
  const those = tally.filtered > events ? ' that the other filters let pass' : '';
  const what =
    events === 1 ? `the only event${those} was dropped` : `all ${thousands(events)} events${those} were dropped`;
  return [`${spanOptions}: ${what}: ${whereabouts(events, first, last, tally.plan.timeZone)}`];
}

function whereabouts(events: number, first: number, last: number, zone: Zone): string {
  if (first > last) return events === 1 ? 'it has no time' : 'none of them has a time';
  const [from, to] = [first, last].map((time) => toSeconds(time, zone));
  return from === to ? `the log has events at ${from}` : `the log has events from ${from} to ${to}`;
}

function futureWarning(tally: Tally, now: number): string[] {
  const { inFuture } = tally;
  if (inFuture === 0) return [];
  const farthest = spanWords(spanOf(tally).last - now);
  return [
    inFuture === 1
      ? `1 event lies ${farthest} in the future: is --tz right?`
      : `${thousands(inFuture)} events lie up to ${farthest} in the future: is --tz right?`,
  ];
}

/** In a form that can be pasted after `--since`: `2026-11-01T09:15:00+01:00`. */
function toSeconds(time: number, zone: Zone): string {
  return formatInZone(time, zone).replace(/\.\d+/, '');
}
