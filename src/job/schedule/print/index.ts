/** What to install so that a job runs by itself: for cron, systemd or the Windows Task Scheduler. */
import { usageError } from '../../../model/errors.js';
import type { Job } from '../../../settings/job/job.js';
import { quoted } from '../../../text/quoted.js';
import { crontab } from './crontab.js';
import { systemdUnits } from './systemd.js';
import { windowsTask } from './windows.js';

export const SCHEDULERS = ['cron', 'systemd', 'windows'] as const;
export type Scheduler = (typeof SCHEDULERS)[number];

export interface Program {
  /** The interpreter and the script, as absolute paths. */
  readonly argv: readonly [string, string];
}

/** A run waits this long for the one before to finish. */
const WAIT = ['--wait', '10m'];

/** @throws LogscanError `usage` for a job without a schedule, or a path that cannot be written in one line */
export function printSchedule(scheduler: Scheduler, job: Job, { argv }: Program): string {
  const expression = job.schedule;
  if (expression === null) throw usageError(`${job.file}: schedule: expected a cron expression to print; got none`);
  for (const path of [...argv, job.file, job.folder]) checkPath(path);
  const call = [...argv, 'report', '--config', job.file, ...WAIT];
  switch (scheduler) {
    case 'cron':
      return crontab(job, expression, call);
    case 'systemd':
      return systemdUnits(job, expression, call);
    case 'windows':
      return windowsTask(job, expression, call);
  }
}

/** A line end would begin an entry of its own, in a crontab or a unit, and a backslash at the end would take in the next line. */
function checkPath(path: string): void {
  if (/[\p{Cc}\u2028\u2029]|\\$/u.test(path)) {
    throw usageError(
      `${quoted(path)}: expected a path without control characters or a backslash at its end, to write it into a schedule`,
    );
  }
}
