/** Under the conclusion: lines of the log with its errors, each on one row. */
import type { LinesByCode } from '../../model/kept-line.js';
import type { Summary } from '../../model/summary.js';
import { printable, width } from '../../text/terminal.js';
import { linesInOrder } from '../lines-in-order.js';
import { quotedLogLine } from '../log-line.js';
import type { Canvas } from './canvas.js';

/** What stands around a line's text in its row: a margin, a bar, and marks where it is cut. */
const MARGIN = 6;

export function errorLines(summary: Summary, lines: LinesByCode | undefined, { columns, style }: Canvas): string[] {
  return linesInOrder(summary, lines).map(
    ({ row, line: { text } }) => `  ${quotedLogLine(text, [row], style, rowLength(text, columns - MARGIN))}`,
  );
}

/** How many characters of the text fit, or fewer where some are wider than one column. */
function rowLength(text: string, columns: number): number {
  return width(printable(text)) > text.length ? Math.floor(columns / 2) : columns;
}
