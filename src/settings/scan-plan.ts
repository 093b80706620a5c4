/** The options by which logs are read, the same for every command that reads them, and the plan they add up to. */
import { BUILT_IN, type Catalogue } from '../catalogue/catalogue.js';
import { CATEGORIES, type Category, FIRST_CODE, LAST_CODE, SEVERITIES, type Severity } from '../model/code.js';
import { usageError } from '../model/errors.js';
import { COUNT_MODES, type ScanPlan } from '../model/plan.js';
import { DATE_ORDERS } from '../model/rules.js';
import { zoneNamesIn } from '../model/zone-names.js';
import { parseWindow } from '../time/window.js';
import { machineZone, type Zone, zoneOf } from '../time/zone.js';
import { CONFIG_OPTION } from './layers.js';
import { LINE_FORMAT_OPTIONS, lineFormat } from './line-format.js';
import type { OptionTable } from './option.js';
import { notAmong, oneOf, wholeNumber, withLabel } from './parse-values.js';
import type { RawOptions, RawValue } from './raw-options.js';
import { spanOf } from './span.js';

const FIRST_YEAR = 1970;
const LAST_YEAR = 2100;

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

/**
 * Decides everything, and reads nothing but the catalogue's file.
 * @param now epoch milliseconds that relative times count from
 * @throws LogscanError `usage` for the first thing that is wrong
 */
export async function scanPlan(raw: RawOptions, now: number): Promise<ScanPlan<Zone, Catalogue>> {
  const given = {
    tz: raw.one('tz'),
    window: raw.one('window'),
    year: raw.one('year'),
    count: raw.one('count'),
    dateOrder: raw.one('date-order'),
    catalogue: raw.one('catalogue'),
    workers: raw.one('workers'),
  };
  const { tz, window } = given;
  const timeZone = tz === null ? machineZone() : withLabel(tz.label, () => zoneOf(tz.text));
  const catalogue = await catalogueOf(given.catalogue);
  return {
    files: raw.operands.length === 0 ? ['-'] : raw.operands.map(fileName),
    recursive: raw.flag('recursive'),
    timeZone,
    window: window === null ? 'auto' : withLabel(window.label, () => parseWindow(window.text)),
    ...spanOf(raw, timeZone, now),
    codes: setOf(raw.many('code'), (code) => [codeOf(code, catalogue)]),
    categories: setOf(raw.many('category'), (category): Category[] => [oneOf(category, CATEGORIES)]),
    severities: setOf(raw.many('severity'), severitiesOf),
    count: given.count === null ? 'lines' : oneOf(given.count, COUNT_MODES),
    rules: {
      codeKeys: raw.many('code-key').map(keyOf),
      ignoreKeys: raw.many('ignore-key').map(keyOf),
      labelled: raw.flag('labelled'),
      dateOrder: given.dateOrder === null ? null : oneOf(given.dateOrder, DATE_ORDERS),
      year: given.year === null ? null : wholeNumber(given.year, FIRST_YEAR, LAST_YEAR),
      known: catalogue.known,
      texts: catalogue.all(),
      zones: zoneNamesIn(timeZone.name),
    },
    format: await lineFormat(raw),
    catalogue,
    groupKeys: [],
    maxGroups: 1000,
    workers: given.workers === null ? null : wholeNumber(given.workers, 1, 256),
  };
}

/** The built-in catalogue, or that with the file's codes. */
export async function catalogueOf(given: RawValue | null): Promise<Catalogue> {
  if (given === null) return BUILT_IN;
  return (await import('../catalogue/load.js')).loadCatalogue(given.text);
}

function fileName(operand: string): string {
  if (operand === '') throw usageError('FILE: expected the name of a file, a folder or a glob; got an empty text');
  return operand;
}

function setOf<T>(all: readonly RawValue[], read: (given: RawValue) => readonly T[]): ReadonlySet<T> | null {
  return all.length === 0 ? null : new Set(all.flatMap(read));
}

/** A number in the range, known or not, or the whole name of a known code. */
function codeOf(given: RawValue, catalogue: Catalogue): number {
  const { label, text } = given;
  const number = /^(?:ptk[-_]?)?(\d+)$/i.exec(text)?.[1];
  if (number === undefined) {
    const info = catalogue.all().find(({ name }) => name.toLowerCase() === text.toLowerCase());
    if (info !== undefined) return info.code;
    const names = catalogue.all().map(({ name }) => name);
    throw usageError(
      `${label}: expected a code from ${FIRST_CODE} to ${LAST_CODE}, or the name of a known one; got ${JSON.stringify(text)}`,
      notAmong(given, names).tip,
    );
  }
  if (Number(number) >= FIRST_CODE && Number(number) <= LAST_CODE) return Number(number);
  throw usageError(`${label}: expected a code from ${FIRST_CODE} to ${LAST_CODE}; got ${text}`);
}

/** `error` alone, or with `+` that and what is worse. */
function severitiesOf({ label, text }: RawValue): readonly Severity[] {
  const andWorse = text.endsWith('+');
  const given = { label, text: andWorse ? text.slice(0, -1) : text };
  const severity = oneOf(given, SEVERITIES, ' (with + after it: and worse)');
  return andWorse ? SEVERITIES.slice(SEVERITIES.indexOf(severity)) : [severity];
}

/** Keys are compared by their words; a name given here is one word: `Outcome-No` is `outcomeno`. */
function keyOf({ label, text }: RawValue): string {
  if (!/^[A-Za-z0-9_.-]*[A-Za-z][A-Za-z0-9_.-]*$/.test(text)) {
    throw usageError(`${label}: expected a name of letters, digits, _, - and .; got ${JSON.stringify(text)}`);
  }
  return text.replace(/[_.-]/g, '').toLowerCase();
}
