/**
 * A live run, in the order of its parts:
 *
 *     standard input ──▶ piped.ts ──┐
 *                                   ├──▶ live-run.ts ──▶ live-counts.ts, live-windows.ts ──▶ the views (`LiveView`)
 *     files ──▶ follow.ts ──────────┘         │
 *                                             └──▶ state.ts: positions and counts in one file
 */
import type { Summary } from '../model/summary.js';
import { STDIN_NAME } from '../text/source-name.js';
import { keepHeapSmall } from '../workers/small-heap.js';
import { countEnds } from './ends.js';
import { type FollowOptions, followFiles } from './follow.js';
import { LiveRun, type LiveRunData, type LiveRunOptions } from './live-run.js';
import { followPipe } from './piped.js';
import type { LiveView } from './view.js';

export interface WatchOptions
  extends LiveRunOptions,
    Pick<FollowOptions, 'folder' | 'writes' | 'warn' | 'signal' | 'lastRead'> {
  /** Where an earlier run ended; null: nowhere. */
  readonly restored: LiveRunData | null;
  /** Called before anything is read: a view may listen from then on. */
  readonly begin: (view: LiveView) => void;
  /** Writes the state, as often as it wants to be written; null: there is none. */
  readonly save: ((data: () => LiveRunData, isLast: boolean) => Promise<void>) | null;
}

/** Ends when standard input has ended and no file is followed, or when the signal is aborted. */
export async function watchLogs(options: WatchOptions): Promise<Summary> {
  const { plan, folder, writes, now, warn, signal, save, lastRead } = options;
  // It runs for days: after half an hour under load the heap had grown by 60 MiB more than is in use.
  keepHeapSmall();
  const run = await LiveRun.create(options);
  if (options.restored !== null) run.restore(options.restored);
  options.begin(run);
  const files = plan.files.filter((file) => file !== STDIN_NAME);
  // When what was there is read: then a key that is on no line is probably a mistake.
  let isWarned = false;
  const warnOfKeys = async () => {
    if (!isWarned) isWarned = await run.warnOfAbsentKeys(plan, warn);
  };
  const settled = async () => {
    await warnOfKeys();
    await save?.(() => run.data(), false);
  };
  const piped = plan.files.includes(STDIN_NAME) ? followPipe(run, { plan, signal, warn }) : null;
  const followed =
    files.length === 0 ? null : followFiles(run, { plan, files, folder, writes, now, warn, signal, settled, lastRead });
  // Windows close by the clock, too, where a pipe waits.
  const timer = setInterval(() => run.settle(), SETTLE_MS);
  let isAllRead: boolean | null;
  try {
    [isAllRead] = await Promise.all([followed, piped]);
  } finally {
    clearInterval(timer);
  }
  await save?.(() => run.data(), true);
  if (isAllRead) await countEnds(run, plan);
  await warnOfKeys();
  run.finish();
  run.settle();
  return run.summary();
}

const SETTLE_MS = 1000;
