/**
 * The lists of words, as entries. A word has the flags of the lists that it is in; `assembly/word-flags.ts` has the same
 * numbers. A list is one entry, with a line end between its words.
 */
import { MONTHS, WEEKDAYS } from '../model/calendar.js';
import * as words from '../model/rule-words.js';
import { JSON_OBJECT_KEYS, JSON_TIME_KEYS, NANOS_KEYS, SECONDS_KEYS } from '../model/timestamp-forms.js';
import { type Entry, KIND, packed } from './entries.js';

const LISTS: readonly (readonly [flag: number, words: readonly string[]])[] = [
  [1, words.STRONG_WORDS],
  [2, words.WEAK_WORDS],
  [4, words.REFUSE_WORDS],
  [8, words.UNIT_WORDS],
  [16, words.NUMBER_WORDS],
  [32, words.PROGRAM_WORDS],
  [64, words.FAILURE_BEGINNINGS],
  [128, words.FAILURE_ENDINGS],
  [256, words.COUNTING_WORDS],
  [512, words.NOT_STRONG],
  [1024, words.NOT_REFUSED],
  [0x800, words.STRONG_ENDINGS],
  [0x1000, words.REFUSE_ENDINGS],
  [0x2000, words.TIME_WORDS],
  [0x4000, words.TIME_ENDINGS],
  [0x8000, words.BODY_TIME_WORDS],
  [0x10000, words.OTHER_TIME_WORDS],
  [0x20000, words.OTHER_TIME_BEGINNINGS],
  [0x40000, words.LINE_KEYS],
  [0x80000, words.BEFORE_OTHER_TIMES],
  [0x100000, words.EPOCH_WORDS],
  [0x200000, words.VALUE_KEYS],
  [0x400000, words.NAMING_KEYS],
  [0x800000, words.LINKING_WORDS],
  [0x1000000, words.LEVELS.map((level) => level.toLowerCase())],
  [0x2000000, words.PREFIXES],
  [0x4000000, ['not']],
  [0x8000000, ['found']],
  [0x10000000, [...MONTHS, ...WEEKDAYS].map((name) => name.toLowerCase())],
  [0x20000000, JSON_TIME_KEYS],
  [0x40000000, JSON_OBJECT_KEYS],
  [0x80000000, SECONDS_KEYS],
  // No key of this list is a month's or a weekday's name: the bit is used twice.
  [0x10000000, NANOS_KEYS],
];

/**
 * In the entry of first letters each three letters are followed by one byte, which says what they begin: 1 to 12 a month,
 * 16 times 1 to 7 a weekday (from Sunday), and this number a form without a date (`audit(…`, `time=`).
 */
const OTHER_FORM = 128;
const OTHER_FORMS = ['aud', 'tim'];

/** The entries of all lists, and of what a timestamp may begin with; one character a byte. */
export function wordEntries(): string {
  const entries: Entry[] = LISTS.map(([flags, list]) => ({ kind: KIND.word, flags, bytes: list.join('\n') }));
  let named = '';
  for (const [i, name] of MONTHS.entries()) named += name.slice(0, 3).toLowerCase() + String.fromCharCode(i + 1);
  for (const [i, name] of WEEKDAYS.entries())
    named += name.slice(0, 3).toLowerCase() + String.fromCharCode(16 * i + 16);
  for (const letters of OTHER_FORMS) named += letters + String.fromCharCode(OTHER_FORM);
  return packed([...entries, { kind: KIND.named, flags: 0, bytes: named }]);
}
