/**
 * The forms of a summary, by the name that `--format` takes. Each is a pure function in its own file, loaded when it
 * is asked for: adding one is adding its file and its line here.
 */
import type { Summary } from '../model/summary.js';
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
} as const satisfies Record<string, () => Promise<SummaryRenderer>>;

export type SummaryFormat = keyof typeof SUMMARY_RENDERERS;
export const SUMMARY_FORMATS = Object.keys(SUMMARY_RENDERERS) as SummaryFormat[];

/** Forms that are no text and go to a file of their own. */
export type SummaryWriter = (summary: Summary, file: string) => Promise<void>;

export const SUMMARY_WRITERS = {
  parquet: async () => (await import('./parquet.js')).writeParquet,
} as const satisfies Record<string, () => Promise<SummaryWriter>>;

export type SummaryFileFormat = keyof typeof SUMMARY_WRITERS;
export type { Grouping, RenderOptions } from './options.js';
