/** A worker thread's main file: waits for its input, scans pieces until the queue is empty, then sends its results. */
import { parentPort } from 'node:worker_threads';
import { newRunCounts } from '../aggregate/run-counts.js';
import { countsPlanOf, type ThreadResult, type WorkerInput, zoneOfJob } from './scan-job.js';
import { type ScanHooks, scanPieces } from './scan-pieces.js';
import { optimizeLate } from './tiering.js';
import { WorkQueue } from './work-queue.js';

/** The memory of all typed arrays in plain data: handed over instead of copied, as this thread has no more use for it. */
function buffersOf(data: unknown, found = new Set<ArrayBuffer>()): ReadonlySet<ArrayBuffer> {
  if (ArrayBuffer.isView(data)) found.add(data.buffer as ArrayBuffer);
  else if (typeof data === 'object' && data !== null && !Array.isArray(data))
    for (const value of Object.values(data)) buffersOf(value, found);
  return found;
}

// An unhandled rejection ends the thread, which the pool reports.
parentPort!.once('message', (input: WorkerInput) => void work(input));

async function work({ job, queue, thread, relay }: WorkerInput): Promise<void> {
  // With keys every event passes through JavaScript: then that is what takes the time.
  if (job.tunesV8 && job.keys.length === 0) optimizeLate();
  const zone = zoneOfJob(job);
  const counts = await newRunCounts(countsPlanOf(job, zone));
  // Loaded only here: few runs need it.
  const hooks: ScanHooks = relay === null ? {} : (await import('./relay.js')).relayingHooks(parentPort!, relay);
  const results = await scanPieces(job, zone, counts, new WorkQueue(queue, job.pieces), thread, hooks);
  await hooks.drain?.();
  const data = counts.data();
  parentPort!.postMessage({ results, counts: data } satisfies ThreadResult, [...buffersOf(data)]);
}
