import { DAY_MS } from '../model/calendar.js';
import { usageError } from '../model/errors.js';
import { parseSpan } from '../text/span.js';

/** Over two thousand years: a longer one is a typing error. */
const LONGEST = 999_999 * DAY_MS;

/**
 * Reads `10s`, `5m`, `2h`, `1d` or several of them, `1h30m`, in milliseconds.
 * @throws LogscanError (`usage`) that starts with `label`
 */
export function parseDuration(text: string, label: string): number {
  const span = parseSpan(text.trim(), LONGEST);
  if (span === null) {
    throw usageError(`${label}: expected a time such as 10s, 5m, 2h or 1d; got ${JSON.stringify(text)}`);
  }
  return span;
}
