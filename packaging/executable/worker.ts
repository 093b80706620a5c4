/** As `src/boot/worker.ts`: what a thread runs is named by `entry`. */
import { workerData } from 'node:worker_threads';

const { entry = 'thread' } = workerData as { entry?: string };
// What waits for its first message gets it, however late it begins to.
void (entry === 'thread' ? import('../../src/workers/thread.js') : import('../../src/job/read/count-thread.js'));
