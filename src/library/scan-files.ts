/** Files to a summary or a part of one. */
import { setImmediate } from 'node:timers/promises';
import type { PartialDocument } from '../model/partial.js';
import type { Summary } from '../model/summary.js';
import { runReport } from '../pipeline.js';
import { type Files, filesRun } from './files-plan.js';
import { plainSummary } from './found.js';
import { SCAN_FILES_OPTIONS, type ScanFilesOptions } from './options.js';

export async function scanFiles(files: Files, options: ScanFilesOptions): Promise<Summary> {
  const { plan, run } = await filesRun(files, options, SCAN_FILES_OPTIONS, true);
  const { summary, groupTimes } = await runReport(plan, run);
  await throwIfEnded(options.signal);
  return plainSummary(summary, { groupTimes, catalogue: plan.catalogue });
}

export async function scanPartial(files: Files, options: ScanPartialOptions): Promise<PartialDocument> {
  const { last: _last, ...kinds } = SCAN_FILES_OPTIONS;
  const { plan, run } = await filesRun(files, options, kinds, false);
  const { partial } = await runReport(plan, run, { identifies: true });
  const document = await partial();
  await throwIfEnded(options.signal);
  return document;
}

/** A short run leaves timers no time: one that is due, and ends the run, has its turn before the last look at the signal. */
async function throwIfEnded(signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return;
  // Node looks at its timers between the two.
  await setImmediate();
  await setImmediate();
  signal.throwIfAborted();
}

/** Options of a part of a whole: its span is the same wherever it is counted, so that there is no `last`. */
export type ScanPartialOptions = Omit<ScanFilesOptions, 'last'>;
