/** Scans a job on this thread and on worker threads, and merges what they counted. */
import type { Worker } from 'node:worker_threads';
import type { RunCounts } from '../aggregate/run-counts.js';
import { LogscanError } from '../model/errors.js';
import type { Zone } from '../time/zone.js';
import { takePrestarted } from './prestarted.js';
import type { PieceResult, ScanJob, ThreadResult, WorkerInput } from './scan-job.js';
import { scanPieces } from './scan-pieces.js';
import type { WorkQueue } from './work-queue.js';
import { startWorker } from './worker.js';

/** @returns the results of all pieces in input order; `counts` has the events of all threads then */
export async function scanOnThreads(
  job: ScanJob,
  threads: number,
  zone: Zone,
  counts: RunCounts,
  queue: WorkQueue,
): Promise<PieceResult[]> {
  const workers: RunningWorker[] = [];
  for (let thread = 1; thread < threads; thread++) workers.push(runWorker({ job, queue: queue.buffer, thread }));
  try {
    // This thread begins to scan while the workers are still starting.
    const here = scanPieces(job, zone, counts, queue, 0);
    const [results, ...received] = await Promise.all([here, ...workers.map(({ result }) => result)]);
    for (const other of received) counts.merge(other.counts);
    return [results, ...received.map((other) => other.results)].flat().sort((a, b) => a.order - b.order);
  } catch (error) {
    queue.stop();
    await Promise.all(workers.map(({ worker }) => worker.terminate()));
    throw error;
  }
}

interface RunningWorker {
  readonly worker: Worker;
  readonly result: Promise<ThreadResult>;
}

function runWorker(input: WorkerInput): RunningWorker {
  const worker = takePrestarted() ?? startWorker();
  const result = new Promise<ThreadResult>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', (error) => reject(endedEarly(error.message)));
    worker.once('exit', (status) => reject(endedEarly(`exit status ${status}`)));
  });
  worker.postMessage(input);
  // If another thread fails first, that error is reported; this one must not become an unhandled rejection.
  result.catch(() => {});
  return { worker, result };
}

function endedEarly(reason: string): LogscanError {
  return new LogscanError('internal', `a worker thread ended before its work was done: ${reason}`);
}
