/** Splits names of columns and keys into words. */
import { lowerCase } from './catalogue-texts.js';

/** Where a word ends: at separators, and where camel case begins a new word. */
const WORD_BREAK = /[^A-Za-z0-9\x80-\xff]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/;

/**
 * The words of a name in lower case: split at whatever is no letter and no digit, between a lower-case letter or digit
 * and an upper-case letter, and before the last of several upper-case letters when a lower-case one follows it.
 * `HTTPStatusCode` gives `http status code`; a name of separators alone gives none.
 */
export function wordsOf(name: string): string[] {
  return name
    .split(WORD_BREAK)
    .filter((word) => word !== '')
    .map(lowerCase);
}

/** A catalogue name without its separators, in lower case, one character a byte. */
export function wholeName(name: string): string {
  // The usual case, without a copy through bytes.
  if (/^[A-Za-z]+$/.test(name)) return name.toLowerCase();
  return lowerCase(
    Buffer.from(name, 'utf8')
      .toString('latin1')
      .replace(/[^A-Za-z0-9\x80-\xff]+/g, ''),
  );
}
