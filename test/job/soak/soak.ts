/**
 * A platform writes and rotates its logs in every form, while runs are started and killed at random instants, and the
 * history's log is cut as a power cut would. Some runs count anew what is there. At the end the history must say what the platform has written.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { History } from '../../../src/history/history.js';
import { verify } from '../../../src/history/verify.js';
import type { Summary } from '../../../src/model/summary.js';
import { WrittenLog } from './log.js';
import { Random } from './random.js';
import { ROTATIONS } from './rotations.js';

export interface SoakOptions {
  readonly folder: string;
  /** The built program. */
  readonly program: string;
  readonly seed: number;
  readonly kills: number;
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

const START = Date.UTC(2026, 10, 1);

export async function soak({ folder, program, seed, kills }: SoakOptions): Promise<SoakResult> {
  const random = new Random(seed);
  const logs = join(folder, 'logs');
  mkdirSync(logs, { recursive: true });
  const job = join(folder, 'job.yaml');
  writeFileSync(job, jobText());
  const history = join(folder, 'soak.duckdb');
  const written = ROTATIONS.map(
    ({ name }) => new WrittenLog(join(logs, name === 'dated' ? 'dated-20261101.log' : `${name}.log`), random, START),
  );
  const done = { kills: 0, runs: 0, busy: 0, cuts: 0, rotations: 0 };
  const failures: string[] = [];
  /** Files that were there when the last run began that came to its end. */
  let settled = new Set<string>();
  let writing = true;

  const writer = (async () => {
    while (writing) {
      const i = random.below(written.length);
      const log = written[i]!;
      log.write();
      if (random.chance(0.08)) {
        const isSettled = (path: string) => settled.has(stateOf(path));
        await ROTATIONS[i]!.rotate(log, random, isSettled);
        done.rotations += 1;
      }
      await sleep(random.below(6));
    }
    for (const log of written) log.close();
  })();

  let typical = 600;
  const run = async (killAfter: number | null): Promise<void> => {
    const before = new Set(readdirSync(logs).map((name) => stateOf(join(logs, name))));
    const began = Date.now();
    const walBefore = sizeOf(`${history}.wal`);
    const again = random.chance(0.2) ? ['--reread'] : [];
    const { status, stderr } = await start(program, ['report', '--config', job, ...again], killAfter);
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
      settled = before;
      typical = 0.8 * typical + 0.2 * (Date.now() - began);
    } else if (/in use by/.test(stderr)) done.busy += 1;
    else failures.push(`exit status ${status}: ${stderr.trim()}`);
  };

  while (done.kills < kills && failures.length === 0) {
    if (random.chance(0.15)) await run(null);
    else if (random.chance(0.1)) await Promise.all([run(null), run(null)]);
    else await run(random.below(typical * 1.1));
  }
  writing = false;
  await writer;
  await run(null);
  await run(null);
  const { differences, events } = await compare(history, written);
  const lines = written.reduce((sum, log) => sum + log.lines, 0);
  return { ...done, lines, events, failures, differences };
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

function start(
  program: string,
  args: readonly string[],
  killAfter: number | null,
): Promise<{ status: number | null; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk;
    });
    const timer = killAfter === null ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter);
    child.on('error', reject);
    child.on('close', (status) => {
      clearTimeout(timer);
      resolve({ status, stderr });
    });
  });
}

/**
 * What is deleted so soon after it was put aside may have been written to: the run says so, and is right to. So does
 * one that counts anew while a text moves on to where it has been already.
 */
function isGapsOnly(stderr: string): boolean {
  return stderr
    .trim()
    .split('\n')
    .every((line) => / is gone: read up to byte \d+; what was written|: nothing was changed$/.test(line));
}

/** A file as it is: inodes are used again, and a file that was being written is not the one that it became. */
function stateOf(path: string): string {
  if (!existsSync(path)) return '';
  const { ino, birthtimeMs, size, mtimeMs } = statSync(path);
  return [ino, birthtimeMs, size, mtimeMs].join(' ');
}

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0;
}

/** Every minute and code of every log, and how many lines and bytes were read of it. */
async function compare(
  file: string,
  written: readonly WrittenLog[],
): Promise<{ differences: string[]; events: number }> {
  const differences: string[] = [];
  let events = 0;
  const history = await History.read(file, { wait: 0, warn: () => {} });
  try {
    for (const log of written) {
      const name = /logs[\\/]([a-z-]+?)(?:-\d{8})?\.log$/.exec(log.path)![1]!;
      const [read] = await history.db.rows<{ lines: number; bytes: number; events: number }>(
        'SELECT lines, bytes, events FROM logs WHERE name = ?',
        [`logs/${name}.log`],
      );
      if (read?.lines !== log.lines) differences.push(`${name}: ${log.lines} lines written, ${read?.lines} read`);
      if (read?.bytes !== log.bytes) differences.push(`${name}: ${log.bytes} bytes written, ${read?.bytes} read`);
      const rows = await history.db.rows<{ minute: number; code: number; n: number }>(
        'SELECT epoch_ms(begins) AS minute, code, n FROM minute_counts WHERE log = ?',
        [`logs/${name}.log`],
      );
      const counted = new Map<string, number>();
      for (const { minute, code, n } of rows) {
        const key = `${minute} ${code}`;
        if (counted.has(key)) differences.push(`${name}: two rows for ${key}`);
        counted.set(key, n);
        events += n;
      }
      for (const key of new Set([...counted.keys(), ...log.counts.keys()])) {
        const [is, should] = [counted.get(key) ?? 0, log.counts.get(key) ?? 0];
        if (is !== should) differences.push(`${name}: ${key}: ${should} written, ${is} counted`);
      }
    }
    differences.push(...(await verify(history.db)));
    const report = JSON.parse(readFileSync(join(dirname(file), 'all.json'), 'utf8')) as Summary;
    if (report.totals.events !== events)
      differences.push(`report: ${events} events counted, ${report.totals.events} in it`);
  } finally {
    history.close();
  }
  return { differences, events };
}
