/** Lines of the log beside a summary, in the order in which people read them. */
import type { KeptLine, LinesByCode } from '../model/kept-line.js';
import type { CodeSummary, Summary } from '../model/summary.js';
import { conclusion } from './conclusion.js';

/** More codes than these nobody reads. */
const MOST_CODES = 20;

export interface LineOfCode {
  readonly row: CodeSummary;
  readonly line: KeptLine;
}

/** Those of the conclusion's codes first, then by the codes' counts. */
export function linesInOrder(summary: Summary, lines: LinesByCode | undefined): LineOfCode[] {
  if (lines === undefined) return [];
  const concluded = conclusion(summary).findings.flatMap(({ codes }) => codes);
  const first = [...new Set(concluded)].flatMap((code) => summary.codes.find((row) => row.code === code) ?? []);
  return [...first, ...summary.codes.filter((row) => !first.includes(row))]
    .slice(0, MOST_CODES)
    .flatMap((row) => (lines.get(row.code) ?? []).map((line) => ({ row, line })));
}
