/**
 * Whose time it is: logs are full of times that do not say when the line was written, such as those of appointments.
 */

import { wordsOf } from '../../model/name-words.js';
import { BEFORE_OTHER_TIMES } from '../../model/rule-words.js';
import type { HeaderColumn } from '../columns.js';
import { readText } from '../read-text.js';
import { elementOf, localName } from '../rules/element.js';
import { IN_A_TAG, keyOf, skipBack } from '../rules/name.js';
import { LOOKBACK } from '../rules/place.js';
import { isOtherWord, type TimeName, timeName } from './time-name.js';

/** A line on which times are looked for. */
export interface TimeLine {
  readonly line: string;
  /** Where the line's text begins, behind invisible bytes. */
  readonly textStart: number;
  readonly columns: readonly HeaderColumn[] | null;
}

/**
 * Why a time in the bytes [start, end) does not say when the line was written; null where it does. `isNumber`: it is a
 * number since 1970, which only its name makes a time.
 */
export function whyNotTheLines(place: TimeLine, start: number, end: number, isNumber = false): string | null {
  const before = readText(place.line, Math.max(place.textStart, start - LOOKBACK), start).text;
  const owner = ownerOf(place, start, end, before);
  if (owner !== null && !owner.time.isLine) {
    const isOwn = owner.isOwn || (isNumber && owner.time.isEpoch);
    if (!isOwn) return `it is the value of "${owner.name}"`;
    return isBehindOthers(before, owner.start) ? BEHIND_OTHERS : null;
  }
  if (isNumber) return 'it is a number without the name of a time';
  if (owner === null && before.startsWith(' ') && ALONE.test(place.line.slice(end)))
    return 'it stands alone on an indented line';
  const bare = BARE_WORD.exec(before.slice(0, skipBack(before, before.length, '([{<')));
  const other = bare?.slice(1, 3).find((word) => word !== undefined && wordsOf(word).some(isOtherWord));
  if (other !== undefined) return `"${other}" stands before it`;
  if (isBehindOthers(before, owner?.start ?? before.length)) return BEHIND_OTHERS;
  const word = WORD_BEFORE.exec(before)?.[1];
  return word !== undefined && BEFORE_OTHER_TIMES.includes(word.toLowerCase()) ? `"${word}" stands before it` : null;
}

/** What may stand behind the value of a list that is printed over several lines. */
const ALONE = /^["'\])}>,; \t]{0,15}$/;
const BEHIND_OTHERS = 'the line begins with a blank and something else stands before it';
/** A word with `:` behind it, and the word before it. */
const BARE_WORD = /(?:(?<![\w./\\-])([A-Za-z][\w-]*) +)?(?<![\w./\\:-])([A-Za-z][\w-]*):$/;
const WORD_BEFORE = /(?<![\w.-])([A-Za-z]+) +$/;

/** Whether the line is indented and has more than opening brackets and quotes before `end`. */
function isBehindOthers(before: string, end: number): boolean {
  return before.startsWith(' ') && !/^[ "'([{<]*$/.test(before.slice(0, end));
}

interface Owner {
  readonly name: string;
  readonly time: TimeName;
  readonly isOwn: boolean;
  /** Where the name, or the tag with it, begins in the text before the time. */
  readonly start: number;
}

/** The column, the key or the element whose value the time is; null where it has no name. */
function ownerOf({ columns, textStart }: TimeLine, start: number, end: number, before: string): Owner | null {
  const column = columns?.find((each) => each.start === start);
  // A line that begins with a time and has more text before its first separator is a line of text with commas, not a
  // row.
  const isText = column !== undefined && start === textStart && end < column.end;
  if (column !== undefined && !isText) {
    return { name: column.name, time: column.time, isOwn: column.time.isTime, start: 0 };
  }
  return keyOwner(before) ?? elementOwner(before);
}

function keyOwner(before: string): Owner | null {
  const key = keyOf(before);
  if (key === null) return null;
  const { name, start } = key;
  const time = timeName(name);
  const beforeKey = before.slice(0, start);
  const quoted = /["']$/.test(beforeKey);
  if (key.separator === ':') {
    // Without quotes, `word:` is a key only at the beginning of an indented line.
    if (!quoted && !/^ +$/.test(beforeKey)) return null;
    const isFirst = /^ *["']*$/.test(beforeKey);
    return { name, time, isOwn: isFirst ? time.isBodyTime : time.isTime, start };
  }
  if (quoted && /^ *["']*$/.test(beforeKey)) return { name, time, isOwn: time.isBodyTime, start };
  const tag = before.startsWith(' ') ? IN_A_TAG.exec(beforeKey) : null;
  if (tag === null || !/^ +$/.test(beforeKey.slice(0, tag.index))) return { name, time, isOwn: time.isTime, start };
  // An attribute of an element that begins an indented line, as in the XML of Windows' events.
  const element = timeName(localName(tag[1]!));
  return { name, time, isOwn: time.isBodyTime || (time.isTime && element.isBodyTime), start: tag.index };
}

function elementOwner(before: string): Owner | null {
  const says = (name: string) => wordsOf(name).some(isOtherWord) || timeName(name).isTime;
  const element = elementOf(before, says);
  if (element === null) return null;
  const time = timeName(element.name);
  const isFirst = /^ *$/.test(before.slice(0, element.start));
  return { name: element.name, time, isOwn: isFirst ? time.isBodyTime : time.isTime, start: element.start };
}
