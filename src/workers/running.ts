/**
 * The worker threads that run. The process must not end before they have: Node then waits for a thread that waits for V8
 * to have compiled something, which may wait for this thread to collect garbage, and nothing ever goes on. One run of
 * some hundreds stood still like that on Node 20, when all was printed.
 */
import type { Worker } from 'node:worker_threads';

const running = new Set<Worker>();

export function noteRunning(worker: Worker): void {
  running.add(worker);
  worker.once('exit', () => running.delete(worker));
}

/** A thread that is done ends within milliseconds. One that is not is ended after this time. */
const PATIENCE_MS = 200;
/** And one that cannot be ended is left. */
const MOST_MS = 2000;

/** Resolves when no worker thread runs. Meanwhile this thread has to be free. @param unused one that has no work */
export async function threadsEnded(unused: Worker | null): Promise<void> {
  if (running.size === 0) return;
  const ended = Promise.all([...running].map((worker) => new Promise((resolve) => worker.once('exit', resolve))));
  void unused?.terminate();
  const end = setTimeout(() => {
    for (const worker of running) void worker.terminate();
  }, PATIENCE_MS);
  const leave = new Promise((resolve) => setTimeout(resolve, MOST_MS).unref());
  await Promise.race([ended, leave]);
  clearTimeout(end);
}
