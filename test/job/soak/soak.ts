/**
 * A platform writes and rotates its logs in every form, while runs are started and killed at random instants, and the
 * history's log is cut as a power cut would. Some runs count anew what is there. At the end the history must say what
 * the platform has written.
 */
import { spawn } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { compare } from './compare.js';
import { Random } from './random.js';
import { NOTHING, seenIn, settledBy, sizeOf } from './seen.js';
import { PlatformWriter } from './writer.js';

export interface SoakOptions {
  readonly folder: string;
  /** The built program. */
  readonly program: string;
  readonly seed: number;
  readonly kills: number;
  /** When to end, however many runs were killed by then, in epoch milliseconds. */
  readonly until: number;
}

export interface SoakResult {
  readonly kills: number;
  /** Runs that came to their end, and those that found another one at work. */
  readonly runs: number;
  readonly busy: number;
  readonly cuts: number;
  readonly rotations: number;
  readonly lines: number;
  readonly events: number;
  /** Runs that ended otherwise: what they said. */
  readonly failures: readonly string[];
  /** Where the history says another thing than the writer: empty if all is well. */
  readonly differences: readonly string[];
}

/** Runs that do not end and kills that do not come in this time: it ends early, with what it has found so far. */
const STALLED_MS = 180_000;
/** Times that the platform writes during one run, so that a slow machine plays the same as a fast one. */
const MOST_WRITES = 100;

/** Always has a result: what goes wrong is among the failures, beside the figures up to then. */
export async function soak(options: SoakOptions): Promise<SoakResult> {
  const { folder, seed, kills, until } = options;
  const random = new Random(seed);
  const logs = join(folder, 'logs');
  writeFileSync(join(folder, 'job.yaml'), jobText());
  const history = join(folder, 'soak.duckdb');
  const platform = new PlatformWriter(logs, random);
  const done = { kills: 0, runs: 0, busy: 0, cuts: 0 };
  const failures: string[] = [];
  const ending = new AbortController();
  let seen = NOTHING;
  let typical = 600;
  let progressed = Date.now();
  /** Since a run last ended. */
  let writes = 0;

  const mayWrite = () => {
    writes += 1;
    return writes <= MOST_WRITES;
  };

  const run = async (killAfter: number | null): Promise<void> => {
    const before = seenIn(logs);
    const began = Date.now();
    const walBefore = sizeOf(`${history}.wal`);
    const { status, stderr } = await start(options, random.chance(0.2), killAfter);
    progressed = Date.now();
    writes = 0;
    if (status === null) {
      done.kills += 1;
      // What an earlier run has written is on the disk; what this one has is not, where the power is cut.
      const wal = sizeOf(`${history}.wal`);
      if (wal > walBefore && random.chance(0.3)) {
        truncateSync(`${history}.wal`, walBefore + random.below(wal - walBefore));
        done.cuts += 1;
      }
    } else if (status === 0 || (status === 3 && isGapsOnly(stderr))) {
      done.runs += 1;
      seen = before;
      typical = 0.8 * typical + 0.2 * (Date.now() - began);
    } else if (/in use by/.test(stderr)) done.busy += 1;
    else failures.push(`exit status ${status}: ${stderr.trim()}`);
  };

  const scheduler = async () => {
    while (done.kills < kills && failures.length === 0 && Date.now() < until) {
      if (random.chance(0.15)) await run(null);
      else if (random.chance(0.1)) await Promise.all([run(null), run(null)]);
      else await run(random.below(typical * 1.1));
    }
  };

  const watchdog = async () => {
    while (!ending.signal.aborted) {
      await sleep(1000, undefined, { signal: ending.signal }).catch(() => {});
      if (Date.now() - progressed > STALLED_MS) throw new Error(`no run has ended for ${STALLED_MS / 1000} s`);
    }
  };

  const differences: string[] = [];
  let events = 0;
  const noteFailure = (error: unknown) => failures.push(error instanceof Error ? error.stack! : String(error));
  const work = [
    platform.write(
      settledBy(() => seen),
      ending.signal,
      6,
      mayWrite,
    ),
    watchdog(),
  ].map((each) => each.catch(noteFailure));
  await scheduler().catch(noteFailure);
  ending.abort();
  await Promise.all(work);
  try {
    await run(null);
    await run(null);
    const compared = await compare(history, platform.logs);
    differences.push(...compared.differences);
    events = compared.events;
  } catch (error) {
    noteFailure(error);
  }
  const { rotations, lines } = platform;
  return { ...done, rotations, lines, events, failures, differences };
}

function jobText(): string {
  return [
    "inputs: ['logs/*']",
    'tz: UTC',
    'history: soak.duckdb',
    'reports:',
    '  - { name: all, period: 2026-10-01..2027-10-01, window: 1d, outputs: [all.json, all.html] }',
    '  - { name: first, period: 2026-11-01..2026-11-02, outputs: [first.csv] }',
    '',
  ].join('\n');
}

/** `status` is null where the run was killed. A run that never ends is killed in the end: see `STALLED_MS`. */
function start(
  { program, folder }: SoakOptions,
  again: boolean,
  killAfter: number | null,
): Promise<{ status: number | null; stderr: string }> {
  const args = [program, 'report', '--config', join(folder, 'job.yaml'), ...(again ? ['--reread'] : [])];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk;
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), killAfter ?? 2 * STALLED_MS);
    child.on('error', reject);
    child.on('close', (status) => {
      clearTimeout(timer);
      resolve({ status, stderr });
    });
  });
}

/**
 * What is deleted so soon after it was put aside may have been written to: the run says so, and is right to. It says so
 * too where the run that found the same text elsewhere was killed before it came to what is missing (`scenarios.test.ts`
 * has it). So does one that counts anew while a text moves on to where it has been already.
 */
function isGapsOnly(stderr: string): boolean {
  return stderr
    .trim()
    .split('\n')
    .every((line) =>
      / is gone(: read up to byte \d+; what was written|, and its last \d+ bytes?, a line without an end|: its last \d+ bytes could not be compared)|: nothing was changed$|: they count once$| may count twice: they could not be compared$| became shorter: /.test(
        line,
      ),
    );
}
