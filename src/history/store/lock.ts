/**
 * The lock of a history. The database locks its file with the system, for one process that writes or for several that
 * read; the system takes the lock away however a process ends, and on network drives that share locks it holds for
 * other hosts too. Here it is recognised by the system's own number, because messages have the system's language.
 */
import { closeSync, openSync, rmSync } from 'node:fs';
import { constants, platform } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from './database.js';

const { EACCES, EAGAIN } = constants.errno;

/**
 * Windows gives the database no number when another process has opened the file since it was looked at: what is broken
 * is so each time. Of ten first runs at once three failed with one look, none with six.
 */
const LOOKS = platform() === 'win32' ? 6 : 1;
const MOST_APART_MS = 50;

/** `free`: it can be opened now. `held`: by another process. `broken`: it cannot be opened, for another reason. */
export type LockState = 'free' | 'held' | 'broken';

/** @param readOnly whether it is to be read: several may do that at once */
export async function lockState(file: string, readOnly: boolean): Promise<LockState> {
  for (let looks = 1; ; looks += 1) {
    const state = await stateNow(file, readOnly);
    if (state !== 'broken' || looks === LOOKS) return state;
    await sleep(Math.random() * MOST_APART_MS);
  }
}

async function stateNow(file: string, readOnly: boolean): Promise<LockState> {
  const opened = openingError(file, readOnly);
  // Windows: a file that another process has opened for itself cannot be opened at all.
  if (opened === 'EBUSY') return 'held';
  const failed = await Database.attempt(file, readOnly);
  if (failed === null) return 'free';
  // POSIX allows either for a lock that is held. The second is also that of a file which may not be opened.
  return failed === EAGAIN || (failed === EACCES && opened === null) ? 'held' : 'broken';
}

/** Code of the system's error, or null. */
function openingError(file: string, readOnly: boolean): string | null {
  try {
    closeSync(openSync(file, readOnly ? 'r' : 'r+'));
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown';
  }
}

/** A lock that one process has, as long as it runs and has not released it. */
export interface Lock {
  /** @param remove whether nobody can be trying to get it now, so that its file may go */
  release(remove: boolean): void;
}

/**
 * Takes the lock of a file that is there for that alone: an empty database.
 * @returns null where another process has it
 */
export async function takeLock(file: string): Promise<Lock | null> {
  try {
    return lockOf(file, await Database.open(file, false));
  } catch {
    const state = await lockState(file, false);
    if (state === 'held') return null;
    // The rest of a process that was killed while it made the file. A free one was held until just now.
    if (state === 'broken') removeFile(file);
    return lockOf(file, await Database.open(file, false));
  }
}

function lockOf(file: string, db: Database): Lock {
  return {
    release: (remove) => {
      db.close();
      if (remove) removeFile(file);
    },
  };
}

function removeFile(file: string): void {
  for (const end of ['', '.wal']) rmSync(`${file}${end}`, { force: true });
}
