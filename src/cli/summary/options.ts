/** The options by which a summary is grouped, compared and written. */
import { DEFAULT_MAX_GROUPS } from '../../model/plan.js';
import { OUTPUT_FORMATS } from '../../report/formats.js';
import { GROUP_ORDERS, GROUPINGS } from '../../report/options.js';
import { type GroupingChoice, groupingChoice } from '../../settings/grouping.js';
import type { OptionTable } from '../../settings/option.js';
import type { RawOptions } from '../../settings/raw-options.js';
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

/** @throws LogscanError `usage` */
export function groupingOf(raw: RawOptions): GroupingChoice {
  return groupingChoice(raw.list('by'), raw.value('max-groups'));
}
