/** One step of a run and one event: the event happens right before the step, in a first run and again in a later one. */
import { symlinkSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { AtStep, Step } from '../../../src/job/read/steps.js';
import { type AJob, aJob } from '../a-job.js';
import type { DiskEvent } from './events.js';
import { LogFolder } from './log-folder.js';
import { type Counted, countedIn, differences } from './tally.js';

const HOUR_MS = 3_600_000;

export interface PairResult {
  readonly counted: Counted;
  /** See `differences`. */
  readonly differences: readonly string[];
  /** What the last run said was wrong. */
  readonly saidLast: readonly string[];
}

/** @param inputs what the job names, in the folder `logs` */
export async function playPair(step: Step, event: DiskEvent, inputs: '*' | 'app.log'): Promise<PairResult> {
  const job = aJob(jobText(inputs));
  try {
    const play = new Play(job, event, inputs);
    play.begin();
    await play.disturbedRun(step);
    // Where lines vanish, it has to be known which of them were counted before.
    if (!event.keepsAll) await play.quietRun();
    play.goOn();
    await play.disturbedRun(step);
    await play.quietRun();
    const saidLast = await play.quietRun();
    return { ...(await play.verdict()), saidLast };
  } finally {
    job.remove();
  }
}

function jobText(inputs: string): string {
  const report = '{ name: none, period: 2020-01-01..2020-01-02, outputs: [none.json] }';
  return `inputs: ['logs/${inputs}']\ntz: UTC\nhistory: h.duckdb\nreports: [${report}]\n`;
}

class Play {
  readonly #job: AJob;
  readonly #event: DiskEvent;
  readonly #inputs: '*' | 'app.log';
  readonly #logs: LogFolder;
  /** See `Expected`. */
  readonly #written = new Set<number>();
  readonly #kept = new Set<number>();
  #saidUpTo = 0;
  #round = 0;
  /** Each run is an hour after the one before it. */
  #now = Date.now();

  constructor(job: AJob, event: DiskEvent, inputs: '*' | 'app.log') {
    this.#job = job;
    this.#event = event;
    this.#inputs = inputs;
    this.#logs = new LogFolder(job.path('logs'));
  }

  begin(): void {
    const logs = this.#logs;
    if (this.#event.isLink) symlinkSync('platform-1.log', logs.at('app.log'));
    else {
      writeFileSync(logs.at('app.log.3.gz'), gzipSync(logs.lines(100)));
      logs.append('app.log.2', 120);
      logs.append('app.log.1', 70);
      logs.append('other.log', 10);
    }
    logs.append('app.log', 60);
    logs.age();
    for (const line of this.#onDisk()) this.#written.add(line);
  }

  /** What the platform writes until the next run. */
  goOn(): void {
    const before = this.#logs.written;
    this.#logs.append('app.log', 15);
    if (this.#event.at === 'app.log.1') this.#logs.append('app.log.1', 5);
    this.#logs.age();
    for (let n = before; n < this.#logs.written; n++) this.#written.add(n);
  }

  async disturbedRun(step: Step): Promise<void> {
    this.#round += 1;
    let hasHappened = false;
    const happen = () => {
      if (hasHappened) return;
      hasHappened = true;
      const before = this.#logs.written;
      this.#event.act(this.#logs, this.#round);
      for (let n = before; n < this.#logs.written; n++) this.#written.add(n);
    };
    await this.#run((at, name) => {
      if (at === step && (name === null || name.endsWith(`logs/${this.#event.at}`))) happen();
    });
    // A run that has nothing to do there does not take the step.
    happen();
  }

  /**
   * What is there when a run has looked in peace counts for good.
   * @returns what it warned of
   */
  async quietRun(): Promise<readonly string[]> {
    const { isWhole, said } = await this.#run();
    if (isWhole) for (const line of this.#onDisk()) this.#kept.add(line);
    return said;
  }

  /** `isWhole`: it could read all files. */
  async #run(atStep?: AtStep): Promise<{ isWhole: boolean; said: readonly string[] }> {
    const now = new Date(this.#now).toISOString();
    this.#now += HOUR_MS;
    const { read, notices } = await this.#job.run({ now, only: [], ...(atStep && { atStep }) });
    if (notices.length > 0) this.#saidUpTo = this.#logs.written;
    return { isWhole: read.failures.size === 0, said: notices };
  }

  #onDisk(): Set<number> {
    return this.#logs.onDisk(this.#inputs === '*' ? undefined : ['app.log']);
  }

  async verdict(): Promise<Omit<PairResult, 'saidLast'>> {
    const counted = await countedIn(this.#job.path('h.duckdb'));
    for (const line of this.#onDisk()) this.#kept.add(line);
    const expected = { written: this.#written, kept: this.#kept, saidUpTo: this.#saidUpTo };
    return { counted, differences: differences(counted, expected) };
  }
}
