/** A job over a `LogFolder`: runs at its own clock, with something that happens in their middle, and what they owe. */

import type { ReadResult } from '../../../src/job/read/reader.js';
import type { Step } from '../../../src/job/read/steps.js';
import { type AJob, aJob } from '../a-job.js';
import { CLOCK, LogFolder } from './log-folder.js';
import { type Counted, countedIn, differences } from './tally.js';
import { Watch } from './watch.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export interface Happening {
  readonly step: Step;
  /** The file that the step concerns; without it any. */
  readonly file?: string;
  /** From 1, the first one; every one: 0. */
  readonly nth?: number;
  readonly act: () => void;
}

export interface RunSaid {
  readonly read: ReadResult;
  /** What it warned of. */
  readonly said: readonly string[];
  /** The step was taken. */
  readonly hasHappened: boolean;
}

export class Play {
  readonly logs: LogFolder;
  readonly #job: AJob;
  /** Names of the files that the job finds. */
  readonly #inputs: readonly string[] | undefined;
  readonly #kept = new Set<number>();
  readonly #watch: Watch;
  readonly #outside = new Set<number>();
  #saidUpTo = 0;
  /** When the last run was, in epoch milliseconds. */
  now = CLOCK + DAY_MS;

  /** @param inputs names in the folder `logs`; all files there unless some are given */
  constructor(inputs?: readonly string[]) {
    const names = (inputs ?? ['*']).map((name) => `'logs/${name}'`).join(', ');
    const report = '{ name: none, period: 2020-01-01..2020-01-02, outputs: [none.json] }';
    const retention = '{ minutes: forever, hours: forever, days: forever }';
    this.#job = aJob(`inputs: [${names}]\ntz: UTC\nhistory: h.duckdb\nretention: ${retention}\nreports: [${report}]\n`);
    this.#inputs = inputs;
    this.logs = new LogFolder(this.#job.path('logs'));
    this.#watch = new Watch(this.logs, inputs);
  }

  /** Called after something was written that may be gone before the next run: it was written after the last one. */
  look(): void {
    this.logs.stamp(this.now);
    this.#watch.look();
    for (const line of this.logs.onDisk(this.#inputs).whole) this.#outside.delete(line);
  }

  /** What was written so far to files that the job does not name is nothing to it. */
  leaveOutOthers(): void {
    const { whole } = this.logs.onDisk(this.#inputs);
    for (let n = 0; n < this.logs.written; n++) if (!whole.has(n)) this.#outside.add(n);
  }

  /** @param minutes from the run before it to this one */
  async run(happening?: Happening, minutes = 60, reread = false): Promise<RunSaid> {
    this.look();
    this.now += minutes * MINUTE_MS;
    let times = 0;
    const { read, notices } = await this.#job.run({
      now: new Date(this.now).toISOString(),
      only: [],
      reread,
      atStep: (step, name) => {
        if (step !== happening?.step || !isOf(name, happening.file)) return;
        times += 1;
        if (happening.nth !== 0 && times !== (happening.nth ?? 1)) return;
        happening.act();
        this.look();
      },
    });
    // Other notices say nothing of what is missing, only what became of texts.
    if (read.gaps.length + read.failures.size > 0) this.#saidUpTo = this.logs.written;
    return { read, said: notices, hasHappened: times >= (happening?.nth ?? 1) };
  }

  /** A run in peace: what it finds counts for good. */
  async quietRun(minutes?: number): Promise<RunSaid> {
    const run = await this.run(undefined, minutes);
    if (run.read.failures.size === 0) {
      this.#keep();
      this.#watch.seen(this.now);
    }
    return run;
  }

  #keep(): void {
    for (const line of this.logs.onDisk(this.#inputs).whole) this.#kept.add(line);
  }

  async verdict(): Promise<Counted & { readonly differences: readonly string[] }> {
    this.#keep();
    const written = new Set<number>();
    for (let n = 0; n < this.logs.written; n++) if (!this.#outside.has(n)) written.add(n);
    const waiting = this.logs.onDisk(this.#inputs).unfinished;
    const counted = await countedIn(this.#job.path('h.duckdb'));
    const expected = { written, kept: this.#kept, waiting, lost: this.#watch.lost, saidUpTo: this.#saidUpTo };
    return { ...counted, differences: differences(counted, expected) };
  }

  remove(): void {
    this.#job.remove();
  }
}

function isOf(name: string | null, file: string | undefined): boolean {
  return name === null || file === undefined || name.endsWith(`logs/${file}`);
}
