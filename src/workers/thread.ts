/** A worker thread: waits for its order, takes pieces until there are none, then hands over its counts, once. */
import { parentPort } from 'node:worker_threads';
import type { ThreadResult, WorkerInput } from './scan-job.js';
import { newTally, newZone, scanPieces } from './scan-pieces.js';
import { optimizeLate } from './tiering.js';
import { WorkQueue } from './work-queue.js';

optimizeLate();
// A rejection is not handled here: the pool reports it as the thread's end.
parentPort!.once('message', (order: WorkerInput) => void work(order));

async function work({ job, queue, thread }: WorkerInput): Promise<void> {
  const zone = newZone(job);
  const tally = newTally(job, zone);
  const keep = job.evidence;
  // Loaded only where a gate wants it.
  const evidence = keep === null ? null : new (await import('../aggregate/evidence.js')).Evidence(keep);
  const results = await scanPieces(job, zone, tally, new WorkQueue(queue), thread, { evidence });
  parentPort!.postMessage({ results, tally: tally.data(), evidence: evidence?.data() ?? null } satisfies ThreadResult);
}
