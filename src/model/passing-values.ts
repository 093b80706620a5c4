/** Which values fulfil conditions. Loaded only where there are some. */
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
      if (value === given) return false;
    } else {
      isWanted ||= value !== null && (kind === 'is' ? value === given : matchesPattern(value, given));
    }
  }
  return isWanted ?? true;
}
