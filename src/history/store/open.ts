/** Opening a history's file: waiting for whoever has it, and mending what a power cut left of its log. */
import { copyFileSync, existsSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LogscanError, usageError } from '../../model/errors.js';
import { Database, firstLine } from './database.js';
import { readOwner } from './owner.js';

export interface OpenOptions {
  readonly readOnly: boolean;
  /** How long to wait for another run to end, in milliseconds; 0: not at all. */
  readonly wait: number;
  /** Aborted: waiting ends. */
  readonly signal?: AbortSignal;
  /** Told what was found wrong and mended, one line each. */
  readonly warn: (message: string) => void;
}

const POLL_MS = 200;

/** @throws LogscanError `usage` where a file to read is not there, `input` where it cannot be opened or is taken */
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
      if (isTaken(message)) {
        if (Date.now() >= deadline || options.signal?.aborted) throw takenError(file, message, options.wait);
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

function isTaken(message: string): boolean {
  return /could not set lock|conflicting lock|being used by another process/i.test(message);
}

/** Another run is at it: that is no failure of this one. */
export class HistoryLocked extends LogscanError {}

function takenError(file: string, message: string, waited: number): HistoryLocked {
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
 * The log of the last transactions ends in bytes that are not what was written there. Everything before them is whole;
 * what was in the lost ones, counts and read positions alike, is read from the logs again.
 */
function mend(file: string, message: string): string {
  const wal = `${file}.wal`;
  const kept = `${wal}.damaged`;
  copyFileSync(wal, kept);
  const position = Number(/byte position (\d+)/.exec(message)?.[1] ?? 0);
  truncateSync(wal, position);
  return `${file}: its log was damaged after byte ${position}, as by a power cut: what came after is read again (kept as ${kept})`;
}
