/** The output formats of the code list, by the name that `--format` takes. Each is a pure function. */
import type { CodeInfo } from '../../model/code.js';
import { renderCodesCsv } from './csv.js';
import { renderCodesJson } from './json.js';
import { renderCodesMarkdown } from './markdown.js';
import type { CodesOptions } from './options.js';
import { renderCodesTable } from './table.js';

export const CODES_RENDERERS = {
  table: renderCodesTable,
  json: renderCodesJson,
  csv: renderCodesCsv,
  markdown: renderCodesMarkdown,
} as const satisfies Record<string, (codes: readonly CodeInfo[], options: CodesOptions) => string>;

export type CodesFormat = keyof typeof CODES_RENDERERS;
export type { CodesOptions } from './options.js';
