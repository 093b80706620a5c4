/** Lines read by a regular expression of the user's. */
import { usageError } from '../../model/errors.js';
import type { ExtraFields } from '../../model/line-format.js';
import { quoted } from '../../text/quoted.js';
import { type CustomReading, codeOf } from './custom-reading.js';

/** Keys that every event has (and one that no object should have): no group may be called so. */
const TAKEN = [
  ...['name', 'category', 'severity', 'fault', 'retry', 'source', 'line', 'offset', 'inherited'],
  '__proto__',
];

export interface Pattern {
  readonly hasTime: boolean;
  /** The names of the groups besides `time` and `code`, in the order of the pattern. */
  readonly fields: readonly string[];
  /** The first match on the line (without its end), or null where there is none. */
  read(line: string): CustomReading | null;
}

/** @throws LogscanError `usage` where it is no regular expression, has no named group, or one that an event has already */
export function compilePattern(text: string): Pattern {
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
    read(line) {
      const groups = pattern.exec(line)?.groups;
      if (groups === undefined) return null;
      const code = groups.code === undefined ? undefined : codeOf(groups.code);
      const codes = code === undefined ? null : code === null ? NONE : [code];
      return new PatternReading(groups.time ?? null, codes, fields, groups);
    },
  };
}

const NONE: readonly number[] = [];

type Groups = Readonly<Record<string, string | undefined>>;

class PatternReading implements CustomReading {
  readonly #names: readonly string[];
  readonly #groups: Groups;

  constructor(
    readonly time: string | null,
    readonly codes: readonly number[] | null,
    names: readonly string[],
    groups: Groups,
  ) {
    this.#names = names;
    this.#groups = groups;
  }

  /** Made only where they are asked for: most lines have no event. */
  get fields(): ExtraFields | null {
    return this.#names.length === 0 ? null : fieldsOf(this.#names, this.#groups);
  }
}

/** The fields of a line that the pattern does not fit: every event of a run has the same keys. */
export function noFields(names: readonly string[]): ExtraFields | null {
  return names.length === 0 ? null : fieldsOf(names, {});
}

function fieldsOf(names: readonly string[], groups: Groups): ExtraFields {
  const fields: Record<string, string | null> = {};
  for (const name of names) fields[name] = groups[name] ?? null;
  return fields;
}

function regularExpression(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch (error) {
    const reason = (error as Error).message.replace(/^.*: (?=[^:]*$)/s, '');
    throw usageError(`pattern: expected a regular expression; got ${quoted(text)} (${reason})`);
  }
}

/** With an empty alternative every pattern matches the empty text, and tells the names of its groups. */
function groupNames(text: string): string[] {
  return Object.keys(new RegExp(`${text}|`).exec('')?.groups ?? {});
}
