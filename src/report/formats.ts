/** The formats of a summary: their names, for `--format` and before the colon of `html:FILE`, and their file endings. */

import { usageError } from '../model/errors.js';
import { nearest } from '../text/nearest.js';

/** Text formats, for standard output or a file. */
export const SUMMARY_FORMATS = [
  ...['table', 'json', 'ndjson', 'html', 'markdown'],
  // `csv` is `csv-windows`.
  ...['csv', 'csv-windows', 'csv-codes', 'csv-groups'],
  'prometheus',
] as const;
export type SummaryFormat = (typeof SUMMARY_FORMATS)[number];

/** Those of a summary, and of other lists, that people read as they are. */
export function isForPeople(format: string): boolean {
  return format === 'table' || format === 'markdown' || format === 'text';
}

/** What shows the values of keys alone, and is nothing without a key. */
export function isOfGroups(format: string): boolean {
  return format === 'csv-groups';
}

/** Binary formats: for a file, or a pipe to a program. */
const SUMMARY_FILE_FORMATS = ['parquet', 'pdf'] as const;
export type SummaryFileFormat = (typeof SUMMARY_FILE_FORMATS)[number];

export type OutputFormat = SummaryFormat | SummaryFileFormat;
export const OUTPUT_FORMATS: readonly OutputFormat[] = [...SUMMARY_FORMATS, ...SUMMARY_FILE_FORMATS];

const ENDINGS: Readonly<Record<string, OutputFormat>> = {
  html: 'html',
  htm: 'html',
  json: 'json',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  md: 'markdown',
  markdown: 'markdown',
  csv: 'csv',
  prom: 'prometheus',
  txt: 'table',
  parquet: 'parquet',
  pdf: 'pdf',
};

/** File endings in lower case, without the dot. */
export const FILE_ENDINGS = Object.keys(ENDINGS);

export function isText(format: OutputFormat): format is SummaryFormat {
  return (SUMMARY_FORMATS as readonly string[]).includes(format);
}

/** The format of a path's ending, whatever its case; null for any other ending. */
export function formatByEnding(path: string): OutputFormat | null {
  return ENDINGS[/\.([A-Za-z]+)$/.exec(path)?.[1]?.toLowerCase() ?? ''] ?? null;
}

/**
 * A word before a colon that is nearly a form, or one without a path behind it, is a mistake and no path.
 * @param label what errors name
 * @throws LogscanError `usage`
 */
export function refuseUnknownForm(text: string, label: string): void {
  // One letter is a drive's.
  const [, word, path] = /^([A-Za-z][A-Za-z-]+):(.*)$/s.exec(text) ?? [];
  if (word === undefined || (path !== '' && OUTPUT_FORMATS.some((format) => format === word))) return;
  const meant = nearest(word.toLowerCase(), OUTPUT_FORMATS);
  const isForm = OUTPUT_FORMATS.some((format) => format === word);
  if (!isForm && meant === null && !word.toLowerCase().startsWith('csv-')) return;
  throw usageError(
    `${label}: expected FORM:FILE; got ${JSON.stringify(text)}`,
    isForm ? null : `did you mean ${meant ?? 'csv-windows, csv-codes or csv-groups'}?`,
  );
}

/** Splits `html:FILE`. Text before a colon that is no format name belongs to the path, as in `C:\report.html`. */
export function formatBefore(text: string): { readonly format: OutputFormat | null; readonly path: string } {
  const named = /^([a-z-]+):(.+)$/s.exec(text);
  const format = OUTPUT_FORMATS.find((each) => each === named?.[1]) ?? null;
  return { format, path: format === null ? text : named![2]! };
}
