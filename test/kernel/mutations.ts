/** Hostile input made from real lines: the same for the same seed. Texts have one character a byte. */
import { readdirSync, readFileSync } from 'node:fs';
import { FAMILIES } from '../../src/reference/timestamps/families.js';
import { logOf, RULES_CASES } from '../rules/cases.js';

/** A small generator of numbers that are random enough (mulberry32). */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 to below `n`. */
  below(n: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % n;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!;
  }
}

const latin1 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

function linesOf(url: URL): string[] {
  return readFileSync(url, 'latin1').split('\n');
}

const LONGEST_CASE = 1000;

/** Lines that real loggers print: the samples, public collections, the examples of every timestamp family, and the cases of the rules. */
export function realLines(): string[] {
  const samples = new URL('../../samples/', import.meta.url);
  const logs = readdirSync(samples).filter((name) => /\.(log|jsonl)$/.test(name));
  const loghub = JSON.parse(readFileSync(new URL('../data/loghub-lines.json', import.meta.url), 'utf8')) as {
    line: string;
  }[];
  // Not those that are long: a text of many of them would take the reference minutes.
  const cases = RULES_CASES.map(logOf)
    .filter((log) => log.length < LONGEST_CASE)
    .flatMap((log) => latin1(log).split('\n'));
  return [
    ...logs.flatMap((name) => linesOf(new URL(name, samples))),
    ...loghub.map(({ line }) => latin1(line)),
    ...FAMILIES.flatMap(({ examples }) => examples.map(({ text }) => latin1(text))),
    ...cases,
  ];
}

/** What the rules look at, to be put where it was not meant to be. */
const PIECES = [
  ...['107000', '109004', '106000', '109999', '105999', '110000', '1070000', 'PTK', 'ptk-', 'Ptk_'],
  ...[
    '=',
    ':',
    '=>',
    '"',
    "'",
    '\\"',
    '<',
    '>',
    '(',
    '[',
    '{',
    ' ',
    '\t',
    ',',
    ';',
    '|',
    '.',
    '-',
    '/',
    '\\',
    '+',
    '@',
  ],
  ...['code', 'id', 'status', 'sessionId', ' ms', 'kb', 'Nov ', 'Sun ', '2026-11-01T09:15:00', '09:15:00', '.123', 'Z'],
  ...[
    ' +0200',
    ' PM',
    'ts=',
    '{"time":"',
    '"}',
    '1793524500',
    '\0',
    '\x1b[31m',
    '\xff',
    '\xc3',
    '\xe2\x80',
    '\xf0\x9f\x98',
  ],
  ...['\r', '\n', '\r\n', '<a:code>', '</code>', '#Software: Microsoft Internet Information Services'],
  ...[
    '\\n',
    '\\\\"',
    '\\u0022',
    '%3D',
    '&quot;',
    '&lt;td&gt;',
    '\\x1b[0m',
    '#033[1m',
    '\u00a0',
    '\u202f',
    '\xef\xbb\xbf',
    'InvalidSegment',
  ],
  ...[
    '#Fields: a b code',
    'time,code,id',
    'no. ',
    ' of ',
    'appointmentTime: ',
    'until ',
    '"value":',
    '[Europe/Berlin]',
    'EST',
    '12:',
  ],
].map(latin1);

/** A line changed in some places, or cut, or grown together with another one. */
function mutated(lines: readonly string[], dice: Dice): string {
  let line = dice.pick(lines);
  for (let changes = dice.below(4); changes >= 0; changes--)
    line = CHANGES[dice.below(CHANGES.length)]!(line, dice, lines);
  return line;
}

type Change = (line: string, dice: Dice, lines: readonly string[]) => string;

const CHANGES: readonly Change[] = [
  (line) => line,
  (line, dice) => splice(line, dice, 1, String.fromCharCode(dice.below(256))),
  (line, dice) => splice(line, dice, 1, String(dice.below(10))),
  (line, dice) => splice(line, dice, 0, dice.pick(PIECES)),
  (line, dice) => splice(line, dice, dice.below(8), ''),
  (line, dice) => splice(line, dice, dice.below(4), dice.pick(PIECES)),
  (line, dice) => line.slice(0, dice.below(line.length + 1)),
  (line, dice) => line.slice(dice.below(line.length + 1)),
  (line, dice, lines) => line.slice(0, dice.below(line.length + 1)) + dice.pick(lines),
  (line, dice) => dice.pick([' ', 'x', '9', '=', '"', '\xe2\x82\xac']).repeat(dice.below(600)) + line,
  (line, dice) => line.replace(/\d{6}/, () => String(105_990 + dice.below(4020))),
  (line, dice) => randomBytes(dice, dice.below(40)) + line,
  (line) => line.toUpperCase(),
];

function splice(line: string, dice: Dice, remove: number, insert: string): string {
  const at = dice.below(line.length + 1);
  return line.slice(0, at) + insert + line.slice(at + remove);
}

function randomBytes(dice: Dice, length: number): string {
  let text = '';
  for (let i = 0; i < length; i++) text += String.fromCharCode(dice.below(256));
  return text;
}

/** A text of some lines: mostly mutated ones, some of random bytes, some as they are; the last one cut anywhere. */
export function hostileText(lines: readonly string[], dice: Dice): string {
  let text = '';
  for (let n = 1 + dice.below(60); n > 0; n--) {
    const kind = dice.below(10);
    const line = kind === 0 ? randomBytes(dice, dice.below(300)) : kind === 1 ? dice.pick(lines) : mutated(lines, dice);
    text += line + dice.pick(['\n', '\n', '\n', '\r\n', '\n\n']);
  }
  return text.slice(0, text.length - dice.below(Math.min(text.length, 40)));
}
