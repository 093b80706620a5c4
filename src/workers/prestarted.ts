/**
 * Keeps a thread that was started before it was known whether it is needed. Apart from `worker.ts`, because a run that
 * needs no thread does without `node:worker_threads`, which takes milliseconds to load.
 */
import type { Worker } from 'node:worker_threads';

let prestarted: Worker | null = null;

/** A thread takes as long to start as the program itself, so that one for a large file is started at once. */
export function keepPrestarted(worker: Worker): void {
  prestarted = worker;
  const forget = () => {
    if (prestarted === worker) prestarted = null;
  };
  // One that fails is none: whoever needs it starts another, which then reports why.
  worker.on('error', forget);
  worker.on('exit', forget);
}

/** The thread, if there is one that runs and that nobody has taken. */
export function takePrestarted(): Worker | null {
  const worker = prestarted;
  prestarted = null;
  return worker;
}
