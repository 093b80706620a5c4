/** Which reports a run has to make: those whose turn it is, and earlier ones that are no longer what they should be. */
import { existsSync } from 'node:fs';
import type { MadeReport } from '../history/runs.js';
import { DAY_MS } from '../model/calendar.js';
import type { Job, ReportJob } from '../settings/job/job.js';
import { DayCutter } from '../time/days.js';
import type { Period } from '../time/period.js';

export interface Due {
  readonly report: ReportJob;
  readonly period: Period;
  /** What it was when it was made before, or null. */
  readonly made: MadeReport | null;
  /** It must be worked out: something may have changed. */
  readonly look: boolean;
}

export interface DueContext {
  /** Epoch milliseconds that periods are counted from. */
  readonly at: number;
  /** Names of the reports that are wanted, or null for all. */
  readonly only: readonly string[] | null;
  /** Counts of that time have changed since reports were last looked through. */
  readonly stale: Period | null;
  /** Files could not be read: what is made now says so. */
  readonly partial: boolean;
}

/** The instant that a run on a given day counts from: now, or where the day is over its last moment. */
export function dueInstant(day: number | null, now: number, zone: Job['plan']['timeZone']): number {
  if (day === null) return now;
  const number = new DayCutter(zone).at(day).number;
  return Math.min(Math.max(now, day), zone.startOfDay(number + 1) - 1);
}

/** @param made the latest first */
export function dueReports(job: Job, made: readonly MadeReport[], { at, only, stale, partial }: DueContext): Due[] {
  const zone = job.plan.timeZone;
  const due: Due[] = [];
  for (const report of job.reports) {
    if (only !== null && !only.includes(report.name)) continue;
    const period = report.period.at(at, zone);
    const before = made.find((each) => each.name === report.name && isSame(each.period, period)) ?? null;
    const asItShould = before !== null && before.definition === report.definition && !isPartial(before) && !partial;
    const look = !asItShould || touches(stale, period, report) || !before.outputs.every(existsSync);
    due.push({ report, period, made: before, look });
  }
  return [...due, ...again(job, made, due, stale)];
}

/** Reports of other periods whose counts have changed, as long as no later report stands in their place. */
function again(job: Job, made: readonly MadeReport[], due: readonly Due[], stale: Period | null): Due[] {
  const found: Due[] = [];
  const places = new Set<string>();
  for (const each of made) {
    const isOver = each.outputs.some((path) => places.has(path));
    for (const path of each.outputs) places.add(path);
    const report = job.reports.find(({ name }) => name === each.name);
    if (each.rolling || isOver || report === undefined || report.definition !== each.definition) continue;
    if (due.some((one) => one.report === report && isSame(one.period, each.period))) continue;
    if (touches(stale, each.period, report) || isPartial(each))
      found.push({ report, period: each.period, made: each, look: true });
  }
  return found;
}

/** Also where only what it is compared with has changed. */
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
