/** The worker threads that help to count large files in a run. They are started by the first of these, and end with the run. */
import type { Worker } from 'node:worker_threads';
import { LogscanError } from '../../model/errors.js';
import type { CountMode } from '../../model/plan.js';
import type { LineRules } from '../../model/rules.js';
import { startWorker } from '../../workers/worker.js';
import type { CountedPiece, OpenText, Piece } from './count-piece.js';

/** How lines are read, as plain data. */
export interface CountRules {
  /** The compiled kernel, which threads share. */
  readonly module: WebAssembly.Module;
  readonly rules: LineRules;
  readonly count: CountMode;
  readonly groupKeys: readonly string[];
  /** Name of the history's zone. */
  readonly timeZone: string;
}

/** A message to a thread: pieces of a text, of which it takes its share. */
export interface CountTask {
  readonly text: OpenText;
  readonly pieces: readonly Piece[];
  /** The memory of the task's `WorkQueue`. */
  readonly queue: SharedArrayBuffer;
  /** See `wantedData`. */
  readonly wanted: Float64Array;
}

/** Its answer. An error keeps its code, by which errors of the system are recognised. */
export type CountAnswer =
  | { readonly counted: readonly CountedPiece[] }
  | { readonly error: { readonly message: string; readonly code: string | undefined } };

export class CountThreads {
  /** How many threads count, with this one. */
  readonly number: number;
  readonly #rules: CountRules;
  #workers: Worker[] = [];

  constructor(number: number, rules: CountRules) {
    this.number = number;
    this.#rules = rules;
  }

  /** Gives a task to all threads. The queue is stopped where one fails. */
  count(task: CountTask): Promise<readonly CountedPiece[]>[] {
    while (this.#workers.length < this.number - 1) {
      const worker = startWorker({ entry: 'count-thread', rules: this.#rules });
      worker.unref();
      this.#workers.push(worker);
    }
    return this.#workers.map((worker) => answerOf(worker, task));
  }

  async close(): Promise<void> {
    const workers = this.#workers;
    this.#workers = [];
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function answerOf(worker: Worker, task: CountTask): Promise<readonly CountedPiece[]> {
  const answer = new Promise<readonly CountedPiece[]>((resolve, reject) => {
    const ended = (reason: string) =>
      reject(new LogscanError('internal', `a worker thread ended before its work was done: ${reason}`));
    const failed = (error: Error) => ended(error.message);
    const exited = (status: number) => ended(`exit status ${status}`);
    worker.once('error', failed);
    worker.once('exit', exited);
    worker.once('message', (message: CountAnswer) => {
      worker.off('error', failed);
      worker.off('exit', exited);
      worker.unref();
      if ('counted' in message) resolve(message.counted);
      else reject(Object.assign(new Error(message.error.message), { code: message.error.code }));
    });
  });
  worker.ref();
  worker.postMessage(task);
  // If another thread fails first, that error is reported; this one must not become an unhandled rejection.
  answer.catch(() => {});
  return answer;
}
