/** What a history must be before a run writes to it: of the present version, and of the same zone, rules and job. */
import { usageError } from '../model/errors.js';
import type { Job } from '../settings/job/job.js';
import { checkJob, isSameFile } from './job-of-history.js';
import type { Database } from './store/database.js';
import { type Meta, setMeta } from './store/meta.js';
import { migrate } from './store/schema.js';
import { agrees } from './store/settings.js';

export interface HistorySettings {
  /** Name of the zone. */
  readonly zone: string;
  readonly rules: string | null;
  readonly job: Job | undefined;
  readonly warn: (message: string) => void;
}

/**
 * Brings a file to the present version; a new one gets these settings.
 * @returns what is in `meta` then
 * @throws LogscanError `usage` where it has others
 */
export async function prepare(db: Database, file: string, { zone, rules, job, warn }: HistorySettings): Promise<Meta> {
  const meta = await migrate(db, file);
  const known = meta.get('job');
  if (job !== undefined) await checkJob(known, job);
  const made = { zone: meta.get('zone') ?? zone, rules: meta.get('rules') || rules };
  if (made.zone !== zone) {
    throw usageError(
      `timeZone: expected ${made.zone}, in which ${file} counts its days; got ${zone}`,
      'a history in another zone needs another file',
    );
  }
  if (rules !== null && !agrees(made.rules ?? rules, rules)) {
    throw usageError(
      `read: expected what ${file} was made with, ${made.rules}; got ${rules}`,
      'counts by other rules need another file',
    );
  }
  const wanted = new Map([
    ['zone', zone],
    ['rules', rules ?? made.rules ?? ''],
    // Under another name of the same file it stays what it was.
    ...(job === undefined || isSameFile(known, job.file) ? [] : [['job', job.file] as const]),
  ]);
  const changed = new Map([...wanted].filter(([key, value]) => meta.get(key) !== value));
  if (changed.size === 0) return meta;
  if (known !== undefined && changed.has('job')) {
    warn(`${file}: goes on as the history of ${job!.file}; it was that of ${known}`);
  }
  await db.transaction(() => setMeta(db, changed));
  return new Map([...meta, ...changed]);
}
