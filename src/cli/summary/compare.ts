/** What a summary is compared with: an earlier document, or the equally long span before. */
import { compareSummaries, MAX_COMPARED_WINDOWS } from '../../aggregate/compare.js';
import type { Comparison } from '../../model/comparison.js';
import { usageError } from '../../model/errors.js';
import type { RunContext } from '../../model/plan.js';
import { type SourceSummary, SUMMARY_SCHEMA, type Summary, type WindowSummary } from '../../model/summary.js';
import type { WindowChoice } from '../../model/window.js';
import { type Plan, runScan } from '../../pipeline.js';
import { inputReadableOnce } from '../../settings/last-span.js';
import type { RawOptions } from '../../settings/raw-options.js';
import { readJsonDocument } from '../../text/json-document.js';
import type { Treatment } from '../../text/json-pieces.js';
import { nominalMs, parseWindow } from '../../time/window-length.js';
import type { CliContext } from '../context.js';
import { madeAlike } from '../made-alike.js';

const PREVIOUS = 'previous';

/** What a run gives. */
interface Found {
  readonly summary: Summary;
}

/**
 * Compares what a run has found by a plan whose span is decided. Both are to have windows of one length: if those before are
 * longer, the run is made `again` with them, and that is what is shown.
 */
export type Compare = <R extends Found>(
  now: R,
  plan: Plan,
  again: (plan: Plan) => Promise<R>,
) => Promise<{ readonly now: R; readonly comparison: Comparison }>;

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
    madeAlike(given.text, before, plan, run.warn);
    return async (now) => ({ now, comparison: compareSummaries(before, now.summary, { label: given.text }) });
  }
  const { last } = plan;
  if (plan.since === null && last === null) {
    throw usageError(`${given.label} ${PREVIOUS}: expected with --since; got none`);
  }
  if (plan.files.includes('-') || (last !== null && (await inputReadableOnce(plan)) !== null)) {
    throw usageError(`${given.label} ${PREVIOUS}: expected files, which can be read twice; got standard input`);
  }
  return async (found, decided, again) => {
    const since = decided.since!;
    const start = since - (last ?? (plan.until ?? context.now()) - since);
    const span = { since: start, until: since, groupKeys: [], spanOptions: '' };
    const scanBefore = (window: WindowChoice) => runScan({ ...decided, ...span, window }, { ...run, warn: () => {} });
    let now = found;
    let before = await scanBefore(decided.window);
    const [lengthBefore, lengthNow] = [parseWindow(before.window), parseWindow(now.summary.window)];
    if (isLonger(lengthNow, lengthBefore)) before = await scanBefore(lengthNow);
    else if (isLonger(lengthBefore, lengthNow)) now = await again({ ...decided, window: lengthBefore });
    const starts = Number.isFinite(since) ? { starts: { before: start, now: since } } : {};
    return { now, comparison: compareSummaries(before, now.summary, { label: 'the span before', ...starts }) };
  };
}

function isLonger(a: WindowChoice, b: WindowChoice): boolean {
  return a !== 'auto' && b !== 'auto' && nominalMs(a) > nominalMs(b);
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
