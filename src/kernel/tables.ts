/**
 * What the kernel is told of words and names, as entries in a row:
 *
 *     kind u8, length u8, index u16, flags u32, then the bytes
 *
 * Words have the flags of the lists that they are in; `assembly/words.ts` has the same numbers.
 */
import { FIRST_CODE } from '../model/code.js';
import { wholeName } from '../model/name-words.js';
import { type OwnText, ownTexts } from '../model/own-texts.js';
import * as words from '../model/rule-words.js';
import type { LineRules } from '../model/rules.js';
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
/** Of three letters: the number of a month, 16 times that of a weekday, or 0 for another form that begins so. */
const OTHER_FORMS = ['aud', 'tim'];
/** What a kernel takes for minutes where a name means the report zone's own time. */
const OWN_TIME = -(2 ** 31);

/** One entry; the length of `bytes` (one character a byte) is at most 255. */
interface Entry {
  readonly kind: number;
  readonly index?: number;
  readonly flags: number;
  readonly bytes: string;
}

let wordEntries: Buffer | null = null;

/** The entries of the lists, which are the same for all rules. */
function listEntries(): Buffer {
  wordEntries ??= packed([
    ...LISTS.flatMap(([flags, list]) => list.map((bytes) => ({ kind: KIND.word, flags, bytes }))),
    ...MONTHS.map((name, i) => ({ kind: KIND.named, flags: i + 1, bytes: name.slice(0, 3).toLowerCase() })),
    ...WEEKDAYS.map((name, i) => ({ kind: KIND.named, flags: (i + 1) * 16, bytes: name.slice(0, 3).toLowerCase() })),
    ...OTHER_FORMS.map((bytes) => ({ kind: KIND.named, flags: 0, bytes })),
  ]);
  return wordEntries;
}

/** The entries that depend on the rules. */
function ruleEntries({ ignoreKeys, codeKeys, texts, zones }: LineRules): Buffer {
  const named = (names: readonly string[], flags: number): Entry[] =>
    names.map((bytes) => ({ kind: KIND.name, flags, bytes: bytes.slice(0, 255) }));
  return packed([
    ...named(ignoreKeys, NAME.ignored),
    ...named(codeKeys, NAME.code),
    ...named(
      texts.map(({ name }) => wholeName(name)),
      NAME.catalogue,
    ),
    ...texts.flatMap(({ code, name, description }) => {
      const { before, behind } = ownTexts(name, description);
      const entry =
        (which: number) =>
        (own: OwnText): Entry => ({
          kind: KIND.own,
          index: code - FIRST_CODE,
          flags: (own.isName ? which : which + 1) | (((own.alone ? 1 : 0) | (own.isName ? 2 : 0)) << 8),
          bytes: own.text.slice(0, 255),
        });
      return [...before.map(entry(0)), ...behind.map(entry(2))];
    }),
    ...zones.map(([bytes, minutes]) => ({ kind: KIND.zone, flags: minutes ?? OWN_TIME, bytes })),
  ]);
}

/** All entries, in pieces that each fit `most` bytes; and how many bytes of names the kernel has to keep of them. */
export function tableEntries(rules: LineRules, most: number): { pieces: Buffer[]; kept: number } {
  const all = [listEntries(), ruleEntries(rules)];
  const pieces = all.flatMap((entries) => piecesOf(entries, most));
  return { pieces, kept: all.reduce((sum, { length }) => sum + length, 0) };
}

function packed(entries: readonly Entry[]): Buffer {
  const buffer = Buffer.alloc(entries.reduce((sum, { bytes }) => sum + 8 + bytes.length, 0));
  let at = 0;
  for (const { kind, index = 0, flags, bytes } of entries) {
    buffer[at] = kind;
    buffer[at + 1] = bytes.length;
    buffer.writeUInt16LE(index, at + 2);
    buffer.writeInt32LE(flags | 0, at + 4);
    buffer.write(bytes, at + 8, 'latin1');
    at += 8 + bytes.length;
  }
  return buffer;
}

function piecesOf(entries: Buffer, most: number): Buffer[] {
  const pieces: Buffer[] = [];
  let from = 0;
  for (let at = 0; at < entries.length; ) {
    const next = at + 8 + entries[at + 1]!;
    if (next - from > most) {
      pieces.push(entries.subarray(from, at));
      from = at;
    }
    at = next;
  }
  if (from < entries.length) pieces.push(entries.subarray(from));
  return pieces;
}
