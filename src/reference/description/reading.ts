/** How text and names are read, and what no rule can know, in words, with examples that tests run. */

import type { Kind } from '../words.js';
import type { RuleExample } from './code-rules.js';

/** What stands around a number is read as a person reads it. */
export const TEXT_NOTES: readonly string[] = [
  'Blanks are the space, the tab and the no-break spaces.',
  'Terminal colours and other `ESC [` sequences are not there, also where the escape character is written as `\\u001b`, `\\x1b`, `\\033` or `#033`.',
  'Escapes mean what they stand for: `\\n`, `\\r` and `\\t` are blanks, `\\"` is a quote; `%XX`, `\\u00XX` and `&lt;`, `&gt;`, `&quot;`, `&apos;`, `&amp;`, `&nbsp;` are the punctuation and the blanks that they write. With any number of backslashes, and read once.',
  'Letters are ASCII letters. Case never matters, but where it parts words.',
  'At most 4,096 bytes before a number and 64 behind it are looked at, so that a line of any length is read in time.',
];

// biome-ignore format: a table
export const TEXT_EXAMPLES: readonly RuleExample[] = [
  { text: 'status: \x1b[33m107999\x1b[39m', accepted: [107999], why: 'colours are not there' },
  { text: '{\\"status\\":\\"107999\\"}', accepted: [107999], why: 'JSON in JSON' },
  { text: 'GET /done?statusCode%3D107999', accepted: [107999], why: '`%3D` is `=`' },
  { text: '&lt;StatusCode&gt;107999&lt;/StatusCode&gt;', accepted: [107999], why: 'XML in XML' },
  { text: 'sessionId\t107000', accepted: [], why: 'a tab is a blank' },
];

/** A name, and what it says of its number. */
export interface NameExample {
  readonly name: string;
  readonly says: Kind;
  readonly why: string;
}

/** How a name's words decide, in order. */
export const NAME_NOTES: readonly string[] = [
  'A name given with `--ignore-key` refuses, one given with `--code-key` is strong: as a whole name, or as one of its words.',
  'The name of a code in the catalogue says nothing of other codes.',
  'A name whose last word is a part of a program says nothing.',
  'A name of two words or more that speaks of a failure is weak, unless it counts (`count`, `counts`, `total`).',
  'Of the words that are in a list, the last decides. `number`, `nr`, `num` and `no` are passed over right behind a strong word.',
];

// biome-ignore format: a table
export const NAME_EXAMPLES: readonly NameExample[] = [
  { name: 'SegmentStatus', says: 'strong', why: 'the last word decides' },
  { name: 'timeoutErrorCode', says: 'strong', why: 'the last word decides' },
  { name: 'errorCount', says: 'refuse', why: 'the last word decides' },
  { name: 'status_time', says: 'refuse', why: 'the last word decides' },
  { name: 'errorNumber', says: 'strong', why: '`number` is passed over' },
  { name: 'faultcode', says: 'strong', why: 'ends in `code`' },
  { name: 'zipcode', says: 'nothing', why: 'an exception' },
  { name: 'sessionid', says: 'refuse', why: 'ends in `id`' },
  { name: 'valid', says: 'nothing', why: 'an exception' },
  { name: 'StatusServer', says: 'nothing', why: 'a part of a program' },
  { name: 'InvalidSkill', says: 'weak', why: 'a failure' },
  { name: 'skill not found', says: 'weak', why: 'a failure' },
  { name: 'InvalidSkillCount', says: 'refuse', why: 'it counts failures' },
  { name: 'CommunicationTimeout', says: 'nothing', why: 'the name of 109002' },
];

/** What no rule can know, with what helps. */
export const LIMIT_NOTES: readonly string[] = [
  'A known number that nothing names counts. Where a log has other numbers there, `--ignore-key` with the word before them, or `--labelled`, leaves them out.',
  'An unknown number that nothing names does not count. Where a log announces codes in words of its own, `--code-key` names them.',
  'The words are English. A German `Fehler` announces nothing, and a `Dauer` refuses nothing.',
  'Rules look at one line. A name that ends the line before says nothing of a number that begins this one.',
  'Whether `11/01/2026` is in January or in November, no line says: `--date-order`. Names of zones such as `CST` or `IST` mean several offsets; those of [the list](#zones-by-name) are assumed, unless the report zone uses the name itself.',
  'In a body over several lines times belong to what is told there. So a line of its own that begins with blanks and a key, such as Wireshark’s `    Arrival Time: …`, has no time of its own.',
];

// biome-ignore format: a table
export const LIMIT_EXAMPLES: readonly RuleExample[] = [
  { text: 'moved it to shelf 107000', accepted: [107000], why: 'nothing tells that it is none' },
  { text: 'the platform said 107999', accepted: [], why: 'nothing tells that it is one' },
  { text: 'Fehler 107999', accepted: [], why: 'not a word of the lists' },
  { text: 'Dauer 107000', accepted: [107000], why: 'not a word of the lists' },
];
