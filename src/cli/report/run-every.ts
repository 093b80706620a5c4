/** `report --every`: stays up, and runs the job at the times of a cron expression. */
import { runEvery } from '../../job/schedule/every.js';
import { readStatus } from '../../job/status.js';
import { LogscanError, usageError } from '../../model/errors.js';
import { EXIT_STATUS, type ExitStatus } from '../../model/exit-status.js';
import type { Job } from '../../settings/job/job.js';
import type { RunRequest } from '../../settings/job/run-request.js';
import type { RawValue } from '../../settings/raw-value.js';
import { checkCron } from '../../time/cron.js';
import type { CliContext } from '../context.js';
import { runOnce } from './run-once.js';

/** @param every a cron expression, or `schedule` for the job's own */
export async function runAtTimes(
  job: Job,
  request: RunRequest,
  every: RawValue,
  context: CliContext,
): Promise<ExitStatus> {
  if (request.reread) throw usageError('--every: expected without --reread, which is done once; got both');
  const zone = job.plan.timeZone.name;
  const expression =
    every.text === 'schedule' && job.schedule !== null ? job.schedule : checkCron(every.text, zone, every.label);
  const { lastRun } = readStatus(job.history);
  await runEvery(
    {
      expression,
      zone,
      last: lastRun === null ? null : Date.parse(lastRun.started),
      signal: context.signal,
      waiting: (next) => context.warn(`next run ${new Date(next).toISOString()}`),
    },
    async () => {
      // A run that fails says so, and the next one comes all the same.
      await runOnce(job, request, context).catch((error: unknown) => {
        if (!(error instanceof LogscanError)) throw error;
        context.warn(error.message);
      });
    },
  );
  return EXIT_STATUS.done;
}
