/** Warnings at the end of a run: about times of events, and about lines that a custom format could not read. */
import type { Tally } from '../aggregate/tally.js';
import { timeWarnings } from '../aggregate/time-warnings.js';
import type { RunContext, ScanPlan } from '../model/plan.js';
import type { Zone } from '../time/zone.js';
import { warnOfDates } from './date-warnings.js';
import type { PieceResult } from './scan-job.js';

export async function warnOfRun(
  { rules, timeZone, spanOptions, format }: ScanPlan<Zone>,
  results: readonly PieceResult[],
  tally: Tally,
  run: RunContext,
): Promise<void> {
  await warnOfDates({ rules, zone: timeZone, results }, run);
  // An interrupted run without events cannot say that the span has none.
  if (tally.events > 0 || !run.signal.aborted) {
    for (const warning of timeWarnings(tally, spanOptions, run.now())) run.warn(warning);
  }
  if (format === null) return;
  // Loaded only here: most runs have no format of their own.
  const { sourceNotes } = await import('../scan/custom-format/unread-notes.js');
  for (const note of sourceNotes(format, results)) run.warn(note);
}
