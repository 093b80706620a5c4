/** The work of each thread, the main thread included: takes piece after piece from the queue, scans and counts it. */
import type { RunCounts } from '../aggregate/run-counts.js';
import type { EventBatch } from '../model/event.js';
import type { LineReader } from '../scan/line-reader.js';
import { Scanner } from '../scan/scanner.js';
import { FedReader, type TextFeed } from '../scan/text-feed.js';
import type { PassingIdentity } from '../sources/source-digest.js';
import type { Zone } from '../time/zone.js';
import type { PieceResult, ScanJob } from './scan-job.js';
import { scanPiece, type Watch } from './scan-piece.js';
import { keepHeapSmall, keepNewSpaceSmall } from './small-heap.js';
import { Turns } from './turns.js';
import { UndatedPieces } from './undated-pieces.js';
import type { WorkQueue } from './work-queue.js';

/** What else is done with events. Only where a single thread reads all in order. */
export interface ScanHooks {
  /** Sees the counted events of every batch. `order`: that of the `PieceResult` that it belongs to. */
  readonly tap?: (batch: EventBatch, order: number) => void;
  /** Awaited after each turn, to hand on what `tap` has collected. */
  readonly drain?: () => Promise<void>;
  /** Gets the text of the sources, before the batches of its lines. */
  readonly feed?: TextFeed;
  /** Bytes between two turns of the event loop. */
  readonly turn?: number;
}

/** Thrown by `drain` where no more events are wanted: the run then ends with what was read so far, which is no error. */
export class Enough extends Error {
  override readonly name = 'Enough';
}

/** Above the number of members that an archive may have: `order` numbers the members within a piece. */
const MAX_MEMBERS = 2 ** 20;
/** Bytes from which on a run may have come to keep much. */
const LARGE_BYTES = 16 << 20;
/** The same for a thread's sources. */
const MANY_SOURCES = 1000;
const TAPPED_BLOCK = 64 * 1024;
/** How often it is checked, while a stream waits for bytes, whether the run is to stop. */
const STOP_CHECK_MS = 100;

export async function scanPieces(
  job: ScanJob,
  timeZone: Zone,
  counts: RunCounts,
  queue: WorkQueue,
  thread: number,
  { tap, drain, turn, feed }: ScanHooks = {},
): Promise<PieceResult[]> {
  if (job.tunesV8 && job.groupKeys > 0 && tap === undefined) {
    keepHeapSmall();
    keepNewSpaceSmall();
  }
  const scanner = await newReader(job, timeZone, counts, tap !== undefined, () => queue.stopped);
  const reader = feed === undefined ? scanner : new FedReader(scanner, feed);
  const { tally } = counts;
  const abort = new AbortController();
  let stopCheck: NodeJS.Timeout | null = null;
  let unchecked = 0;
  let otherOrder: string | null = null;
  let order = 0;
  reader.onOtherOrder = (_source, line) => {
    otherOrder = line;
  };
  const consume = (batch: EventBatch) => {
    const counted = counts.add(batch);
    tap?.(counted, order);
  };
  const newIdentity = job.identifies ? await identities() : null;
  const watch: Watch = {
    stopped: () => queue.stopped,
    turns: new Turns(),
    newIdentity,
    get signal() {
      // A stream may wait for bytes that never come, so a timer aborts it. Made on first use: timers take time to load.
      if (stopCheck === null) {
        stopCheck = setInterval(() => queue.stopped && abort.abort(), STOP_CHECK_MS);
        stopCheck.unref();
      }
      return abort.signal;
    },
    read: (bytes) => {
      unchecked += bytes;
      if (unchecked >= LARGE_BYTES) {
        unchecked = Number.NEGATIVE_INFINITY;
        if (job.tunesV8) keepHeapSmall();
      }
      reader.flushCounts();
      queue.report(thread, bytes, counts.events, tally.errors);
      return drain?.();
    },
  };
  const results: PieceResult[] = [];
  const undatedPieces = new UndatedPieces(counts, queue);
  try {
    for (let number = queue.next(); number < job.pieces.length; number = queue.next()) {
      const piece = job.pieces[number]!;
      order = number * MAX_MEMBERS;
      let before = tally.events;
      otherOrder = null;
      let continues = piece.range !== null && piece.range.from > piece.range.start;
      counts.begin(order, continues);
      for await (const reading of scanPiece(piece, reader, consume, watch, turn)) {
        reader.flushCounts();
        const undated = tally.takeUndated();
        // At the beginning of a source there is nothing before it that could have a time.
        if (!continues) tally.addUndated(undated, Number.NaN);
        const events = tally.events - before;
        const { name, bytes, lines, matchedLines, lastTime, error, beginning, identity } = reading;
        // Written out: a copy by spread would have a hidden class of its own, of 500 bytes.
        const result: PieceResult = {
          name,
          bytes,
          lines,
          matchedLines,
          lastTime,
          error,
          beginning,
          identity,
          order,
          events,
          undated: null,
          otherOrder,
          notes: reader.notes,
        };
        results.push(result);
        if (job.tunesV8 && results.length === MANY_SOURCES) keepHeapSmall();
        queue.finish(number, reading.lastTime);
        if (continues) await undatedPieces.add(number, result, undated);
        order += 1;
        continues = false;
        before = tally.events;
        otherOrder = null;
        counts.begin(order, false);
      }
    }
    undatedPieces.end();
  } catch (thrown) {
    if (!(thrown instanceof Enough)) throw thrown;
  } finally {
    if (stopCheck !== null) clearInterval(stopCheck);
  }
  return results;
}

/** Loaded only where it is asked for: hashes take time to load. */
async function identities(): Promise<() => PassingIdentity> {
  const { PassingIdentity } = await import('../sources/source-digest.js');
  return () => new PassingIdentity();
}

/** @param tapped each event is handed on one by one */
export async function newReader(
  job: ScanJob,
  timeZone: Zone,
  counts: RunCounts,
  tapped: boolean,
  stopped: () => boolean,
): Promise<LineReader> {
  const { rules, module, count, format, keys } = job;
  const options = { module, rules, timeZone, count, groupKeys: keys };
  if (format !== null) {
    // Loaded only here: most runs have no format of their own.
    const { CustomFormatScanner } = await import('../scan/custom-format/custom-scanner.js');
    return new CustomFormatScanner({ ...options, format, stopped });
  }
  const locations = tapped || counts.evidence !== null;
  // All events of a block are kept until they are handed on: with small blocks they are few.
  const blockSize = tapped ? { blockSize: TAPPED_BLOCK } : {};
  // Where only counts are wanted, the kernel counts most events itself, without making records of them.
  const isCounting = !tapped && counts.isTallyAlone && job.filter.selected === null;
  const counting = { by: job.groupKeys, conditions: counts.where };
  const counter = isCounting ? { counter: counts.tally, counting } : {};
  const lines = counts.lines === null ? {} : { lines: counts.lines };
  return new Scanner({ ...options, ...blockSize, locations, ...counter, ...lines });
}
