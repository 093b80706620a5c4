/**
 * Holds a worker thread that was started before it was known whether it is needed. In a file apart from `worker.ts`, so
 * that a run without threads does not load `node:worker_threads`, which takes milliseconds.
 */
import type { Worker } from 'node:worker_threads';
import { noteRunning, threadsEnded } from './running.js';

let prestarted: Worker | null = null;

/** Starting a thread takes as long as starting the program, so one for a large file is started before all else. */
export function keepPrestarted(worker: Worker): void {
  prestarted = worker;
  noteRunning(worker);
  const forget = () => {
    if (prestarted === worker) prestarted = null;
  };
  // One that failed is forgotten. A new one is started when needed, and reports the failure if it fails again.
  worker.on('error', forget);
  worker.on('exit', forget);
}

/** The thread, if one is running and was not taken before. */
export function takePrestarted(): Worker | null {
  const worker = prestarted;
  prestarted = null;
  return worker;
}

/** To be awaited before the process ends: see `running.ts`. */
export function allThreadsEnded(): Promise<void> {
  return threadsEnded(takePrestarted());
}
