/** Counts one piece of a text on this thread. Pieces are cut anywhere: a line belongs to the piece in which it starts. */
import { setImmediate } from 'node:timers/promises';
import type { LineReader } from '../../scan/line-reader.js';
import { bytesAt, firstLineStart, readLines } from '../../scan/range.js';
import { HEADER_SEARCH_BYTES } from '../../scan/source-head.js';
import type { WindowCutter } from '../../time/windows.js';
import type { WantedTimes } from './anchors.js';
import { KeptEvents } from './kept-events.js';
import { PieceCounts, type PieceCountsData } from './piece-counts.js';

/** A text in an open file, which any thread of the process may read. */
export interface OpenText {
  readonly fd: number;
  readonly name: string;
  /** Bytes of the byte order mark before the text. */
  readonly start: number;
  /** Of the file, in epoch milliseconds: missing years are derived from it. */
  readonly modified: number;
  /** Whether the text declares that its times are UTC. */
  readonly utc: boolean;
}

/** Bytes of the text: the lines that start from `from` on and before `to`. */
export interface Piece {
  readonly from: number;
  readonly to: number;
}

export interface CountedPiece {
  /** Bytes of the text: from the start of the first line to the end of the last one. */
  readonly from: number;
  readonly end: number;
  readonly lines: number;
  /** The last time in the piece, which the next line may inherit; NaN where it has none. Epoch milliseconds. */
  readonly lastTime: number;
  readonly counted: PieceCountsData;
  /** The first line whose date is possible only in the other date order; null: none. */
  readonly otherOrder: string | null;
  /** Of its counts: see `LogCounts`. */
  readonly size: number;
  /** There were so many counts that it ended before all of its lines were read. */
  readonly isShort: boolean;
}

/** What counts pieces on a thread. */
export interface PieceCounter {
  readonly scanner: LineReader;
  /** The hours of the history's zone. */
  readonly hours: WindowCutter;
  /** Events with these times are told of one by one. */
  readonly wanted: WantedTimes | null;
  /** Whether to stop. Asked every 16 MiB. */
  readonly stopped: () => boolean;
  /** 1 for each code (by number - 106000) whose lines are kept with the events; absent: events are not kept. */
  readonly eventLines?: Uint8Array;
}

/** Bytes that are read before the event loop gets to run. */
const TURN_BYTES = 16 << 20;
/** Bytes that are read before it is looked how many counts there are: at first, and at most where they are few. */
const FIRST_STEP_BYTES = 1 << 18;
const STEP_BYTES = 4 << 20;
/** `size` of the counts of a piece, or of the pieces of a thread, at which it is enough. */
export const MOST_COUNTS = 100_000;

/** A short piece ends only where there are several times as many: texts are recognised by what is in each few MiB. */
function isEnough(size: number, bytes: number): boolean {
  return size >= (bytes < STEP_BYTES ? 4 : 1) * MOST_COUNTS;
}

export function keptEvents(lines: Uint8Array | undefined): KeptEvents | null {
  return lines === undefined ? null : new KeptEvents(lines);
}

/** Null where no line starts in the piece, or where it was stopped. */
export async function countPiece(
  { fd, name, start, modified, utc }: OpenText,
  { from, to }: Piece,
  { scanner, hours, wanted, stopped, eventLines }: PieceCounter,
): Promise<CountedPiece | null> {
  const first = firstLineStart(fd, start, start + from, start + to) - start;
  if (first >= to) return null;
  const known = first === 0 ? {} : { utc, header: scanner.headerOf(bytesAt(fd, start, HEADER_SEARCH_BYTES)) };
  const counts = new PieceCounts(hours, { offset: first, lines: 0 }, wanted, keptEvents(eventLines));
  let otherOrder: string | null = null;
  scanner.onOtherOrder = (_name, line) => {
    otherOrder = line;
  };
  const part = { name, reference: modified, offset: first, lines: 0, ...known };
  scanner.begin(part, (batch) => counts.add(batch, scanner.matchedLines), counts);
  let end = first;
  let turn = 0;
  let most = FIRST_STEP_BYTES;
  while (end < to && !isEnough(counts.size, end - first)) {
    const step = Math.min(to, end + most);
    let read = 0;
    for (const n of readLines(scanner, fd, start + end, start + step, STEP_BYTES)) {
      read += n;
      turn += n;
      // Within a step, too: a line may be of any length.
      if (turn < TURN_BYTES) continue;
      turn = 0;
      await setImmediate();
      if (stopped()) return null;
    }
    if (read === 0) break;
    end += read;
    if (counts.size < MOST_COUNTS / 8) most = Math.min(STEP_BYTES, most * 2);
  }
  scanner.flushCounts();
  const { lines, lastTime, matchedLines } = scanner;
  const { size } = counts;
  const isShort = end < to && isEnough(size, end - first);
  const counted = counts.end(end, lines, matchedLines);
  return { from: first, end, lines, lastTime, otherOrder, size, isShort, counted };
}
