/**
 * Opens a history's file: waits for a process that has locked it, and repairs its log of transactions after a power
 * failure.
 */
import { copyFileSync, existsSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LogscanError, usageError } from '../../model/errors.js';
import { Database, firstLine } from './database.js';
import { readOwner } from './owner.js';

export interface OpenOptions {
  readonly readOnly: boolean;
  /** How long to wait for another run to end, in milliseconds; 0: no wait. */
  readonly wait: number;
  /** Ends the wait when aborted. */
  readonly signal?: AbortSignal;
  /** Called for each repair, with one line. */
  readonly warn: (message: string) => void;
}

const POLL_MS = 200;

/** @throws LogscanError `usage` where a file to read does not exist; `input` where it cannot be opened or is locked */
export async function openDatabase(file: string, options: OpenOptions): Promise<Database> {
  if (options.readOnly && !existsSync(file)) {
    throw usageError(`${file}: there is no history yet`, 'ptk-logscan report makes it');
  }
  const folder = dirname(file);
  if (!existsSync(folder)) throw usageError(`${file}: expected its folder to exist; got no ${folder}`);
  const deadline = Date.now() + options.wait;
  for (let mended = false; ; ) {
    try {
      return await Database.open(file, options.readOnly);
    } catch (error) {
      if (error instanceof LogscanError) throw error;
      const message = firstLine(error);
      if (isLocked(message)) {
        if (Date.now() >= deadline || options.signal?.aborted) throw lockedError(file, message, options.wait);
        await sleep(Math.min(POLL_MS, Math.max(1, deadline - Date.now())), undefined, { signal: options.signal }).catch(
          () => {},
        );
      } else if (!mended && /replaying WAL/i.test(message) && !options.readOnly) {
        mended = true;
        options.warn(mend(file, message));
      } else throw new LogscanError('input', `${file}: the history cannot be opened: ${message}`);
    }
  }
}

function isLocked(message: string): boolean {
  return /could not set lock|conflicting lock|being used by another process/i.test(message);
}

/** Another run has the history: that is not a failure of this one. */
export class HistoryLocked extends LogscanError {}

function lockedError(file: string, message: string, waited: number): HistoryLocked {
  const owner = readOwner(file);
  const pid = owner?.pid ?? /PID (\d+)/.exec(message)?.[1];
  const who = pid === undefined ? 'another process' : `process ${pid}`;
  const more = owner === null ? '' : ` on ${owner.host} since ${owner.since}`;
  return new HistoryLocked(
    'input',
    `${file}: in use by ${who}${more}${waited > 0 ? `; waited ${Math.round(waited / 1000)} s for it` : ''}`,
    waited > 0 ? null : '--wait 10m waits for it',
  );
}

/**
 * The log of transactions ends in damaged bytes, and is cut off there. Everything before them is whole. What the lost
 * transactions had, counts and read positions alike, is read from the logs again.
 */
function mend(file: string, message: string): string {
  const wal = `${file}.wal`;
  const kept = `${wal}.damaged`;
  copyFileSync(wal, kept);
  const position = Number(/byte position (\d+)/.exec(message)?.[1] ?? 0);
  truncateSync(wal, position);
  return `${file}: its log was damaged after byte ${position}, as by a power cut: what came after is read again (kept as ${kept})`;
}
