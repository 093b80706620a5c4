/** Shares the pieces of a job between this thread and others, and brings everything together. */
import type { Worker } from 'node:worker_threads';
import type { EvidenceData } from '../aggregate/evidence.js';
import type { Tally } from '../aggregate/tally.js';
import { LogscanError } from '../model/errors.js';
import type { Zone } from '../time/zone.js';
import type { PieceResult, ScanJob, ThreadResult, WorkerInput } from './scan-job.js';
import { type ScanHooks, scanPieces } from './scan-pieces.js';
import { takePrestarted } from './spare.js';
import type { WorkQueue } from './work-queue.js';
import { startWorker } from './worker.js';

/** The results of all sources and ranges in input order, and what the other threads kept; `tally` then has the counts of all. */
export async function runJob(
  job: ScanJob,
  threads: number,
  zone: Zone,
  tally: Tally,
  queue: WorkQueue,
  extras: ScanHooks = {},
): Promise<{ results: PieceResult[]; kept: EvidenceData[] }> {
  const others: Thread[] = [];
  for (let thread = 1; thread < threads; thread++) others.push(employ({ job, queue: queue.buffer, thread }));
  try {
    // This thread starts at once, while the others still do.
    const own = scanPieces(job, zone, tally, queue, 0, extras);
    const [results, ...brought] = await Promise.all([own, ...others.map(({ result }) => result)]);
    for (const { tally: data } of brought) tally.merge(data);
    const all = [results, ...brought.map((other) => other.results)].flat();
    const kept = brought.flatMap(({ evidence }) => evidence ?? []);
    return { results: all.sort((a, b) => a.order - b.order), kept };
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

function employ(order: WorkerInput): Thread {
  const worker = takePrestarted() ?? startWorker();
  const result = new Promise<ThreadResult>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', (error) => reject(died(error.message)));
    worker.once('exit', (status) => reject(died(`exit status ${status}`)));
  });
  worker.postMessage(order);
  // Another thread's failure may be the one that is reported.
  result.catch(() => {});
  return { worker, result };
}

function died(reason: string): LogscanError {
  return new LogscanError('internal', `a worker thread ended before its work was done: ${reason}`);
}
