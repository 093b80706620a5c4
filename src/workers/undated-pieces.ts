/**
 * The events before the first timestamp of a piece inherit the last time before it. That is known when the pieces before
 * it are done, on whatever thread: mostly soon. Until then they are kept, and with `--by` they may be as large as the text:
 * so only a few pieces may wait.
 */
import type { RunCounts } from '../aggregate/run-counts.js';
import type { UndatedEvents } from '../aggregate/tally.js';
import type { PieceResult } from './scan-job.js';
import type { WorkQueue } from './work-queue.js';

/** More pieces than this do not wait: instead their thread does, for those before them. */
const MAX_WAITING = 2;
const WAIT_MS = 2;

interface Waiting {
  readonly piece: number;
  readonly result: PieceResult;
  readonly undated: UndatedEvents | null;
}

export class UndatedPieces {
  readonly #counts: RunCounts;
  readonly #queue: WorkQueue;
  #waiting: Waiting[] = [];

  constructor(counts: RunCounts, queue: WorkQueue) {
    this.#counts = counts;
    this.#queue = queue;
  }

  /** Counts the piece's events, and all others whose time is known by now, as soon as there are not too many left. */
  async add(piece: number, result: PieceResult, undated: UndatedEvents | null): Promise<void> {
    this.#waiting.push({ piece, result, undated });
    this.#settle();
    while (this.#waiting.length > MAX_WAITING && !this.#queue.stopped) {
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
      this.#settle();
    }
  }

  #settle(): void {
    this.#waiting = this.#waiting.filter(({ piece, result, undated }) => {
      const time = this.#queue.timeBefore(piece);
      if (time === null) return true;
      const { tally, evidence } = this.#counts;
      const before = tally.events;
      tally.addUndated(undated, time);
      evidence?.settle(result.order, time);
      result.events += tally.events - before;
      return false;
    });
  }

  /** Leaves those that still wait to the results of their pieces, to be counted when all pieces are joined. */
  end(): void {
    for (const { result, undated } of this.#waiting) result.undated = undated;
    this.#waiting = [];
  }
}
