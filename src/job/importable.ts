/** Whether a partial result was counted as the history of a job counts. */
import { summaryOptions } from '../aggregate/summary-options.js';
import { HOUR_MS } from '../model/calendar.js';
import { usageError } from '../model/errors.js';
import { OPTION_NAMES } from '../model/option-names.js';
import type { PartialDocument } from '../model/partial.js';
import { RULES_EDITION } from '../model/rules-edition.js';
import { windowName } from '../model/window.js';
import type { Job } from '../settings/job/job.js';
import { windowLevels } from '../time/bins.js';
import { nominalMs, parseWindow } from '../time/window-length.js';

const FILTERS = ['codes', 'categories', 'severities', 'where'] as const;
const READ = ['count', 'labelled', 'codeKeys', 'ignoreKeys', 'dateOrder', 'year'] as const;

/**
 * @param file what messages call it
 * @throws LogscanError `usage` for the first thing that differs
 */
export function refuseOtherThanJob(partial: PartialDocument, file: string, { plan, history }: Job): void {
  const { producer, timeZone, options, window, counts } = partial;
  const refuse = (what: string, expected: string, got: unknown): never => {
    throw usageError(
      `${file}: ${what}: expected ${expected}; got ${typeof got === 'string' ? got : JSON.stringify(got)}`,
    );
  };
  if (timeZone !== plan.timeZone.name)
    refuse('--tz', `${plan.timeZone.name}, in which ${history} counts its days`, timeZone);
  if (producer.rules !== RULES_EDITION) refuse('the edition of the rules', String(RULES_EDITION), producer.rules);
  for (const name of FILTERS) {
    if (options[name] !== null) refuse(OPTION_NAMES[name], 'none, because a history has all events', options[name]);
  }
  const own = summaryOptions(plan);
  for (const name of READ) {
    const [wanted, got] = [JSON.stringify(own[name]), JSON.stringify(options[name])];
    if (wanted !== got) refuse(OPTION_NAMES[name], `${wanted}, as the job reads`, got);
  }
  const length = windowLevels(parseWindow(window))[counts.level];
  const isShort = length !== undefined && HOUR_MS % nominalMs(length) === 0;
  // An hour is the longest in which a history counts what is new.
  if (!isShort)
    refuse('--window', '1m, or another part of an hour', length === undefined ? window : windowName(length));
  const most = counts.bins.counts.reduce((all, n) => Math.max(all, n), 0);
  if (most > MOST_IN_MINUTE) refuse('counts', `at most ${MOST_IN_MINUTE} events of a code in a window`, most);
}

/** What a history holds of a code in a minute. */
export const MOST_IN_MINUTE = 2 ** 32 - 1;
