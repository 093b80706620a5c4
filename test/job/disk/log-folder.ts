/**
 * The logs of a platform in a folder, and how many lines it has ever written. Each line has a minute of its own, so
 * that a history says of every single line how often it was counted.
 */
import { appendFileSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { linesIn } from './contents.js';

const START = Date.UTC(2026, 10, 3);
const MINUTE_MS = 60_000;

export class LogFolder {
  readonly path: string;
  /** Lines are numbered from 0 in the order in which they are written. */
  written = 0;

  constructor(path: string) {
    this.path = path;
  }

  at(name: string): string {
    return join(this.path, name);
  }

  /** The next lines that the platform writes, of 50 bytes each. */
  lines(n: number): string {
    let text = '';
    for (const end = this.written + n; this.written < end; this.written++) {
      const time = new Date(START + this.written * MINUTE_MS).toISOString();
      text += `${time.slice(0, 19)} INFO Reply code=107000 n${String(this.written).padStart(6, '0')}\n`;
    }
    return text;
  }

  /** So many equal lines, as a platform writes them whenever it starts. They are no events and have no times. */
  banner(n: number): string {
    return '=== Service starting ===\n'.repeat(n);
  }

  append(name: string, n: number): void {
    appendFileSync(this.at(name), this.lines(n));
  }

  /** Files that changed just now become an hour old; the others keep their times. */
  age(): void {
    const now = Date.now();
    for (const name of readdirSync(this.path)) {
      if (statSync(this.at(name)).mtimeMs < now - MINUTE_MS) continue;
      utimesSync(this.at(name), new Date(now - 60 * MINUTE_MS), new Date(now - 60 * MINUTE_MS));
    }
  }

  /** Numbers of the lines that are in these files now; in all files unless some are named. */
  onDisk(names: readonly string[] = readdirSync(this.path)): { whole: Set<number>; unfinished: Set<number> } {
    const found = { whole: new Set<number>(), unfinished: new Set<number>() };
    for (const name of names) {
      try {
        const { whole, unfinished } = linesIn(readFileSync(this.at(name)));
        for (const line of whole) found.whole.add(line);
        if (unfinished !== null) found.unfinished.add(unfinished);
      } catch (error) {
        if (!/^ENO(ENT|TDIR)$/.test((error as NodeJS.ErrnoException).code ?? '')) throw error;
      }
    }
    return found;
  }
}

/** The number of the line that was written in this minute (epoch milliseconds). */
export function lineOf(minute: number): number {
  return (minute - START) / MINUTE_MS;
}
