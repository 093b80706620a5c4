/** Lines of a source that are kept when it was looked at, to see what an option would change that another source needs. */
import type { GivenOption } from './command.js';
import { changeOf, type Trial, type TrialContext } from './trial.js';

export class KeptLines {
  readonly #context: TrialContext;
  readonly #trials: readonly Trial[];

  constructor(context: TrialContext, trials: readonly Trial[]) {
    this.#context = context;
    this.#trials = trials;
  }

  /** Of all lines together. */
  get bytes(): number {
    return this.#trials.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Whether the lines would be read in another way with one of the options. */
  areChangedBy(options: readonly GivenOption[]): boolean {
    const changes = options.map((option) => changeOf([option], this.#context)).filter((change) => change !== null);
    const found = changes.some((change) => this.#trials.some((trial) => trial.isChangedBy(change)));
    for (const trial of this.#trials) trial.forget();
    return found;
  }
}
