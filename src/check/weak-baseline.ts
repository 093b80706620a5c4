/** Whether a baseline has enough events to tell a rise from chance. */
import { riseByChance } from '../stats/fisher.js';
import { percent } from '../text/numbers.js';
import type { Outcome } from './outcome.js';
import type { Rate } from './ratio.js';
import type { Rule } from './rule.js';
import { capital, ofEvents, subject } from './wording.js';

/** A run so large that its own events leave nothing to chance. */
const LARGE_RUN = 1_000_000;
/** A smaller rise should be seen: in parts of all events. */
const MOST_UNSEEN = 0.1;

/**
 * The smallest rate that is more than chance after such a baseline, however many events a run has: from 0 to 1; null where
 * not even a run of such events alone is.
 * @param count of the kind, of the baseline's `events`, which are from 1
 * @param level the probability of a false alarm
 */
export function smallestRate(count: number, events: number, level: number): number | null {
  const isSeen = (k: number) => riseByChance(k, LARGE_RUN, count, events) <= level;
  if (!isSeen(LARGE_RUN)) return null;
  let [unseen, seen] = [0, LARGE_RUN];
  while (seen - unseen > 1) {
    const middle = Math.floor((seen + unseen) / 2);
    if (isSeen(middle)) seen = middle;
    else unseen = middle;
  }
  return seen / LARGE_RUN;
}

/** A sentence without a full stop, where a rule was compared with too few events; else null. */
export function weakness(rule: Rule, { comparison }: Outcome, { n, d }: Rate): string | null {
  if (comparison === null) return null;
  const { count, events } = comparison;
  const rate = smallestRate(count, events, Number(n) / Number(d));
  if (rate !== null && rate - count / events <= MOST_UNSEEN) return null;
  const unseen =
    rate === null ? 'no rise can' : `no rise to less than ${percent(Math.floor(rate * 1000), 1000, 'significant')} can`;
  return `${capital(subject(rule))} were ${ofEvents(count, events)} in the baseline, which is too few: ${unseen} be told from chance, however many events a run has`;
}
