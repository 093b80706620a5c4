/**
 * Random sequences of what happens to logs and of runs: in the end each line counts once, or what is missing is said.
 * As a run costs far more than the few lines in a folder, a job has several folders, with a sequence in each. What one
 * of them makes a run do, another list of the files say, it does for all, and may hide that another folder needs it: so
 * some jobs have one folder alone, and all jobs of the soak.
 */
import fc from 'fast-check';
import { Play } from '../disk/play.js';
import { type Driven, sequences } from './commands.js';
import { Platform } from './platform.js';

export interface ModelOptions {
  /** How many sequences. */
  readonly sequences: number;
  /** How many of them one job has. */
  readonly folders: number;
  readonly seed: number;
  /** Names of the job's inputs, unless it names all files. */
  readonly inputs?: readonly string[];
  /** Where a sequence that failed begins to be shrunk, as fast-check has printed it. */
  readonly path?: string;
  /** Longest search for a failure that is shorter, in milliseconds. */
  readonly shrinking: number;
  /** After this time no further sequence is begun, in milliseconds; a slow machine plays fewer. */
  readonly limit?: number;
}

const LONGEST = 14;

/** Sequences in one job. */
const TOGETHER = 6;
/** One in so many sequences is alone in its job. */
const ALONE = 5;

/**
 * Half of the sequences, as there are two kinds of jobs: those of jobs with one folder, and with several. `path` as a
 * failure has printed it: it is played alone.
 */
export function modelOptions(env: NodeJS.ProcessEnv): {
  readonly alone: ModelOptions;
  readonly together: ModelOptions;
} {
  const path = env.PTK_SOAK_PATH;
  const half = Math.ceil(Number(env.PTK_SOAK_SEQUENCES ?? 100) / 2);
  const alone = env.PTK_SOAK_ALONE === undefined ? Math.ceil(half / ALONE) : half;
  const common = {
    seed: Number(env.PTK_SOAK_SEED ?? 1),
    shrinking: 60_000,
    ...(path !== undefined && { path }),
    ...(env.PTK_SOAK_MINUTES !== undefined && { limit: Number(env.PTK_SOAK_MINUTES) * 60_000 }),
  };
  return {
    alone: { ...common, sequences: alone, folders: 1 },
    together: { ...common, sequences: half - alone, folders: TOGETHER },
  };
}

/** @throws Error with the shortest sequence that was found, and what replays it */
export async function checkModel(options: ModelOptions): Promise<void> {
  const { folders, seed, inputs, path, shrinking, limit } = options;
  const numRuns = Math.ceil(options.sequences / folders);
  if (numRuns === 0) return;
  let failedAt = 0;
  let played = 0;
  const property = fc.asyncProperty(sequences(LONGEST, folders), async (commands) => {
    // A shorter sequence that was not tried in time counts as good.
    if (failedAt > 0 && Date.now() - failedAt > shrinking) return;
    const play = new Play(inputs, foldersOf(folders));
    try {
      const driven: Driven = { play, platforms: play.accounts.map(({ logs }) => new Platform(logs)) };
      await fc.asyncModelRun(() => ({ model: {}, real: driven }), commands);
      await play.quietRun();
      await play.quietRun();
      const differences = (await play.verdicts()).flatMap((each) => each.differences);
      played += folders;
      if (differences.length > 0) throw new Error(differences.join('\n'));
    } catch (error) {
      failedAt ||= Date.now();
      throw error;
    } finally {
      play.remove();
    }
  });
  try {
    await fc.assert(property, {
      numRuns,
      seed,
      ...(path !== undefined && { path, endOnFailure: true }),
      ...(limit !== undefined && { interruptAfterTimeLimit: limit, markInterruptAsFailure: false }),
    });
  } finally {
    if (limit !== undefined) console.log(`${played} of ${numRuns * folders} sequences (seed ${seed})`);
  }
}

function foldersOf(n: number): string[] {
  return n === 1 ? ['logs'] : Array.from({ length: n }, (_, i) => `logs/${i}`);
}
