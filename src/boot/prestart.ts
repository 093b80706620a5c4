/** Starts a worker thread early, while the program itself still loads, where the arguments suggest that one is needed. */
import { fstatSync, type Stats, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { MIN_SPLIT_BYTES } from '../model/limits.js';
import { threadsInReach } from '../workers/address-space.js';

const STDIN_FD = 0;

/**
 * A worker thread, if an argument or standard input is a file that is large enough to be divided; else null. It is a
 * guess: a thread that is not needed costs some milliseconds of another core.
 */
export async function prestartWorker(args: readonly string[]): Promise<Worker | null> {
  if (args.some((arg) => arg.startsWith('--workers')) || availableParallelism() < 2) return null;
  const isLarge = args.some((arg) => !arg.startsWith('-') && large(() => statSync(arg, { throwIfNoEntry: false })));
  if (!isLarge && !large(() => fstatSync(STDIN_FD))) return null;
  if (threadsInReach() < 2) return null;
  // Loaded only here: it takes several milliseconds.
  const { startWorker } = await import('../workers/worker.js');
  return startWorker();
}

function large(look: () => Stats | undefined): boolean {
  try {
    const stats = look();
    return stats?.isFile() === true && stats.size >= MIN_SPLIT_BYTES;
  } catch {
    return false;
  }
}
