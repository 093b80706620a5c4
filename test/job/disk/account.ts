/** One folder that a job reads: its logs, and what the job owes of them. */
import type { LogFolder } from './log-folder.js';
import { type Counted, differences } from './tally.js';
import { Watch } from './watch.js';

export interface Verdict extends Counted {
  /** See `differences`. */
  readonly differences: readonly string[];
}

export class Account {
  readonly logs: LogFolder;
  /** Path in the job's folder, as the job's messages have it. */
  readonly #shown: string;
  /** Names of the files that the job finds. */
  readonly #inputs: readonly string[] | undefined;
  readonly #kept = new Set<number>();
  readonly #watch: Watch;
  readonly #outside = new Set<number>();
  #saidUpTo: number;

  /** @param inputs names in the folder; all files there unless some are given */
  constructor(logs: LogFolder, shown: string, inputs: readonly string[] | undefined) {
    this.logs = logs;
    this.#shown = shown;
    this.#inputs = inputs;
    this.#watch = new Watch(logs, inputs);
    this.#saidUpTo = logs.first;
  }

  /** Whether words name a file, or a log, of this folder. */
  isNamedIn(words: string): boolean {
    return words.includes(`${this.#shown}/`);
  }

  /** Whether a run's name of a file is that of this one of the folder. */
  isFile(path: string, name: string): boolean {
    return path.endsWith(`${this.#shown}/${name}`);
  }

  /** @param now the job's time, in epoch milliseconds */
  look(now: number): void {
    this.logs.stamp(now);
    this.#watch.look();
    for (const line of this.logs.onDisk(this.#inputs).whole) this.#outside.delete(line);
  }

  /** What was written so far to files that the job does not name is nothing to it. */
  leaveOutOthers(): void {
    const { whole } = this.logs.onDisk(this.#inputs);
    for (const n of this.logs.numbers()) if (!whole.has(n)) this.#outside.add(n);
  }

  /** A run has told of a gap or a failure in this folder. */
  said(): void {
    this.#saidUpTo = this.logs.written;
  }

  /** A run has read everything in peace at this time (epoch milliseconds): what is there counts for good. */
  settle(now: number): void {
    this.#keep();
    this.#watch.seen(now);
  }

  #keep(): void {
    for (const line of this.logs.onDisk(this.#inputs).whole) this.#kept.add(line);
  }

  /** @param counted of this folder */
  verdict(counted: Counted): Verdict {
    this.#keep();
    const written = new Set(this.logs.numbers().filter((n) => !this.#outside.has(n)));
    const waiting = this.logs.onDisk(this.#inputs).unfinished;
    const expected = { written, kept: this.#kept, waiting, lost: this.#watch.lost, saidUpTo: this.#saidUpTo };
    return { ...counted, differences: differences(counted, expected) };
  }
}
