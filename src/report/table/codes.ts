/** The table of codes: name, severity, advice, share, a bar. Columns that do not fit are left out, see `LAYOUTS`. */

import { advice } from '../../catalogue/advice.js';
import type { CodeSummary, Summary } from '../../model/summary.js';
import { counted, percent, thousands } from '../../text/numbers.js';
import { printable, truncate } from '../../text/terminal.js';
import { bar } from '../bars.js';
import { split } from '../rows.js';
import { SEVERITY_MARKS, wideStyle } from '../style.js';
import { type Canvas, type Cell, line, total, widest } from './canvas.js';

interface Layout {
  readonly severity: 'word' | 'mark';
  readonly advice: 'long' | 'short' | null;
  readonly share: boolean;
  /** Minimum width of the bar; 0: no bar. */
  readonly bar: number;
  /** The layout is used if names get this many columns, or all that they need. */
  readonly name: number;
}

/** The layout with most columns first. The last one always fits. */
const LAYOUTS: readonly Layout[] = [
  { severity: 'word', advice: 'long', share: true, bar: 10, name: 99 },
  { severity: 'word', advice: 'short', share: true, bar: 10, name: 40 },
  { severity: 'word', advice: 'short', share: true, bar: 8, name: 28 },
  { severity: 'word', advice: 'short', share: false, bar: 6, name: 23 },
  { severity: 'mark', advice: 'short', share: false, bar: 6, name: 23 },
  { severity: 'mark', advice: 'short', share: false, bar: 0, name: 18 },
  { severity: 'mark', advice: null, share: false, bar: 0, name: 0 },
];
const MAX_BAR_COLUMNS = 40;
const CODE_COLUMNS = 6;
const SHARE_COLUMNS = 6;

/** The cells of a row, of which the layout leaves some out. */
interface Cells {
  readonly code: Cell;
  readonly severity: Cell;
  readonly name: Cell;
  readonly advice: Cell;
  readonly count: Cell;
  readonly share: Cell;
  readonly bar: Cell;
}

const NONE: Cell = { text: '' };

export function codesTable(summary: Summary, top: number | null, canvas: Canvas): string[] {
  const { shown, rest } = split(summary.codes, top);
  const events = summary.totals.events;
  const others = rest.reduce((sum, { count }) => sum + count, 0);
  const restName = `other (${counted(rest.length, 'more', 'more')})`;
  const countColumns = Math.max('Events'.length, thousands(events).length);
  const names = shown.map(({ name }) => printable(name));
  const nameNeeds = widest([...names, 'Name', ...(rest.length > 0 ? [restName] : [])]);
  const { layout, widths } = arrange(shown, countColumns, nameNeeds, canvas.columns);
  const barColumns = layout.bar === 0 ? 0 : widths.at(-1)!;
  const most = Math.max(others, ...shown.map(({ count }) => count));
  const rows = [titleCells(layout)];
  for (const code of shown) {
    const drawn = { text: bar(code.count, most, barColumns), style: wideStyle(code.severity) };
    rows.push(codeCells(code, layout, events, drawn));
  }
  if (rest.length > 0) {
    rows.push({
      ...sumCells(restName, { text: thousands(others) }, { text: percent(others, events) }),
      bar: { text: bar(others, most, barColumns), style: 'dim' },
    });
  }
  if (rows.length > 2) {
    const style = 'dim';
    rows.push(sumCells('total', { text: thousands(events), style }, { text: percent(events, events), style }));
  }
  return rows.map((cells) => line(laidOut(cells, layout, widths), widths, canvas.style));
}

function laidOut(cells: Cells, layout: Layout, widths: readonly number[]): Cell[] {
  const nameColumns = widths[2]!;
  return [
    cells.code,
    cells.severity,
    { ...cells.name, text: truncate(cells.name.text, nameColumns) },
    ...(layout.advice === null ? [] : [cells.advice]),
    { ...cells.count, right: true },
    ...(layout.share ? [{ ...cells.share, right: true }] : []),
    ...(layout.bar === 0 ? [] : [cells.bar]),
  ];
}

function titleCells(layout: Layout): Cells {
  const title = (text: string): Cell => ({ text, style: 'bold' });
  return {
    code: title('Code'),
    severity: title(layout.severity === 'word' ? 'Severity' : ''),
    name: title('Name'),
    advice: title('What to do'),
    count: title('Events'),
    share: title('Share'),
    bar: NONE,
  };
}

function codeCells(code: CodeSummary, layout: Layout, events: number, drawn: Cell): Cells {
  const mark = SEVERITY_MARKS[code.severity];
  return {
    code: { text: String(code.code) },
    severity: { text: layout.severity === 'word' ? `${mark} ${code.severity}` : mark, style: code.severity },
    name: { text: printable(code.name), style: 'bold' },
    advice: { text: layout.advice === null ? '' : advice(code.fault, code.retry)[layout.advice] },
    count: { text: thousands(code.count) },
    share: { text: percent(code.count, events) },
    bar: drawn,
  };
}

/** A row about several codes. */
function sumCells(name: string, count: Cell, share: Cell): Cells {
  return { code: NONE, severity: NONE, name: { text: name, style: 'dim' }, advice: NONE, count, share, bar: NONE };
}

function arrange(
  codes: readonly CodeSummary[],
  countColumns: number,
  nameNeeds: number,
  columns: number,
): { layout: Layout; widths: number[] } {
  const adviceColumns = (form: 'long' | 'short') =>
    widest(['What to do', ...codes.map(({ fault, retry }) => advice(fault, retry)[form])]);
  for (const layout of LAYOUTS) {
    const before = [CODE_COLUMNS, layout.severity === 'word' ? '■ critical'.length : 1];
    const after = [
      ...(layout.advice === null ? [] : [adviceColumns(layout.advice)]),
      countColumns,
      ...(layout.share ? [SHARE_COLUMNS] : []),
      ...(layout.bar === 0 ? [] : [layout.bar]),
    ];
    const room = columns - total([...before, 0, ...after]);
    if (room < Math.min(nameNeeds, layout.name)) continue;
    const name = Math.min(room, nameNeeds);
    if (layout.bar > 0) after[after.length - 1] = Math.min(MAX_BAR_COLUMNS, layout.bar + room - name);
    return { layout, widths: [...before, name, ...after] };
  }
  throw new RangeError(`no layout fits ${columns} columns`);
}
