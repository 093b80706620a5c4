/** `report --test-notify`: whether the channels of a job work. */
import { tryChannels } from '../../job/try-channels.js';
import { usageError } from '../../model/errors.js';
import { EXIT_STATUS, type ExitStatus } from '../../model/exit-status.js';
import type { Job } from '../../settings/job/job.js';
import { printable } from '../../text/terminal.js';
import type { CliContext } from '../context.js';
import { tell } from '../print.js';

/** @throws LogscanError `usage` where the job has no channels */
export async function testNotify(job: Job, context: CliContext): Promise<ExitStatus> {
  if (job.channels.length === 0) throw usageError('--test-notify: expected channels under notify of the job; got none');
  let failed = 0;
  let tried = 0;
  for await (const { name, kind, error } of tryChannels(job, context)) {
    tried += 1;
    if (error !== null) failed += 1;
    await tell(`${printable(name)} (${kind}): ${error === null ? 'sent' : `not sent: ${printable(error)}`}\n`, context);
  }
  return failed === 0 && tried === job.channels.length ? EXIT_STATUS.done : EXIT_STATUS.negative;
}
