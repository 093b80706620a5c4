/**
 * What the name of a time says of it: whether it is the time at which the line was written (specification, section 4).
 */

import { wordsOf } from '../../model/name-words.js';
import {
  BODY_TIME_WORDS,
  EPOCH_WORDS,
  LINE_KEYS,
  OTHER_TIME_BEGINNINGS,
  OTHER_TIME_WORDS,
  TIME_ENDINGS,
  TIME_WORDS,
} from '../../model/rule-words.js';

export interface TimeName {
  /** It names the time of its line. */
  readonly isTime: boolean;
  /** It does so even where the name begins the line. */
  readonly isBodyTime: boolean;
  /** It names the time of its line if that is a number since 1970, as `epoch` does. */
  readonly isEpoch: boolean;
  /** It names another time. */
  readonly isOther: boolean;
  /** Its value is a line within the line, so it says nothing of a time. */
  readonly isLine: boolean;
}

export function timeName(name: string): TimeName {
  const words = wordsOf(name);
  const whole = words.join('');
  const isOther = words.some(isOtherWord);
  const isTime = !isOther && words.some(isTimeWord);
  const isBodyTime =
    !isOther &&
    (BODY_TIME_WORDS.includes(whole) || words.some((word) => word !== 'time' && BODY_TIME_WORDS.includes(word)));
  const isEpoch = !isOther && words.some((word) => EPOCH_WORDS.includes(word));
  return { isTime, isBodyTime, isEpoch, isOther, isLine: LINE_KEYS.includes(name.toLowerCase()) };
}

function isTimeWord(word: string): boolean {
  return TIME_WORDS.includes(word) || TIME_ENDINGS.some((end) => word.endsWith(end));
}

/** Whether a word says that a time is another one than the line's. */
export function isOtherWord(word: string): boolean {
  return OTHER_TIME_WORDS.includes(word) || OTHER_TIME_BEGINNINGS.some((beginning) => word.startsWith(beginning));
}
