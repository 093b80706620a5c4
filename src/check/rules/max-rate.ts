/** `max-rate`: the selected events are at most a part of all events. A rate of exactly the limit holds. */
import { percent } from '../../text/numbers.js';
import { atMost, compareRates, parseRate } from '../ratio.js';
import type { RunLimit, WindowTotals } from '../rule.js';
import { ofEvents } from '../wording.js';
import { type RuleKind, type RuleText, writtenSelector } from './kind.js';

export const maxRate: RuleKind<RunLimit> = {
  name: 'max-rate',
  basis: 'run',
  option: {
    describe: 'SELECTOR=RATE: those among all events',
    prefix: 'select',
    expected: 'SELECTOR=RATE, such as critical=0.1%',
  },
  fields: { select: 'required', within: 'optional' },
  idNamesSelector: true,
  title: ({ what }, among) => `rate of ${what}${among}`,
  selector: writtenSelector,
  limit: rateLimit,
};

/** @throws LogscanError `usage` */
export function rateLimit({ text, label }: RuleText): RunLimit {
  const rate = parseRate(text, label);
  const limit = `at most ${rate.text}`;
  const holds = (count: number, events: number) => atMost(count, events, rate);
  // By how many events it is over the limit, times the denominator: above 0 where it is broken.
  const excess = ({ count, events }: WindowTotals) => BigInt(count) * rate.d - rate.n * BigInt(events);
  return {
    kind: 'max-rate',
    basis: 'run',
    text: limit,
    namesSelector: true,
    hasEvidence: true,
    holds,
    seen: (count, events) => `${percent(count, events, { sideOf: rate })} (${ofEvents(count, events)})`,
    breach: (seen) => `${seen}, ${limit} allowed`,
    checksEmptyWindows: false,
    // Broken ones by events over the limit, so that an hour of 27 in 37 comes before one of 1 in 1; others by rate.
    compareWindows: (a, b) =>
      holds(a.count, a.events) ? compareRates(b.count, b.events, a.count, a.events) : Number(excess(b) - excess(a)),
  };
}
