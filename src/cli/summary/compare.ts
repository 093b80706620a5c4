/** What a summary is compared with: an earlier document, or the equally long span before. */
import { compareSummaries, MAX_COMPARED_WINDOWS } from '../../aggregate/compare.js';
import type { Comparison } from '../../model/comparison.js';
import { usageError } from '../../model/errors.js';
import type { RunContext } from '../../model/plan.js';
import { type SourceSummary, SUMMARY_SCHEMA, type Summary, type WindowSummary } from '../../model/summary.js';
import { type Plan, runScan } from '../../pipeline.js';
import { inputReadableOnce } from '../../settings/last-span.js';
import type { RawOptions } from '../../settings/raw-options.js';
import { readJsonDocument } from '../../text/json-document.js';
import type { Treatment } from '../../text/json-pieces.js';
import type { CliContext } from '../context.js';

const PREVIOUS = 'previous';

/** Makes the comparison of what the run finds, once it has found it by a plan whose span is decided. */
export type Compare = (now: Summary, plan: Plan) => Promise<Comparison>;

/** Checks and reads everything that can be before the run. @throws LogscanError `usage` */
export async function comparing(
  raw: RawOptions,
  plan: Plan,
  run: RunContext,
  context: CliContext,
): Promise<Compare | null> {
  const given = raw.value('compare');
  if (given === null) return null;
  if (given.text !== PREVIOUS) {
    const before = await readSummary(given.text);
    return async (now) => compareSummaries(before, now, { label: given.text });
  }
  const { last } = plan;
  if (plan.since === null && last === null) {
    throw usageError(`${given.label} ${PREVIOUS}: expected with --since; got none`);
  }
  if (plan.files.includes('-') || (last !== null && (await inputReadableOnce(plan)) !== null)) {
    throw usageError(`${given.label} ${PREVIOUS}: expected files, which can be read twice; got standard input`);
  }
  return async (now, decided) => {
    const since = decided.since!;
    const start = since - (last ?? (plan.until ?? context.now()) - since);
    const span = { since: start, until: since, groupKeys: [], spanOptions: '' };
    const before = await runScan({ ...decided, ...span }, { ...run, warn: () => {} });
    const starts = Number.isFinite(since) ? { starts: { before: start, now: since } } : {};
    return compareSummaries(before, now, { label: 'the span before', ...starts });
  };
}

async function readSummary(file: string): Promise<Summary> {
  const windows: WindowSummary[] = [];
  const unread: SourceSummary[] = [];
  const lists: Readonly<Record<string, Treatment>> = {
    // One more than are compared, so that it is seen that there are too many.
    windows: (window) => windows.length <= MAX_COMPARED_WINDOWS && windows.push(window as WindowSummary),
    sources: (source) =>
      (source as SourceSummary).error !== null && unread.length === 0 && unread.push(source as SourceSummary),
    groups: 'skip',
  };
  const names = { what: 'the summary to compare with' };
  const document = (await readJsonDocument(file, names, (path) => lists[path] ?? 'keep')) as Partial<Summary> | null;
  if (document === null) throw usageError(`${file}: ${names.what} cannot be read: no such file`);
  if (document.schema !== SUMMARY_SCHEMA) {
    throw usageError(
      `${file}: expected a summary document (${SUMMARY_SCHEMA}); got ${JSON.stringify(document.schema)}`,
    );
  }
  return { windows, sources: unread, ...document } as Summary;
}
