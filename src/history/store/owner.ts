/**
 * Which process is using a history. That only one can write is ensured by the database: it locks the file with the
 * system, which releases the lock however the process ends. The file beside the history only tells others who has it.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';

export interface Owner {
  readonly pid: number;
  readonly host: string;
  /** RFC 3339, UTC. */
  readonly since: string;
}

const fileOf = (history: string) => `${history}.owner`;

export function writeOwner(history: string, now: number): void {
  const owner: Owner = { pid: process.pid, host: hostname(), since: new Date(now).toISOString() };
  try {
    writeFileSync(fileOf(history), `${JSON.stringify(owner)}\n`);
  } catch {
    // It only helps others who find the history locked; nothing depends on it.
  }
}

export function removeOwner(history: string): void {
  rmSync(fileOf(history), { force: true });
}

/** Who has the history, as far as is known; null where the process that wrote it is no longer running. */
export function readOwner(history: string): Owner | null {
  try {
    const owner = JSON.parse(readFileSync(fileOf(history), 'utf8')) as Owner;
    if (!Number.isInteger(owner.pid) || typeof owner.host !== 'string' || typeof owner.since !== 'string') return null;
    return owner.host === hostname() && !isAlive(owner.pid) ? null : owner;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
