/** The rules as data, for the documentation and the doctor. Tests check that the reference does what is said here. */

import {
  BEFORE_OTHER_TIMES,
  BODY_TIME_WORDS,
  EPOCH_WORDS,
  FAILURE_BEGINNINGS,
  FAILURE_ENDINGS,
  LINE_KEYS,
  NOT_REFUSED,
  NOT_STRONG,
  OTHER_TIME_BEGINNINGS,
  OTHER_TIME_WORDS,
  PROGRAM_WORDS,
  REFUSE_ENDINGS,
  REFUSE_WORDS,
  STRONG_ENDINGS,
  STRONG_WORDS,
  TIME_ENDINGS,
  TIME_WORDS,
  UNIT_WORDS,
  WEAK_WORDS,
} from '../model/rule-words.js';
import { CODE_RULES, type CodeRule, type RuleExample } from './description/code-rules.js';
import * as reading from './description/reading.js';
import * as times from './description/times.js';
import { FAMILIES, type Family } from './timestamps/families.js';

export type { CodeRule, RuleExample } from './description/code-rules.js';

/** A list of words, and what it is for. */
export interface WordList {
  readonly title: string;
  readonly text: string;
  readonly words: readonly string[];
}

/** Notes, and examples that say the same. */
export interface Described<T> {
  readonly notes: readonly string[];
  readonly examples: readonly T[];
}

/** Everything by which the reference reads a line. */
export interface RulesDescription {
  /** How text is read before any rule is applied. */
  readonly text: Described<RuleExample>;
  /** The rules for codes, in the order in which they decide. */
  readonly codeRules: readonly CodeRule[];
  /** How a name is judged, and by which words. */
  readonly names: Described<reading.NameExample>;
  readonly codeWords: readonly WordList[];
  /** Where on a line its time is looked for. */
  readonly timePlaces: readonly string[];
  /** Which times are the line's own, and by which words. */
  readonly owners: Described<times.TimeExample>;
  readonly timeWords: readonly WordList[];
  /** What holds for all written times. */
  readonly timeNotes: readonly string[];
  readonly families: readonly Family[];
  /** What no rule can tell. */
  readonly limits: Described<RuleExample>;
}

export function describeRules(): RulesDescription {
  return {
    text: { notes: reading.TEXT_NOTES, examples: reading.TEXT_EXAMPLES },
    codeRules: CODE_RULES,
    names: { notes: reading.NAME_NOTES, examples: reading.NAME_EXAMPLES },
    codeWords: CODE_WORDS,
    timePlaces: times.PLACE_NOTES,
    owners: { notes: times.OWNER_NOTES, examples: times.OWNER_EXAMPLES },
    timeWords: TIME_WORD_LISTS,
    timeNotes: times.TIME_NOTES,
    families: FAMILIES,
    limits: { notes: reading.LIMIT_NOTES, examples: reading.LIMIT_EXAMPLES },
  };
}

/** The words by which a name is judged. */
const CODE_WORDS: readonly WordList[] = [
  { title: 'strong', text: 'The number is a code.', words: STRONG_WORDS },
  { title: 'strong endings', text: 'So is that of a word in no list that ends so.', words: STRONG_ENDINGS },
  { title: 'not strong', text: 'Exceptions.', words: NOT_STRONG },
  { title: 'weak', text: 'It is one, unless a unit follows.', words: WEAK_WORDS },
  { title: 'refuse', text: 'It is none.', words: REFUSE_WORDS },
  { title: 'refuse endings', text: 'Nor is that of a longer word in no list that ends so.', words: REFUSE_ENDINGS },
  { title: 'not refused', text: 'Exceptions.', words: NOT_REFUSED },
  { title: 'programs', text: 'As the last word of a name: the name says nothing.', words: PROGRAM_WORDS },
  { title: 'failures, first', text: 'As the first of several words: weak.', words: FAILURE_BEGINNINGS },
  { title: 'failures, last', text: 'As the last of several words: weak.', words: [...FAILURE_ENDINGS, 'not found'] },
  { title: 'units', text: 'Behind a number, after at most one blank.', words: [...UNIT_WORDS, 'µs', '%', '…(s)'] },
];

/** The words by which the name of a time is judged. */
const TIME_WORD_LISTS: readonly WordList[] = [
  { title: 'time words', text: 'When the line was written.', words: TIME_WORDS },
  { title: 'time endings', text: 'So is that of a word that ends so.', words: TIME_ENDINGS },
  { title: 'body words', text: 'The time words where the name begins its line.', words: BODY_TIME_WORDS },
  { title: 'other words', text: 'When something else happens.', words: OTHER_TIME_WORDS },
  { title: 'other beginnings', text: 'So is that of a word that begins so.', words: OTHER_TIME_BEGINNINGS },
  { title: 'lines in lines', text: 'Keys whose value is a line of its own.', words: LINE_KEYS },
  { title: 'words before other times', text: 'Right before a time that is another one.', words: BEFORE_OTHER_TIMES },
  { title: 'words for numbers', text: 'They name a number since 1970, besides the time words.', words: EPOCH_WORDS },
];
