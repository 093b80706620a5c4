/** The table of classes (category, severity, fault or family): events, errors, error rate, most frequent code. */
import { FAULTS, SEVERITIES, type Severity } from '../../model/code.js';
import type { Summary } from '../../model/summary.js';
import { counted, percent, thousands } from '../../text/numbers.js';
import { printable, truncate } from '../../text/terminal.js';
import { whoActs } from '../advice.js';
import { splitBar } from '../bars.js';
import type { Grouping } from '../options.js';
import { type ClassRow, classRows, split } from '../rows.js';
import { SEVERITY_MARKS, type Style } from '../style.js';
import { type Canvas, type Cell, line, total, widest } from './canvas.js';

const TITLES: Readonly<Record<Exclude<Grouping, 'code'>, string>> = {
  category: 'Category',
  severity: 'Severity',
  fault: 'Who acts',
  family: 'Family',
};
const COLUMNS = ['Events', 'Share', 'Errors', 'Rate'] as const;
type Column = (typeof COLUMNS)[number];
const RATE_COLUMNS = 6;
const BAR_COLUMNS = { min: 6, max: 40 };
/** The most frequent code is shown if at least this much of it fits. */
const TOP_CODE_COLUMNS = 20;

export function classesTable(
  summary: Summary,
  by: Exclude<Grouping, 'code'>,
  top: number | null,
  canvas: Canvas,
): string[] {
  const all = classRows(summary, by);
  const { shown, rest } = split(all, top);
  const events = summary.totals.events;
  const other = { events: sumOf(rest, 'events'), errors: sumOf(rest, 'errors') };
  const restLabel = `other (${counted(rest.length, 'more', 'more')})`;
  const labels = shown.map((row) => labelOf(row, by));
  const topCodes = shown.map(({ topCode }) => `${topCode.code} ${printable(topCode.name)}`);

  const widthOf = {
    Events: Math.max('Events'.length, thousands(events).length),
    Share: RATE_COLUMNS,
    Errors: Math.max('Errors'.length, thousands(sumOf(all, 'errors')).length),
    Rate: RATE_COLUMNS,
  };
  const label = widest([TITLES[by], 'total', ...labels, ...(rest.length > 0 ? [restLabel] : [])]);
  // With very large numbers a column is left out, so that the line is not too long.
  const shownColumns: readonly Column[] = [[], ['Share'], ['Share', 'Rate'], ['Share', 'Rate', 'Errors']]
    .map((gone) => COLUMNS.filter((column) => !(gone as string[]).includes(column)))
    .find((columns) => total([label, ...columns.map((column) => widthOf[column])]) <= canvas.columns) ?? ['Events'];
  const numbers = shownColumns.map((column) => widthOf[column]);
  const room = canvas.columns - total([label, ...numbers, 0]);
  const topCodeNeeds = widest(['Most often', ...topCodes]);
  const topCodeColumns =
    room - 2 - BAR_COLUMNS.min >= Math.min(topCodeNeeds, TOP_CODE_COLUMNS)
      ? Math.min(topCodeNeeds, room - 2 - BAR_COLUMNS.min)
      : 0;
  const barRoom = room - (topCodeColumns > 0 ? topCodeColumns + 2 : 0);
  const barColumns = barRoom < BAR_COLUMNS.min ? 0 : Math.min(BAR_COLUMNS.max, barRoom);
  const highest = Math.max(other.events, ...shown.map((row) => row.events));

  const row = (
    name: Cell,
    counts: { readonly events: number; readonly errors: number },
    style: Style | null,
    topCode: string | null,
  ): string => {
    const plain = style === null ? {} : { style };
    const errorStyle: { style?: Style } = style === null && counts.errors > 0 ? { style: 'error' } : plain;
    const cellOf = {
      Events: { text: thousands(counts.events), right: true, ...plain },
      Share: { text: percent(counts.events, events), right: true, ...plain },
      Errors: { text: thousands(counts.errors), right: true, ...errorStyle },
      Rate: { text: percent(counts.errors, counts.events), right: true, ...plain },
    };
    const cells: Cell[] = [
      { ...name, text: truncate(name.text, label) },
      ...shownColumns.map((column) => cellOf[column]),
    ];
    const parts = splitBar(counts.errors, counts.events - counts.errors, highest, topCode === null ? 0 : barColumns);
    const drawn = canvas.style('error', parts.errors) + canvas.style('dim', parts.others);
    const text = line(cells, [label, ...numbers], canvas.style);
    if (topCode === null || drawn === '') return text;
    const after = topCodeColumns === 0 ? '' : truncate(topCode, topCodeColumns);
    const fill = after === '' ? '' : ' '.repeat(barColumns - parts.errors.length - parts.others.length + 2);
    return `${text}  ${drawn}${fill}${canvas.style('dim', after)}`;
  };

  const header: Cell[] = [
    { text: TITLES[by], style: 'bold' },
    ...shownColumns.map((text): Cell => ({ text, style: 'bold', right: true })),
  ];
  const title = line(header, [label, ...numbers], canvas.style);
  const gap = ' '.repeat(barColumns > 0 ? barColumns + 4 : 2);
  const lines = [topCodeColumns > 0 ? `${title}${gap}${canvas.style('bold', 'Most often')}` : title];
  shown.forEach((group, i) => {
    const style = by === 'severity' ? (group.label as Severity) : 'bold';
    lines.push(row({ text: labels[i]!, style }, group, null, topCodes[i]!));
  });
  if (rest.length > 0) lines.push(row({ text: restLabel, style: 'dim' }, other, null, ''));
  if (lines.length > 2) {
    lines.push(row({ text: 'total', style: 'dim' }, { events, errors: summary.totals.errors }, 'dim', null));
  }
  return lines;
}

function labelOf({ label }: ClassRow, by: Exclude<Grouping, 'code'>): string {
  const severity = SEVERITIES.find((word) => word === label);
  if (by === 'severity' && severity !== undefined) return `${SEVERITY_MARKS[severity]} ${severity}`;
  const fault = FAULTS.find((word) => word === label);
  return by === 'fault' && fault !== undefined ? whoActs(fault) : label;
}

function sumOf(rows: readonly ClassRow[], what: 'events' | 'errors'): number {
  return rows.reduce((sum, row) => sum + row[what], 0);
}
