/** A worker thread: takes pieces until there are none, then hands over its counts, once. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Job, ThreadResult } from './job.js';
import { Share } from './share.js';
import { newTally, newZone, scanPieces } from './take.js';

const { job, share, thread } = workerData as { job: Job; share: SharedArrayBuffer; thread: number };
const zone = newZone(job);
const tally = newTally(job, zone);
scanPieces(job, zone, tally, new Share(share), thread).then(
  (results) => parentPort!.postMessage({ results, tally: tally.data() } satisfies ThreadResult),
  (error: unknown) => {
    // Reported by the pool as the thread's end.
    throw error;
  },
);
