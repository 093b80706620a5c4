/**
 * Who is using a history. That only one writes is the database's own doing: it locks its file with the system, which
 * lets go when the process ends, however it ends. The file beside it only says who that is.
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
    // It helps whoever finds the history locked; nothing rests on it.
  }
}

export function removeOwner(history: string): void {
  rmSync(fileOf(history), { force: true });
}

/** Who holds the history as far as is known: left behind by a killed run it names nobody who is still there. */
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
