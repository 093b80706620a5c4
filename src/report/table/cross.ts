/** Two groupings against each other: a row each, as many columns as there is room for, and one for the rest. */
import type { Summary } from '../../model/summary.js';
import { thousands } from '../../text/numbers.js';
import { printable, truncate, width } from '../../text/terminal.js';
import { type CrossRow, type CrossTable, cellsOf, crossTable, crossTitle, foldedRows } from '../cross.js';
import { errorRateText } from '../filters.js';
import type { Cross, GroupOrder } from '../options.js';
import { type Canvas, type Cell, line, total, widest } from './canvas.js';
import { sampledNote } from './line-groups.js';

const RATE_COLUMNS = 6;
const NAME_COLUMNS = { min: 8, max: 40 };
/** Values of a key may be long: a column shows the beginning. */
const MAX_LABEL_COLUMNS = 14;
const NOTHING = '·';

/** How many rows it has. */
export function crossRows(summary: Summary, cross: Cross): number {
  return crossTable(summary, cross).rows.length;
}

export function crossLines(
  summary: Summary,
  cross: Cross,
  { top, most, sort }: { readonly top: number | null; readonly most: number; readonly sort: GroupOrder | null },
  canvas: Canvas,
): string[] {
  const table = crossTable(summary, cross, sort);
  const { shown, rest } = foldedRows(table, top, most);
  const rows = rest === null ? shown : [...shown, rest];
  const layout = arrange(table, rows, summary, canvas.columns);
  const { columns } = table;
  const rate = ({ errors, events }: CrossRow) => errorRateText(errors, events, summary.options);
  const kept = columns.slice(0, layout.kept);
  const gone = columns.length - kept.length;
  const restTitle = gone === 0 ? [] : [`${thousands(gone)} more`];
  const labels = [...kept.map(({ label }) => truncate(printable(label), MAX_LABEL_COLUMNS)), ...restTitle];
  const titles = [...labels, ...layout.sums];
  const [rowTitle] = table.titles.map(printable) as [string, string];
  const lines = [
    canvas.style('bold', truncate(printable(crossTitle(table)), canvas.columns)),
    line(
      [
        { text: truncate(rowTitle, layout.name), style: 'bold' },
        ...titles.map((text): Cell => ({ text, style: 'bold', right: true })),
      ],
      [layout.name, ...layout.numbers],
      canvas.style,
    ),
    ...rows.map((row) => draw(row, layout, gone, rate, canvas)),
  ];
  return summary.groups?.sampled ? [...lines, ...sampledNote(canvas)] : lines;
}

type SumColumn = 'Events' | 'Errors' | 'Rate';

interface Layout {
  readonly name: number;
  /** How many columns are shown. */
  readonly kept: number;
  /** Of a row that are shown behind the cells. */
  readonly sums: readonly SumColumn[];
  /** The widths of all that is not the name. */
  readonly numbers: readonly number[];
}

function arrange(
  { columns, rows: all }: CrossTable,
  rows: readonly CrossRow[],
  summary: Summary,
  room: number,
): Layout {
  const { events, errors } = summary.totals;
  const sumWidths: Record<SumColumn, number> = {
    Events: Math.max('Events'.length, thousands(events).length),
    Errors: Math.max('Errors'.length, thousands(errors).length),
    Rate: RATE_COLUMNS,
  };
  const cells = columns.map(({ label, count }) =>
    Math.max(Math.min(MAX_LABEL_COLUMNS, width(printable(label))), thousands(count).length),
  );
  const needs = Math.min(
    NAME_COLUMNS.max,
    Math.max(NAME_COLUMNS.min, widest(rows.map(({ label }) => printable(label)))),
  );
  // Of the sums the errors and the rate go first, so that some columns are left.
  const choices: readonly SumColumn[][] = all.some((row) => row.errors > 0)
    ? [['Events', 'Errors', 'Rate'], ['Errors', 'Rate'], ['Errors']]
    : [['Events']];
  for (const sums of choices) {
    const fixed = sums.map((column) => sumWidths[column]);
    for (let kept = columns.length; kept >= Math.min(2, columns.length); kept--) {
      const rest = columns.slice(kept);
      const restCount = rest.reduce((sum, { count }) => sum + count, 0);
      const restWidth = Math.max(`${thousands(rest.length)} more`.length, thousands(restCount).length);
      const numbers = [...cells.slice(0, kept), ...(rest.length > 0 ? [restWidth] : []), ...fixed];
      // A single column is shown rather than one that says so.
      if (rest.length === 1 && columns.length > 2) continue;
      if (total([needs, ...numbers]) <= room) return { name: needs, kept, sums, numbers };
    }
  }
  const restCount = columns.reduce((sum, { count }) => sum + count, 0);
  const numbers = [Math.max(`${thousands(columns.length)} more`.length, thousands(restCount).length)];
  return { name: Math.min(needs, room - total([0, ...numbers])), kept: 0, sums: [], numbers };
}

/** @param gone how many columns are added up; @param rate of a row in words */
function draw(
  row: CrossRow,
  { name, kept, sums, numbers }: Layout,
  gone: number,
  rate: (row: CrossRow) => string,
  { style }: Canvas,
): string {
  const dim = row.isRest ? ({ style: 'dim' } as const) : {};
  const number = (n: number): Cell => {
    return n === 0 ? { text: NOTHING, right: true, style: 'dim' } : { text: thousands(n), right: true, ...dim };
  };
  const sum: Record<SumColumn, Cell> = {
    Events: { text: thousands(row.events), right: true, ...dim },
    Errors: { text: thousands(row.errors), right: true, ...(row.errors > 0 && !row.isRest ? { style: 'error' } : dim) },
    Rate: { text: rate(row), right: true, ...dim },
  };
  return line(
    [
      { text: truncate(printable(row.label), name), ...dim },
      ...cellsOf(row, kept, gone).map(number),
      ...sums.map((column) => sum[column]),
    ],
    [name, ...numbers],
    style,
  );
}
