/** The history of a job, opened for writing. */
import { History } from '../history/history.js';
import type { Job } from '../settings/job/job.js';

interface Opening {
  readonly wait: number;
  readonly signal: AbortSignal;
  readonly warn: (message: string) => void;
}

/** @throws LogscanError where it cannot be opened, or is that of other settings */
export function openHistory(job: Job, { wait, signal, warn }: Opening): Promise<History> {
  return History.write(job.history, { zone: job.plan.timeZone, rules: rulesOf(job), job, wait, signal, warn });
}

/** How lines are read, as far as counts depend on it. For the edition of the rules see history/store/settings.ts. */
function rulesOf({ plan: { rules, count, groupKeys } }: Job): string {
  const { codeKeys, ignoreKeys, labelled, dateOrder, year } = rules;
  return JSON.stringify({ count, dateOrder, year, codeKeys, ignoreKeys, labelled, groupKeys });
}
