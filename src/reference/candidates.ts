/**
 * Which six-digit numbers of one line are PTK codes: the rules in plain, slow, obvious form. The kernel is held to
 * what this file says, and `doctor` prints its reasons.
 */
import { FIRST_CODE } from '../model/code.js';
import type { LineRules } from '../model/rules.js';
import { CODE_DIGITS, readEdges } from './rules/edges.js';
import { readKey } from './rules/key.js';
import { partOfSomethingLarger } from './rules/larger.js';
import { unitAfter, wordBefore } from './rules/plain.js';
import { judgeName } from './words.js';

/**
 * How many bytes before a candidate rules 2 to 4 look at; what stands further away counts as not there. It keeps a line
 * of any length linear to read.
 */
export const LOOKBACK = 4096;

export interface Decision {
  readonly accepted: boolean;
  /** Whether the line itself calls the number a status code; such a one is accepted even if unknown. */
  readonly labelled: boolean;
  /** The rule that decided, 1 to 5: 5 for every labelled candidate. */
  readonly rule: 1 | 2 | 3 | 4 | 5;
  /** Why, as a clause for people: `the key "sessionId" has the refused word "id"`. */
  readonly reason: string;
  /** The key as it stands on the line (an XML name without its prefix), or null. */
  readonly key: string | null;
  /** The word of a list that decided, or null. */
  readonly word: string | null;
}

/** Six digits from 106000 to 109999 on a line, and what became of them. */
export interface Candidate extends Decision {
  /** Byte position in the line, from 0. */
  readonly offset: number;
  readonly code: number;
}

/**
 * Every candidate of a line, left to right. `line` has one character for each byte (latin1), without its line end.
 * Six digits inside a longer run of digits are no candidate; six digits that touch a letter or `_` are reported as
 * rejected by rule 1.
 */
export function readCandidates(line: string, rules: LineRules): Candidate[] {
  return Array.from(line.matchAll(CODE_DIGITS), (match) => {
    const code = Number(match[0]);
    return { offset: match.index, code, ...decide(line, match.index, code, rules) };
  });
}

function decide(line: string, offset: number, code: number, rules: LineRules): Decision {
  const edges = readEdges(line, offset);
  if (edges.kind === 'touched') return rejected(1, `it touches "${edges.by}"`);
  if (edges.kind === 'ptk') return labelled('"PTK" stands right before it', null, 'ptk');

  const larger = partOfSomethingLarger(line, offset);
  if (larger !== null) return rejected(2, larger);

  const before = line.slice(Math.max(0, offset - LOOKBACK), offset);
  const key = readKey(before);
  if (key !== null) {
    const { kind, word } = judgeName(key, rules);
    if (kind === 'refuse') return rejected(3, `the key "${key}" has the refused word "${word}"`, key, word);
    if (kind === 'status') return labelled(`the key "${key}" has the status word "${word}"`, key, word);
    return ifKnown(3, `the key "${key}" says nothing of it`, key, rules.known[code - FIRST_CODE] === 1);
  }

  const name = wordBefore(before);
  const { kind, word } = judgeName(name ?? '', rules);
  if (kind === 'refuse') return rejected(4, `the refused word "${word}" stands before it`, null, word);
  const unit = unitAfter(line, offset);
  if (unit !== null) return rejected(4, `the unit "${unit}" follows it`, null, unit);
  if (kind === 'status') return labelled(`the status word "${word}" stands before it`, null, word);
  return ifKnown(4, 'it has no key and no word that says what it is', null, rules.known[code - FIRST_CODE] === 1);
}

function rejected(
  rule: 1 | 2 | 3 | 4,
  reason: string,
  key: string | null = null,
  word: string | null = null,
): Decision {
  return { accepted: false, labelled: false, rule, reason, key, word };
}

function labelled(why: string, key: string | null, word: string | null): Decision {
  const reason = `${why}, so it is taken whether the catalogue has it or not`;
  return { accepted: true, labelled: true, rule: 5, reason, key, word };
}

function ifKnown(rule: 3 | 4, why: string, key: string | null, known: boolean): Decision {
  const reason = `${why}, and the catalogue ${known ? 'has it' : 'does not have it'}`;
  return { accepted: known, labelled: false, rule, reason, key, word: null };
}
