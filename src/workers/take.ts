/** What each thread does, the main one included: takes piece after piece, scans and counts it. */
import type { RecentEvents } from '../aggregate/recent.js';
import { Tally } from '../aggregate/tally.js';
import type { Evidence } from '../check/evidence.js';
import type { EventBatch } from '../model/event.js';
import { Scanner } from '../scan/scanner.js';
import { machineZone, type Zone, zoneOf } from '../time/zone.js';
import type { Job, PieceResult } from './job.js';
import { scanPiece, type Watch } from './piece.js';
import type { Share } from './share.js';

export function newZone({ timeZone }: Job): Zone {
  // The machine's own zone needs no Intl, which takes 26 ms to start.
  const own = machineZone();
  return own.name === timeZone ? own : zoneOf(timeZone);
}

export function newTally(job: Omit<Job, 'evidence'>, timeZone: Zone): Tally {
  const { window, since, until, selected, groupKeys, errorCodes, future } = job;
  return new Tally({ timeZone, window, since, until, selected, groupKeys: groupKeys.length, errorCodes, future });
}

/** `tap` sees every batch after it was counted; `drain` is waited for now and then. */
export interface Extras {
  /** Keeps where events stand. */
  readonly evidence?: Pick<Evidence, 'begin' | 'add'> | null;
  /** Takes the events in place of the tally. */
  readonly recent?: RecentEvents | null;
  readonly tap?: (batch: EventBatch) => void;
  readonly drain?: () => Promise<void>;
  /** Bytes between two turns of the event loop. */
  readonly turn?: number;
}

export async function scanPieces(
  job: Job,
  timeZone: Zone,
  tally: Tally,
  share: Share,
  thread: number,
  { evidence = null, recent = null, tap, drain, turn }: Extras = {},
): Promise<PieceResult[]> {
  const { codeKeys, ignoreKeys, dateOrder, year, known, module, count, format, groupKeys } = job;
  const rules = { codeKeys, ignoreKeys, dateOrder, year, known };
  // Where nothing but counts is wanted, the kernel counts most events by itself.
  const places = tap !== undefined || evidence !== null;
  const counts =
    !places && recent === null && groupKeys.length === 0 && job.selected === null ? { counter: tally } : {};
  const scanner =
    format === null
      ? new Scanner({ module, rules, timeZone, count, groupKeys, places, ...counts })
      : new (await import('../scan/line-scanner.js')).LineScanner({ format, rules, timeZone, count, groupKeys });
  const abort = new AbortController();
  let look: NodeJS.Timeout | null = null;
  let otherOrder: string | null = null;
  scanner.onOtherOrder = (_source, line) => {
    otherOrder = line;
  };
  const settle = () => scanner instanceof Scanner && scanner.settle();
  const consume = (batch: EventBatch) => {
    if (recent === null) tally.add(batch);
    else recent.add(batch);
    evidence?.add(batch);
    tap?.(batch);
  };
  const watch: Watch = {
    stopped: () => share.stopped,
    get signal() {
      // A stream may wait for bytes that never come: it is looked after from outside. Timers take a while to load.
      if (look === null) {
        look = setInterval(() => share.stopped && abort.abort(), 100);
        look.unref();
      }
      return abort.signal;
    },
    read: (bytes) => {
      settle();
      share.tell(thread, bytes, (recent ?? tally).events, tally.errors);
      return drain?.();
    },
  };
  const results: PieceResult[] = [];
  try {
    for (let piece = share.take(); piece < job.pieces.length; piece = share.take()) {
      otherOrder = null;
      const before = tally.events;
      const { range } = job.pieces[piece]!;
      recent?.begin(piece);
      evidence?.begin(piece, range !== null && range.from > range.start);
      const reading = await scanPiece(job.pieces[piece]!, scanner, consume, watch, turn);
      settle();
      results.push({ ...reading, piece, events: tally.events - before, head: tally.takeHead(), otherOrder });
    }
  } finally {
    if (look !== null) clearInterval(look);
  }
  return results;
}
