/**
 * What the kernel is told of words and names, as entries in a row:
 *
 *     kind u16, index u16, flags u32, length u32, then the bytes
 *
 * Words have the flags of the lists that they are in; `assembly/words.ts` has the same numbers. A list is one entry, with
 * a line end between its words: a run over a small log is over before one for each word would be made.
 */
import { FIRST_CODE } from '../model/code.js';
import { wholeName } from '../model/name-words.js';
import { type OwnText, ownTexts } from '../model/own-texts.js';
import * as words from '../model/rule-words.js';
import type { CodeText, LineRules } from '../model/rules.js';
import {
  JSON_OBJECT_KEYS,
  JSON_TIME_KEYS,
  MONTHS,
  NANOS_KEYS,
  SECONDS_KEYS,
  WEEKDAYS,
} from '../model/timestamp-forms.js';

const KIND = { word: 1, name: 2, own: 3, named: 4, zone: 5 } as const;

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

/** Flags of names as a whole. */
const NAME = { catalogue: 1, ignored: 2, code: 4 } as const;
/** What three letters begin: the number of a month, 16 times that of a weekday, or this: another form. */
const OTHER_FORM = 128;
const OTHER_FORMS = ['aud', 'tim'];
/** What a kernel takes for minutes where a name means the report zone's own time. */
const OWN_TIME = -(2 ** 31);

/** One entry; the bytes as characters. */
interface Entry {
  readonly kind: number;
  readonly index?: number;
  readonly flags: number;
  readonly bytes: string;
}

const HEAD = 12;

/** The entries of these rules, and how many bytes of names the kernel has to keep of them at most. */
export function tableEntries({ ignoreKeys, codeKeys, texts, zones }: LineRules): { entries: Buffer; kept: number } {
  const entries: Entry[] = [];
  const list = (kind: number, flags: number, words: readonly string[]) => {
    if (words.length > 0) entries.push({ kind, flags, bytes: words.join('\n') });
  };
  for (const [flags, words] of LISTS) list(KIND.word, flags, words);
  list(KIND.name, NAME.ignored, ignoreKeys);
  list(KIND.name, NAME.code, codeKeys);
  list(
    KIND.name,
    NAME.catalogue,
    texts.map(({ name }) => wholeName(name)),
  );
  let named = '';
  for (const [i, name] of MONTHS.entries()) named += name.slice(0, 3).toLowerCase() + String.fromCharCode(i + 1);
  for (const [i, name] of WEEKDAYS.entries())
    named += name.slice(0, 3).toLowerCase() + String.fromCharCode(16 * i + 16);
  for (const letters of OTHER_FORMS) named += letters + String.fromCharCode(OTHER_FORM);
  entries.push({ kind: KIND.named, flags: 0, bytes: named });
  let names = '';
  for (const [name, minutes] of zones) names += name.padEnd(4, '\0') + u32(minutes ?? OWN_TIME);
  entries.push({ kind: KIND.zone, flags: 0, bytes: names });
  const kept = texts.length * MOST_OWN + entries.reduce((sum, { bytes }) => sum + bytes.length, 0);
  return { entries: packed(entries), kept };
}

/** What the kernel keeps of each text by which a code is called; longer ones are cut off. */
const LONGEST_OWN = 255;
/** Up to four texts of a code, each with its length and flags. */
const MOST_OWN = 4 * (LONGEST_OWN + 2);
/** The entries of one code take no more bytes. */
export const MOST_ENTRIES = 4 * (HEAD + LONGEST_OWN);

/** The entries that say what one code is called: asked for when that matters, which is of few codes. */
export function ownEntries({ code, name, description }: CodeText): Buffer {
  const { before, behind } = ownTexts(name, description);
  const entry = (which: number) => (own: OwnText) => ({
    kind: KIND.own,
    index: code - FIRST_CODE,
    flags: (own.isName ? which : which + 1) | (((own.alone ? 1 : 0) | (own.isName ? 2 : 0)) << 8),
    bytes: own.text.slice(0, LONGEST_OWN),
  });
  return packed([...before.map(entry(0)), ...behind.map(entry(2))]);
}

/** Made as one text of bytes, which is quicker than to write number by number into memory: this is in every start. */
function packed(entries: readonly Entry[]): Buffer {
  let text = '';
  for (const { kind, index = 0, flags, bytes } of entries) {
    text += u16(kind) + u16(index) + u32(flags) + u32(bytes.length) + bytes;
  }
  return Buffer.from(text, 'latin1');
}

function u16(n: number): string {
  return String.fromCharCode(n & 255, (n >> 8) & 255);
}

function u32(n: number): string {
  return String.fromCharCode(n & 255, (n >> 8) & 255, (n >> 16) & 255, (n >> 24) & 255);
}
