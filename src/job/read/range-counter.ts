/** What a job's lines are counted with. */
import { availableParallelism } from 'node:os';
import { compileKernel } from '../../kernel/load.js';
import type { Plan } from '../../pipeline.js';
import { Scanner } from '../../scan/scanner.js';
import { WindowCutter } from '../../time/windows.js';
import type { PortionSizes, RangeCounter } from './count-range.js';
import { CountThreads } from './count-threads.js';

/** Each takes memory, and a portion is divided among them: with more, joining its pieces takes as long as counting them. */
const MOST_THREADS = 8;

/** The threads of the answer must be closed. */
export function rangeCounter(plan: Plan, signal: AbortSignal, sizes?: PortionSizes): RangeCounter {
  const { rules, timeZone, count, groupKeys, workers } = plan;
  const reading = { module: compileKernel(), rules, count, groupKeys };
  const threads = Math.min(workers ?? availableParallelism(), MOST_THREADS);
  return {
    scanner: new Scanner({ ...reading, timeZone }),
    hours: new WindowCutter(timeZone, { n: 1, unit: 'h' }),
    threads: threads > 1 ? new CountThreads(threads, { ...reading, timeZone: timeZone.name }) : null,
    signal,
    ...(sizes === undefined ? {} : { sizes }),
  };
}
