/** Rule 4: the name that a number has on its line: that of a key, of an element, or the word before it. */

import { wordsOf } from '../../model/name-words.js';
import { LINKING_WORDS, NAMING_KEYS, NUMBER_WORDS, VALUE_KEYS } from '../../model/rule-words.js';
import type { LineRules } from '../../model/rules.js';
import { NUMBER } from '../patterns.js';
import { judgeName, type NameVerdict } from '../words.js';
import { elementOf, localName, namingAttribute } from './element.js';

export interface NameReading extends NameVerdict {
  /** Where the name was found. */
  readonly from: 'key' | 'element' | 'word';
  /** As it is written on the line. */
  readonly name: string;
}

/** The first of a pair in brackets, and what must stand behind the second. */
const FIRST_OF_PAIR = /[([{][ "']*([A-Za-z][\w.-]*)[ "']*,[ "']*$/;
const END_OF_PAIR = /^[ "']*[)\]}]/;
/** Numbers before it in a list from its opening bracket on; and six-digit numbers in a row without brackets. */
const IN_BRACKETS = new RegExp(`(?<=[([{])(?:[ "']*${NUMBER}[ "']*,)+[ "']*$`);
const IN_A_ROW = /(?<!\w)\d{6}(?:[ ,"']+\d{6})*[ ,"']+$/;

/**
 * The name of the number between `before` and `after`, both as they are read, and what it says; null where it has none.
 */
export function readName(before: string, after: string, rules: LineRules): NameReading | null {
  const list = IN_BRACKETS.exec(before) ?? IN_A_ROW.exec(before);
  if (list !== null) return readName(before.slice(0, list.index), '', rules);
  const key = keyOf(before) ?? pairKey(before, after);
  if (key !== null) return { from: 'key', name: key.name, ...judge(key.name, before.slice(0, key.start), rules) };
  const element = elementOf(before, (name) => judgeName(name, rules).kind !== 'nothing');
  if (element !== null) return { from: 'element', name: element.name, ...judgeName(element.name, rules) };
  const word = wordBefore(before);
  if (word === null) return null;
  return { from: 'word', name: word.name, ...judge(word.name, before.slice(0, word.start), rules) };
}

/** Judges a name. One that is only `number` or `no.` yields to a strong word right before it. */
function judge(name: string, before: string, rules: LineRules): NameVerdict {
  const verdict = judgeName(name, rules);
  const words = wordsOf(name);
  if (verdict.kind !== 'refuse' || words.length !== 1 || verdict.word !== words[0]) return verdict;
  if (!NUMBER_WORDS.includes(words[0]!) || rules.ignoreKeys.includes(words[0]!)) return verdict;
  const previous = /([A-Za-z]+) +$/.exec(before)?.[1];
  const other = previous === undefined ? null : judgeName(previous, rules);
  return other?.kind === 'strong' ? other : verdict;
}

interface FoundName {
  readonly name: string;
  /** Where the name begins, or the key, where the name stands elsewhere. */
  readonly start: number;
}

export interface Key extends FoundName {
  /** The text between the key and its value. */
  readonly separator: string;
}

/** The identifier before `=`, `:` and the like; for a key such as `value`, the name of what it is the value of. */
export function keyOf(before: string): Key | null {
  const separatorEnd = skipBack(before, before.length, '([{<');
  const separator = /(?:[=-]>|:=|==|=|:)$/.exec(before.slice(0, separatorEnd))?.[0];
  if (separator === undefined) return null;
  const end = skipBack(before, separatorEnd - separator.length, ')]}>');
  const start = identifierStart(before, end);
  if (start === end) return null;
  const name = before.slice(start, end);
  const outer = VALUE_KEYS.includes(name.toLowerCase()) ? nameOfValue(before.slice(0, start)) : null;
  return { name: outer ?? name, start, separator };
}

/** Skips backwards over blanks, quotes, and one of `brackets`. */
export function skipBack(text: string, from: number, brackets: string): number {
  let bracketSeen = false;
  let at = from;
  for (; at > 0; at -= 1) {
    const byte = text[at - 1]!;
    if (byte === ' ' || byte === '"' || byte === "'") continue;
    if (bracketSeen || !brackets.includes(byte)) break;
    bracketSeen = true;
  }
  return at;
}

function identifierStart(text: string, end: number): number {
  let start = end;
  while (start > 0 && /[\w.-]/.test(text[start - 1]!)) start -= 1;
  return start;
}

function pairKey(before: string, after: string): FoundName | null {
  const pair = FIRST_OF_PAIR.exec(before);
  if (pair === null || !END_OF_PAIR.test(after)) return null;
  return { name: pair[1]!, start: pair.index + pair[0].indexOf(pair[1]!) };
}

/** A start tag that is still open: its name, and the attributes so far. */
export const IN_A_TAG = /<([A-Za-z_][\w.:-]*)(?= )([^<>]*)$/;
const NAMING_PAIR = new RegExp(`(?<!\\w)(?:${NAMING_KEYS.join('|')})["']? *[:=] *(["'])([^"']*)\\1 *, *["']?$`, 'i');
const OUTER_KEY = /([\w.-]+)["']* *[:=] *\{ *["']?$/;

/**
 * The name that a key such as `value` stands for: that of the pair before it, of the object it is in, or of its
 * element.
 */
function nameOfValue(beforeKey: string): string | null {
  const tag = IN_A_TAG.exec(beforeKey);
  if (tag !== null) return namingAttribute(tag[2]!) ?? localName(tag[1]!);
  return NAMING_PAIR.exec(beforeKey)?.[2] ?? OUTER_KEY.exec(beforeKey)?.[1] ?? null;
}

/** The word right before; blanks, opening marks, `]` and linking words are skipped. */
function wordBefore(before: string): FoundName | null {
  let end = before.length;
  for (;;) {
    while (end > 0 && ` ([]{<"'#`.includes(before[end - 1]!)) end -= 1;
    // The dot of an abbreviation: `no. 107000`.
    if (/(?<![A-Za-z])n[or]\.$/i.test(before.slice(0, end))) end -= 1;
    let start = end;
    while (start > 0 && /[A-Za-z]/.test(before[start - 1]!)) start -= 1;
    if (start === end) return null;
    const name = before.slice(start, end);
    if (!LINKING_WORDS.includes(name.toLowerCase())) return { name, start };
    end = start;
  }
}
