/** What finds the events in the lines of a job's logs. */
import { compileKernel } from '../kernel/load.js';
import { orderNeededBy } from '../scan/impossible-date.js';
import { Scanner } from '../scan/scanner.js';
import type { Job } from '../settings/job/job.js';

/** @param warn is told of a date that is impossible in the job's order */
export function scannerOf({ plan }: Job, warn: (message: string) => void): Scanner {
  const { rules, timeZone, count, groupKeys } = plan;
  const scanner = new Scanner({
    module: compileKernel(),
    rules,
    timeZone,
    count,
    groupKeys,
  });
  scanner.onOtherOrder = (source, line) =>
    warn(`${source}: this date is only possible with date-order: ${orderNeededBy(line, rules)}: ${line}`);
  return scanner;
}
