/**
 * Counts the lines of a range of a plain text: a small one on this thread, a large one in pieces on all threads.
 *
 *     range ──cut──▶ pieces, each taken by the next free thread ──▶ counts of each ──join, in order──▶ counts
 */
import type { Anchor } from '../../history/streams/streams.js';
import { MIN_SPLIT_BYTES } from '../../model/limits.js';
import { WorkQueue } from '../../workers/work-queue.js';
import { type WantedTimes, wantedData } from './anchors.js';
import {
  type CountedPiece,
  countPiece,
  MOST_COUNTS,
  type OpenText,
  type Piece,
  type PieceCounter,
} from './count-piece.js';
import type { CountThreads } from './count-threads.js';
import { type Carried, JoinedPieces } from './join-pieces.js';
import type { LogCounts } from './log-counts.js';

/** Bytes of the text: both are starts of lines. */
export interface CountedRange extends Piece, Carried {}

export interface RangeCounts extends Carried {
  readonly counts: LogCounts;
  /** The first event with a time, some later ones with the last, and those with a time that was wanted: so many at most. */
  readonly first: Anchor | null;
  readonly last: readonly Anchor[];
  readonly hits: readonly Anchor[];
  /** Where it ends: before the end of the range where there are very many counts, at the end of a line. */
  readonly end: number;
  readonly lines: number;
  /** The first line whose date is possible only in the other date order; null: none. */
  readonly otherOrder: string | null;
}

/** In bytes. */
export interface PortionSizes {
  /** What is read and verified at a time. */
  readonly portion: number;
  /** From this length on other threads help. */
  readonly large: number;
}

export const SIZES: PortionSizes = { portion: 128 << 20, large: MIN_SPLIT_BYTES };

export interface RangeCounter extends Omit<PieceCounter, 'stopped' | 'wanted'> {
  /** Null: everything is counted on this thread. */
  readonly threads: CountThreads | null;
  /** Tests make them small; absent: those of the program. */
  readonly sizes?: PortionSizes;
  readonly signal: AbortSignal;
}

/**
 * A range that is being counted. Other threads begin at once. This one takes its share when it is asked for the counts:
 * until then it has time for other things.
 */
export class RangeCount {
  readonly #text: OpenText;
  readonly #wanted: WantedTimes | null;
  readonly #counter: RangeCounter;
  readonly #pieces: readonly Piece[];
  readonly #queue: WorkQueue;
  readonly #elsewhere: readonly Promise<readonly CountedPiece[]>[];

  constructor(text: OpenText, range: Piece, wanted: WantedTimes | null, counter: RangeCounter) {
    const { threads, sizes = SIZES } = counter;
    this.#text = text;
    this.#wanted = wanted;
    this.#counter = counter;
    const isLarge = threads !== null && range.to - range.from >= sizes.large;
    // Only for other threads: it is a list of all that is known, and would be made for each of 100,000 small files.
    const sent = !isLarge ? null : wanted === null ? new Float64Array(0) : wantedData(wanted);
    const count = isLarge && sent !== null ? threads.number : 1;
    this.#pieces = cutRange(range, count);
    this.#queue = new WorkQueue(count);
    const task = { text, pieces: this.#pieces, queue: this.#queue.buffer, wanted: sent! };
    this.#elsewhere = count > 1 ? threads!.count(task) : [];
  }

  /** Roughly how much memory the counts of other threads take, when they have nothing more to do here: see `LogCounts`. */
  async sizeElsewhere(): Promise<number> {
    let size = 0;
    for (const answer of await Promise.allSettled(this.#elsewhere)) {
      if (answer.status === 'fulfilled') for (const piece of answer.value) size += piece.size;
    }
    return size;
  }

  /** @returns null where it was interrupted, or where the file is not as long as the range any more */
  async counts(carried: Carried): Promise<RangeCounts | null> {
    const { scanner, hours, eventLines } = this.#counter;
    const [text, queue, wanted] = [this.#text, this.#queue, this.#wanted];
    try {
      const counter = {
        ...{ scanner, hours, wanted, stopped: () => this.#isStopped() },
        ...(eventLines === undefined ? {} : { eventLines }),
      };
      const here = this.#isStopped() ? [] : await countPieces(text, this.#pieces, counter, queue);
      // Where it was interrupted other threads take no further piece.
      this.#isStopped();
      const counted = [...here, ...(await Promise.all(this.#elsewhere)).flat()];
      const range = { from: this.#pieces[0]!.from, to: this.#pieces.at(-1)!.to, ...carried };
      return this.#isStopped() ? null : joinRange(counted, range, hours, wanted, queue.closed);
    } finally {
      // Where a thread has failed the others need not go on.
      queue.stop();
    }
  }

  /** Ends it: what was counted is not needed. Afterwards no thread reads the text. */
  async drop(): Promise<void> {
    this.#queue.stop();
    await Promise.allSettled(this.#elsewhere);
  }

  /** Not by a listener: a signal warns of eleven, and more portions than that may wait. */
  #isStopped(): boolean {
    if (this.#counter.signal.aborted) this.#queue.stop();
    return this.#queue.stopped;
  }
}

/** What each thread does: takes piece after piece. */
export async function countPieces(
  text: OpenText,
  pieces: readonly Piece[],
  counter: PieceCounter,
  queue: WorkQueue,
): Promise<CountedPiece[]> {
  const counted: CountedPiece[] = [];
  let size = 0;
  for (let number = queue.next(); number < pieces.length && !queue.stopped; number = queue.next()) {
    const piece = await countPiece(text, pieces[number]!, counter);
    if (piece === null) continue;
    counted.push(piece);
    size += piece.size;
    if (size >= MOST_COUNTS || piece.isShort) queue.close();
  }
  return counted;
}

/** Below 4 MiB the fixed cost of a piece is no longer negligible. */
const MIN_PIECE_BYTES = 4 << 20;
/** Each piece is a quarter of what remains for a thread, so that all threads finish at about the same time. */
const FRACTION_OF_REMAINING = 1 / 4;

function cutRange({ from, to }: Piece, threads: number): Piece[] {
  if (threads === 1) return [{ from, to }];
  const pieces: Piece[] = [];
  for (let at = from; at < to; ) {
    const length = Math.max(MIN_PIECE_BYTES, Math.ceil(((to - at) / threads) * FRACTION_OF_REMAINING));
    const end = Math.min(to, at + length);
    pieces.push({ from: at, to: end });
    at = end;
  }
  return pieces;
}

/**
 * Null where the pieces do not fill the range: then the file was changed meanwhile.
 * @param isClosed the last pieces were not counted
 */
export function joinRange(
  pieces: CountedPiece[],
  { from, to, ...carried }: CountedRange,
  hours: RangeCounter['hours'],
  wanted: WantedTimes | null,
  isClosed = false,
): RangeCounts | null {
  const join = new JoinedPieces(hours, carried, wanted);
  let at = from;
  let lines = 0;
  let otherOrder: string | null = null;
  let isShort = isClosed;
  for (const piece of pieces.sort((a, b) => a.from - b.from)) {
    if (piece.from !== at) {
      if (!isShort) return null;
      break;
    }
    join.add(piece.counted, piece.lastTime);
    at = piece.end;
    lines += piece.lines;
    otherOrder ??= piece.otherOrder;
    if (piece.isShort) isShort = true;
  }
  if (at !== to && !(isShort && at > from)) return null;
  const { counts, lastTime, lastEvent, first, last, hits } = join;
  return { counts, end: at, lines, lastTime, lastEvent, first, last, hits, otherOrder };
}
