import { Worker } from 'node:worker_threads';
import { noteRunning } from './running.js';
import { workerScript } from './worker-script.js';

/** @param data `entry` says which file the thread runs: by default `thread`, which waits for its `WorkerInput` */
export function startWorker(data: { readonly entry?: string; readonly [key: string]: unknown } = {}): Worker {
  const { script, isSource } = workerScript();
  const worker = new Worker(script, {
    eval: isSource,
    workerData: data,
    // Keeps Node from opening this thread's stdout and stderr for the worker, which takes milliseconds: it prints nothing.
    stdout: true,
    stderr: true,
    // A thread's JavaScript heap is small, as the kernel's memory is not in it. With the default young generation of
    // 16 MiB and more it would only grow.
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  });
  noteRunning(worker);
  return worker;
}
