/** What to install so that a job runs by itself: for cron, systemd or the Windows Task Scheduler. */
import { usageError } from '../../../model/errors.js';
import type { Job } from '../../../settings/job/job.js';
import { crontab } from './crontab.js';
import { systemdUnits } from './systemd.js';
import { windowsTask } from './windows.js';
import { checkWord } from './words.js';

export const SCHEDULERS = ['cron', 'systemd', 'windows'] as const;
export type Scheduler = (typeof SCHEDULERS)[number];

export interface Program {
  /** The interpreter and the script, as absolute paths. */
  readonly argv: readonly string[];
  /** As whom it runs on Windows, as `DOMAIN\\user`; null: as the system itself. */
  readonly user: string | null;
}

/** A run waits this long for the one before to finish. */
const WAIT = ['--wait', '10m'];

/** @throws LogscanError `usage` for a job without a schedule, or a path that cannot be written in one line */
export function printSchedule(scheduler: Scheduler, job: Job, { argv, user }: Program): string {
  const expression = job.schedule;
  if (expression === null) throw usageError(`${job.file}: schedule: expected a cron expression to print; got none`);
  for (const path of [...argv, job.file, job.folder]) checkWord(path);
  const call = [...argv, 'report', '--config', job.file, ...WAIT];
  switch (scheduler) {
    case 'cron':
      return crontab(job, expression, call);
    case 'systemd':
      return systemdUnits(job, expression, call);
    case 'windows':
      return windowsTask(job, expression, call, user);
  }
}
