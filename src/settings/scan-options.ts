/** The options by which logs are read, the same for every command that reads them. `scan-values.ts` takes their values. */
import { CATEGORIES, SEVERITIES } from '../model/code.js';
import { COUNT_MODES } from '../model/plan.js';
import { DATE_ORDERS } from '../model/rules.js';
import { CONFIG_OPTION } from './layers.js';
import { LINE_FORMAT_OPTIONS } from './line-format.js';
import type { OptionTable } from './option.js';

export const WINDOW_OPTION: OptionTable = {
  window: {
    describe: 'length of a time window, such as 15m, 1h or 1d',
    short: 'w',
    default: 'auto',
    group: 'Time:',
  },
};

/** Those that can be given several times take lists with commas too. */
export const SCAN_OPTIONS: OptionTable = {
  tz: { describe: "zone of the report, and of times without one; else this machine's", group: 'Time:' },
  since: { describe: 'only events from then on: a time, a date, or a span back from now: 24h, 2h30m', group: 'Time:' },
  until: { describe: 'only events before then', group: 'Time:' },
  last: { describe: 'only events of the last 2h before the newest one', group: 'Time:' },
  'date-order': {
    describe: 'how 11/01/2026 and 11/01/26 read: mdy or dmy',
    choices: DATE_ORDERS,
    default: 'mdy for 11/01/2026, dmy for 11-01-2026',
    group: 'Time:',
  },
  year: { describe: "of times without one; else by the file's own time", group: 'Time:' },
  code: { describe: 'only these codes, by number or name', group: 'Filters:' },
  category: { describe: `only these: ${CATEGORIES.join(', ')}`, choices: CATEGORIES, group: 'Filters:' },
  severity: {
    describe: `only these: ${SEVERITIES.join(', ')}; error+ is that and worse`,
    choices: SEVERITIES,
    group: 'Filters:',
  },
  count: {
    describe: 'a code once a line, or all its occurrences',
    choices: COUNT_MODES,
    default: 'lines',
    group: 'Codes:',
  },
  'code-key': { describe: 'a key or word that announces a code, such as answerNo', group: 'Codes:' },
  'ignore-key': { describe: 'a key or word whose numbers are no codes', group: 'Codes:' },
  labelled: {
    describe: 'only numbers that the log itself calls a code, none that rests on the catalogue',
    isSwitch: true,
    group: 'Codes:',
  },
  catalogue: { describe: 'JSON file with codes to add or change', group: 'Codes:' },
  ...LINE_FORMAT_OPTIONS,
  recursive: { describe: 'read the files in folders, and in theirs', isSwitch: true, short: 'r', group: 'Input:' },
  workers: { describe: 'threads that read; else one a core', group: 'Input:' },
  ...CONFIG_OPTION,
};
