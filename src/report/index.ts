/**
 * The renderers of a summary, by format. Each is a pure function in its own file, loaded when it is asked for: adding one
 * is adding its file, its name in `formats` and its line here.
 */
import type { Summary } from '../model/summary.js';
import type { SummaryFileFormat, SummaryFormat } from './formats.js';
import type { RenderOptions } from './options.js';

/** The whole text, ending with a newline; empty where the form has nothing to say. */
export type SummaryRenderer = (summary: Summary, options: RenderOptions) => string;

export const SUMMARY_RENDERERS = {
  table: async () => (await import('./table/index.js')).renderTable,
  json: async () => (await import('./json.js')).renderJson,
  ndjson: async () => (await import('./ndjson.js')).renderNdjson,
  html: async () => (await import('./html/index.js')).renderHtml,
  markdown: async () => (await import('./markdown/index.js')).renderMarkdown,
  csv: async () => (await import('./csv.js')).renderCsv,
  prometheus: async () => (await import('./prometheus.js')).renderPrometheus,
} as const satisfies Record<SummaryFormat, () => Promise<SummaryRenderer>>;

/** Writes a file by itself. */
export type SummaryWriter = (summary: Summary, file: string) => Promise<void>;

export const SUMMARY_WRITERS = {
  parquet: async () => (await import('./parquet.js')).writeParquet,
} as const satisfies Record<SummaryFileFormat, () => Promise<SummaryWriter>>;

export type { Grouping, RenderOptions } from './options.js';
