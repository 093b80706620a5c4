/**
 * A job over one `LogFolder` or several: runs at its own clock, with what happens in their middle, and what they owe.
 * The folders of a job have nothing in common, so that each has a verdict of its own.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PortionSizes } from '../../../src/job/read/count-range.js';
import type { ReadResult } from '../../../src/job/read/reader.js';
import type { Step } from '../../../src/job/read/steps.js';
import { memoryFolder } from '../../memory-folder.js';
import { type AJob, aJob } from '../a-job.js';
import { Account, type Verdict } from './account.js';
import { CLOCK, LogFolder } from './log-folder.js';
import { countedIn } from './tally.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export interface Happening {
  readonly step: Step;
  /** The folder in which it happens; without it the first. */
  readonly account?: Account;
  /** The file there that the step concerns; without it any. */
  readonly file?: string;
  /** From 1, the first one; every one: 0. */
  readonly nth?: number;
  readonly act: () => void;
}

export interface RunSaid {
  readonly read: ReadResult;
  /** What it warned of. */
  readonly said: readonly string[];
}

/** What a scenario has of a job: a folder, and runs. */
export interface Stage {
  readonly logs: LogFolder;
  /** When the last run was, in epoch milliseconds. */
  readonly now: number;
  /** @param minutes from the run before it to this one */
  run(meanwhile?: Happening | readonly Happening[], minutes?: number): Promise<RunSaid>;
  /** A run in peace: what it finds counts for good. */
  quietRun(minutes?: number): Promise<RunSaid>;
}

export class Play implements Stage {
  readonly accounts: readonly Account[];
  readonly #job: AJob;
  readonly #sizes: PortionSizes | undefined;
  /** Folder of the history. */
  readonly #history = mkdtempSync(join(memoryFolder(), 'ptk-logscan-history-'));
  /** When the last run was, in epoch milliseconds. */
  now = CLOCK + DAY_MS;

  /**
   * @param inputs names in each of the folders; all files there unless some are given
   * @param folders paths in the job's folder
   * @param sizes of what is read at a time
   */
  constructor(inputs?: readonly string[], folders: readonly string[] = ['logs'], sizes?: PortionSizes) {
    this.#sizes = sizes;
    const paths = folders.flatMap((folder) => (inputs ?? ['*']).map((name) => `'${folder}/${name}'`));
    const report = '{ name: none, period: 2020-01-01..2020-01-02, outputs: [none.json] }';
    const retention = '{ minutes: forever, hours: forever, days: forever }';
    this.#job = aJob(
      `inputs: [${paths.join(', ')}]\ntz: UTC\nhistory: ${this.#historyFile}\nretention: ${retention}\nreports: [${report}]\n`,
      tmpdir(),
    );
    this.accounts = folders.map((folder, i) => {
      mkdirSync(this.#job.path(folder), { recursive: true });
      return new Account(new LogFolder(this.#job.path(folder), i), folder, inputs);
    });
  }

  get #historyFile(): string {
    return join(this.#history, 'h.duckdb');
  }

  get logs(): LogFolder {
    return this.accounts[0]!.logs;
  }

  /** Called after something was written that may be gone before the next run: it was written after the last one. */
  look(): void {
    for (const account of this.accounts) account.look(this.now);
  }

  /**
   * @param minutes from the run before it to this one
   */
  async run(meanwhile: Happening | readonly Happening[] = [], minutes = 60, reread = false): Promise<RunSaid> {
    const happenings = [meanwhile].flat();
    this.look();
    this.now += minutes * MINUTE_MS;
    const times = new Map(happenings.map((happening) => [happening, 0]));
    const { read, notices } = await this.#job.run({
      now: new Date(this.now).toISOString(),
      only: [],
      reread,
      sizes: this.#sizes,
      atStep: (step, name) => {
        for (const happening of happenings) {
          const account = happening.account ?? this.accounts[0]!;
          if (step !== happening.step || !isOf(name, happening, account)) continue;
          const n = times.get(happening)! + 1;
          times.set(happening, n);
          if (happening.nth !== 0 && n !== (happening.nth ?? 1)) continue;
          happening.act();
          account.look(this.now);
        }
      },
    });
    // Other notices say nothing of what is missing, only what became of texts.
    const told = [...read.gaps.map(({ reason }) => reason), ...read.failures.keys()];
    for (const account of this.accounts) if (this.concerning(account, told).length > 0) account.said();
    return { read, said: notices };
  }

  /** A run in peace: what it finds counts for good. */
  async quietRun(minutes?: number): Promise<RunSaid> {
    const run = await this.run([], minutes);
    const failures = [...run.read.failures.keys()];
    for (const account of this.accounts) {
      if (this.concerning(account, failures).length === 0) account.settle(this.now);
    }
    return run;
  }

  /** Of the first folder. */
  async verdict(): Promise<Verdict> {
    return (await this.verdicts())[0]!;
  }

  /** Of each folder. */
  async verdicts(): Promise<Verdict[]> {
    const { lines, gaps, problems } = await countedIn(this.#historyFile);
    return this.accounts.map((account) => {
      const others = this.accounts.filter((other) => other !== account);
      const own = [...lines].filter(([n]) => !others.some(({ logs }) => logs.mayHave(n)));
      return account.verdict({
        lines: new Map(own),
        gaps: this.concerning(account, gaps),
        problems: this.concerning(account, problems),
      });
    });
  }

  /** Of messages those that name files of this folder, or of none. */
  concerning(account: Account, messages: readonly string[]): string[] {
    return messages.filter((words) => account.isNamedIn(words) || !this.accounts.some((each) => each.isNamedIn(words)));
  }

  remove(): void {
    this.#job.remove();
    rmSync(this.#history, { recursive: true });
  }
}

function isOf(name: string | null, { file }: Happening, account: Account): boolean {
  return name === null || file === undefined || account.isFile(name, file);
}
