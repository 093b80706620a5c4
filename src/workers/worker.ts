/** Starts worker threads, and keeps one that was started before it was known whether it is needed. */
import { Worker } from 'node:worker_threads';

/** Starts a thread, which then waits for its `WorkerInput`. */
export function startWorker(): Worker {
  return new Worker(new URL('./worker.cjs', import.meta.url), {
    // Nothing is printed there. Else Node would open this thread's own two streams for it, which takes milliseconds.
    stdout: true,
    stderr: true,
    // The kernel's memory is not in here; what is, is small. A young generation of 16 MiB and more only grows.
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  });
}

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
