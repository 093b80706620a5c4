/**
 * Follows files: reads what is new, again and again, with the recognition of the history (`job/read`), so that nothing is
 * lost or counted twice however files are rotated.
 *
 *     a hint of the system, or a look at the files ──▶ something has changed ──▶ LogReader ──▶ LiveStore
 */
import { LogReader } from '../job/read/reader.js';
import type { ReadOptions } from '../job/read/reading.js';
import type { Plan } from '../pipeline.js';
import { WindowCutter } from '../time/windows.js';
import { Changes } from './changes.js';
import { lineReader } from './line-reader.js';
import { shownCodes } from './live-counts.js';
import type { LiveRun } from './live-run.js';

export interface FollowOptions {
  readonly plan: Plan;
  /** Names of files, folders and globs, without standard input. */
  readonly files: readonly string[];
  readonly folder: string;
  readonly now: () => number;
  readonly warn: (message: string) => void;
  /** The run is to end: what is there by then is still read. */
  readonly signal: AbortSignal;
  /** Called when all that was there has been read, before the next wait, and now and then while it waits. */
  readonly settled: () => void | Promise<void>;
}

export async function followFiles(run: LiveRun, options: FollowOptions): Promise<void> {
  const { plan, files, now, warn, signal } = options;
  const hours = new WindowCutter(plan.timeZone, { n: 1, unit: 'h' });
  const scanner = await lineReader(plan);
  const said = new Set<string>();
  const changes = new Changes(files, plan.recursive);
  let lastLook: number | null = null;
  run.isCaughtUp = false;
  try {
    for (;;) {
      const isLast = signal.aborted;
      const began = now();
      const reader = new LogReader(run.store, run.store.known(), {
        ...{ files, recursive: plan.recursive, folder: options.folder, now, lastLook },
        ...{ scanner, hours, threads: null, eventLines: shownCodes(plan), signal: new AbortController().signal },
        ...{ replaced: null, begin: async () => {}, progress: () => {} },
        onOtherOrder: () => {},
      } satisfies ReadOptions);
      const { failures, gaps, notices, isSettled } = await reader.read();
      for (const text of [...gaps.map(({ reason }) => reason), ...notices]) {
        if (said.has(text)) continue;
        said.add(text);
        warn(text);
      }
      run.fail(failures);
      if (isSettled) lastLook = began;
      run.settle();
      run.isCaughtUp = true;
      await options.settled();
      if (isLast) return;
      await changes.next(signal, async () => {
        run.settle();
        await options.settled();
      });
    }
  } finally {
    changes.close();
  }
}
