/**
 * Which six-digit numbers of one line are PTK codes: the rules in a plain, slow, obvious form. Tests compare the kernel
 * with this folder, and `doctor` prints its reasons.
 */
import { FIRST_CODE } from '../model/code.js';
import { LEVELS } from '../model/rule-words.js';
import { catalogueNameBefore, catalogueNameBehind } from './rules/catalogue-name.js';
import { CANDIDATE, readEdges } from './rules/edges.js';
import { partOfSomethingLarger } from './rules/larger.js';
import { readName } from './rules/name.js';
import { CODE_LENGTH, type LineContext, type Place, placeOf } from './rules/place.js';
import { unitAfter } from './rules/unit.js';
import { anotherNumber, isBeforeTag } from './rules/unnamed.js';
import type { Kind } from './words.js';

/**
 * The rules of section 3: 1 edges, 2 own name, 3 part of something larger, 4 named, 5 not named, 6 column, 7 left out
 * by `--labelled`.
 */
export type RuleNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export interface Decision {
  readonly accepted: boolean;
  /**
   * Whether the line itself calls the number a status code: then it is accepted even if the catalogue does not have it.
   */
  readonly labelled: boolean;
  /** The rule that decided. */
  readonly rule: RuleNumber;
  /** Why, as a clause for people: `the key "sessionId" has the word "id"`. */
  readonly reason: string;
  /** The number's name on its line, or null. */
  readonly name: string | null;
  /** The word of a list that decided, or null. */
  readonly word: string | null;
}

/** Six digits from 106000 to 109999 on a line, and how they were judged. */
export interface Candidate extends Decision {
  /** Byte position in the line, from 0. */
  readonly offset: number;
  readonly code: number;
}

/** Every candidate of a line, left to right, without digits inside of longer runs of digits. */
export function readCandidates(context: LineContext): Candidate[] {
  const candidates: Candidate[] = [];
  for (const match of context.line.matchAll(CANDIDATE)) {
    const [code, offset] = [Number(match[1]), match.index];
    const place = placeOf(context, code, offset);
    if (place === null || /\d$/.test(place.before.text) || /^\d/.test(place.after.text)) continue;
    candidates.push({ offset, code, ...decide(place) });
  }
  return candidates;
}

function decide(place: Place): Decision {
  const decision = decideByLine(place);
  if (!place.rules.labelled || !decision.accepted || decision.labelled) return decision;
  return { ...decision, accepted: false, rule: 7, reason: `${decision.reason}; --labelled leaves it out` };
}

function decideByLine(place: Place): Decision {
  const edges = readEdges(place);
  if (edges.kind === 'touched') return rejected(1, `it touches "${edges.by}"`);
  if (edges.kind === 'prefixed') return labelled(1, `"${edges.by}" stands right before it`, null, edges.by);

  const own = catalogueNameBefore(place) ?? catalogueNameBehind(place);
  if (own !== null) return labelled(2, 'its own name or description stands beside it', own, null);

  const larger = partOfSomethingLarger(place);
  if (larger !== null) return rejected(3, larger);

  const column = columnOf(place);
  if (column !== null) return byColumn(column.name, column.kind);
  const name = readName(place.before.text, place.after.text, place.rules);
  if (name?.from === 'word' && LEVELS.includes(name.name) && isBeforeTag(place.after.text)) {
    return rejected(5, `it stands where process ids do, behind the level "${name.name}"`);
  }
  return name === null || name.kind === 'nothing'
    ? unnamed(place, name?.name ?? null)
    : named(place, WHERE[name.from], name.name, name.kind, name.word);
}

const WHERE = { key: 'the key', element: 'the element', word: 'the word before it' } as const;

function named(place: Place, where: string, name: string, kind: Kind, word: string | null): Decision {
  const is = name === word ? `${where} is "${name}"` : `${where}, "${name}", has the word "${word}"`;
  if (kind === 'refuse') return rejected(4, is, name, word);
  const unit = kind === 'weak' ? unitAfter(place.after.text) : null;
  if (unit !== null) return rejected(4, `the unit "${unit}" follows it`, name, unit);
  return labelled(4, is, name, word);
}

function unnamed(place: Place, name: string | null): Decision {
  const another = anotherNumber(place);
  if (another !== null) return rejected(5, another, name);
  const known = place.rules.known[place.code - FIRST_CODE] === 1;
  const why = name === null ? 'nothing names it' : `its name, "${name}", says nothing of it`;
  const reason = `${why}, and the catalogue ${known ? 'has it' : 'does not have it'}`;
  return { accepted: known, labelled: false, rule: 5, reason, name, word: null };
}

/** The column whose whole value the candidate is, or null. */
function columnOf({ columns, offset }: Place): { name: string; kind: Kind } | null {
  return columns?.find(({ start, end }) => start === offset && end === offset + CODE_LENGTH) ?? null;
}

function byColumn(name: string, kind: Kind): Decision {
  if (kind === 'strong' || kind === 'weak') return labelled(6, `it is the value of the column "${name}"`, name, null);
  return rejected(6, `it is the value of the column "${name}"`, name);
}

function rejected(rule: RuleNumber, reason: string, name: string | null = null, word: string | null = null): Decision {
  return { accepted: false, labelled: false, rule, reason, name, word };
}

function labelled(rule: RuleNumber, why: string, name: string | null, word: string | null): Decision {
  const reason = `${why}, so it is taken whether the catalogue has it or not`;
  return { accepted: true, labelled: true, rule, reason, name, word };
}
