/**
 * Several scenarios in one job, each in a folder of its own: a run costs far more than the few lines in a folder. Each
 * run of the job is the next one of all scenarios that are not over yet.
 */
import type { Account, Verdict } from './account.js';
import { type Happening, Play, type RunSaid, type Stage } from './play.js';
import type { Scenario } from './scenarios.js';

export interface Played {
  readonly verdict: Verdict;
  /** What the last run warned of. */
  readonly saidLast: readonly string[];
}

export async function playTogether(scenarios: readonly Scenario[]): Promise<ReadonlyMap<Scenario, Played | Error>> {
  const play = new Play(
    scenarios[0]!.inputs,
    scenarios.map((_scenario, i) => `logs/${i}`),
  );
  try {
    const runs = new SharedRuns(play, scenarios.length);
    const errors = await Promise.all(
      scenarios.map((scenario, i) =>
        scenario
          .play(runs.stage(play.accounts[i]!))
          .then(
            () => null,
            (error: Error) => error,
          )
          .finally(() => runs.leave()),
      ),
    );
    await play.quietRun();
    const { said } = await play.quietRun();
    const verdicts = await play.verdicts();
    return new Map(
      scenarios.map((scenario, i) => {
        const saidLast = play.concerning(play.accounts[i]!, said);
        return [scenario, errors[i] ?? { verdict: verdicts[i]!, saidLast }];
      }),
    );
  } finally {
    play.remove();
  }
}

interface Request {
  readonly account: Account;
  readonly meanwhile: readonly Happening[];
  readonly minutes: number | undefined;
  readonly isQuiet: boolean;
  readonly resolve: (run: RunSaid) => void;
  readonly reject: (error: unknown) => void;
}

class SharedRuns {
  readonly #play: Play;
  /** Scenarios that are not over. */
  #left: number;
  #waiting: Request[] = [];

  constructor(play: Play, scenarios: number) {
    this.#play = play;
    this.#left = scenarios;
  }

  /** What a scenario sees of the job. */
  stage(account: Account): Stage {
    const play = this.#play;
    const request = (meanwhile: Happening | readonly Happening[], minutes: number | undefined, isQuiet: boolean) =>
      new Promise<RunSaid>((resolve, reject) => {
        const own = [meanwhile].flat().map((each) => ({ ...each, account }));
        this.#waiting.push({ account, meanwhile: own, minutes, isQuiet, resolve, reject });
        this.#runIfAllWait();
      });
    return {
      logs: account.logs,
      get now() {
        return play.now;
      },
      run: (meanwhile = [], minutes) => request(meanwhile, minutes, false),
      quietRun: (minutes) => request([], minutes, true),
    };
  }

  leave(): void {
    this.#left -= 1;
    this.#runIfAllWait();
  }

  #runIfAllWait(): void {
    if (this.#waiting.length === 0 || this.#waiting.length < this.#left) return;
    const requests = this.#waiting;
    this.#waiting = [];
    this.#run(requests).catch((error: unknown) => {
      for (const { reject } of requests) reject(error);
    });
  }

  async #run(requests: readonly Request[]): Promise<void> {
    const [minutes, ...others] = new Set(requests.map((each) => each.minutes));
    if (others.length > 0) throw new Error('scenarios in one job: expected runs at the same times');
    const { read, said } = await this.#play.run(
      requests.flatMap(({ meanwhile }) => meanwhile),
      minutes,
    );
    for (const { account, isQuiet, resolve } of requests) {
      const names = this.#play.concerning(account, [...read.failures.keys()]);
      const failures = new Map(names.map((name) => [name, read.failures.get(name)!]));
      if (isQuiet && failures.size === 0) account.settle(this.#play.now);
      resolve({ read: { ...read, failures }, said: this.#play.concerning(account, said) });
    }
  }
}
