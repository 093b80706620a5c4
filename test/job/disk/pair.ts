/**
 * One step of a run and one event: the event happens right before the step, in a first run and again in a later one.
 * All events of a step happen in one job, each in a folder of its own: a run costs far more than the few lines in a
 * folder. Alone, a pair shows more: what one event makes a run do, another list of the files say, it does for all, and
 * so may hide that another event needs it and does not bring it about.
 */
import { symlinkSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { PortionSizes } from '../../../src/job/read/count-range.js';
import type { Step } from '../../../src/job/read/steps.js';
import type { Account } from './account.js';
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

/** The results of pairs. Those of one job are played when the first of them is asked for. */
export class Pairs {
  readonly #events: readonly DiskEvent[];
  readonly #inputs: readonly string[] | undefined;
  readonly #isAlone: (step: Step) => boolean;
  readonly #sizes: PortionSizes | undefined;
  readonly #played = new Map<string, Promise<ReadonlyMap<DiskEvent, PairResult>>>();

  /**
   * @param inputs what the job names, in each folder; all files unless some are given
   * @param isAlone whether each event has a job of its own at a step
   * @param sizes of what is read at a time
   */
  constructor(
    events: readonly DiskEvent[],
    inputs?: readonly string[],
    isAlone = (_step: Step) => false,
    sizes?: PortionSizes,
  ) {
    this.#sizes = sizes;
    this.#events = events;
    this.#inputs = inputs;
    this.#isAlone = process.env.PTK_SOAK_ALONE === undefined ? isAlone : () => true;
  }

  async result(step: Step, event: DiskEvent): Promise<PairResult> {
    const group = this.#isAlone(step)
      ? [event]
      : this.#events.filter((each) => this.#pauses(each) === this.#pauses(event));
    const key = `${step}, ${group[0]!.name}`;
    const played = this.#played.get(key) ?? playTogether(step, group, this.#pauses(event), this.#inputs, this.#sizes);
    this.#played.set(key, played);
    return (await played).get(event)!;
  }

  /** Where lines vanish, it has to be known which of them were counted before the next event. */
  #pauses({ keepsAll }: DiskEvent): boolean {
    return !keepsAll || this.#inputs !== undefined;
  }
}

type Happens = readonly [event: DiskEvent, account: Account];

async function playTogether(
  step: Step,
  events: readonly DiskEvent[],
  pauses: boolean,
  inputs: readonly string[] | undefined,
  sizes: PortionSizes | undefined,
): Promise<ReadonlyMap<DiskEvent, PairResult>> {
  const play = new Play(
    inputs,
    events.map((_event, i) => `logs/${i}`),
    sizes,
  );
  const happens = events.map((event, i): Happens => [event, play.accounts[i]!]);
  try {
    for (const each of happens) begin(each);
    await disturbedRun(play, step, happens, 1);
    if (pauses) await play.quietRun();
    for (const each of happens) goOn(each);
    await disturbedRun(play, step, happens, 2);
    await play.quietRun();
    const { said } = await play.quietRun();
    const verdicts = await play.verdicts();
    return new Map(
      happens.map(([event, account], i) => {
        const { differences, gaps } = verdicts[i]!;
        return [event, { differences, gaps, saidLast: play.concerning(account, said) }];
      }),
    );
  } finally {
    play.remove();
  }
}

function begin([event, account]: Happens): void {
  const { logs } = account;
  if (event.isLink) symlinkSync('platform-1.log', logs.at('app.log'));
  else {
    writeFileSync(logs.at('app.log.3.gz'), gzipSync(logs.lines(100)));
    logs.append('app.log.2', 120);
    logs.append('app.log.1', 70);
    logs.append('other.log', 10);
  }
  logs.append('app.log', 60);
  account.leaveOutOthers();
}

/** What the platform writes until the next run. */
function goOn([event, { logs }]: Happens): void {
  logs.append('app.log', 15);
  if (event.at === 'app.log.1') logs.append('app.log.1', 5);
}

async function disturbedRun(play: Play, step: Step, happens: readonly Happens[], round: number): Promise<void> {
  const left = new Set(happens);
  const act = (each: Happens) => {
    left.delete(each);
    const [event, { logs }] = each;
    event.act(logs, round);
  };
  await play.run(happens.map((each) => ({ step, account: each[1], file: each[0].at, act: () => act(each) })));
  // A run that has nothing to do with a file does not take the step there.
  for (const each of left) act(each);
}
