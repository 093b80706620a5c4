/** What one run of a job is asked to do, beside what its job file says. */
import { parseInstant } from '../../time/parse-instant.js';
import { parseDuration } from '../duration.js';
import { notAmong, withLabel } from '../parse-values.js';
import type { RawOptions } from '../raw-options.js';
import type { Job } from './job.js';

export interface RunRequest {
  /** Names of the reports that are wanted, or null for all. */
  readonly only: readonly string[] | null;
  /** A day to make the reports of, as an instant in it; null: today. */
  readonly day: number | null;
  /** How long to wait for another run, in milliseconds. */
  readonly wait: number;
  /** What is on the disk is counted anew, not only what is new. */
  readonly reread: boolean;
}

/**
 * @param now epoch milliseconds that relative days count from
 * @throws LogscanError `usage`
 */
export function runRequest(raw: RawOptions, job: Job, now: number): RunRequest {
  const names = job.reports.map(({ name }) => name);
  const only = raw.values('report').map((given) => {
    if (!names.includes(given.text)) throw notAmong(given, names);
    return given.text;
  });
  const date = raw.value('date');
  return {
    only: only.length === 0 ? null : only,
    day: date === null ? null : withLabel(date.label, () => parseInstant(date.text, job.plan.timeZone, now)),
    wait: waitOf(raw),
    reread: raw.flag('reread'),
  };
}

/** `--wait` in milliseconds. */
export function waitOf(raw: RawOptions): number {
  const wait = raw.value('wait');
  return wait === null ? 0 : parseDuration(wait.text, wait.label);
}
