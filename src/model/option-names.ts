/** What messages call the decisions that a result was counted by. */
import type { SummaryOptions } from './summary.js';

export const OPTION_NAMES = {
  since: '--since',
  until: '--until',
  codes: '--code',
  categories: '--category',
  severities: '--severity',
  where: '--where',
  by: '--by',
  maxGroups: '--max-groups',
  count: '--count',
  labelled: '--labelled',
  codeKeys: '--code-key',
  ignoreKeys: '--ignore-key',
  dateOrder: '--date-order',
  year: '--year',
  pattern: '--pattern',
  jsonCode: '--json-code',
  jsonTime: '--json-time',
  timeFormat: '--time-format',
} as const satisfies Readonly<Record<keyof SummaryOptions, string>>;
