/** Divides the pieces of a job between this thread and others, and brings everything together. */
import type { Worker } from 'node:worker_threads';
import type { RunCounts } from '../aggregate/run-counts.js';
import { LogscanError } from '../model/errors.js';
import type { Zone } from '../time/zone.js';
import { takePrestarted } from './prestarted.js';
import type { PieceResult, ScanJob, ThreadResult, WorkerInput } from './scan-job.js';
import { scanPieces } from './scan-pieces.js';
import type { WorkQueue } from './work-queue.js';
import { startWorker } from './worker.js';

/** The results of all sources and ranges in input order; `counts` then has the events of all threads. */
export async function scanOnThreads(
  job: ScanJob,
  threads: number,
  zone: Zone,
  counts: RunCounts,
  queue: WorkQueue,
): Promise<PieceResult[]> {
  const others: Thread[] = [];
  for (let thread = 1; thread < threads; thread++) others.push(employ({ job, queue: queue.buffer, thread }));
  try {
    // This thread starts at once, while the others still do.
    const own = scanPieces(job, zone, counts, queue, 0);
    const [results, ...brought] = await Promise.all([own, ...others.map(({ result }) => result)]);
    for (const other of brought) counts.merge(other.counts);
    return [results, ...brought.map((other) => other.results)].flat().sort((a, b) => a.order - b.order);
  } catch (error) {
    queue.stop();
    await Promise.all(others.map(({ worker }) => worker.terminate()));
    throw error;
  }
}

interface Thread {
  readonly worker: Worker;
  readonly result: Promise<ThreadResult>;
}

function employ(input: WorkerInput): Thread {
  const worker = takePrestarted() ?? startWorker();
  const result = new Promise<ThreadResult>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', (error) => reject(died(error.message)));
    worker.once('exit', (status) => reject(died(`exit status ${status}`)));
  });
  worker.postMessage(input);
  // Another thread's failure may be the one that is reported.
  result.catch(() => {});
  return { worker, result };
}

function died(reason: string): LogscanError {
  return new LogscanError('internal', `a worker thread ended before its work was done: ${reason}`);
}
