/** From texts to values: one function a kind of value. What does not fit is an error that says what is allowed. */

import { LogscanError, usageError } from '../model/errors.js';
import { ToldError } from '../model/mistakes.js';
import { nearest } from '../text/nearest.js';
import { listed } from '../text/words.js';
import type { RawNumber, RawValue } from './raw-value.js';

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

/** @param given digits, or a number where its source has numbers */
export function wholeNumber(given: RawValue | RawNumber, least: number, most: number): number {
  const value = 'value' in given ? given.value : /^\d{1,9}$/.test(given.text) ? Number(given.text) : Number.NaN;
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  const range = most < 1e9 - 1 ? `from ${least} to ${most}` : `from ${least} on`;
  const got = 'value' in given ? String(given.value) : given.text;
  throw usageError(`${given.label}: expected a whole number ${range}; got ${JSON.stringify(got)}`);
}

/** @throws LogscanError `usage` for a text of nothing but spaces */
export function notBlank(given: RawValue): RawValue {
  if (given.text.trim() === '') throw usageError(`${given.label}: expected a value; got none`);
  return given;
}

/**
 * The elements of `a,b`, without the spaces around them.
 * @throws LogscanError `usage` for a blank one
 */
export function elementsOf(given: RawValue): RawValue[] {
  const { label, text } = given;
  if (given.isWhole === true) return [notBlank(given)];
  return text.split(',').map((part) => {
    if (part.trim() === '') throw usageError(`${label}: expected a value; got ${JSON.stringify(text)}`);
    return { label, text: part.trim() };
  });
}

/** Runs a parser of one value. Its errors begin with `label`, in place of what the parser calls the value. */
export function withLabel<T>(label: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof LogscanError) || error.code !== 'usage' || error instanceof ToldError) throw error;
    throw usageError(`${label}: ${error.message.replace(/^[a-z ]+: (?=expected)/, '')}`, error.tip);
  }
}
