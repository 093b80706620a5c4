/** Where a job file is looked for that no option names. */
import { existsSync } from 'node:fs';
import { usageError } from '../../model/errors.js';

/** Its names; one of them may be in the working folder. */
export const JOB_NAMES = ['ptk-logscan.report.yaml', 'ptk-logscan.report.yml', 'ptk-logscan.report.json'] as const;

/** @throws LogscanError `usage` where there is none in the working folder, or more than one */
export function findJob(): string {
  const found = JOB_NAMES.filter((name) => existsSync(name));
  if (found.length > 1) throw usageError(`expected one job file; got ${found.join(' and ')}`, '--config names one');
  if (found[0] !== undefined) return found[0];
  throw usageError(
    `--config: expected a job file; there is no ${JOB_NAMES[0]} here`,
    'ptk-logscan report --init writes one to start from',
  );
}
