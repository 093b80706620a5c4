/** Which values fulfil conditions. Loaded only where there are some. */
import { MAX_KEY_VALUE } from './limits.js';
import { matchesPattern } from './value-pattern.js';
import type { Condition } from './where.js';

/**
 * Whether a value counts. One of the values wanted is enough; everything else must hold.
 * @param conditions all those about one key
 * @param value null where the key is not on the line: that fulfils `not` alone
 */
export function passes(conditions: readonly Condition[], value: string | null): boolean {
  let isWanted: boolean | null = null;
  for (const { kind, value: given } of conditions) {
    if (kind === 'has') {
      if (value === null) return false;
    } else if (kind === 'not') {
      if (value !== null && isSame(value, given)) return false;
    } else {
      isWanted ||= value !== null && (kind === 'is' ? isSame(value, given) : matchesPattern(value, given));
    }
  }
  return isWanted ?? true;
}

/** Of a long value a line has the beginning alone; it may be given whole, as it stands in the log. */
function isSame(value: string, given: string): boolean {
  if (value === given || given.length <= MAX_KEY_VALUE / 3) return value === given;
  const bytes = Buffer.from(given);
  return (
    bytes.length > MAX_KEY_VALUE && value === bytes.toString('utf8', 0, MAX_KEY_VALUE).replace(/[\x00-\x20]+$/, '')
  );
}
