/** Reads lines with the user's regular expression (`--pattern`). */
import { usageError } from '../../model/errors.js';
import type { ExtraFields } from '../../model/line-format.js';
import { quoted } from '../../text/quoted.js';
import { type CustomReading, codeOf } from './custom-reading.js';
import { isLinear } from './linear-engine.js';

/** Names that no named group may have: keys that every event has, and `__proto__`. */
const TAKEN = [
  ...['name', 'category', 'severity', 'fault', 'retry', 'source', 'line', 'offset', 'inherited'],
  '__proto__',
];

/** Of a longer line, in UTF-16 units, a pattern gets only the beginning: most patterns take the square of its length. */
export const MAX_PATTERN_TEXT = 16 * 1024;
/** The end of that beginning is moved back by at most this much, so that it cuts no word or number. */
const MAX_WORD = 64;
const WORD = /\w/;

export type Captures = Readonly<Record<string, string | undefined>>;

export interface Pattern {
  readonly hasTime: boolean;
  /** The names of the groups other than `time` and `code`, in the order of the pattern. */
  readonly fields: readonly string[];
  /** Whether it can match a line of any text in milliseconds; else it may run for hours: see `watched-pattern.ts`. */
  readonly isLinear: boolean;
  /** The named groups of the first match on a line without its line end, or on its beginning; null where there is none. */
  match(line: string): Captures | null;
  reading(captures: Captures): CustomReading;
}

/** @throws LogscanError `usage` for an invalid regular expression, one without named groups, or a reserved group name */
export function compilePattern(text: string): Pattern {
  // Asked before anything is compiled of this text: V8 of Node 26 would use that again, without its second engine.
  const linear = isLinear(text);
  const pattern = regularExpression(text);
  const names = groupNames(text);
  if (names.length === 0) {
    throw usageError(`pattern: expected a named group, such as (?<time>…) or (?<code>…); got ${quoted(text)}`);
  }
  const taken = names.find((name) => TAKEN.includes(name));
  if (taken !== undefined) {
    throw usageError(`pattern: expected a name for a group that events don't have already; got (?<${taken}>…)`);
  }
  const fields = names.filter((name) => name !== 'time' && name !== 'code');
  return {
    hasTime: names.includes('time'),
    fields,
    isLinear: linear,
    match: (line) => pattern.exec(line.length > MAX_PATTERN_TEXT ? beginningOf(line) : line)?.groups ?? null,
    reading(captures) {
      const code = captures.code === undefined ? undefined : codeOf(captures.code);
      const codes = code === undefined ? null : code === null ? NONE : [code];
      return new PatternReading(captures.time ?? null, codes, fields, captures);
    },
  };
}

const NONE: readonly number[] = [];

function beginningOf(line: string): string {
  let end = MAX_PATTERN_TEXT;
  if (WORD.test(line[end]!)) while (end > MAX_PATTERN_TEXT - MAX_WORD && WORD.test(line[end - 1]!)) end--;
  return line.slice(0, end);
}

class PatternReading implements CustomReading {
  readonly #names: readonly string[];
  readonly #captures: Captures;

  constructor(
    readonly time: string | null,
    readonly codes: readonly number[] | null,
    names: readonly string[],
    captures: Captures,
  ) {
    this.#names = names;
    this.#captures = captures;
  }

  /** Made only on access: most lines have no event. */
  get fields(): ExtraFields | null {
    return this.#names.length === 0 ? null : fieldsOf(this.#names, this.#captures);
  }
}

/** The fields of a line that the pattern does not match, all null: every event of a run has the same keys. */
export function noFields(names: readonly string[]): ExtraFields | null {
  return names.length === 0 ? null : fieldsOf(names, {});
}

function fieldsOf(names: readonly string[], captures: Captures): ExtraFields {
  const fields: Record<string, string | null> = {};
  for (const name of names) fields[name] = captures[name] ?? null;
  return fields;
}

function regularExpression(text: string): RegExp {
  return valid(text, () => new RegExp(text));
}

/** With an empty alternative any pattern matches the empty text, so that the match lists the names of its groups. */
function groupNames(text: string): string[] {
  // V8 finds out only here where one is too large.
  return valid(text, () => Object.keys(new RegExp(`|${text}`).exec('')?.groups ?? {}));
}

function valid<T>(text: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    const reason = (error as Error).message.replace(/^.*: (?=[^:]*$)/s, '');
    throw usageError(`pattern: expected a regular expression; got ${quoted(text)} (${reason})`);
  }
}
