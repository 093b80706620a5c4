/**
 * What is done by one call. Each loads what it needs when it is called, so that to import the library stays cheap. None of
 * them writes to standard output or standard error, or ends the process.
 */
import type { Readable } from 'node:stream';
import type { CheckDocument } from '../check/document.js';
import type { FormName } from '../check/forms/index.js';
import type { PartialDocument } from '../model/partial.js';
import type { Summary } from '../model/summary.js';
import type { SummaryFormat } from '../report/formats.js';
import type { CheckOptions, CheckRule } from './check-options.js';
import type { Files } from './files-plan.js';
import type { MergeOptions } from './merge-options.js';
import type { ScanFilesOptions } from './options.js';
import type { RenderOptions } from './render-options.js';
import type { ScanPartialOptions } from './scan-files.js';

/**
 * Reads files (compressed ones, UTF-16, archives and their members too) on all cores and counts them: the document that
 * `ptk-logscan scan --format json` prints, with the same numbers. A source that could not be read whole has the reason in
 * `sources[].error`, and what was read of it counts. Instants in the document are RFC 3339: windows with the offset of
 * `timeZone`, all others in UTC.
 * @param files files, folders (with `recursive`), globs and archives; `-` is standard input
 * @throws LogscanError `usage` for an option that is wrong; the reason of the signal, where that ends the run
 */
export async function scanFiles(files: Files, options: ScanFilesOptions = {}): Promise<Summary> {
  return (await import('./scan-files.js')).scanFiles(files, options);
}

/**
 * The same as a part of a whole, for `mergePartials` and `ptk-logscan merge`: plain JSON of one line.
 * @throws LogscanError `usage` for an option that is wrong; the reason of the signal
 */
export async function scanPartial(files: Files, options: ScanPartialOptions = {}): Promise<PartialDocument> {
  return (await import('./scan-files.js')).scanPartial(files, options);
}

/**
 * One summary of what several have counted. All must have been counted by the same decisions, none twice, and none missing.
 * @param partials documents of `scanPartial`, or parsed lines of what `scan --format partial` writes
 * @throws LogscanError `usage` naming the first one that does not fit, and what differs
 */
export async function mergePartials(
  partials: readonly PartialDocument[],
  options: MergeOptions = {},
): Promise<Summary> {
  return (await import('./merge-partials.js')).mergeDocuments(partials, options);
}

/**
 * Holds a summary to rules, as `ptk-logscan check` does. Log lines are not in the result, as a summary has none.
 * @param rules in the form of configuration files: `[{ name: 'Error rate', 'max-error-rate': '2%' }]`
 * @returns `verdict` says how it ended; `render` shows it
 * @throws LogscanError `usage` for a rule that is wrong, naming it
 */
export async function check(
  summary: Summary,
  rules: readonly CheckRule[],
  options: CheckOptions = {},
): Promise<CheckDocument> {
  return (await import('./check.js')).checkSummary(summary, rules, options);
}

/**
 * A summary in one of the forms of `--format` that are text (table, html, markdown, csv, prometheus, …), or the result of a
 * check in one of the forms of `--report` (text, junit, sarif, …), whole. It ends with a newline, or is empty where the form
 * has nothing to show.
 * @throws LogscanError `usage` for a form or option that is wrong
 */
export async function render(document: Summary, format: SummaryFormat, options?: RenderOptions): Promise<string>;
export async function render(
  document: CheckDocument,
  format: FormName,
  options?: Pick<RenderOptions, 'color'>,
): Promise<string>;
export async function render(
  document: Summary | CheckDocument,
  format: SummaryFormat | FormName,
  options: RenderOptions = {},
): Promise<string> {
  return [...(await (await import('./render.js')).renderParts(document, format, options))].join('');
}

/**
 * The same as a Readable of UTF-8 text, for summaries with very many windows or groups.
 * @throws LogscanError `usage` for a form or option that is wrong
 */
export async function renderStream(
  document: Summary,
  format: SummaryFormat,
  options: RenderOptions = {},
): Promise<Readable> {
  return (await import('./render.js')).renderReadable(document, format, options);
}
