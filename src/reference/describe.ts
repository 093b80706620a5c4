/** The rules as data, for a documentation page: what is said here is what the tests hold the reference to. */

import { REFUSE_WORDS, STRONG_WORDS, UNIT_WORDS, WEAK_WORDS } from '../model/rule-words.js';
import { JSON_TIME_KEYS } from '../model/timestamp-forms.js';
import { ZONE_NAMES, type ZoneName } from '../model/zone-names.js';
import { FAMILIES, type Family } from './timestamps/families.js';

/** A piece of a line and the codes that are taken from it. 107000 is known in these examples, 107999 is not. */
export interface RuleExample {
  readonly text: string;
  readonly accepted: readonly number[];
  readonly why: string;
}

export interface RuleText {
  readonly number: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  readonly title: string;
  readonly text: string;
  readonly examples: readonly RuleExample[];
}

/** Everything that the reference reads a line by. */
export interface RulesDescription {
  /** The rules for codes, in the order in which they decide. */
  readonly codeRules: readonly RuleText[];
  readonly words: {
    readonly strong: readonly string[];
    readonly weak: readonly string[];
    readonly refuse: readonly string[];
    readonly unit: readonly string[];
  };
  /** The families of timestamps. */
  readonly families: readonly Family[];
  /** What holds for all timestamps, one sentence or two each. */
  readonly timestampNotes: readonly string[];
  /** Zone names with their offsets, in minutes east of UTC. */
  readonly zones: readonly ZoneName[];
  /** Keys of a JSON line that are looked at for its time, lower case. */
  readonly timeKeys: readonly string[];
}

export function describeRules(): RulesDescription {
  return {
    codeRules: CODE_RULES,
    words: { strong: STRONG_WORDS, weak: WEAK_WORDS, refuse: REFUSE_WORDS, unit: UNIT_WORDS },
    families: FAMILIES,
    timestampNotes: TIMESTAMP_NOTES,
    zones: ZONE_NAMES,
    timeKeys: JSON_TIME_KEYS,
  };
}

const TAKEN = [107000];
const UNKNOWN = [107999];

const CODE_RULES: readonly RuleText[] = [
  {
    number: 1,
    title: 'Edges',
    text: 'Six digits from 106000 to 109999 count only where no ASCII letter, digit or `_` touches them. The letters `PTK`, at an edge themselves, may stand before them, with one `-` or `_` between; that labels the code, and rules 2 to 4 don’t apply.',
    examples: [
      { text: 'done: [107000]', accepted: TAKEN, why: 'brackets are edges' },
      { text: 'call A107000', accepted: [], why: 'a letter touches it' },
      { text: 'serial 1107000', accepted: [], why: 'part of a longer number' },
      { text: 'ptk-107999', accepted: UNKNOWN, why: 'labelled by PTK, so it need not be known' },
    ],
  },
  {
    number: 2,
    title: 'Part of something larger',
    text: 'Refused: right after `.` `-` `/` `\\` `+` `@` `$` `~`, after a digit and `:`, after the `,` of a clock time (`:dd,`); right before `@` or `%`, or before `.` `:` `-` `/` `+` with a digit after it.',
    examples: [
      { text: 'GET /tickets/107000', accepted: [], why: 'part of a path' },
      { text: 'code=107000.5', accepted: [], why: 'a decimal number' },
      { text: 'code=107000.', accepted: TAKEN, why: 'the end of a sentence' },
      { text: '09:15:00,107000', accepted: [], why: 'the fraction of a clock time' },
      { text: 'agent-107000', accepted: [], why: 'part of a name' },
    ],
  },
  {
    number: 3,
    title: 'Key',
    text: 'The value of a key is judged by the key: the identifier before `=`, `:` or `=>` (spaces, one quote and one opening bracket may stand between), or the name of the XML element whose text begins there. Any refused word refuses it; else any status word labels it; else it is taken if it is known.',
    examples: [
      { text: '"statusCode": 107000', accepted: TAKEN, why: 'the word “status”' },
      { text: '\\"status\\":\\"107999\\"', accepted: UNKNOWN, why: 'labelled, so it need not be known' },
      { text: '<ns:StatusCode x="1">107000</ns:StatusCode>', accepted: TAKEN, why: 'an XML element' },
      { text: 'sessionId=107000', accepted: [], why: 'the refused word “session”' },
      { text: 'errorCount: 107000', accepted: [], why: 'a refused word wins over a status word' },
      { text: 'value=107000', accepted: TAKEN, why: 'the key says nothing, but the code is known' },
      { text: 'value=107999', accepted: [], why: 'the key says nothing, and the code is not known' },
    ],
  },
  {
    number: 4,
    title: 'No key',
    text: 'Without a key the word before it decides, spaces and opening marks aside. A refused word refuses it; else a unit after it does; else a status word labels it; else it is taken if it is known.',
    examples: [
      { text: 'port 107000', accepted: [], why: 'a refused word' },
      { text: 'returned 107000 rows', accepted: [], why: 'a unit follows' },
      { text: 'failed (107999)', accepted: UNKNOWN, why: 'a status word' },
      { text: 'the platform said 107000', accepted: TAKEN, why: 'nothing speaks against it, and it is known' },
      { text: 'the platform said 107999', accepted: [], why: 'nothing speaks for it, and it is not known' },
    ],
  },
  {
    number: 5,
    title: 'Labelled',
    text: 'A labelled code is taken whether the catalogue has it or not. A line counts each distinct code once.',
    examples: [
      { text: 'code=107999', accepted: UNKNOWN, why: 'labelled, unknown' },
      { text: 'code=107000 code=107000', accepted: TAKEN, why: 'once a line' },
    ],
  },
];

const TIMESTAMP_NOTES: readonly string[] = [
  'A timestamp starts at the line’s start or after a space, a tab or one of `[ ( { < > | " \' = , ; :`, within the first 512 bytes. The leftmost that reads whole wins.',
  'Times are kept to the millisecond; finer digits are cut off. A fraction has 1 to 9 digits after `.` or `,`. Where `:` introduces it, it is a plain number of milliseconds (1 to 3 digits).',
  'The second 60 reads as 59.999. Dates and times that don’t exist are no timestamps.',
  'A zone may follow directly or after one space: `Z`, `UTC`, `GMT`, `±hh`, `±hhmm`, `±hh:mm`, or a North American name. A line without one is read in the zone of `--tz`.',
  'AM or PM may follow the time in the ISO forms with a space, the RFC 2822 forms, the slashed ones and those of Java.',
];
