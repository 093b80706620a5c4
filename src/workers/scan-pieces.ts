/** What each thread does, the main one included: takes piece after piece, scans and counts it. */
import type { RunCounts } from '../aggregate/run-counts.js';
import type { EventBatch } from '../model/event.js';
import type { LineReader } from '../scan/line-reader.js';
import { Scanner } from '../scan/scanner.js';
import type { Zone } from '../time/zone.js';
import type { PieceResult, ScanJob } from './scan-job.js';
import { scanPiece, type Watch } from './scan-piece.js';
import type { WorkQueue } from './work-queue.js';

/** What else is done with events, on the main thread alone. */
export interface ScanHooks {
  /** Sees every batch after it was counted. */
  readonly tap?: (batch: EventBatch) => void;
  /** Waited for now and then. */
  readonly drain?: () => Promise<void>;
  /** Bytes between two turns of the event loop. */
  readonly turn?: number;
}

/** More than an archive may have members. */
const MAX_MEMBERS = 2 ** 20;
/** How often a stream that waits for bytes is ended where the run is to stop. */
const LOOK_MS = 100;

export async function scanPieces(
  job: ScanJob,
  timeZone: Zone,
  counts: RunCounts,
  queue: WorkQueue,
  thread: number,
  { tap, drain, turn }: ScanHooks = {},
): Promise<PieceResult[]> {
  const reader = await newReader(job, timeZone, counts, tap !== undefined);
  const { tally } = counts;
  const abort = new AbortController();
  let look: NodeJS.Timeout | null = null;
  let otherOrder: string | null = null;
  reader.onOtherOrder = (_source, line) => {
    otherOrder = line;
  };
  const consume = (batch: EventBatch) => {
    counts.add(batch);
    tap?.(batch);
  };
  const watch: Watch = {
    stopped: () => queue.stopped,
    get signal() {
      // A stream may wait for bytes that never come: it is looked after from outside. Timers take a while to load.
      if (look === null) {
        look = setInterval(() => queue.stopped && abort.abort(), LOOK_MS);
        look.unref();
      }
      return abort.signal;
    },
    read: (bytes) => {
      reader.settle();
      queue.report(thread, bytes, counts.events, tally.errors);
      return drain?.();
    },
  };
  const results: PieceResult[] = [];
  try {
    for (let number = queue.next(); number < job.pieces.length; number = queue.next()) {
      const piece = job.pieces[number]!;
      let order = number * MAX_MEMBERS;
      let before = tally.events;
      otherOrder = null;
      counts.begin(order, piece.range !== null && piece.range.from > piece.range.start);
      for await (const reading of scanPiece(piece, reader, consume, watch, turn)) {
        reader.settle();
        const events = tally.events - before;
        results.push({ ...reading, order, events, undated: tally.takeUndated(), otherOrder, notes: reader.notes });
        order += 1;
        before = tally.events;
        otherOrder = null;
        counts.begin(order, false);
      }
    }
  } finally {
    if (look !== null) clearInterval(look);
  }
  return results;
}

async function newReader(job: ScanJob, timeZone: Zone, counts: RunCounts, tapped: boolean): Promise<LineReader> {
  const { rules, module, count, format, groupKeys } = job;
  const options = { module, rules, timeZone, count, groupKeys };
  if (format !== null) {
    // Loaded only here: most runs have no format of their own.
    const { CustomFormatScanner } = await import('../scan/custom-format/custom-scanner.js');
    return new CustomFormatScanner({ ...options, format });
  }
  const places = tapped || counts.evidence !== null;
  // Where nothing but counts is wanted, the kernel counts most events by itself.
  const isCounting = !tapped && counts.isTallyAlone && groupKeys.length === 0 && job.filter.selected === null;
  return new Scanner({ ...options, places, ...(isCounting ? { counter: counts.tally } : {}) });
}
