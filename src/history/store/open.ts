/**
 * Opens a history's file: waits for a process that has locked it, and repairs its log of transactions after a power
 * failure.
 */
import { copyFileSync, existsSync, statSync, truncateSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LogscanError, usageError } from '../../model/errors.js';
import { Database, firstLine } from './database.js';
import { lockState } from './lock.js';
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

/** Who only looks whether a history is held has it for some milliseconds: nobody is turned away for that. */
const PATIENCE_MS = 300;

/**
 * How often in a row it may be found free and yet not be had: those who wait for it look at it too, each in the way of
 * the others. With 30 of them five times were too few. What is broken in an unknown way fails after half a second.
 */
const MOST_MISSED = 20;
const MOST_APART_MS = 50;

/** @throws LogscanError `usage` where a file to read does not exist; `input` where it cannot be opened or is locked */
export async function openDatabase(file: string, options: OpenOptions): Promise<Database> {
  if (options.readOnly && !existsSync(file)) {
    throw usageError(`${file}: there is no history yet`, 'ptk-logscan report makes it');
  }
  checkFolder(file);
  const begun = performance.now();
  let mended = false;
  for (let missed = 0; ; ) {
    try {
      return await Database.open(file, options.readOnly);
    } catch (error) {
      if (error instanceof LogscanError) throw error;
      const message = firstLine(error);
      const state = await lockState(file, options.readOnly);
      if (state === 'held') {
        missed = 0;
        await waitFor(file, message, performance.now() - begun, options);
      } else if (state === 'free' && missed < MOST_MISSED) {
        missed += 1;
        await sleep(Math.random() * MOST_APART_MS);
      } else if (!mended && /replaying WAL/i.test(message) && !options.readOnly) {
        mended = true;
        options.warn(mend(file, message));
      } else throw openingFailed(file, message);
    }
  }
}

/** @throws LogscanError `usage` */
export function checkFolder(file: string): void {
  const folder = dirname(file);
  if (!existsSync(folder)) throw usageError(`${file}: expected its folder to exist; got no ${folder}`);
}

/** A database of this kind has at least this many bytes, also where nothing is in it. */
const LEAST_BYTES = 12_288;

function openingFailed(file: string, message: string): LogscanError {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? LEAST_BYTES;
  const tip = size < LEAST_BYTES ? `${size} bytes hold no history: delete it, and the next run makes a new one` : null;
  return new LogscanError('input', `${file}: the history cannot be opened: ${message}`, tip);
}

/** Another run has the history: that is not a failure of this one. */
export class HistoryLocked extends LogscanError {}

/** @param waited milliseconds so far */
async function waitFor(file: string, message: string, waited: number, { wait, signal }: OpenOptions): Promise<void> {
  const left = Math.max(wait, PATIENCE_MS) - waited;
  if (left <= 0 || signal?.aborted) throw lockedError(file, message, wait, waited);
  await sleep(Math.min(POLL_MS, left), undefined, { signal }).catch(() => {});
}

function lockedError(file: string, message: string, wait: number, waited: number): HistoryLocked {
  const waitedText = wait > 0 ? `; waited ${(waited / 1000).toFixed(waited < 10_000 ? 1 : 0)} s for it` : '';
  return new HistoryLocked(
    'input',
    `${file}: in use by ${holder(file, message)}${waitedText}`,
    wait > 0 ? null : '--wait 10m waits for it',
  );
}

/** @param message the database's, which has the process on this host that holds the lock, where the system tells */
function holder(file: string, message: string): string {
  const owner = readOwner(file);
  const pid = /PID (\d+)/.exec(message)?.[1];
  const isOther = owner?.host === hostname() && pid !== undefined && Number(pid) !== owner.pid;
  if (owner !== null && !isOther) return `process ${owner.pid} on ${owner.host} since ${owner.since}`;
  return pid === undefined ? 'another process' : `process ${pid}`;
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
