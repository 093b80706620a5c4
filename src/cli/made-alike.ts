/** Holds a summary that a run is compared with to how the run itself is made, before anything is read. */
import { differencesOf, type Made } from '../aggregate/made-alike.js';
import { producerOf, summaryOptions } from '../aggregate/summary-options.js';
import { usageError } from '../model/errors.js';
import type { Plan } from '../pipeline.js';

/**
 * @param file what messages name
 * @param replaces whether this run makes the file anew, so that one made otherwise is no mistake
 * @returns whether the two can be compared; only where it is replaced they need not
 * @throws LogscanError `usage` where what was counted is not the same
 */
export function madeAlike(
  file: string,
  made: Made,
  plan: Plan,
  warn: (message: string) => void,
  replaces = false,
): boolean {
  const { refused, told } = differencesOf(made, {
    producer: producerOf(plan.catalogue),
    options: summaryOptions(plan),
  });
  if (refused.length > 0) {
    const message = `${file}: expected a summary that was made as this one; got ${refused.join('; ')}`;
    if (!replaces) throw usageError(message);
    warn(`${message}: nothing is compared with it`);
    return false;
  }
  if (told.length > 0) warn(`${file}: numbers may differ for another reason than the log: ${told.join('; ')}`);
  return true;
}
