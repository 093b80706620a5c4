/** Drafts one report of one period: the summary, the comparison, and what the rules say. */
import { createHash } from 'node:crypto';
import { compareSummaries } from '../aggregate/compare.js';
import { readBaseline } from '../check/baseline.js';
import type { CheckDocument } from '../check/document.js';
import { evaluate } from '../check/evaluate.js';
import { ignoredLines } from '../check/forms/phrases.js';
import { editionsIn } from '../history/counts/editions.js';
import { gapsIn } from '../history/gaps.js';
import type { History } from '../history/history.js';
import type { Comparison } from '../model/comparison.js';
import type { GroupTimes } from '../model/group-times.js';
import type { Summary } from '../model/summary.js';
import type { Job, ReportJob } from '../settings/job/job.js';
import { periodName } from '../settings/job/output-paths.js';
import { comparedWith, type Period } from '../time/period.js';
import { comparisonNote, periodNote } from './edition-notes.js';
import { summaryOf } from './summary.js';

export interface Draft {
  readonly report: ReportJob;
  readonly period: Period;
  readonly summary: Summary;
  /** Of its groups over time, for a page. */
  readonly groupTimes: () => GroupTimes | null;
  readonly comparison: Comparison | null;
  /** The period that it is compared with; null: it is compared with none. */
  readonly before: Period | null;
  readonly check: CheckDocument | null;
  readonly verdict: 'pass' | 'warn' | 'fail' | null;
  /** What the reader should know about the numbers, one sentence each, beside the comparison's own notes. */
  readonly notices: readonly string[];
  /** That two editions of the rules have counted the period, or have counted it and the one it is compared with. */
  readonly editionNotes: readonly string[];
  /** Digest of everything that the report shows. */
  readonly state: string;
  /** Some files could not be read now, and may be read later. */
  readonly isPartial: boolean;
}

/** @param failures files that cannot be read now */
export async function draft(
  history: History,
  job: Job,
  report: ReportJob,
  period: Period,
  failures: ReadonlyMap<string, string>,
): Promise<Draft> {
  const plan = { ...job.plan, where: report.where };
  const zone = plan.timeZone;
  const gaps = await gapsIn(history.db, period);
  const now = await summaryOf(history, plan, period, report.window, { gaps, failures });
  const editions = await editionsIn(history.db, period);
  const inPeriod = periodNote(editions, zone);
  let against: string | null = null;
  let comparison: Comparison | null = null;
  let before: Summary | null = null;
  let earlier: Period | null = null;
  if (report.compare !== null) {
    earlier = comparedWith(report.period, period, report.compare, zone);
    const gapsThen = await gapsIn(history.db, earlier);
    // Both periods use windows of the same length: others cannot be laid side by side.
    before = (await summaryOf(history, plan, earlier, now.length, { gaps: gapsThen, failures: new Map() })).summary;
    comparison = compareSummaries(before, now.summary, {
      label: periodName(earlier, zone),
      labelNow: periodName(period, zone),
      starts: { before: earlier.since, now: period.since },
    });
    comparison.notes.push(...now.notes);
    against = comparisonNote(await editionsIn(history.db, earlier), editions);
    if (against !== null) comparison.notes.push(against);
  }
  const check = checkOf(report, now.summary, before, plan.catalogue);
  const notices = [
    ...(comparison === null ? now.notes : []),
    ...(inPeriod === null ? [] : [inPeriod]),
    ...(check === null ? [] : ignoredLines(check).map((line) => `${line}.`)),
  ];
  // Without such a notice the digest is the one that earlier versions made, so that a new version remakes no report.
  const shown = JSON.stringify([now.summary, comparison, check, ...(inPeriod === null ? [] : [inPeriod])]);
  return {
    report,
    period,
    summary: now.summary,
    groupTimes: now.groupTimes,
    comparison,
    before: earlier,
    check,
    verdict: check === null ? null : verdictOf(check),
    notices,
    editionNotes: [inPeriod, against].filter((note) => note !== null),
    state: createHash('sha256').update(shown).digest('hex').slice(0, 32),
    isPartial: failures.size > 0,
  };
}

/** An incomplete check counts as a failed one, though none of its rules may have failed. */
function verdictOf({ states, verdict }: CheckDocument): 'pass' | 'warn' | 'fail' {
  if (states.fail > 0 || verdict !== 'pass') return 'fail';
  return states.warn > 0 ? 'warn' : 'pass';
}

function checkOf(
  { gate, compare }: ReportJob,
  summary: Summary,
  before: Summary | null,
  catalogue: Job['plan']['catalogue'],
): CheckDocument | null {
  if (gate === null) return null;
  const hasBefore = before !== null && before.totals.events > 0;
  const counts = hasBefore ? readBaseline(before, compare ?? '') : null;
  const baseline = compare === null ? null : { file: compare, counts };
  return evaluate({ ...gate, baseline, lines: 0 }, summary, catalogue, null);
}
