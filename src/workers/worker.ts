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
