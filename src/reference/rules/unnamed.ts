/**
 * Rule 5: a number without a name is a code if the catalogue has it, unless it stands where logs keep other numbers:
 * quantities, sequence numbers, process ids, columns of numbers.
 */
import { LEVELS } from '../../model/rule-words.js';
import { NUMBER } from '../patterns.js';
import { readText } from '../read-text.js';
import { CODE_LENGTH, LOOKBACK, type Place } from './place.js';
import { unitAfter } from './unit.js';

const NUMBER_ENDS = '(?=[ ,()[\\]{}<>]|$)';

/** Why the candidate is likely to be another number, or null. */
export function anotherNumber(place: Place): string | null {
  return quantity(place) ?? beforeStamp(place) ?? processId(place) ?? besideNumbers(place);
}

function quantity({ before: { text: before }, after: { text: after } }: Place): string | null {
  const unit = unitAfter(after);
  if (unit !== null) return `the unit "${unit}" follows it`;
  const isPart =
    new RegExp(`^ +[oO][fF] +${NUMBER}${NUMBER_ENDS}`).test(after) ||
    new RegExp(`(?:^|[ ,()[\\]{}<>])${NUMBER} +[oO][fF] +$`).test(before);
  return isPart ? '"of" stands between it and another number' : null;
}

/** Sequence numbers and the like before the timestamp of a line of text, and fractions of its time. */
function beforeStamp({ line, offset, stamp, isJson }: Place): string | null {
  if (stamp === null) return null;
  if (stamp.start <= offset && offset < stamp.end) return 'it is a part of the line’s timestamp';
  if (isJson || offset > stamp.start) return null;
  const from = offset + CODE_LENGTH;
  if (stamp.start - from > 64) return null;
  const between = readText(line, from, stamp.start).text;
  const letters = between.replace(/[^A-Za-z]/g, '').length;
  if (letters > 2 || /[0-9\x80-\xff]/.test(between)) return null;
  return 'it stands directly before the line’s timestamp';
}

const LEVEL = new RegExp(`^[\\])}>]*(?:[ |:-]|\\[[^\\]]*\\]|\\([^)]*\\))*[[(]?(?<!\\w)(?:${LEVELS.join('|')})(?!\\w)`);
const BEFORE_TAGS = /^ +(?:---|\[(?:Note|Warning|ERROR|System)\])/;
/** A level with one or two words before it, as in `107000 MainThread INFO`, where the number is the line's first. */
const LEVEL_BEHIND_WORDS = new RegExp(`^\\]? +(?:[^ ]+ +){1,2}\\[?(?:${LEVELS.join('|')})(?!\\w)`);
const RFC5424_PREFIX = /^<\d{1,3}>1 [^ ]+ [^ ]+ [^ ]+ $/;

/** Whether a text begins with what logs write behind process ids, such as ` ---`. */
export function isBeforeTag(after: string): boolean {
  return BEFORE_TAGS.test(after);
}

function processId({ line, offset, textStart, stamp, before, after }: Place): string | null {
  const closes = after.text.startsWith(']');
  if (/[\w.)\x80-\xff-]\[$/.test(before.text) && /^\](?:[[:.)> ]|$)/.test(after.text)) {
    return 'it stands in brackets behind a name, as process ids do';
  }
  if (closes && offset === textStart + 1 && line[textStart] === '[') return 'it stands in brackets at the line’s start';
  if (isBeforeTag(after.text)) return 'it stands where process ids do';
  const isSpaced = after.text === '' || after.text.startsWith(' ');
  if (isSpaced && offset - textStart < 512 && RFC5424_PREFIX.test(line.slice(textStart, offset))) {
    return 'it is the process id of a syslog line';
  }
  if (stamp === null || stamp.end > offset || offset - stamp.end > LOOKBACK) return null;
  const behindStamp = readText(line, stamp.end, offset).text;
  if (closes && /^[ \])}>]*[[#]$/.test(behindStamp)) return 'it stands in brackets right behind the line’s timestamp';
  const isFirst = /^[ \])}>]*\[?$/.test(behindStamp);
  if (LEVEL.test(after.text) || (isFirst && LEVEL_BEHIND_WORDS.test(after.text))) {
    return 'it stands between the line’s timestamp and its level';
  }
  if (stamp.isFollowedByIds && /^ +(?:\d+ +)?$/.test(behindStamp)) return 'it stands where process and thread ids do';
  return null;
}

const IN_BRACKETS = new RegExp(`[([{] *(${NUMBER} *, *)*$`);
const LEFT = new RegExp(`(?<=^|[ ,()[\\]{}<>])${NUMBER} +$`);
const LEFT_BEHIND_SLASH = /(?<=[A-Za-z]\/)\d+ +$/;
const RIGHT = new RegExp(`^( +)${NUMBER}${NUMBER_ENDS}`);
const RIGHT_IN_LIST = new RegExp(`^ *, *${NUMBER}${NUMBER_ENDS}`);

function besideNumbers({ before, after, stamp }: Place): string | null {
  const beside = 'another number stands beside it';
  const isFree = (at: number) => stamp === null || at < stamp.start || at >= stamp.end;
  const left = LEFT.exec(before.text) ?? LEFT_BEHIND_SLASH.exec(before.text);
  if (left !== null && isFree(before.offsets[left.index]!)) return beside;
  const right = RIGHT.exec(after.text);
  if (right !== null && isFree(after.offsets[right[1]!.length]!)) return beside;
  const list = IN_BRACKETS.exec(before.text);
  return list !== null && (list[1] !== undefined || RIGHT_IN_LIST.test(after.text)) ? beside : null;
}
