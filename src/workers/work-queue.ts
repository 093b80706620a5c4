/** What the threads of a run share: the number of the next piece, whether to stop, what became of pieces, and progress. */
import type { Piece } from './pieces.js';

/** The beginning of the memory, in 32-bit words. */
const NEXT = 0;
const STOP = 1;
const THREADS = 2;
const HEAD_BYTES = 16;
/** Above the number of any piece. */
const CLOSED = 2 ** 30;
/** Counters as doubles, one set a thread, so that no two threads write the same one. */
const BYTES = 0;
const EVENTS = 1;
const ERRORS = 2;
const COUNTERS = 3;
const DOUBLE = 8;
const WORD = 4;

export interface Progress {
  readonly bytes: number;
  readonly events: number;
  readonly errors: number;
}

export class WorkQueue {
  readonly buffer: SharedArrayBuffer;
  readonly #pieces: readonly Piece[];
  readonly #control: Int32Array;
  readonly #counters: Float64Array;
  /** By piece: its last time in epoch milliseconds, NaN without any; and whether the piece is done. */
  readonly #lastTimes: Float64Array;
  readonly #done: Int32Array;

  /**
   * @param shared how many threads there are, or what the first of them has as `buffer`
   * @param pieces those of which `finish` is told
   */
  constructor(shared: number | SharedArrayBuffer, pieces: readonly Piece[] = []) {
    const threads = typeof shared === 'number' ? shared : new Int32Array(shared)[THREADS]!;
    const lastTimesAt = HEAD_BYTES + threads * COUNTERS * DOUBLE;
    const doneAt = lastTimesAt + pieces.length * DOUBLE;
    this.buffer = typeof shared === 'number' ? new SharedArrayBuffer(doneAt + pieces.length * WORD) : shared;
    this.#pieces = pieces;
    this.#control = new Int32Array(this.buffer, 0, HEAD_BYTES / WORD);
    this.#control[THREADS] = threads;
    this.#counters = new Float64Array(this.buffer, HEAD_BYTES, threads * COUNTERS);
    this.#lastTimes = new Float64Array(this.buffer, lastTimesAt, pieces.length);
    this.#done = new Int32Array(this.buffer, doneAt, pieces.length);
  }

  /** Takes the next piece and returns its number, also beyond the last piece. */
  next(): number {
    return Atomics.add(this.#control, NEXT, 1);
  }

  /** No thread takes a further piece; those that were taken are finished. */
  close(): void {
    Atomics.store(this.#control, NEXT, CLOSED);
  }

  get closed(): boolean {
    return Atomics.load(this.#control, NEXT) >= CLOSED;
  }

  /** The piece is done; NaN: it has no time. */
  finish(piece: number, lastTime: number): void {
    this.#lastTimes[piece] = lastTime;
    Atomics.store(this.#done, piece, 1);
  }

  /** The last time before the piece in its source; NaN: there is none; null: not known before other pieces are done. */
  timeBefore(piece: number): number | null {
    const { input } = this.#pieces[piece]!;
    for (let before = piece - 1; this.#pieces[before]?.input === input; before--) {
      if (Atomics.load(this.#done, before) === 0) return null;
      const time = this.#lastTimes[before]!;
      if (!Number.isNaN(time)) return time;
    }
    return Number.NaN;
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
