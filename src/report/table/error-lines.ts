/** Under the conclusion: lines of the log with its errors, each on one row. */
import type { LinesByCode } from '../../model/kept-line.js';
import type { Summary } from '../../model/summary.js';
import { printable, width } from '../../text/terminal.js';
import { conclusion } from '../conclusion.js';
import { quotedLogLine } from '../log-line.js';
import type { Canvas } from './canvas.js';

/** More codes than these nobody reads here. */
const MOST_CODES = 20;
/** What stands around a line's text in its row: a margin, a bar, and marks where it is cut. */
const MARGIN = 6;

export function errorLines(summary: Summary, lines: LinesByCode | undefined, { columns, style }: Canvas): string[] {
  if (lines === undefined) return [];
  return codesInOrder(summary)
    .slice(0, MOST_CODES)
    .flatMap((row) =>
      (lines.get(row.code) ?? []).map(
        ({ text }) => `  ${quotedLogLine(text, [row], style, rowLength(text, columns - MARGIN))}`,
      ),
    );
}

/** The codes of the conclusion first, then by their counts. */
function codesInOrder(summary: Summary): Summary['codes'] {
  const concluded = conclusion(summary).findings.flatMap(({ codes }) => codes);
  const first = [...new Set(concluded)].flatMap((code) => summary.codes.find((row) => row.code === code) ?? []);
  return [...first, ...summary.codes.filter((row) => !first.includes(row))];
}

/** How many characters of the text fit, or fewer where some are wider than one column. */
function rowLength(text: string, columns: number): number {
  return width(printable(text)) > text.length ? Math.floor(columns / 2) : columns;
}
