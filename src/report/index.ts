/**
 * The renderers of a summary, by output format. Each is a pure function in its own file, loaded on demand, with what its
 * options ask for. A new format is
 * a new file, its name in `formats.ts` and a line here.
 */
import type { Summary } from '../model/summary.js';
import type { SummaryFileFormat, SummaryFormat } from './formats.js';
import type { RenderOptions, WriteOptions } from './options.js';

/**
 * Returns the text in parts, because the whole may be larger than memory is meant to be. It ends with a newline; there is
 * none for a format that has nothing to show.
 */
export type SummaryRenderer = (summary: Summary, options: RenderOptions) => Iterable<string>;

/** What says what else has to be loaded. */
type Needed = Pick<RenderOptions, 'cross' | 'report'>;

export const SUMMARY_RENDERERS = {
  table: async (needed: Needed = {}) => (await import('./table/index.js')).tableRenderer(needed),
  json: async () => (await import('./json.js')).renderJson,
  ndjson: async () => (await import('./ndjson.js')).renderNdjson,
  // These two draw at most some hundred windows, groups and sources, and so are texts of some hundred kilobytes.
  html: async () => inOne((await import('./html/index.js')).renderHtml),
  markdown: async () => inOne((await import('./markdown/index.js')).renderMarkdown),
  csv: csvWindows,
  'csv-windows': csvWindows,
  'csv-codes': async () => (await import('./csv/codes.js')).renderCsvCodes,
  'csv-groups': async () => (await import('./csv/groups.js')).renderCsvGroups,
  prometheus: async () => (await import('./prometheus.js')).renderPrometheus,
} as const satisfies Record<SummaryFormat, (needed?: Needed) => Promise<SummaryRenderer>>;

async function csvWindows(): Promise<SummaryRenderer> {
  return (await import('./csv/windows.js')).renderCsvWindows;
}

function inOne(render: (summary: Summary, options: RenderOptions) => string): SummaryRenderer {
  return (summary, options) => [render(summary, options)];
}

/** Writes the file itself: the format is not text. What it needs of the machine is looked for when it is loaded. */
export type SummaryWriter = (summary: Summary, file: string, options: WriteOptions) => Promise<void>;

export const SUMMARY_WRITERS = {
  parquet: async () => (await import('./parquet.js')).writeParquet,
  pdf: async () => (await import('./pdf/index.js')).pdfWriter(),
} as const satisfies Record<SummaryFileFormat, () => Promise<SummaryWriter>>;
