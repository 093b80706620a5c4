/** Which reports a run has to make: those of the current period, and earlier ones that are no longer up to date. */
import { existsSync } from 'node:fs';
import type { MadeReport } from '../history/runs.js';
import { DAY_MS } from '../model/calendar.js';
import type { Job, ReportJob } from '../settings/job/job.js';
import { DayCutter } from '../time/days.js';
import type { Period } from '../time/period.js';

/** At most this many earlier reports are checked for late lines: more than a year of daily ones. */
export const MOST_MADE = 500;

export interface Due {
  readonly report: ReportJob;
  readonly period: Period;
  /** The report as it was last made, or null. */
  readonly made: MadeReport | null;
  /** Something may have changed since: it must be made to find out. */
  readonly needsMaking: boolean;
}

export interface DueContext {
  /** Epoch milliseconds that periods are counted from. */
  readonly at: number;
  /** Names of the reports that are wanted; null: all. */
  readonly only: readonly string[] | null;
  /** The time whose counts have changed since reports were last made; null: none has. */
  readonly stale: Period | null;
  /** Some files could not be read now: reports that are made now say so. */
  readonly partial: boolean;
}

/** The instant that periods are reckoned from: now, or for a day in the past its last moment. */
export function dueInstant(day: number | null, now: number, zone: Job['plan']['timeZone']): number {
  if (day === null) return now;
  const number = new DayCutter(zone).at(day).number;
  return Math.min(Math.max(now, day), zone.startOfDay(number + 1) - 1);
}

/**
 * The report of the current period for each wanted report of the job, then the earlier ones that must be made again.
 * @param made the latest first
 */
export function dueReports(job: Job, made: readonly MadeReport[], { at, only, stale, partial }: DueContext): Due[] {
  const zone = job.plan.timeZone;
  const due: Due[] = [];
  for (const report of job.reports) {
    if (only !== null && !only.includes(report.name)) continue;
    const period = report.period.at(at, zone);
    const before = made.find((each) => each.name === report.name && isSame(each.period, period)) ?? null;
    const isUpToDate = before !== null && before.definition === report.definition && !isPartial(before) && !partial;
    const needsMaking = !isUpToDate || touches(stale, period, report) || !before.outputs.every(existsSync);
    due.push({ report, period, made: before, needsMaking });
  }
  return [...due, ...remakes(job, made, due, stale)];
}

/** Earlier reports whose counts have changed, unless a later report has replaced their files. */
function remakes(job: Job, made: readonly MadeReport[], due: readonly Due[], stale: Period | null): Due[] {
  const found: Due[] = [];
  const places = new Set<string>();
  for (const each of made) {
    const isOver = each.outputs.some((path) => places.has(path));
    for (const path of each.outputs) places.add(path);
    const report = job.reports.find(({ name }) => name === each.name);
    if (each.rolling || isOver || report === undefined || report.definition !== each.definition) continue;
    if (due.some((one) => one.report === report && isSame(one.period, each.period))) continue;
    if (touches(stale, each.period, report) || isPartial(each))
      found.push({ report, period: each.period, made: each, needsMaking: true });
  }
  return found;
}

/** Whether the report uses counts of this time: for its own period, or for the one that it is compared with. */
function touches(stale: Period | null, { since, until }: Period, { compare }: ReportJob): boolean {
  if (stale === null) return false;
  const reach = compare === null ? 0 : compare === 'year-before' ? 366 * DAY_MS : Math.max(until - since, 8 * DAY_MS);
  return stale.since < until && stale.until > since - reach;
}

function isSame(a: Period, b: Period): boolean {
  return a.since === b.since && a.until === b.until;
}

const PARTIAL = 'partial:';

export function isPartial({ state }: MadeReport): boolean {
  return state.startsWith(PARTIAL);
}

export function stateText(state: string, partial: boolean): string {
  return partial ? PARTIAL + state : state;
}
