/** The table of classes (category, severity, fault or family): events, errors, error rate, most frequent code. */
import type { Severity } from '../../model/code.js';
import type { Summary } from '../../model/summary.js';
import { counted, percent, thousands } from '../../text/numbers.js';
import { pad, printable, truncate } from '../../text/terminal.js';
import { splitBar } from '../bars.js';
import { className, groupingTitle } from '../class-names.js';
import { errorRateText } from '../filters.js';
import type { Grouping } from '../options.js';
import { type ClassRow, classRows, split } from '../rows.js';
import type { Style } from '../style.js';
import { type Canvas, type Cell, line, total, widest } from './canvas.js';

type ClassGrouping = Exclude<Grouping, 'code'>;

const COLUMNS = ['Events', 'Share', 'Errors', 'Rate'] as const;
type Column = (typeof COLUMNS)[number];
const RATE_COLUMNS = 6;
const BAR_COLUMNS = { min: 6, max: 40 };
/** The most frequent code is shown if at least this much of it fits. */
const TOP_CODE_COLUMNS = 20;

/** The widths of the table's columns. */
interface Layout {
  readonly label: number;
  /** The columns of numbers that fit, and the width of each. */
  readonly columns: readonly Column[];
  readonly numbers: readonly number[];
  /** 0: there is no room for it. */
  readonly bar: number;
  readonly topCode: number;
}

interface Counts {
  readonly events: number;
  readonly errors: number;
}

export function classesTable(summary: Summary, by: ClassGrouping, top: number | null, canvas: Canvas): string[] {
  const all = classRows(summary, by);
  const { shown, rest } = split(all, top);
  const events = summary.totals.events;
  const other = { events: sumOf(rest, 'events'), errors: sumOf(rest, 'errors') };
  const restLabel = `other (${counted(rest.length, 'more', 'more')})`;
  const labels = shown.map((row) => className(by, row.label));
  const topCodes = shown.map(({ topCode }) => `${topCode.code} ${printable(topCode.name)}`);
  const label = widest([groupingTitle(by), 'total', ...labels, ...(rest.length > 0 ? [restLabel] : [])]);
  const layout = arrange(label, { events, errors: sumOf(all, 'errors') }, topCodes, canvas.columns);
  const draw = drawer(layout, summary, Math.max(other.events, ...shown.map((row) => row.events)), canvas);

  const lines = [titleLine(groupingTitle(by), layout, canvas)];
  shown.forEach((group, i) => {
    const style = by === 'severity' ? (group.label as Severity) : 'bold';
    lines.push(draw({ text: labels[i]!, style }, group, null, topCodes[i]!));
  });
  if (rest.length > 0) lines.push(draw({ text: restLabel, style: 'dim' }, other, null, ''));
  if (lines.length > 2) {
    lines.push(draw({ text: 'total', style: 'dim' }, { events, errors: summary.totals.errors }, 'dim', null));
  }
  return lines;
}

/** @param totals the largest numbers that a column has */
function arrange(label: number, totals: Counts, topCodes: readonly string[], columns: number): Layout {
  const widthOf = {
    Events: Math.max('Events'.length, thousands(totals.events).length),
    Share: RATE_COLUMNS,
    Errors: Math.max('Errors'.length, thousands(totals.errors).length),
    Rate: RATE_COLUMNS,
  };
  // With very large numbers a column is left out, so that the line is not too long.
  const shownColumns: readonly Column[] = [[], ['Share'], ['Share', 'Rate'], ['Share', 'Rate', 'Errors']]
    .map((gone) => COLUMNS.filter((column) => !(gone as string[]).includes(column)))
    .find((some) => total([label, ...some.map((column) => widthOf[column])]) <= columns) ?? ['Events'];
  const numbers = shownColumns.map((column) => widthOf[column]);
  const room = columns - total([label, ...numbers, 0]);
  const topCodeNeeds = widest(['Most often', ...topCodes]);
  // Its name is whole before there is a bar.
  const topCodeRoom = topCodeNeeds > room - 2 - BAR_COLUMNS.min ? room : room - 2 - BAR_COLUMNS.min;
  const topCode = topCodeRoom >= Math.min(topCodeNeeds, TOP_CODE_COLUMNS) ? Math.min(topCodeNeeds, topCodeRoom) : 0;
  const barRoom = room - (topCode > 0 ? topCode + 2 : 0);
  const bar = barRoom < BAR_COLUMNS.min ? 0 : Math.min(BAR_COLUMNS.max, barRoom);
  return { label, columns: shownColumns, numbers, bar, topCode };
}

function titleLine(title: string, { label, columns, numbers, bar, topCode }: Layout, canvas: Canvas): string {
  const cells: Cell[] = [
    { text: title, style: 'bold' },
    ...columns.map((text): Cell => ({ text, style: 'bold', right: true })),
  ];
  const text = line(cells, [label, ...numbers], canvas.style);
  const gap = ' '.repeat(bar > 0 ? bar + 4 : 2);
  return topCode > 0 ? `${text}${gap}${canvas.style('bold', 'Most often')}` : text;
}

/**
 * Draws one row.
 * @param style of the numbers; null: plain, errors in red
 * @param topCode null: a row without bar and code
 */
type Draw = (name: Cell, counts: Counts, style: Style | null, topCode: string | null) => string;

/**
 * @param most the events for which a bar is full
 */
function drawer(layout: Layout, { totals: { events }, options }: Summary, most: number, canvas: Canvas): Draw {
  const { label, columns, numbers } = layout;
  return (name, counts, style, topCode) => {
    const plain = style === null ? {} : { style };
    const errorStyle: { style?: Style } = style === null && counts.errors > 0 ? { style: 'error' } : plain;
    const cellOf = {
      Events: { text: thousands(counts.events), right: true, ...plain },
      Share: { text: percent(counts.events, events), right: true, ...plain },
      Errors: { text: thousands(counts.errors), right: true, ...errorStyle },
      Rate: { text: errorRateText(counts.errors, counts.events, options), right: true, ...plain },
    };
    const cells: Cell[] = [{ ...name, text: truncate(name.text, label) }, ...columns.map((column) => cellOf[column])];
    const parts = splitBar(counts.errors, counts.events - counts.errors, most, topCode === null ? 0 : layout.bar);
    const drawn = canvas.style('error', parts.errors) + canvas.style('dim', parts.others);
    const text = line(cells, [label, ...numbers], canvas.style);
    if (topCode === null) return text;
    const cellsAfter: readonly (readonly [text: string, width: number])[] = [
      ...(layout.bar === 0 ? [] : [[drawn, layout.bar] as const]),
      ...(layout.topCode === 0 ? [] : [[canvas.style('dim', truncate(topCode, layout.topCode)), 0] as const]),
    ];
    return [text, ...cellsAfter.map(([each, width]) => pad(each, width))].join('  ').trimEnd();
  };
}

function sumOf(rows: readonly ClassRow[], what: 'events' | 'errors'): number {
  return rows.reduce((sum, row) => sum + row[what], 0);
}
