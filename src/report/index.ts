/**
 * The renderers of a summary, by output format. Each is a pure function in its own file, loaded on demand. A new format is
 * a new file, its name in `formats.ts` and a line here.
 */
import type { Summary } from '../model/summary.js';
import type { SummaryFileFormat, SummaryFormat } from './formats.js';
import type { RenderOptions } from './options.js';

/** Returns the whole text, ending with a newline; empty for a format that has nothing to show. */
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

/** Writes the file itself: the format is not text. */
export type SummaryWriter = (summary: Summary, file: string) => Promise<void>;

export const SUMMARY_WRITERS = {
  parquet: async () => (await import('./parquet.js')).writeParquet,
} as const satisfies Record<SummaryFileFormat, () => Promise<SummaryWriter>>;
