/** Scans a job on this thread and on worker threads, and merges what they counted. */
import type { Worker } from 'node:worker_threads';
import type { RunCounts } from '../aggregate/run-counts.js';
import { LogscanError } from '../model/errors.js';
import type { EventBatch } from '../model/event.js';
import type { Zone } from '../time/zone.js';
import { takePrestarted } from './prestarted.js';
import { type RelayedEvents, replay } from './relay.js';
import type { PieceResult, ScanJob, ThreadResult, WorkerInput } from './scan-job.js';
import { Enough, type ScanHooks, scanPieces } from './scan-pieces.js';
import type { WorkQueue } from './work-queue.js';
import { startWorker } from './worker.js';

export interface Threads {
  readonly threads: number;
  /** Whether worker threads do it all: where a line may take long, this thread would not hear Ctrl-C. */
  readonly apart: boolean;
}

/**
 * @param hooks only with a single thread that is `apart`
 * @returns the results of all pieces in input order; `counts` has the events of all threads then
 */
export async function scanOnThreads(
  job: ScanJob,
  { threads, apart }: Threads,
  zone: Zone,
  counts: RunCounts,
  queue: WorkQueue,
  hooks: ScanHooks,
): Promise<PieceResult[]> {
  const workers: RunningWorker[] = [];
  // What is read in order and what counts the last hours are on this thread.
  const wanted = hooks.tap !== undefined || counts.recent !== null;
  const input = {
    job,
    queue: queue.buffer,
    relay: apart && wanted ? { turn: hooks.turn, isFed: hooks.feed !== undefined } : null,
  };
  const take = eventTaker(counts, hooks);
  const last = apart ? threads : threads - 1;
  for (let thread = 1; thread <= last; thread++) workers.push(runWorker({ ...input, thread }, take));
  try {
    // This thread begins to scan while the workers are still starting.
    const here = apart ? [] : scanPieces(job, zone, counts, queue, 0);
    const [results, ...received] = await Promise.all([here, ...workers.map(({ result }) => result)]);
    for (const other of received) counts.merge(other.counts);
    return [results, ...received.map((other) => other.results)].flat().sort((a, b) => a.order - b.order);
  } catch (error) {
    queue.stop();
    await Promise.all(workers.map(({ worker }) => worker.terminate()));
    if (error instanceof Enough) return [];
    throw error;
  }
}

interface RunningWorker {
  readonly worker: Worker;
  readonly result: Promise<ThreadResult>;
}

/** Does on this thread what the hooks want, and counts the last hours. */
function eventTaker({ recent }: RunCounts, { tap, drain, feed }: ScanHooks): (events: RelayedEvents) => Promise<void> {
  let piece = -1;
  const take = (batch: EventBatch, order: number) => {
    if (order !== piece) recent?.begin(order);
    piece = order;
    recent?.add(batch);
    tap?.(batch, order);
  };
  return async ({ steps }) => {
    for (const step of steps) replay(step, { tap: take, ...(feed === undefined ? {} : { feed }) });
    await drain?.();
  };
}

/** `take` is given the events that the worker hands on, and is awaited before it goes on. */
function runWorker(input: WorkerInput, take: (events: RelayedEvents) => Promise<void>): RunningWorker {
  const worker = takePrestarted() ?? startWorker();
  const result = new Promise<ThreadResult>((resolve, reject) => {
    worker.on('message', (message: RelayedEvents | ThreadResult) => {
      if ('results' in message) resolve(message);
      else take(message).then(() => worker.postMessage(null), reject);
    });
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
