/** A worker thread: takes pieces until there are none, then hands over its counts, once. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Job, ThreadResult } from './job.js';
import { Share } from './share.js';
import { newTally, newZone, scanPieces } from './take.js';

const { job, share, thread } = workerData as { job: Job; share: SharedArrayBuffer; thread: number };
const zone = newZone(job);
const tally = newTally(job, zone);

async function work(): Promise<void> {
  const keep = job.evidence;
  // Loaded only where a gate wants it.
  const evidence = keep === null ? null : new (await import('../check/evidence.js')).Evidence(keep);
  const results = await scanPieces(job, zone, tally, new Share(share), thread, { evidence });
  parentPort!.postMessage({ results, tally: tally.data(), evidence: evidence?.data() ?? null } satisfies ThreadResult);
}

// A rejection is not handled here: the pool reports it as the thread's end.
void work();
