/** Random sequences of what happens to logs and of runs: in the end each line counts once, or what is missing is said. */
import fc from 'fast-check';
import { Play } from '../disk/play.js';
import { type Driven, sequences } from './commands.js';
import { Platform } from './platform.js';

export interface ModelOptions {
  /** How many sequences. */
  readonly sequences: number;
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

/** Half of the sequences, as there are two kinds of jobs. `path` as a failure has printed it: it is played alone. */
export function modelOptions(env: NodeJS.ProcessEnv): ModelOptions {
  const path = env.PTK_SOAK_PATH;
  return {
    sequences: Math.ceil(Number(env.PTK_SOAK_SEQUENCES ?? 100) / 2),
    seed: Number(env.PTK_SOAK_SEED ?? 1),
    shrinking: 60_000,
    ...(path !== undefined && { path }),
    ...(env.PTK_SOAK_MINUTES !== undefined && { limit: Number(env.PTK_SOAK_MINUTES) * 60_000 }),
  };
}

/** @throws Error with the shortest sequence that was found, and what replays it */
export async function checkModel(options: ModelOptions): Promise<void> {
  const { sequences: numRuns, seed, inputs, path, shrinking, limit } = options;
  let failedAt = 0;
  let played = 0;
  const property = fc.asyncProperty(sequences(LONGEST), async (commands) => {
    // A shorter sequence that was not tried in time counts as good.
    if (failedAt > 0 && Date.now() - failedAt > shrinking) return;
    const play = new Play(inputs);
    try {
      const platform = new Platform(play.logs);
      const driven: Driven = { play, platform };
      await fc.asyncModelRun(() => ({ model: {}, real: driven }), commands);
      await play.quietRun();
      await play.quietRun();
      const { differences } = await play.verdict();
      played += 1;
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
    if (limit !== undefined) console.log(`${played} of ${numRuns} sequences (seed ${seed})`);
  }
}
