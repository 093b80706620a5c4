/** Holds partials to each other: what is added up must have been decided alike. */
import { usageError } from '../model/errors.js';
import { OPTION_NAMES } from '../model/option-names.js';
import type { PartialDocument } from '../model/partial.js';

export type Decided = Pick<PartialDocument, 'producer' | 'plan' | 'timeZone' | 'window' | 'options'>;

/** What messages call what they are about. */
const NAMES: Readonly<Record<string, string>> = {
  rules: 'the edition of the rules',
  catalogue: 'the catalogue',
  plan: 'the plan',
  timeZone: '--tz',
  window: '--window',
  ...OPTION_NAMES,
};

/**
 * @param first of the file `there`; the other is of the file `here`
 * @throws LogscanError `usage` for the first thing that differs
 */
export function refuseDifferent(first: Decided, other: Decided, there: string, here: string): void {
  const [a, b] = [decisionsOf(first), decisionsOf(other)];
  for (const [name, label] of Object.entries(NAMES)) {
    const [one, another] = [JSON.stringify(a[name] ?? null), JSON.stringify(b[name] ?? null)];
    if (one !== another) throw usageError(`${here}: ${label}: expected ${one}, as in ${there}; got ${another}`);
  }
}

function decisionsOf({ producer, plan, timeZone, window, options }: Decided): Record<string, unknown> {
  return {
    rules: producer.rules,
    catalogue: producer.catalogue,
    plan: plan?.digest ?? null,
    timeZone,
    window,
    ...options,
  };
}
