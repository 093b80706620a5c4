/** The options by which a summary is grouped, compared and written. */
import { usageError } from '../../model/errors.js';
import { DEFAULT_MAX_GROUPS, MAX_GROUP_KEYS } from '../../model/plan.js';
import { OUTPUT_FORMATS } from '../../report/formats.js';
import { GROUP_ORDERS, GROUPINGS, type Grouping } from '../../report/options.js';
import type { OptionTable } from '../../settings/option.js';
import { wholeNumber } from '../../settings/parse-values.js';
import type { RawOptions } from '../../settings/raw-options.js';
import type { RawValue } from '../../settings/raw-value.js';
import { isKey } from '../../settings/where.js';

export const SUMMARY_OPTIONS: OptionTable = {
  by: {
    describe: `${GROUPINGS.join(', ')}; or a key on the line, such as tenant; up to two of them`,
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
  /** Keys on the lines, as given. */
  readonly groupKeys: readonly string[];
  readonly maxGroups: number;
}

/** @throws LogscanError `usage` */
export function groupingOf(raw: RawOptions): GroupingChoice {
  const given = raw.list('by');
  const builtIn = given.filter(({ text }) => isGrouping(text.toLowerCase()));
  const keys = given.filter(({ text }) => !isGrouping(text.toLowerCase()));
  if (builtIn.length > 1) {
    throw usageError(
      `--by: expected one of ${GROUPINGS.join(', ')}; got ${builtIn.map(({ text }) => text).join(', ')}`,
    );
  }
  if (keys.length > MAX_GROUP_KEYS) {
    throw usageError(`--by: expected at most ${MAX_GROUP_KEYS} keys; got ${keys.map(({ text }) => text).join(', ')}`);
  }
  const most = raw.value('max-groups');
  return {
    by: (builtIn[0]?.text.toLowerCase() as Grouping | undefined) ?? 'code',
    groupKeys: keys.map(keyName),
    maxGroups: most === null ? DEFAULT_MAX_GROUPS : wholeNumber(most, 1, 1e6),
  };
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
