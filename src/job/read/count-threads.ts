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

/** A message to a thread: pieces of a text, of which it takes its share. Tasks are done in the order in which they come. */
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
  #threads: CountThread[] = [];

  constructor(number: number, rules: CountRules) {
    this.number = number;
    this.#rules = rules;
  }

  /** Gives a task to all threads. The queue is stopped where one fails. */
  count(task: CountTask): Promise<readonly CountedPiece[]>[] {
    while (this.#threads.length < this.number - 1) {
      this.#threads.push(new CountThread(startWorker({ entry: 'count-thread', rules: this.#rules })));
    }
    return this.#threads.map((thread) => thread.count(task));
  }

  async close(): Promise<void> {
    const threads = this.#threads;
    this.#threads = [];
    await Promise.all(threads.map((thread) => thread.close()));
  }
}

interface Waiting {
  readonly resolve: (counted: readonly CountedPiece[]) => void;
  readonly reject: (error: Error) => void;
}

/** One of them, and who waits for its answers, which come in the order of the tasks. */
class CountThread {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  #ended: Error | null = null;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.unref();
    worker.on('message', (answer: CountAnswer) => this.#answered(answer));
    worker.on('error', ({ message }: Error) => this.#end(message));
    worker.on('exit', (status) => this.#end(`exit status ${status}`));
  }

  count(task: CountTask): Promise<readonly CountedPiece[]> {
    const answer = new Promise<readonly CountedPiece[]>((resolve, reject) => {
      if (this.#ended === null) this.#waiting.push({ resolve, reject });
      else reject(this.#ended);
    });
    this.#worker.ref();
    this.#worker.postMessage(task);
    // If another thread fails first, that error is reported; this one must not become an unhandled rejection.
    answer.catch(() => {});
    return answer;
  }

  #answered(answer: CountAnswer): void {
    const { resolve, reject } = this.#waiting.shift()!;
    if (this.#waiting.length === 0) this.#worker.unref();
    if ('counted' in answer) resolve(answer.counted);
    else reject(Object.assign(new Error(answer.error.message), { code: answer.error.code }));
  }

  #end(reason: string): void {
    this.#ended ??= new LogscanError('internal', `a worker thread ended before its work was done: ${reason}`);
    for (const { reject } of this.#waiting.splice(0)) reject(this.#ended);
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
