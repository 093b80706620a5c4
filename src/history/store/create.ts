/**
 * Makes a history: under another name first, so that a disk that is full, or a kill, leaves no file that can never be
 * opened. What is left under that name is taken up, or made anew, by the next run.
 */
import { existsSync, linkSync, lstatSync, readlinkSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { LogscanError } from '../../model/errors.js';
import { systemReason } from '../../text/system-errors.js';
import type { Database } from './database.js';
import { checkFolder, HistoryLocked, type OpenOptions, openDatabase } from './open.js';

/**
 * @param fill makes the tables; it may find some of them made
 * @throws LogscanError `input` where it cannot be made
 */
export async function createDatabase(
  file: string,
  options: Omit<OpenOptions, 'readOnly'>,
  fill: (db: Database) => Promise<unknown>,
): Promise<void> {
  checkFolder(file);
  const target = targetOf(file);
  const fresh = `${target}.new`;
  try {
    const db = await openFresh(fresh, options);
    try {
      // Others may have been faster while this one waited for its turn.
      if (!existsSync(file)) {
        await fill(db);
        // Into the file itself: nothing is left in a log beside it.
        await db.run('CHECKPOINT');
      }
    } finally {
      db.close();
    }
    keepForeignLog(file, options.warn);
    moveUnlessThere(fresh, target);
  } catch (error) {
    // It is being made by another process.
    if (error instanceof HistoryLocked) throw error;
    remove(fresh);
    if (error instanceof LogscanError && error.code !== 'input') throw error;
    const reason = systemReason(error)
      .split('\n')[0]!
      .replace(/^.*?: the history cannot be opened: /, '');
    throw new LogscanError('output', `${file}: the history cannot be made: ${reason}`);
  }
  remove(fresh);
}

/** Where a link leads that has nothing at its end yet. */
function targetOf(file: string): string {
  const isLink = lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  return isLink ? targetOf(resolve(dirname(file), readlinkSync(file))) : file;
}

async function openFresh(fresh: string, options: Omit<OpenOptions, 'readOnly'>): Promise<Database> {
  try {
    return await openDatabase(fresh, { ...options, readOnly: false });
  } catch (error) {
    if (error instanceof HistoryLocked || !existsSync(fresh)) throw error;
    remove(fresh);
    return openDatabase(fresh, { ...options, readOnly: false });
  }
}

/** The database would take a log that was left beside a history which is gone for that of the new one. */
function keepForeignLog(file: string, warn: (message: string) => void): void {
  const log = `${file}.wal`;
  if (existsSync(file) || !existsSync(log)) return;
  renameSync(log, `${log}.orphan`);
  warn(`${log}: expected its history beside it; got none: the history is begun anew (kept as ${log}.orphan)`);
}

function moveUnlessThere(from: string, to: string): void {
  try {
    // Unlike renaming, it never replaces a history that another process has just made.
    linkSync(from, to);
  } catch (error) {
    if (existsSync(to)) return;
    // Not every file system has links.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw error;
    renameSync(from, to);
  }
}

function remove(fresh: string): void {
  for (const end of ['', '.wal']) rmSync(`${fresh}${end}`, { force: true });
}
