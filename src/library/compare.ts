/** Two summaries side by side. */
import { compareSummaries } from '../aggregate/compare.js';
import { differencesOf } from '../aggregate/made-alike.js';
import type { Comparison } from '../model/comparison.js';
import { usageError } from '../model/errors.js';
import type { Summary } from '../model/summary.js';
import { requireSummary } from './documents.js';
import { hold } from './held-options.js';
import { renamed, withNames } from './option-names.js';

/** What a comparison calls its two sides. */
export interface CompareOptions {
  /** Default: `before`. */
  readonly label?: string | undefined;
  /** Default: `now`. */
  readonly labelNow?: string | undefined;
}

/**
 * Compares a summary with an earlier one: what is new, what has vanished, which shares of events have changed by more than
 * chance (two-proportion test, two-sided). `render` shows it beside the later summary.
 * @param before that of `scanFiles`, or a document that was read from a file
 * @throws LogscanError `usage` for what is no summary, and where the two count different things: filters, keys, patterns
 */
export function compare(before: Summary, now: Summary, options: CompareOptions = {}): Comparison {
  return withNames(() => {
    hold(options, { label: 'text', labelNow: 'text' });
    requireSummary(before, 'before');
    requireSummary(now, 'now');
    const told = madeAlike('before', before, now);
    const { label = 'before', labelNow = 'now' } = options;
    const comparison = compareSummaries(before, now, { label, labelNow });
    return { ...comparison, notes: [...comparison.notes, ...told] };
  });
}

/**
 * @param name what errors call the earlier one
 * @returns why numbers may differ for another reason than the log, one sentence
 * @throws LogscanError `usage` where what was counted is not the same
 */
export function madeAlike(name: string, before: Partial<Summary>, now: Summary): string[] {
  const { refused, told } = differencesOf(before, now);
  if (refused.length > 0) {
    throw usageError(`${name}: expected a summary that was made as the other one; got ${refused.join('; ')}`);
  }
  return told.length === 0 ? [] : [renamed(`Numbers may differ for another reason than the log: ${told.join('; ')}.`)];
}
