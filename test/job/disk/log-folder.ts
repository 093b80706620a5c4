/**
 * The logs of a platform in a folder, and how many lines it has ever written. Each line has a minute of its own, so
 * that a history says of every single line how often it was counted.
 */
import { appendFileSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { linesIn } from './contents.js';

const START = Date.UTC(2026, 10, 3);
const MINUTE_MS = 60_000;
/** Of one folder among several. */
const MOST_LINES = 10_000;
/** Where the clocks of jobs begin, in epoch milliseconds: no machine's clock is there. */
export const CLOCK = Date.UTC(2050, 0, 1);

export class LogFolder {
  readonly path: string;
  /** Lines are numbered in the order in which they are written: the first of them, and the next. */
  readonly first: number;
  written: number;

  /** @param place among the folders of a job, which have no number in common, from 0 */
  constructor(path: string, place = 0) {
    this.path = path;
    this.first = place * MOST_LINES;
    this.written = this.first;
  }

  /** Of all lines that were ever written. */
  numbers(): number[] {
    return Array.from({ length: this.written - this.first }, (_, i) => this.first + i);
  }

  /** Whether a line with this number is, or may become, one of the folder's. */
  mayHave(line: number): boolean {
    return line >= this.first && line < this.first + MOST_LINES;
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

  /**
   * Gives files that changed by the machine's clock a time of the job's, which is later; the others keep theirs.
   * @param time epoch milliseconds
   */
  stamp(time: number): void {
    for (const name of readdirSync(this.path)) {
      const stats = statSync(this.at(name), { throwIfNoEntry: false });
      if (stats !== undefined && stats.mtimeMs < CLOCK) utimesSync(this.at(name), new Date(time), new Date(time));
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
