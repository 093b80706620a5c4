/**
 * The code list for a terminal. Where names and descriptions fit side by side it is a table with the description
 * wrapped in its column:
 *
 *     Code    Severity    Name              Category  Who acts  Retry    Description
 *     107000  ✓ ok        RequestCompleted  request   none      none     The platform completed the request.
 *
 * Else each code is a record of a few lines. Nothing is cut off in either.
 */
import type { CodeInfo } from '../../model/code.js';
import { pad, printable, width, wrap } from '../../text/terminal.js';
import { plural } from '../../text/words.js';
import { SEVERITY_MARKS, type Styler, styler } from '../style.js';
import type { CodesOptions } from './options.js';

const GAP = '  ';
const MIN_COLUMNS = 40;
/** With less room than this for descriptions, records are easier to read than the table. */
const DESCRIPTION_COLUMNS = 36;
const INDENT = 8;
/** The width of `■ critical`. */
const SEVERITY_COLUMNS = 10;

export function renderCodesTable(codes: readonly CodeInfo[], options: CodesOptions): string {
  const columns = Math.max(MIN_COLUMNS, options.width);
  const style = styler(options.color);
  const rows = codes.map((info) => ({
    ...info,
    name: printable(info.name),
    description: printable(info.description),
  }));
  const lines = tableLines(rows, columns, style) ?? rows.flatMap((row) => recordLines(row, columns, style));
  const total = `${codes.length} ${plural(codes.length, 'code')}`;
  return `${[...lines, style('dim', total)].join('\n')}\n`;
}

const HEADER = ['Code', 'Severity', 'Name', 'Category', 'Who acts', 'Retry'] as const;

/** Null where the terminal is too narrow for a table. */
function tableLines(rows: readonly CodeInfo[], columns: number, style: Styler): string[] | null {
  const cells = rows.map((row) => [String(row.code), severityCell(row), row.name, row.category, row.fault, row.retry]);
  const widths = HEADER.map((title, i) => Math.max(width(title), ...cells.map((cell) => width(cell[i]!))));
  const before = widths.reduce((sum, wide) => sum + wide + GAP.length, 0);
  const room = columns - before;
  if (room < DESCRIPTION_COLUMNS) return null;
  const lines = [style('bold', [...HEADER.map((title, i) => pad(title, widths[i]!)), 'Description'].join(GAP))];
  rows.forEach((row, r) => {
    const [first, ...rest] = wrap(row.description, room);
    const styled = cells[r]!.map((cell, i) => {
      const text = pad(cell, widths[i]!);
      if (HEADER[i] === 'Severity') return style(row.severity, text);
      return HEADER[i] === 'Name' ? style('bold', text) : text;
    });
    lines.push([...styled, style('dim', first!)].join(GAP).trimEnd());
    for (const line of rest) lines.push(' '.repeat(before) + style('dim', line));
  });
  return lines;
}

/**
 *     107000  ✓ ok        RequestCompleted
 *             request, who acts: none, retry: none
 *             The platform completed the request.
 */
function recordLines(row: CodeInfo, columns: number, style: Styler): string[] {
  const room = columns - INDENT;
  const start = `${row.code}${GAP}${style(row.severity, pad(severityCell(row), SEVERITY_COLUMNS))}`;
  const beside = room - SEVERITY_COLUMNS - GAP.length;
  const fits = width(row.name) <= beside;
  const name = wrap(row.name, fits ? beside : room).map((line) => style('bold', line));
  const indented = [
    ...(fits ? [] : name),
    ...wrap(`${row.category}, who acts: ${row.fault}, retry: ${row.retry}`, room),
    ...(row.description === '' ? [] : wrap(row.description, room).map((line) => style('dim', line))),
  ];
  return [
    fits ? `${start}${GAP}${name.join('')}` : start.trimEnd(),
    ...indented.map((line) => ' '.repeat(INDENT) + line),
  ];
}

function severityCell(row: CodeInfo): string {
  return `${SEVERITY_MARKS[row.severity]} ${row.severity}`;
}
