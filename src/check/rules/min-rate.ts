/** `min-rate`: the selected events are at least a part of all events. A rate of exactly the limit holds. */
import { percent } from '../../text/numbers.js';
import { atLeast, compareRates, parseRate } from '../ratio.js';
import type { RunLimit } from '../rule.js';
import { ofEvents } from '../wording.js';
import { type RuleKind, writtenSelector } from './kind.js';

export const minRate: RuleKind<RunLimit> = {
  name: 'min-rate',
  basis: 'run',
  option: {
    describe: 'SELECTOR=RATE: at least those among all events',
    prefix: 'select',
    expected: 'SELECTOR=RATE, such as ok=99%',
  },
  fields: { select: 'required', within: 'optional' },
  idNamesSelector: true,
  title: ({ what }, among) => `least rate of ${what}${among}`,
  selector: writtenSelector,
  limit: ({ text, label }) => {
    const rate = parseRate(text, label);
    const limit = `at least ${rate.text}`;
    return {
      kind: 'min-rate',
      basis: 'run',
      text: limit,
      namesSelector: true,
      // What is missing stands on no line.
      hasEvidence: false,
      holds: (count, events) => atLeast(count, events, rate),
      seen: (count, events) => `${percent(count, events, { sideOf: rate })} (${ofEvents(count, events)})`,
      breach: (seen) => `${seen}, ${limit} required`,
      checksEmptyWindows: false,
      compareWindows: (a, b) => compareRates(a.count, a.events, b.count, b.events),
    };
  },
};
