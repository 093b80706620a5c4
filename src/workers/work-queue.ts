/** What the threads of a run share: the next piece, whether to stop, and how far they are. */

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

  /** The number of a piece that no other thread has taken. */
  next(): number {
    return Atomics.add(this.#control, NEXT, 1);
  }

  stop(): void {
    Atomics.store(this.#control, STOP, 1);
  }

  get stopped(): boolean {
    return Atomics.load(this.#control, STOP) === 1;
  }

  /** Says how far a thread is: bytes are added, events and errors replace what it said before. */
  report(thread: number, bytes: number, events: number, errors: number): void {
    const at = thread * COUNTERS;
    this.#counters[at + BYTES]! += bytes;
    this.#counters[at + EVENTS] = events;
    this.#counters[at + ERRORS] = errors;
  }

  /** How far all threads are: a little behind, never ahead. */
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
