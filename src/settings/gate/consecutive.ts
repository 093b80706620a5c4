/** `for` of rules and alerts: how many windows in a row must break it. */
import type { RuleText } from '../../check/rules/kind.js';
import { usageError } from '../../model/errors.js';

const MOST_WINDOWS = 1000;

/**
 * `3 windows` as 3.
 * @throws LogscanError `usage` that starts with the label
 */
export function parseConsecutive({ text, label }: RuleText): number {
  const n = Number(/^(\d{1,4}) windows?$/.exec(text.trim())?.[1] ?? Number.NaN);
  if (n >= 1 && n <= MOST_WINDOWS) return n;
  throw usageError(
    `${label}: expected a number of windows from 1 to ${MOST_WINDOWS}, such as 2 windows; got ${JSON.stringify(text)}`,
  );
}
