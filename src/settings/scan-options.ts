/** The options by which logs are read, the same for every command that reads them. `scan-values.ts` takes their values. */
import { CATEGORIES, SEVERITIES } from '../model/code.js';
import { COUNT_MODES } from '../model/plan.js';
import { DATE_ORDERS } from '../model/rules.js';
import { CONFIG_OPTION } from './layers.js';
import { LINE_FORMAT_OPTIONS } from './line-format.js';
import type { OptionTable } from './option.js';

export const WINDOW_OPTION = {
  window: {
    describe: 'length of a time window, such as 15m, 1h or 1d',
    short: 'w',
    default: 'auto',
    group: 'Time:',
  },
} as const satisfies OptionTable;

/** Their values have types by what is said of them here: see `ValueOf`. */
export const SCAN_OPTIONS = {
  tz: {
    describe: "time zone of the report, and of times without one; by default this machine's",
    group: 'Time:',
    isReading: true,
  },
  since: {
    describe: 'only events from then on: a date, a time of day (the latest 17:45), or a span before now (2h30m)',
    group: 'Time:',
  },
  until: { describe: 'only events before then', group: 'Time:' },
  last: {
    describe: 'only the last part of the log, such as 2h: from that long before its newest event',
    group: 'Time:',
  },
  'date-order': {
    describe: 'how 11/01/2026 and 11/01/26 read: mdy or dmy',
    choices: DATE_ORDERS,
    default: 'mdy for 11/01/2026, dmy for 11-01-2026',
    group: 'Time:',
    isReading: true,
  },
  year: {
    describe: "the year of times that have none; by default from the file's modification time",
    group: 'Time:',
    isNumber: true,
    isReading: true,
  },
  code: { describe: 'only these codes, by number or name', group: 'Filters:', isList: true },
  category: { describe: `only these: ${CATEGORIES.join(', ')}`, choices: CATEGORIES, group: 'Filters:', isList: true },
  severity: {
    describe: `only these: ${SEVERITIES.join(', ')}; error+ is that and worse`,
    choices: SEVERITIES,
    group: 'Filters:',
    isList: true,
  },
  where: {
    describe:
      'only events whose line has this: KEY=VALUE, KEY!=VALUE, KEY~PATTERN with * and ?, or KEY; can be repeated',
    group: 'Filters:',
    isList: true,
    isWhole: true,
  },
  count: {
    describe: 'a code once a line, or all its occurrences',
    choices: COUNT_MODES,
    default: 'lines',
    group: 'Codes:',
  },
  'code-key': {
    describe: 'a key or word that announces a code, such as answerNo',
    group: 'Codes:',
    isList: true,
    isReading: true,
  },
  'ignore-key': {
    describe: 'a key or word whose numbers are not codes',
    group: 'Codes:',
    isList: true,
    isReading: true,
  },
  labelled: {
    describe: 'only numbers that the log itself calls a code, not those that only the catalogue knows',
    isSwitch: true,
    group: 'Codes:',
    isReading: true,
  },
  catalogue: { describe: 'JSON file with codes to add or change', group: 'Codes:', isReading: true },
  ...LINE_FORMAT_OPTIONS,
  recursive: { describe: 'read folders and their subfolders', isSwitch: true, short: 'r', group: 'Input:' },
  workers: { describe: 'threads that read; by default one per core', group: 'Input:' },
  ...CONFIG_OPTION,
} as const satisfies OptionTable;
