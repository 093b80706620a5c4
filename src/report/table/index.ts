/**
 * The summary for the terminal. A screen shows the end of what was written, so what matters is last: groups, codes (or
 * classes of codes) with errors first, and the conclusion; before them the headline, windows, and sums where not all was
 * counted. No line is wider than `width`; colour is never the only cue.
 */
import { FIRST_CODE, LAST_CODE } from '../../model/code.js';
import type { Summary } from '../../model/summary.js';
import { counted } from '../../text/numbers.js';
import { printable, wrap } from '../../text/terminal.js';
import type { RenderOptions } from '../options.js';
import { errorsFirst } from '../rows.js';
import { withSortedGroups } from '../sorted-groups.js';
import { balance, inputLine, isAllCounted } from './balance.js';
import { type Canvas, canvas } from './canvas.js';
import { changesTable } from './changes.js';
import { classesTable } from './classes.js';
import { codesTable } from './codes.js';
import { conclusionLines } from './conclusion.js';
import { errorLines } from './error-lines.js';
import { filters, headline } from './headline.js';
import { lineGroupsTable } from './line-groups.js';
import { ALL_ROWS, roomOf } from './room.js';
import { windowsTable } from './windows.js';

/** Of filters that are told once more, at the end. */
const MOST_FILTER_ROWS = 3;

/** What draws cross tables: loaded only where there is one. */
type Crossed = Pick<typeof import('./cross.js'), 'crossLines' | 'crossRows'>;
type ReportHead = typeof import('./report-head.js').reportHead;

export async function tableRenderer({
  cross = null,
  report = null,
}: Pick<RenderOptions, 'cross' | 'report'>): Promise<(summary: Summary, options: RenderOptions) => Iterable<string>> {
  const crossed = cross === null ? null : await import('./cross.js');
  const reportHead = report === null ? null : (await import('./report-head.js')).reportHead;
  return (summary, options) => renderTable(summary, options, crossed, reportHead);
}

/** @param crossed must be there where a cross table is asked for. @param reportHead where the report is a job's */
export function* renderTable(
  summary: Summary,
  options: RenderOptions,
  crossed: Crossed | null = null,
  reportHead: ReportHead | null = null,
): Iterable<string> {
  const on = canvas(options.width, options.color);
  const { notices = [], height = null } = options;
  const noted = notices.flatMap((text) => wrap(printable(text), on.columns).map((part) => on.style('warning', part)));
  const head = options.report == null || reportHead === null ? [] : reportHead(options.report, summary, on);
  if (summary.totals.events === 0) {
    const said = head.length > 0 && summary.input.lines === 0 ? [] : nothing(summary, on);
    yield* inParts([head, said, noted, balance(summary, on)]);
    return;
  }
  const only = height === null ? [] : firstRows(filters(summary, on), MOST_FILTER_ROWS);
  const { tables, concluded } = lastParts(summary, options, crossed, on, only.length);
  const parts = [
    head,
    headline(summary, on),
    noted,
    ...(options.comparison ? [changesTable(options.comparison, on)] : []),
    windowsTable(summary, on),
    isAllCounted(summary) ? [] : balance(summary, on),
    ...tables,
  ];
  let rows = 0;
  for (const line of inParts(parts)) {
    rows += line.split('\n').length - 1;
    yield line;
  }
  if (concluded.length === 0) return;
  yield '\n';
  // The headline may have left the screen, and the conclusion is of what was filtered.
  const isGone = height !== null && rows + 1 + concluded.length >= height;
  yield* inParts([isGone ? [...only, ...concluded] : concluded]);
}

function firstRows(rows: readonly string[], most: number): readonly string[] {
  return rows.length <= most ? rows : [...rows.slice(0, most - 1), '…'];
}

/** Each line with its end; a blank line between parts, of which some are empty. */
function* inParts(parts: readonly Iterable<string>[]): Iterable<string> {
  let isFirst = true;
  for (const lines of parts) {
    let before = isFirst ? '' : '\n';
    for (const line of lines) {
      yield `${before}${line}\n`;
      before = '';
      isFirst = false;
    }
  }
}

/**
 * What matters, made to fit the screen together: whom the errors hit, the codes, and the conclusion.
 * @param rowsOfFilters rows that the filters may take, told once more
 */
function lastParts(
  summary: Summary,
  options: RenderOptions,
  crossed: Crossed | null,
  on: Canvas,
  rowsOfFilters: number,
): { readonly tables: readonly Iterable<string>[]; readonly concluded: readonly string[] } {
  const { by, top, height = null, cross = null, comparison = null, sort = null } = options;
  const concluded = [...conclusionLines(summary, options.whom, on), ...errorLines(summary, options.lines, on)];
  const { errors, well } = errorsFirst(summary.codes);
  const groups = cross === null ? groupCount(summary) : crossed!.crossRows(summary, cross);
  // Titles with a blank line, and the sum of the codes.
  const taken = rowsOfFilters + concluded.length + 3 + (groups === 0 ? 0 : cross === null ? 2 : 3);
  const wants = { groups, errors: errors.length, well: well.length };
  const room = height === null || top !== null ? ALL_ROWS : roomOf(height, wants, taken);
  const limit = { top, most: room.groups, sort };
  const tables = [
    cross === null
      ? lineGroupsTable(withSortedGroups(summary, sort), limit, on)
      : crossed!.crossLines(summary, cross, limit, on),
    by === 'code' ? codesTable(summary, { top, room, comparison }, on) : classesTable(summary, by, top, on),
  ];
  return { tables, concluded };
}

function groupCount({ groups }: Summary): number {
  return groups === undefined ? 0 : groups.rows.length + (groups.other === null ? 0 : 1);
}

/** Without events: the likely reasons, judging by the numbers. */
function nothing(summary: Summary, on: Canvas): string[] {
  const { input, totals } = summary;
  const lines = [on.style('bold', 'No events'), ...filters(summary, on), ...inputLine(summary, on)];
  const say = (text: string) => lines.push('', ...wrap(text, on.columns));
  if (totals.filtered > 0) {
    say(`${counted(totals.filtered, 'event')} found, and every one dropped by the span of time or a filter.`);
  } else if (input.lines === 0) {
    say(input.bytes === 0 ? 'The input is empty.' : 'The input has no lines.');
  } else if (input.matchedLines > 0) {
    say(`${counted(input.matchedLines, 'line')} with codes, but none that the filters let pass.`);
  } else {
    say(
      `No line has a PTK code: six digits from ${FIRST_CODE} to ${LAST_CODE}, alone or after a word such as code or status.`,
    );
    say('Where another word announces the codes, name it with --code-key. See ptk-logscan codes for the list.');
  }
  return lines;
}
