/** Groups (`--by`), and two groupings against each other. */
import { isError } from '../../model/code.js';
import type { GroupSummary, Summary } from '../../model/summary.js';
import { markdownText } from '../../text/markdown.js';
import { counted, percent, thousands } from '../../text/numbers.js';
import { cellsOf, crossTable, crossTitle, foldedRows } from '../cross.js';
import { errorRateText } from '../filters.js';
import { foldedGroups, SAMPLED_NOTE } from '../group-rows.js';
import type { Cross, RenderOptions } from '../options.js';
import { type Align, table } from './table.js';

/** Default numbers, without `--top`. */
const MAX_ROWS = 10;
const MAX_COLUMNS = 10;
/** Error codes of a group that are named. */
const MAX_CODES = 3;

export function groups({ groups, totals, codes, options }: Summary, top: number | null): string[] {
  if (groups === undefined) return [];
  const errorCodes = new Set(codes.filter(({ severity }) => isError(severity)).map(({ code }) => String(code)));
  const { shown, rest, other } = foldedGroups(groups, top ?? MAX_ROWS);
  const row = (values: readonly string[], events: number, errors: number, codes: string) => [
    ...values,
    thousands(events),
    percent(events, totals.events),
    thousands(errors),
    errorRateText(errors, events, options),
    codes,
  ];
  const fill = groups.by.slice(1).map(() => '');
  const rows = shown.map(({ values, events, errors, codes }) =>
    row(values.map(markdownText), events, errors, codesText(codes, errorCodes)),
  );
  if (rest !== null) rows.push(row([counted(rest.groups, 'more group'), ...fill], rest.events, rest.errors, ''));
  if (other !== null) {
    const { groups: n, events, errors, codes } = other;
    rows.push(row([`other (${counted(n, 'group')})`, ...fill], events, errors, codesText(codes, errorCodes)));
  }
  return [
    `### By ${groups.by.map(markdownText).join(' and ')}`,
    table(
      [...groups.by.map(markdownText), 'Events', 'Share', 'Errors', 'Error rate', 'Error codes'],
      [...groups.by.map(() => 'left' as const), 'right', 'right', 'right', 'right', 'left'],
      rows,
    ),
    ...(groups.sampled ? [SAMPLED_NOTE] : []),
  ];
}

/** The most frequent error codes of a group. */
function codesText(codes: GroupSummary['codes'], errorCodes: ReadonlySet<string>): string {
  const errors = Object.entries(codes)
    .filter(([code]) => errorCodes.has(code))
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const named = errors.slice(0, MAX_CODES).map(([code, n]) => `${code} (${thousands(n)})`);
  const more = errors.length - named.length;
  return [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

export function cross(
  summary: Summary,
  by: Cross,
  { top, sort = null }: Pick<RenderOptions, 'top' | 'sort'>,
): string[] {
  const all = crossTable(summary, by, sort);
  const { shown, rest } = foldedRows(all, top ?? MAX_ROWS, MAX_ROWS);
  const kept = all.columns.length <= MAX_COLUMNS ? all.columns.length : MAX_COLUMNS - 1;
  const more = all.columns.length - kept;
  const titles = all.columns.slice(0, kept).map(({ label }) => markdownText(label));
  const numbers = [...titles, ...(more > 0 ? [`${more} more`] : []), 'Events', 'Errors', 'Error rate'];
  return [
    `### ${markdownText(crossTitle(all))}`,
    table(
      [markdownText(all.titles[0]), ...numbers],
      ['left', ...numbers.map((): Align => 'right')],
      [...shown, ...(rest === null ? [] : [rest])].map((row) => [
        markdownText(row.label),
        ...cellsOf(row, kept, more).map(thousands),
        thousands(row.events),
        thousands(row.errors),
        errorRateText(row.errors, row.events, summary.options),
      ]),
    ),
    ...(summary.groups?.sampled ? [SAMPLED_NOTE] : []),
  ];
}
