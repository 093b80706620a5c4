/** From what a source says of the logs to read, whatever source it is, to a plan: here it is decided what is right. */
import { BUILT_IN, type Catalogue } from '../catalogue/catalogue.js';
import { codeNamed, digitsOf } from '../catalogue/code-words.js';
import { CATEGORIES, type Category, FIRST_CODE, LAST_CODE, SEVERITIES, type Severity } from '../model/code.js';
import { LogscanError, usageError } from '../model/errors.js';
import { readAll, UnknownCode, UnreadCatalogue } from '../model/mistakes.js';
import { COUNT_MODES, DEFAULT_MAX_GROUPS, type ScanPlan } from '../model/plan.js';
import { DATE_ORDERS } from '../model/rules.js';
import { zoneNamesIn } from '../model/zone-abbreviations.js';
import { parseWindow } from '../time/window-length.js';
import { machineZone, type Zone, zoneOf } from '../time/zone.js';
import { hasFormat } from './line-format.js';
import { notAmong, oneOf, wholeNumber, withLabel } from './parse-values.js';
import type { RawValue } from './raw-value.js';
import type { ScanValues } from './scan-values.js';
import { timeSpanOf } from './time-span.js';

const FIRST_YEAR = 1970;
const LAST_YEAR = 2100;
const MOST_WORKERS = 256;

/**
 * Decides everything, and reads nothing but the catalogue's file.
 * @param now epoch milliseconds that relative times count from
 * @param known the catalogue, where it is not that of the options
 * @throws LogscanError `usage` for the first thing that is wrong
 */
export async function scanPlan(
  { files, options }: ScanValues,
  now: number,
  known: Catalogue | null = null,
): Promise<ScanPlan<Zone, Catalogue>> {
  const catalogue = known ?? (await catalogueOf(options.catalogue));
  return {
    files,
    recursive: options.recursive,
    ...decisionsOf(options, now, catalogue),
    // Loaded only here: most runs have no conditions.
    where: options.where.length === 0 ? [] : (await import('./where.js')).conditionsOf(options.where),
    format: hasFormat(options) ? await (await import('./read-line-format.js')).lineFormat(options) : null,
    groupKeys: [],
    maxGroups: DEFAULT_MAX_GROUPS,
    workers: options.workers === null ? null : wholeNumber(options.workers, 1, MOST_WORKERS),
  };
}

/** What is decided without anything that has to be loaded. */
export type Decisions = Pick<
  ScanPlan<Zone, Catalogue>,
  | 'timeZone'
  | 'window'
  | 'since'
  | 'until'
  | 'last'
  | 'spanOptions'
  | 'codes'
  | 'categories'
  | 'severities'
  | 'count'
  | 'rules'
  | 'catalogue'
>;

/** @throws LogscanError `usage` for the first thing that is wrong */
export function decisionsOf(options: ScanValues['options'], now: number, catalogue: Catalogue): Decisions {
  const { tz, window, count, 'date-order': dateOrder, year } = options;
  const timeZone = tz === null ? machineZone() : withLabel(tz.label, () => zoneOf(tz.text));
  return {
    timeZone,
    window: window === null ? 'auto' : withLabel(window.label, () => parseWindow(window.text)),
    ...timeSpanOf(options, timeZone, now),
    codes: setOf(options.code, (code) => [codeOf(code, catalogue)]),
    categories: setOf(options.category, (category): Category[] => [oneOf(category, CATEGORIES)]),
    severities: setOf(options.severity, severitiesOf),
    count: count === null ? 'lines' : oneOf(count, COUNT_MODES),
    rules: {
      codeKeys: keysOf(options['code-key']),
      ignoreKeys: keysOf(options['ignore-key']),
      labelled: options.labelled,
      dateOrder: dateOrder === null ? null : oneOf(dateOrder, DATE_ORDERS),
      year: year === null ? null : wholeNumber(year, FIRST_YEAR, LAST_YEAR),
      known: catalogue.known,
      texts: catalogue.all(),
      zones: zoneNamesIn(timeZone.name),
    },
    catalogue,
  };
}

/**
 * The built-in catalogue, or that with the file's codes.
 * @throws LogscanError `usage` with the label, where it cannot be read
 */
export async function catalogueOf(given: RawValue | null): Promise<Catalogue> {
  if (given === null) return BUILT_IN;
  const { loadCatalogue } = await import('../catalogue/load.js');
  return loadCatalogue(given.text).catch((error: unknown) => {
    if (!(error instanceof LogscanError)) throw error;
    throw new UnreadCatalogue('usage', `${given.label}: ${error.message}`, error.tip);
  });
}

function setOf<T>(all: readonly RawValue[], read: (given: RawValue) => readonly T[]): ReadonlySet<T> | null {
  return all.length === 0 ? null : new Set(readAll(all, all[0]!.label, read).flat());
}

/** A number in the range, known or not, or the whole name of a known code. */
function codeOf(given: RawValue, catalogue: Catalogue): number {
  const { label, text } = given;
  const number = digitsOf(text);
  if (number === null) {
    const info = codeNamed(text, catalogue.all());
    if (info !== null) return info.code;
    const names = catalogue.all().map(({ name }) => name);
    throw new UnknownCode(
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

function keysOf(all: readonly RawValue[]): string[] {
  return readAll(all, all[0]?.label ?? '', keyOf);
}

/** Keys are compared by their words; a name given here is one word: `Outcome-No` is `outcomeno`. */
function keyOf({ label, text }: RawValue): string {
  if (!/^[A-Za-z0-9_.-]*[A-Za-z][A-Za-z0-9_.-]*$/.test(text)) {
    throw usageError(`${label}: expected a name of letters, digits, _, - and .; got ${JSON.stringify(text)}`);
  }
  return text.replace(/[_.-]/g, '').toLowerCase();
}
