/** What each thread does, the main one included: takes piece after piece, scans and counts it. */

import type { Evidence } from '../aggregate/evidence.js';
import type { RecentEvents } from '../aggregate/recent.js';
import { Tally } from '../aggregate/tally.js';
import type { EventBatch } from '../model/event.js';
import { Scanner } from '../scan/scanner.js';
import { machineZone, type Zone, zoneOf } from '../time/zone.js';
import type { PieceResult, ScanJob } from './scan-job.js';
import { scanPiece, type Watch } from './scan-piece.js';
import type { WorkQueue } from './work-queue.js';

export function newZone({ timeZone }: ScanJob): Zone {
  // The machine's own zone needs no Intl, which takes 26 ms to start.
  const own = machineZone();
  return own.name === timeZone ? own : zoneOf(timeZone);
}

export function newTally(job: Omit<ScanJob, 'evidence'>, timeZone: Zone): Tally {
  const { window, since, until, selected, groupKeys, errorCodes, future } = job;
  return new Tally({ timeZone, window, since, until, selected, groupKeys: groupKeys.length, errorCodes, future });
}

/** `tap` sees every batch after it was counted; `drain` is waited for now and then. */
export interface ScanHooks {
  /** Keeps where events stand. */
  readonly evidence?: Pick<Evidence, 'begin' | 'add'> | null;
  /** Takes the events in place of the tally. */
  readonly recent?: RecentEvents | null;
  readonly tap?: (batch: EventBatch) => void;
  readonly drain?: () => Promise<void>;
  /** Bytes between two turns of the event loop. */
  readonly turn?: number;
}

/** More than an archive may have members. */
const MOST_IN_PIECE = 2 ** 20;

export async function scanPieces(
  job: ScanJob,
  timeZone: Zone,
  tally: Tally,
  queue: WorkQueue,
  thread: number,
  { evidence = null, recent = null, tap, drain, turn }: ScanHooks = {},
): Promise<PieceResult[]> {
  const { rules, module, count, format, groupKeys } = job;
  // Where nothing but counts is wanted, the kernel counts most events by itself.
  const places = tap !== undefined || evidence !== null;
  const counts =
    !places && recent === null && groupKeys.length === 0 && job.selected === null ? { counter: tally } : {};
  const options = { module, rules, timeZone, count, groupKeys };
  // Loaded only here: most runs have no form of their own.
  const lineScanner =
    format === null
      ? null
      : new (await import('../scan/custom-format/custom-scanner.js')).CustomFormatScanner({ ...options, format });
  const scanner = lineScanner ?? new Scanner({ ...options, places, ...counts });
  const abort = new AbortController();
  let look: NodeJS.Timeout | null = null;
  let otherOrder: string | null = null;
  scanner.onOtherOrder = (_source, line) => {
    otherOrder = line;
  };
  const consume = (batch: EventBatch) => {
    if (recent === null) tally.add(batch);
    else recent.add(batch);
    evidence?.add(batch);
    tap?.(batch);
  };
  const watch: Watch = {
    stopped: () => queue.stopped,
    get signal() {
      // A stream may wait for bytes that never come: it is looked after from outside. Timers take a while to load.
      if (look === null) {
        look = setInterval(() => queue.stopped && abort.abort(), 100);
        look.unref();
      }
      return abort.signal;
    },
    read: (bytes) => {
      scanner.settle();
      queue.report(thread, bytes, (recent ?? tally).events, tally.errors);
      return drain?.();
    },
  };
  const results: PieceResult[] = [];
  try {
    for (let piece = queue.next(); piece < job.pieces.length; piece = queue.next()) {
      const { range } = job.pieces[piece]!;
      const continues = range !== null && range.from > range.start;
      let order = piece * MOST_IN_PIECE;
      let before = tally.events;
      otherOrder = null;
      recent?.begin(order);
      evidence?.begin(order, continues);
      for await (const reading of scanPiece(job.pieces[piece]!, scanner, consume, watch, turn)) {
        scanner.settle();
        const events = tally.events - before;
        const notes = lineScanner?.notes ?? null;
        results.push({ ...reading, order, events, head: tally.takeUndated(), otherOrder, notes });
        order += 1;
        before = tally.events;
        otherOrder = null;
        recent?.begin(order);
        evidence?.begin(order, false);
      }
    }
  } finally {
    if (look !== null) clearInterval(look);
  }
  return results;
}
