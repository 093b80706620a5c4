/** One step of a run and one event: the event happens right before the step, in a first run and again in a later one. */
import { symlinkSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Step } from '../../../src/job/read/steps.js';
import type { DiskEvent } from './events.js';
import { Play } from './play.js';

export interface PairResult {
  /** See `differences`. */
  readonly differences: readonly string[];
  /** Reasons of the gaps that are open in the end. */
  readonly gaps: readonly string[];
  /** What the last run warned of. */
  readonly saidLast: readonly string[];
}

/** @param inputs what the job names, in the folder `logs`; all files unless some are given */
export async function playPair(step: Step, event: DiskEvent, inputs?: readonly string[]): Promise<PairResult> {
  const play = new Play(inputs);
  try {
    begin(play, event);
    await disturbedRun(play, step, event, 1);
    // Where lines vanish, it has to be known which of them were counted before.
    if (!event.keepsAll || inputs !== undefined) await play.quietRun();
    goOn(play, event);
    await disturbedRun(play, step, event, 2);
    await play.quietRun();
    const { said } = await play.quietRun();
    const { differences, gaps } = await play.verdict();
    return { differences, gaps, saidLast: said };
  } finally {
    play.remove();
  }
}

function begin(play: Play, event: DiskEvent): void {
  const { logs } = play;
  if (event.isLink) symlinkSync('platform-1.log', logs.at('app.log'));
  else {
    writeFileSync(logs.at('app.log.3.gz'), gzipSync(logs.lines(100)));
    logs.append('app.log.2', 120);
    logs.append('app.log.1', 70);
    logs.append('other.log', 10);
  }
  logs.append('app.log', 60);
  play.leaveOutOthers();
}

/** What the platform writes until the next run. */
function goOn({ logs }: Play, event: DiskEvent): void {
  logs.append('app.log', 15);
  if (event.at === 'app.log.1') logs.append('app.log.1', 5);
}

async function disturbedRun(play: Play, step: Step, event: DiskEvent, round: number): Promise<void> {
  const act = () => event.act(play.logs, round);
  const { hasHappened } = await play.run({ step, file: event.at, act });
  // A run that has nothing to do there does not take the step.
  if (!hasHappened) act();
}
