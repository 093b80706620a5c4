/** How a key, or the word before a number, is read as words, and what these say of the number. */
import { REFUSE_WORDS, STATUS_WORDS } from '../model/rule-words.js';

export { REFUSE_WORDS, STATUS_WORDS, UNIT_WORDS } from '../model/rule-words.js';

const WORD_BREAK = /[_.-]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/;

/**
 * The words of a key in lower case: split at `_`, `-`, `.`, between a lower-case letter or digit and an upper-case
 * letter, and before the last of several upper-case letters when a lower-case one follows it. `HTTPStatusCode` gives
 * `http status code`; a key of separators alone gives none.
 */
export function keyWords(key: string): string[] {
  return key
    .split(WORD_BREAK)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

/** What the words of a name say of the number that it stands before. `word` is the one that decided, or null. */
export interface Verdict {
  readonly kind: 'refuse' | 'status' | 'open';
  readonly word: string | null;
}

/** The words that a user added, each with its own words joined: `returnValue` is `returnvalue`. */
export interface AddedWords {
  readonly codeKeys: readonly string[];
  readonly ignoreKeys: readonly string[];
}

/**
 * Judges a key, or the word before a number. The refuse list speaks before the status list, over all words. An added
 * name also matches the name as a whole, its words joined, because an added name may have several words itself.
 */
export function judgeName(name: string, added: AddedWords): Verdict {
  const words = keyWords(name);
  if (words.length === 0) return { kind: 'open', word: null };
  const joined = words.join('');
  const refused =
    words.find((word) => REFUSE_WORDS.includes(word) || added.ignoreKeys.includes(word)) ??
    added.ignoreKeys.find((word) => word === joined);
  if (refused !== undefined) return { kind: 'refuse', word: refused };
  const status =
    words.find((word) => STATUS_WORDS.includes(word) || added.codeKeys.includes(word)) ??
    added.codeKeys.find((word) => word === joined);
  if (status !== undefined) return { kind: 'status', word: status };
  return { kind: 'open', word: null };
}
