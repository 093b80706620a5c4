/**
 * Which job a history is of. Two jobs in one history would count their inputs together, and send each other's
 * notifications. A job file may be renamed, moved, or named by another path: what matters is whether the job that the
 * history knows is still there, and another one.
 */
import { existsSync, statSync } from 'node:fs';
import { usageError } from '../model/errors.js';
import type { Job } from '../settings/job/job.js';
import { loadJob } from '../settings/job/job-file.js';

/**
 * @param known the job file that the history was last used by, where it says so
 * @throws LogscanError `usage` where that is another job, which uses the history too
 */
export async function checkJob(known: string | undefined, job: Job): Promise<void> {
  if (!(await isOtherJob(known, job))) return;
  throw usageError(
    `${job.history}: expected a history for one job; got ${job.file}, and it is that of ${known}`,
    'name another history in one of them; if one has replaced the other, delete the file that is no longer used',
  );
}

export async function isOtherJob(known: string | undefined, job: Job): Promise<boolean> {
  // A file that is gone was renamed or moved.
  if (known === undefined || isSameFile(known, job.file) || !existsSync(known)) return false;
  let other: Job;
  try {
    other = await loadJob(known, Date.now());
  } catch {
    // With a mistake in it, perhaps for a moment, it is a job all the same.
    return true;
  }
  return isSameFile(other.history, job.history) && !isCopy(other, job);
}

/** Whether both do the same with the same inputs, as a job does that is installed anew with each release. */
function isCopy(one: Job, other: Job): boolean {
  const essence = ({ plan, reports, channels }: Job) =>
    JSON.stringify([
      plan.files,
      reports.map(({ name, definition }) => [name, definition]),
      channels.map(({ name, target }) => [name, target.kind]),
    ]);
  return essence(one) === essence(other);
}

export function isSameFile(one: string | undefined, other: string): boolean {
  if (one === undefined) return false;
  if (one === other) return true;
  const [a, b] = [one, other].map((file) => statSync(file, { bigint: true, throwIfNoEntry: false }));
  return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev;
}
