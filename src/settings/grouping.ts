/** `--by`: what is typed becomes the rows of a table, and keys whose values are counted. */
import { usageError } from '../model/errors.js';
import { DEFAULT_MAX_GROUPS, MAX_GROUP_KEYS } from '../model/plan.js';
import { type Cross, type Dimension, GROUPINGS, type Grouping } from '../report/options.js';
import { isKey } from './line-key.js';
import { wholeNumber } from './parse-values.js';
import type { RawValue } from './raw-value.js';

export interface GroupingChoice {
  /** The rows of the first table. */
  readonly by: Grouping;
  /** Two of what `--by` takes, against each other; null where it has another number of them. */
  readonly cross: Cross | null;
  /** Keys on the lines, as given. */
  readonly groupKeys: readonly string[];
  readonly maxGroups: number;
}

/**
 * @param given what events are grouped by
 * @param most how many groups have a row of their own
 * @throws LogscanError `usage`
 */
export function groupingChoice(given: readonly RawValue[], most: RawValue | null): GroupingChoice {
  const label = given[0]?.label ?? '--by';
  const builtIn = given.filter(({ text }) => isGrouping(text.toLowerCase())).map(({ text }) => text.toLowerCase());
  const keys = given.filter(({ text }) => !isGrouping(text.toLowerCase()));
  if (builtIn.length > 1 && (given.length > 2 || builtIn[0] === builtIn[1])) {
    throw usageError(
      `${label}: expected one of ${GROUPINGS.join(', ')}, or two different ones and no key; got ${given.map(({ text }) => text).join(', ')}`,
    );
  }
  if (keys.length > MAX_GROUP_KEYS) {
    throw usageError(
      `${label}: expected at most ${MAX_GROUP_KEYS} keys; got ${keys.map(({ text }) => text).join(', ')}`,
    );
  }
  if (new Set(keys.map(({ text }) => text.toLowerCase())).size < keys.length) {
    throw usageError(
      `${label}: expected different keys, which are found in any case; got ${keys.map(({ text }) => text).join(', ')}`,
    );
  }
  const cross = given.length === 2 ? crossOf(given.map(({ text }) => text)) : null;
  return {
    by: cross === null ? ((builtIn[0] as Grouping | undefined) ?? 'code') : 'code',
    cross,
    groupKeys: keys.map(keyName),
    maxGroups: most === null ? DEFAULT_MAX_GROUPS : wholeNumber(most, 1, 1e6),
  };
}

function crossOf(given: readonly string[]): Cross {
  let key = 0;
  const [rows, columns] = given.map((text): Dimension => {
    const lower = text.toLowerCase();
    return isGrouping(lower) ? lower : (key++ as 0 | 1);
  });
  return [rows!, columns!];
}

function isGrouping(text: string): text is Grouping {
  return (GROUPINGS as readonly string[]).includes(text);
}

function keyName({ label, text }: RawValue): string {
  if (isKey(text)) return text;
  throw usageError(
    `${label}: expected ${GROUPINGS.join(', ')}, or a key of letters, digits, _, -, @ and .; got ${JSON.stringify(text)}`,
  );
}
