/**
 * How a job is doing (`ptk-logscan/status@1`): a small file beside its history, written whole at the end of each run.
 * It can be read while a run holds the history.
 */

import { readFileSync } from 'node:fs';
import { isOtherJob } from '../history/job-of-history.js';
import { type Owner, presentOwner } from '../history/store/owner.js';
import { DAY_MS } from '../model/calendar.js';
import { EXIT_STATUS } from '../model/exit-status.js';
import type { Job } from '../settings/job/job.js';
import { plural } from '../text/words.js';
import { nextAfter, previousBefore } from '../time/cron.js';
import { formatInstant } from '../time/instants.js';

export const STATUS_SCHEMA = 'ptk-logscan/status@1';

/** Instants are RFC 3339, UTC; null: never. */
export interface StatusFile {
  readonly schema: typeof STATUS_SCHEMA;
  /** The job file; null: not known. */
  readonly job: string | null;
  readonly lastRun: LastRun | null;
  /** When the last successful run began. */
  readonly lastSuccess: string | null;
  readonly lastError: { readonly at: string; readonly message: string } | null;
  /** When channels were last told of an error: not after every run that fails. */
  readonly lastAlarm: string | null;
  /** Time of the newest event in the history. */
  readonly newestEvent: string | null;
  /** Notifications that could not be sent yet. */
  readonly unsent: number;
  /** Of each report the last one, where it broke a rule. */
  readonly broken: readonly BrokenReport[];
  /** Editions of the rules with which the history's counts were made, ascending; empty: not known. */
  readonly editions: readonly number[];
}

export interface BrokenReport {
  readonly name: string;
  readonly period: string;
  readonly verdict: 'fail' | 'warn';
}

export interface LastRun {
  readonly started: string;
  readonly ended: string;
  readonly exitStatus: number;
  readonly bytes: number;
  readonly lines: number;
  readonly events: number;
  readonly reports: readonly string[];
  readonly notices: readonly string[];
}

export const NO_STATUS: StatusFile = {
  schema: STATUS_SCHEMA,
  job: null,
  lastRun: null,
  lastSuccess: null,
  lastError: null,
  lastAlarm: null,
  newestEvent: null,
  unsent: 0,
  broken: [],
  editions: [],
};

export function statusPath(history: string): string {
  return `${history}.status.json`;
}

/** A file that is missing, or that this program did not write, counts as no run at all. */
export function readStatus(history: string): StatusFile {
  try {
    const status = JSON.parse(readFileSync(statusPath(history), 'utf8')) as StatusFile;
    return status.schema === STATUS_SCHEMA ? { ...NO_STATUS, ...status } : NO_STATUS;
  } catch {
    return NO_STATUS;
  }
}

/** What `report --status` prints. */
export interface Health extends StatusFile {
  readonly job: string;
  readonly history: string;
  readonly schedule: string | null;
  /** Who holds the history now, or null. */
  readonly running: Owner | null;
  readonly nextRun: string | null;
  /** Milliseconds since the last successful run, and since the newest event. */
  readonly sinceSuccess: number | null;
  readonly lag: number | null;
  readonly overdue: boolean;
  /** One sentence each; empty where all is well. */
  readonly problems: readonly string[];
}

export async function healthOf(job: Job, now: number): Promise<Health> {
  const { file, history, schedule, grace, plan } = job;
  const status = readStatus(history);
  const zone = plan.timeZone.name;
  const success = status.lastSuccess === null ? null : Date.parse(status.lastSuccess);
  // Without a schedule, a run is expected each day, because most reports are about days.
  const due = schedule === null ? now - grace - DAY_MS : previousBefore(schedule, zone, now - grace);
  const overdue = due !== null && (success === null || success < due);
  const failed = status.lastRun !== null && status.lastRun.exitStatus !== EXIT_STATUS.done && status.lastError !== null;
  const problems: string[] = [];
  if (await isOtherJob(status.job ?? undefined, job)) {
    problems.push(`the history, and what is said here, is that of another job: ${status.job}`);
  }
  if (overdue) {
    problems.push(
      success === null ? 'no run has succeeded yet' : `overdue: the last good run began ${status.lastSuccess}`,
    );
  }
  if (failed && status.lastError!.at === status.lastRun!.ended)
    problems.push(`the last run failed: ${status.lastError!.message}`);
  if (status.unsent > 0)
    problems.push(`${status.unsent} ${plural(status.unsent, 'notification')} could not be sent yet`);
  for (const { name, period, verdict } of status.broken) {
    if (verdict === 'fail') problems.push(`report ${name} of ${period} has failed its rules`);
  }
  const next = schedule === null ? null : nextAfter(schedule, zone, now);
  return {
    ...status,
    job: file,
    history,
    schedule,
    running: await presentOwner(history),
    nextRun: next === null ? null : formatInstant(next),
    sinceSuccess: success === null ? null : now - success,
    lag: status.newestEvent === null ? null : now - Date.parse(status.newestEvent),
    overdue,
    problems,
  };
}
