import type { Plan } from '../pipeline.js';
import { listed } from '../text/words.js';
import type { CliContext } from './context.js';

/** A code that the catalogue does not have may be meant, or be a slip of the finger. */
export function warnOfUnknownCodes(
  codes: ReadonlySet<number>,
  catalogue: Plan['catalogue'],
  context: Pick<CliContext, 'warn'>,
): void {
  const unknown = [...codes].filter((code) => !catalogue.has(code)).sort((a, b) => a - b);
  if (unknown.length > 0) context.warn(`--code: the catalogue has no code ${listed(unknown.map(String), 'or')}`);
}
