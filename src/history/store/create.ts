/**
 * Makes a history: under another name first, so that a disk that is full, or a kill, leaves no file that can never be
 * opened. Each process has a name of its own: the database locks a file only after it has made it, so that of two that
 * make the same one both can fail. What a killed run has left is removed by the next one that makes a history there.
 */
import { existsSync, linkSync, lstatSync, readdirSync, readlinkSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { LogscanError } from '../../model/errors.js';
import { systemReason } from '../../text/system-errors.js';
import { Database } from './database.js';
import { lockState } from './lock.js';
import { checkFolder } from './open.js';

/**
 * @param fill makes the tables
 * @param warn called with one line
 * @throws LogscanError `output` where it cannot be made, `usage` where there is no such folder
 */
export async function createDatabase(
  file: string,
  warn: (message: string) => void,
  fill: (db: Database) => Promise<unknown>,
): Promise<void> {
  checkFolder(file);
  const target = targetOf(file);
  const fresh = `${target}${NEW}-${crypto.randomUUID().slice(0, 8)}`;
  try {
    await removeLeftovers(target);
    const db = await Database.open(fresh, false);
    try {
      await fill(db);
      // Into the file itself: nothing is left in a log beside it.
      await db.run('CHECKPOINT');
    } finally {
      db.close();
    }
    keepForeignLog(file, warn);
    moveUnlessThere(fresh, target);
  } catch (error) {
    if (error instanceof LogscanError) throw error;
    throw new LogscanError('output', `${file}: the history cannot be made: ${systemReason(error).split('\n')[0]}`);
  } finally {
    remove(fresh);
  }
}

const NEW = '.new';

/** Longer than the database takes from making a file to locking it. */
const LOCKED_MS = 2000;

async function removeLeftovers(target: string): Promise<void> {
  const folder = dirname(target);
  const start = `${basename(target)}${NEW}`;
  const latest = Date.now() - LOCKED_MS;
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(start) || !/^(?:-[0-9a-f]{8})?(?:\.wal)?$/.test(name.slice(start.length))) continue;
    const left = join(folder, name.replace(/\.wal$/, ''));
    const made = statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
    if (made > latest) continue;
    if (!existsSync(left) || (await lockState(left, false)) !== 'held') remove(left);
  }
}

/** Where a link leads that has nothing at its end yet. */
function targetOf(file: string): string {
  const isLink = lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  return isLink ? targetOf(resolve(dirname(file), readlinkSync(file))) : file;
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
  for (const end of ['', '.wal']) {
    try {
      rmSync(`${fresh}${end}`, { force: true });
    } catch {
      // Windows removes nothing that is open elsewhere. The next one that makes a history here does.
    }
  }
}
