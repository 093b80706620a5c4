/** From what was typed to values: each function takes one kind, and says what is allowed when it does not fit. */

import { LogscanError, usageError } from '../model/errors.js';
import { nearest } from '../text/nearest.js';
import { listed } from '../text/words.js';
import type { RawValue } from './raw-options.js';

export function oneOf<T extends string>(given: RawValue, choices: readonly T[], more = ''): T {
  const found = choices.find((choice) => choice === given.text) ?? choices.find((c) => c === given.text.toLowerCase());
  if (found !== undefined) return found;
  throw notAmong(given, choices, more);
}

export function notAmong({ label, text }: RawValue, choices: readonly string[], more = ''): LogscanError {
  const meant = nearest(text, choices);
  return usageError(
    `${label}: expected ${listed(choices, 'or')}${more}; got ${JSON.stringify(text)}`,
    meant === null ? null : `did you mean ${meant}?`,
  );
}

export function wholeNumber(given: RawValue, least: number, most: number): number {
  const value = /^\d{1,9}$/.test(given.text) ? Number(given.text) : Number.NaN;
  if (value >= least && value <= most) return value;
  const range = most < 1e9 - 1 ? `from ${least} to ${most}` : `from ${least} on`;
  throw usageError(`${given.label}: expected a whole number ${range}; got ${JSON.stringify(given.text)}`);
}

/** Runs a reader of one value; its error names the option now, in place of what the value is. */
export function withLabel<T>(label: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof LogscanError) || error.code !== 'usage') throw error;
    throw usageError(`${label}: ${error.message.replace(/^[a-z ]+: (?=expected)/, '')}`, error.tip);
  }
}
