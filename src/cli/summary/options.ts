/** The options by which a summary is grouped, compared and written. */
import { usageError } from '../../model/errors.js';
import { DEFAULT_MAX_GROUPS, MAX_GROUP_KEYS } from '../../model/plan.js';
import { OUTPUT_FORMATS } from '../../report/formats.js';
import { type Cross, type Dimension, GROUP_ORDERS, GROUPINGS, type Grouping } from '../../report/options.js';
import { isKey } from '../../settings/line-key.js';
import type { OptionTable } from '../../settings/option.js';
import { wholeNumber } from '../../settings/parse-values.js';
import type { RawOptions } from '../../settings/raw-options.js';
import type { RawValue } from '../../settings/raw-value.js';
import { LINES_OPTION } from './lines.js';

export const SUMMARY_OPTIONS: OptionTable = {
  by: {
    describe: `${GROUPINGS.join(', ')}; or a key on the line, such as tenant; up to two of them, as a cross table`,
    default: 'code',
    group: 'Output:',
  },
  'max-groups': {
    describe: 'at most N values of a key as rows of their own',
    default: String(DEFAULT_MAX_GROUPS),
    group: 'Output:',
  },
  top: { describe: 'at most N rows in the first table; the rest share one', group: 'Output:' },
  sort: {
    describe: `the order of a key's values: ${GROUP_ORDERS.join(', ')}`,
    choices: GROUP_ORDERS,
    default: 'errors, then events',
    group: 'Output:',
  },
  ...LINES_OPTION,
  compare: {
    describe: 'earlier summary (JSON) to compare with, or previous: the span before --since or --last',
    group: 'Output:',
  },
  format: {
    describe: OUTPUT_FORMATS.join(', '),
    short: 'f',
    choices: OUTPUT_FORMATS,
    default: 'table',
    group: 'Output:',
  },
  output: {
    describe: 'file to write, whole or not at all; can be repeated; format by the extension, or as html:FILE',
    short: 'o',
    group: 'Output:',
  },
};

export interface GroupingChoice {
  /** The rows of the first table. */
  readonly by: Grouping;
  /** Two of what `--by` takes, against each other; null where it has another number of them. */
  readonly cross: Cross | null;
  /** Keys on the lines, as given. */
  readonly groupKeys: readonly string[];
  readonly maxGroups: number;
}

/** @throws LogscanError `usage` */
export function groupingOf(raw: RawOptions): GroupingChoice {
  const given = raw.list('by');
  const builtIn = given.filter(({ text }) => isGrouping(text.toLowerCase())).map(({ text }) => text.toLowerCase());
  const keys = given.filter(({ text }) => !isGrouping(text.toLowerCase()));
  if (builtIn.length > 1 && (given.length > 2 || builtIn[0] === builtIn[1])) {
    throw usageError(
      `--by: expected one of ${GROUPINGS.join(', ')}, or two different ones and no key; got ${given.map(({ text }) => text).join(', ')}`,
    );
  }
  if (keys.length > MAX_GROUP_KEYS) {
    throw usageError(`--by: expected at most ${MAX_GROUP_KEYS} keys; got ${keys.map(({ text }) => text).join(', ')}`);
  }
  if (new Set(keys.map(({ text }) => text.toLowerCase())).size < keys.length) {
    throw usageError(
      `--by: expected different keys, which are found in any case; got ${keys.map(({ text }) => text).join(', ')}`,
    );
  }
  const most = raw.value('max-groups');
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
