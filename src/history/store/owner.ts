/**
 * Which process is using a history. That only one can write is ensured by the database's lock; the file beside the
 * history only tells others who has it.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { lockState } from './lock.js';

export interface Owner {
  readonly pid: number;
  readonly host: string;
  /** RFC 3339, UTC. */
  readonly since: string;
}

const fileOf = (history: string) => `${history}.owner`;

/** Histories that this process itself writes to. */
const own = new Set<string>();

export function writeOwner(history: string, now: number, warn: (message: string) => void): void {
  own.add(history);
  const before = readOwner(history);
  if (before !== null && before.host !== hostname()) {
    warn(
      `${history}: process ${before.pid} on ${before.host} has had it since ${before.since} and did not close it; ` +
        'should it still run, this drive does not share its locks, and only one host may use the history',
    );
  }
  const owner: Owner = { pid: process.pid, host: hostname(), since: new Date(now).toISOString() };
  try {
    writeFileSync(fileOf(history), `${JSON.stringify(owner)}\n`);
  } catch {
    // It only helps others who find the history locked; nothing depends on it.
  }
}

export function removeOwner(history: string): void {
  own.delete(history);
  rmSync(fileOf(history), { force: true });
}

/** What the file says. Where the history is not locked, it is of a process that was killed. */
export function readOwner(history: string): Owner | null {
  try {
    const owner = JSON.parse(readFileSync(fileOf(history), 'utf8')) as Owner;
    if (!Number.isInteger(owner.pid) || typeof owner.host !== 'string' || typeof owner.since !== 'string') return null;
    return owner;
  } catch {
    return null;
  }
}

/**
 * Who writes to the history now, or null. The lock decides, as the system gives the number of a process that is gone
 * to another one.
 */
export async function presentOwner(history: string): Promise<Owner | null> {
  const owner = readOwner(history);
  // To look at a lock would release that of this process itself.
  if (owner === null || own.has(history)) return owner;
  const state = await lockState(history, true).catch(() => null);
  return state === 'held' ? owner : null;
}
