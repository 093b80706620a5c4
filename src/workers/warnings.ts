/** Warnings at the end of a run: about times of events, long windows, and lines that a custom format could not read. */
import { tooManyCounts } from '../aggregate/leveled-bins.js';
import type { Tally } from '../aggregate/tally.js';
import type { RunContext, ScanPlan } from '../model/plan.js';
import { type WindowChoice, windowName } from '../model/window.js';
import type { Zone } from '../time/zone.js';
import { warnOfDates } from './date-warnings.js';
import type { PieceResult } from './scan-job.js';

/** Says that windows are longer than was asked for, because there were more counts than are kept. */
export function warnOfLength(asked: WindowChoice, used: string, run: RunContext): void {
  if (asked === 'auto' || windowName(asked) === used) return;
  run.warn(`${tooManyCounts(asked)}: windows are ${used} long instead`);
}

export async function warnOfRun(
  { rules, timeZone, spanOptions, format }: ScanPlan<Zone>,
  results: readonly PieceResult[],
  tally: Tally,
  run: RunContext,
): Promise<void> {
  await warnOfDates({ rules, zone: timeZone, results }, run);
  // An interrupted run without events cannot say that the span has none.
  if (tally.inFuture > 0 || (tally.events === 0 && !run.signal.aborted)) {
    // Loaded only here: most runs have nothing to warn of.
    const { timeWarnings } = await import('../aggregate/time-warnings.js');
    for (const warning of timeWarnings(tally, spanOptions, run.now())) run.warn(warning);
  }
  if (format === null) return;
  // Loaded only here: most runs have no format of their own.
  const { sourceNotes } = await import('../scan/custom-format/unread-notes.js');
  for (const note of sourceNotes(format, results)) run.warn(note);
}
