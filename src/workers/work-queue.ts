/** What the threads of a run share: the number of the next piece, whether to stop, and their progress. */

const NEXT = 0;
const STOP = 1;
/** Counters as doubles, one set a thread, so that no two threads write the same one. */
const BYTES = 0;
const EVENTS = 1;
const ERRORS = 2;
const COUNTERS = 3;
const COUNTERS_AT = 8;

export interface Progress {
  readonly bytes: number;
  readonly events: number;
  readonly errors: number;
}

export class WorkQueue {
  readonly buffer: SharedArrayBuffer;
  readonly #control: Int32Array;
  readonly #counters: Float64Array;

  constructor(threads: number | SharedArrayBuffer) {
    this.buffer = typeof threads === 'number' ? new SharedArrayBuffer(COUNTERS_AT + threads * COUNTERS * 8) : threads;
    this.#control = new Int32Array(this.buffer, 0, 2);
    this.#counters = new Float64Array(this.buffer, COUNTERS_AT);
  }

  /** Takes the next piece and returns its number, also beyond the last piece. */
  next(): number {
    return Atomics.add(this.#control, NEXT, 1);
  }

  stop(): void {
    Atomics.store(this.#control, STOP, 1);
  }

  get stopped(): boolean {
    return Atomics.load(this.#control, STOP) === 1;
  }

  /** Reports a thread's progress: `bytes` since its last report, `events` and `errors` in all. */
  report(thread: number, bytes: number, events: number, errors: number): void {
    const at = thread * COUNTERS;
    this.#counters[at + BYTES]! += bytes;
    this.#counters[at + EVENTS] = events;
    this.#counters[at + ERRORS] = errors;
  }

  /** The progress of all threads together, as of their last reports. */
  get progress(): Progress {
    const sum = { bytes: 0, events: 0, errors: 0 };
    for (let at = 0; at < this.#counters.length; at += COUNTERS) {
      sum.bytes += this.#counters[at + BYTES]!;
      sum.events += this.#counters[at + EVENTS]!;
      sum.errors += this.#counters[at + ERRORS]!;
    }
    return sum;
  }
}
