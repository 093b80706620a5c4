/** Looks at what was typed for a reason to start a thread at once, while the program itself still loads. */
import { fstatSync, type Stats, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { MIN_SPLIT_BYTES } from '../model/limits.js';

const STDIN = 0;

/**
 * A thread where the call seems to be about a file that several will share, else null. Only a guess: a thread too many
 * costs some milliseconds of another core.
 */
export async function prestartWorker(args: readonly string[]): Promise<Worker | null> {
  if (args.some((arg) => arg.startsWith('--workers')) || availableParallelism() < 2) return null;
  const isLarge = args.some((arg) => !arg.startsWith('-') && large(() => statSync(arg, { throwIfNoEntry: false })));
  if (!isLarge && !large(() => fstatSync(STDIN))) return null;
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
