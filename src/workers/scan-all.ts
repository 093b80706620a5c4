/** Scans all pieces of a job on one thread or several, reports progress, and stops when the run is interrupted. */
import type { RunCounts } from '../aggregate/run-counts.js';
import type { RunContext } from '../model/plan.js';
import type { Zone } from '../time/zone.js';
import { threadsInReach } from './address-space.js';
import type { Threads } from './pool.js';
import type { PieceResult, ScanJob } from './scan-job.js';
import { Enough, type ScanHooks, scanPieces } from './scan-pieces.js';
import { WorkQueue } from './work-queue.js';

const PROGRESS_MS = 200;

export interface Scale extends Threads {
  /** Bytes of the files whose size is known. */
  readonly bytes: number;
}

/** @returns the results of all pieces in input order; `counts` has the events of all threads then */
export async function scanAll(
  job: ScanJob,
  zone: Zone,
  counts: RunCounts,
  { threads: wanted, bytes, apart: mayTakeLong }: Scale,
  { signal, progress }: RunContext,
  hooks: ScanHooks,
): Promise<PieceResult[]> {
  const inReach = wanted === 1 && !mayTakeLong ? 1 : threadsInReach();
  // This one is a thread too, even where the others do it all.
  const apart = mayTakeLong && inReach > 1;
  const threads = Math.min(wanted, apart ? inReach - 1 : inReach);
  const queue = new WorkQueue(apart ? threads + 1 : threads, job.pieces);
  const stop = () => queue.stop();
  signal.addEventListener('abort', stop);
  // The signal may have come before the listener was added.
  if (signal.aborted) stop();
  const reporting = progress && setInterval(() => progress({ ...queue.progress, total: bytes }), PROGRESS_MS);
  reporting?.unref();
  try {
    const here = threads === 1 && !apart;
    const results = here
      ? await scanPieces(job, zone, counts, queue, 0, hooks)
      : // Loaded only here: most runs are small.
        await (await import('./pool.js')).scanOnThreads(job, { threads, apart }, zone, counts, queue, hooks);
    await takeRest(hooks);
    return results;
  } finally {
    signal.removeEventListener('abort', stop);
    clearInterval(reporting);
  }
}

/** What came since the last turn. */
async function takeRest({ drain }: ScanHooks): Promise<void> {
  try {
    await drain?.();
  } catch (thrown) {
    if (!(thrown instanceof Enough)) throw thrown;
  }
}
