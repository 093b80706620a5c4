/** Commands of the model: acts on a platform's files, and runs of a job over them. */
import fc from 'fast-check';
import { STEPS, type Step } from '../../../src/job/read/steps.js';
import { LogscanError } from '../../../src/model/errors.js';
import type { Happening, Play } from '../disk/play.js';
import { LOGS, type LogName, PACKINGS, type Packing, type Platform } from './platform.js';

/** What is driven: the files in each folder, and the job that reads them all. */
export interface Driven {
  readonly play: Play;
  /** One for each of the play's accounts. */
  readonly platforms: readonly Platform[];
}

/** What a failing sequence prints of a command is a call that can be read. */
type Act = readonly [words: string, act: (platform: Platform) => void];

const log = fc.constantFrom(...LOGS);
const index = fc.nat(4);

const ACTS: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(log, fc.integer({ min: 1, max: 30 }), fc.constantFrom('nothing', 'nothing', 'banner', 'zeros'))
      .map(writes),
  },
  { weight: 1, arbitrary: log.map((to): Act => [`half a line to ${to}`, (p) => p.writeHalf(to)]) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(index, fc.nat(9))
      .map(([n, lines]): Act => [`late lines to archive ${n}: ${lines}`, (p) => p.writeLate(n, lines)]),
  },
  { weight: 4, arbitrary: fc.tuple(log, fc.boolean()).map(rotates) },
  { weight: 2, arbitrary: index.map((n): Act => [`copy file ${n}`, (p) => p.copy(n)]) },
  { weight: 3, arbitrary: fc.tuple(index, fc.constantFrom(...PACKINGS), fc.boolean()).map(packs) },
  {
    weight: 1,
    arbitrary: fc.tuple(log, index).map(([to, n]): Act => [`restore ${to} from archive ${n}`, (p) => p.restore(to, n)]),
  },
  { weight: 1, arbitrary: log.map((from): Act => [`empty ${from}`, (p) => p.empty(from)]) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(log, fc.integer({ min: 1, max: 15 }))
      .map(([from, lines]): Act => [`cut ${lines} lines off ${from}`, (p) => p.cut(from, lines)]),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(log, fc.integer({ min: 12, max: 25 }))
      .map(([from, lines]): Act => [`keep the last ${lines} lines of ${from}`, (p) => p.tail(from, lines)]),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(log, index)
      .map(([from, n]): Act => [`append ${from} to archive ${n}, and empty it`, (p) => p.appendTo(from, n)]),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(index, index).map(([n, m]): Act => [`merge files ${n} and ${m}`, (p) => p.merge(n, m)]),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(index, fc.boolean())
      .map(([n, only]): Act => [`delete ${only ? 'settled ' : ''}archive ${n}`, (p) => p.delete(n, only)]),
  },
);

function writes([to, lines, what]: [LogName, number, 'nothing' | 'banner' | 'zeros']): Act {
  return [
    `write ${lines} lines to ${to}${what === 'nothing' ? '' : `, after ${what}`}`,
    (p) => p.write(to, lines, what),
  ];
}

function rotates([name, isCopied]: [LogName, boolean]): Act {
  return isCopied ? [`copy and empty ${name}`, (p) => p.copyAndEmpty(name)] : [`rename ${name}`, (p) => p.rename(name)];
}

function packs([n, packing, keeps]: [number, Packing, boolean]): Act {
  return [`pack archive ${n} as ${packing}${keeps ? ', keep it' : ''}`, (p) => p.pack(n, packing, keeps)];
}

/** An act in each folder. */
class ActCommand implements fc.AsyncCommand<object, Driven> {
  readonly #acts: readonly Act[];

  constructor(acts: readonly Act[]) {
    this.#acts = acts;
  }

  check = () => true;

  async run(_model: object, { play, platforms }: Driven): Promise<void> {
    for (const [i, [, act]] of this.#acts.entries()) act(platforms[i]!);
    play.look();
  }

  toString = () => this.#acts.map(([words]) => words).join(' | ');
}

interface RunWishes {
  readonly minutes: number;
  readonly reread: boolean;
  /** What happens before a step, in each folder. */
  readonly during: readonly During[] | null;
}

interface During {
  readonly step: Step;
  readonly nth: number;
  readonly act: Act;
}

class RunCommand implements fc.AsyncCommand<object, Driven> {
  readonly #wishes: RunWishes;

  constructor(wishes: RunWishes) {
    this.#wishes = wishes;
  }

  check = () => true;

  async run(_model: object, { play, platforms }: Driven): Promise<void> {
    const { minutes, reread, during } = this.#wishes;
    if (during === null) {
      const run = await unlessRefused(() => (reread ? play.run(undefined, minutes, true) : play.quietRun(minutes)));
      const failures = [...(run?.read.failures.keys() ?? [])];
      platforms.forEach((platform, i) => {
        if (run !== null && play.concerning(play.accounts[i]!, failures).length === 0) platform.settle();
      });
      return;
    }
    const happenings = during.map(
      ({ step, nth, act }, i): Happening => ({
        step,
        nth,
        account: play.accounts[i]!,
        act: () => act[1](platforms[i]!),
      }),
    );
    await unlessRefused(() => play.run(happenings, minutes, reread));
  }

  toString = () => {
    const { minutes, reread, during } = this.#wishes;
    const events = during?.map(({ step, nth, act }) => `before step ${nth} ${step}: ${act[0]}`).join(' | ');
    return `${reread ? 'reread' : 'run'} after ${minutes} min${events === undefined ? '' : `, ${events}`}`;
  };
}

/** Reading anew what cannot be read as far as it was counted changes nothing, and says so. */
async function unlessRefused<T>(run: () => Promise<T>): Promise<T | null> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof LogscanError && error.code === 'input' && /nothing was changed$/.test(error.message))
      return null;
    throw error;
  }
}

const minutes = fc.constantFrom(0, 1, 15, 60, 24 * 60, 4 * 24 * 60);
const during = fc.record({ step: fc.constantFrom(...STEPS), nth: fc.integer({ min: 1, max: 4 }), act: ACTS });
const nothing = fc.constant(null);

function inEach<T>(arbitrary: fc.Arbitrary<T>, folders: number): fc.Arbitrary<T[]> {
  return fc.array(arbitrary, { minLength: folders, maxLength: folders, size: 'max' });
}

/** Two acts for each run. @param folders how many there are, in each of which something else is done */
export function sequences(
  maxCommands: number,
  folders: number,
): fc.Arbitrary<Iterable<fc.AsyncCommand<object, Driven>>> {
  const acts = inEach(ACTS, folders).map((each) => new ActCommand(each));
  const runs: fc.Arbitrary<RunWishes> = fc.oneof(
    { weight: 4, arbitrary: fc.record({ minutes, reread: fc.constant(false), during: nothing }) },
    { weight: 4, arbitrary: fc.record({ minutes, reread: fc.constant(false), during: inEach(during, folders) }) },
    { weight: 1, arbitrary: fc.record({ minutes, reread: fc.constant(true), during: nothing }) },
  );
  return fc.commands([acts, acts, runs.map((wishes) => new RunCommand(wishes))], { maxCommands, size: 'max' });
}
