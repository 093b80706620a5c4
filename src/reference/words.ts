/** How a name is split into words, and what these say of the number with that name (specification, section 3). */

import { wholeName, wordsOf } from '../model/name-words.js';
import {
  COUNTING_WORDS,
  FAILURE_BEGINNINGS,
  FAILURE_ENDINGS,
  NOT_REFUSED,
  NOT_STRONG,
  NUMBER_WORDS,
  PROGRAM_WORDS,
  REFUSE_ENDINGS,
  REFUSE_WORDS,
  STRONG_ENDINGS,
  STRONG_WORDS,
  WEAK_WORDS,
} from '../model/rule-words.js';
import type { LineRules } from '../model/rules.js';

/**
 * What a name says: `strong` labels the number as a code, `weak` does so unless a unit follows, `refuse` says it is
 * something else.
 */
export type Kind = 'strong' | 'weak' | 'refuse' | 'nothing';

/** What a name says, and the word that decided, or null. */
export interface NameVerdict {
  readonly kind: Kind;
  readonly word: string | null;
}

const NOTHING: NameVerdict = { kind: 'nothing', word: null };

/** What a name says of its number. */
export function judgeName(name: string, rules: LineRules): NameVerdict {
  const words = wordsOf(name);
  if (words.length === 0) return NOTHING;
  const whole = words.join('');
  const added = judgeAdded(whole, words, rules);
  if (added !== null) return added;
  if (isCatalogueName(whole, rules)) return NOTHING;
  if (PROGRAM_WORDS.includes(words.at(-1)!)) return { kind: 'nothing', word: words.at(-1)! };
  const failure = words.length < 2 || words.some((word) => COUNTING_WORDS.includes(word)) ? null : failureWord(words);
  if (failure !== null) return { kind: 'weak', word: failure };
  return judgeWords(words);
}

/** Judges by the names that the user gave: the whole name before its words, and ignored names before those of codes. */
function judgeAdded(whole: string, words: readonly string[], { ignoreKeys, codeKeys }: LineRules): NameVerdict | null {
  for (const names of [[whole], words]) {
    const ignored = names.find((name) => ignoreKeys.includes(name));
    if (ignored !== undefined) return { kind: 'refuse', word: ignored };
    const code = names.find((name) => codeKeys.includes(name));
    if (code !== undefined) return { kind: 'strong', word: code };
  }
  return null;
}

/** Made once for each catalogue, because every name on every line is looked up in it. */
const catalogueNames = new WeakMap<LineRules['texts'], ReadonlySet<string>>();

function isCatalogueName(whole: string, { texts }: LineRules): boolean {
  let names = catalogueNames.get(texts);
  if (names === undefined) {
    names = new Set(texts.map(({ name }) => wholeName(name)));
    catalogueNames.set(texts, names);
  }
  return names.has(whole);
}

/** The word that makes a name of several words that of a failure, such as `InvalidSkill`; null where none does. */
function failureWord(words: readonly string[]): string | null {
  const [first, last] = [words[0]!, words.at(-1)!];
  if (FAILURE_BEGINNINGS.includes(first)) return first;
  if (FAILURE_ENDINGS.includes(last)) return last;
  return last === 'found' && words.at(-2) === 'not' ? 'not found' : null;
}

/** Of the words that say something, the last one decides. */
function judgeWords(words: readonly string[]): NameVerdict {
  let verdict = NOTHING;
  let before: Kind = 'nothing';
  for (const [i, word] of words.entries()) {
    // `postalCode` is no more a code than `postalcode`.
    const kind = i > 0 && NOT_STRONG.includes(words[i - 1]! + word) ? 'nothing' : kindOf(word);
    const isPassedOver = NUMBER_WORDS.includes(word) && before === 'strong';
    if (kind !== 'nothing' && !isPassedOver) verdict = { kind, word };
    before = kind;
  }
  return verdict;
}

/** What one word says. */
function kindOf(word: string): Kind {
  if (STRONG_WORDS.includes(word)) return 'strong';
  if (WEAK_WORDS.includes(word)) return 'weak';
  if (REFUSE_WORDS.includes(word)) return 'refuse';
  if (STRONG_ENDINGS.some((end) => word.endsWith(end)) && !NOT_STRONG.includes(word)) return 'strong';
  const refuses = REFUSE_ENDINGS.some((end) => word.endsWith(end) && word !== end);
  return refuses && !NOT_REFUSED.includes(word) ? 'refuse' : 'nothing';
}
