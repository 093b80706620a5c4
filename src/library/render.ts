/** Summaries and results of checks as text, by the code that the command line writes them with. */
import { Readable } from 'node:stream';
import type { CheckDocument } from '../check/document.js';
import { FORM_NAMES, FORMS, type FormName } from '../check/forms/index.js';
import { pathFinder } from '../check/forms/repository-path.js';
import { usageError } from '../model/errors.js';
import type { Summary } from '../model/summary.js';
import { VERSION } from '../model/version.js';
import { isForPeople, isOfGroups, OUTPUT_FORMATS, SUMMARY_FORMATS, type SummaryFormat } from '../report/formats.js';
import { SUMMARY_RENDERERS } from '../report/index.js';
import { noKeys } from '../report/no-keys.js';
import { type Cross, GROUP_ORDERS, type RenderOptions as ReportOptions } from '../report/options.js';
import { groupingChoice } from '../settings/grouping.js';
import { oneOf, wholeNumber } from '../settings/parse-values.js';
import { forPeople } from '../text/for-people.js';
import { shown } from '../text/shown.js';
import { requireCheck, requireComparison, requireSummary, saysCheck } from './documents.js';
import { factsOf } from './found.js';
import { hold, type OptionKinds } from './held-options.js';
import { withNamesLater } from './option-names.js';
import { catalogueOf } from './options.js';
import type { RenderOptions } from './render-options.js';
import { rawValues } from './values.js';

const RENDER_OPTIONS: OptionKinds<RenderOptions> = {
  by: 'texts',
  top: 'number',
  sort: 'text',
  width: 'number',
  color: 'boolean',
  comparison: 'document',
  catalogue: 'catalogue',
};

/** The text in parts that are whole lines, or, of a page, all of it. */
export function renderParts(
  document: Summary | CheckDocument,
  format: SummaryFormat | FormName,
  options: RenderOptions,
): Promise<Iterable<string>> {
  return withNamesLater(async () => {
    hold(options, RENDER_OPTIONS);
    if (saysCheck(document)) {
      requireCheck(document, 'result');
      return checkParts(document, format, options);
    }
    requireSummary(document, 'summary', 'a summary document, or the result of a check');
    if (options.comparison !== undefined) requireComparison(options.comparison, 'comparison');
    return summaryParts(document, format, options);
  });
}

/** A long text waits until it is taken. */
export async function renderReadable(
  document: Summary | CheckDocument,
  format: SummaryFormat | FormName,
  options: RenderOptions,
): Promise<Readable> {
  return Readable.from(await renderParts(document, format, options), { objectMode: false, encoding: 'utf8' });
}

async function summaryParts(summary: Summary, format: string, options: RenderOptions): Promise<Iterable<string>> {
  const name = formatIn(format, SUMMARY_FORMATS, OUTPUT_FORMATS);
  if (isOfGroups(name) && summary.groups === undefined) throw noKeys(name, 'scanFiles has by');
  const own = reportOptions(summary, options);
  const render = await SUMMARY_RENDERERS[name](own);
  const parts = render(summary, own);
  // What a build's log would obey is taken out of what people read there, as on a terminal.
  return isForPeople(name) ? mapped(parts, forPeople) : parts;
}

async function checkParts(document: CheckDocument, format: string, options: RenderOptions): Promise<Iterable<string>> {
  const name = formatIn(format, FORM_NAMES);
  const render = await FORMS[name]();
  const text = render(document, { color: options.color ?? false, version: VERSION, pathOf: pathFinder({}) });
  return [name === 'text' ? forPeople(text) : text];
}

function* mapped(parts: Iterable<string>, of: (part: string) => string): Iterable<string> {
  for (const part of parts) yield of(part);
}

function formatIn<T extends SummaryFormat | FormName>(
  format: unknown,
  known: readonly T[],
  all?: readonly string[],
): T {
  if (typeof format !== 'string') throw usageError(`format: expected one of ${known.join(', ')}; got ${shown(format)}`);
  if (all?.includes(format) === true && !(known as readonly string[]).includes(format)) {
    throw usageError(`format: expected a form of text; got ${format}`, `the command line writes it: -o ${format}:FILE`);
  }
  return oneOf({ label: 'format', text: format }, known);
}

/** A document's, not a terminal's, as of the command line's files. */
const WIDTH = 80;

function reportOptions(summary: Summary, options: RenderOptions): ReportOptions {
  const { top, sort, width = WIDTH, color = false, comparison = null } = options;
  const known = factsOf(summary);
  const catalogue = options.catalogue ?? known?.catalogue ?? catalogueOf({});
  const { by, cross, groupKeys } = groupingChoice(rawValues('by', options.by), null);
  return {
    by,
    cross: options.by === undefined ? bothKeys(summary) : crossIn(summary, cross, groupKeys),
    top: top === undefined ? null : wholeNumber({ label: 'top', value: top }, 1, 1e9),
    sort: sort === undefined ? null : oneOf({ label: 'sort', text: sort }, GROUP_ORDERS),
    width: wholeNumber({ label: 'width', value: width }, 1, 1e9),
    height: null,
    color,
    comparison,
    describe: (code) => catalogue.get(code).description,
    groupTimes: known?.groupTimes ?? (() => null),
  };
}

function bothKeys({ groups }: Summary): Cross | null {
  return groups?.by.length === 2 ? [0, 1] : null;
}

/** The summary's groups are what there is. @throws LogscanError `usage` for another key */
function crossIn({ groups }: Summary, cross: Cross | null, keys: readonly string[]): Cross | null {
  const there = (groups?.by ?? []).map((key) => key.toLowerCase());
  const numbers = keys.map((key) => there.indexOf(key.toLowerCase()));
  const missing = numbers.indexOf(-1);
  if (missing >= 0) {
    const got = groups === undefined ? 'one without groups' : `groups by ${groups.by.join(' and ')}`;
    throw usageError(`by: expected a summary with groups by ${keys[missing]}; got ${got}`);
  }
  if (cross === null) return null;
  const [rows, columns] = cross.map((each) => (typeof each === 'number' ? (numbers[each] as 0 | 1) : each));
  return [rows!, columns!];
}
