/**
 * A platform writes and rotates its logs in every form while `watch --state` is killed and started again. In the end its
 * summary must say what the platform has written.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Summary } from '../../src/model/summary.js';
import type { WrittenLog } from '../job/soak/log.js';
import { Random } from '../job/soak/random.js';
import { NOTHING, seenIn, settledBy } from '../job/soak/seen.js';
import { PlatformWriter } from '../job/soak/writer.js';

export interface LiveSoakOptions {
  readonly folder: string;
  readonly program: string;
  readonly seed: number;
  readonly kills: number;
  /** When to end, however many runs were killed by then, in epoch milliseconds. */
  readonly until: number;
}

export interface LiveSoakResult {
  readonly kills: number;
  readonly runs: number;
  readonly rotations: number;
  readonly lines: number;
  readonly events: number;
  readonly failures: readonly string[];
  readonly differences: readonly string[];
  /** What the runs have said. */
  readonly said: readonly string[];
}

/** A run has this long to end when it is asked to. */
const MOST_MS = 180_000;

export async function liveSoak({ folder, program, seed, kills, until }: LiveSoakOptions): Promise<LiveSoakResult> {
  const random = new Random(seed);
  const logs = join(folder, 'logs');
  const platform = new PlatformWriter(logs, random);
  const done = { kills: 0, runs: 0 };
  const failures: string[] = [];
  const said = new Set<string>();
  const ending = new AbortController();
  let seen = NOTHING;

  /** @param killAfter milliseconds; null: it is asked to end, and says what it has counted */
  const run = async (killAfter: number | null, after = 0): Promise<Summary | null> => {
    const child = start(program, folder);
    const ended = endOf(child);
    await sleep(killAfter ?? after);
    const before = seenIn(logs);
    child.kill(killAfter === null ? 'SIGINT' : 'SIGKILL');
    const timer = setTimeout(() => child.kill('SIGKILL'), MOST_MS);
    const { status, signal, stdout, stderr } = await ended;
    clearTimeout(timer);
    for (const line of stderr.trim().split('\n')) if (line !== '') said.add(line);
    // Asked before it listens to signals it is killed, too.
    if (status === null && (killAfter !== null || signal === 'SIGINT')) {
      done.kills += 1;
      return null;
    }
    if (status !== 130) {
      failures.push(`exit status ${status}: ${stderr}`);
      return null;
    }
    done.runs += 1;
    seen = before;
    return JSON.parse(stdout) as Summary;
  };

  const noteFailure = (error: unknown) => failures.push(error instanceof Error ? error.stack! : String(error));
  const writing = platform
    .write(
      settledBy(() => seen),
      ending.signal,
      12,
    )
    .catch(noteFailure);
  while (done.kills < kills && failures.length === 0 && Date.now() < until) {
    if (random.chance(0.2)) await run(null, 300 + random.below(700));
    else await run(150 + random.below(1200));
  }
  ending.abort();
  await writing;
  const differences: string[] = [];
  let events = 0;
  try {
    let summary: Summary | null = null;
    for (let tries = 0; tries < 4 && (summary === null || tries < 2); tries++)
      summary = await run(null, 1000 * (tries + 1));
    if (summary !== null) {
      events = summary.totals.events;
      differences.push(...compare(summary, platform.logs));
    }
  } catch (error) {
    noteFailure(error);
  }
  const { rotations, lines } = platform;
  return { ...done, rotations, lines, events, failures, differences, said: [...said] };
}

function compare(summary: Summary, written: readonly WrittenLog[]): string[] {
  const differences: string[] = [];
  const sum = (of: (log: WrittenLog) => number) => written.reduce((total, log) => total + of(log), 0);
  const { lines, bytes } = summary.input;
  if (lines !== sum((log) => log.lines)) differences.push(`${sum((log) => log.lines)} lines written, ${lines} read`);
  if (bytes !== sum((log) => log.bytes)) differences.push(`${sum((log) => log.bytes)} bytes written, ${bytes} read`);
  const should = new Map<string, number>();
  for (const { counts } of written) for (const [key, n] of counts) should.set(key, (should.get(key) ?? 0) + n);
  const is = new Map<string, number>();
  for (const { start, codes } of summary.windows) {
    for (const [code, n] of Object.entries(codes)) if (n > 0) is.set(`${Date.parse(start)} ${code}`, n);
  }
  for (const key of new Set([...should.keys(), ...is.keys()])) {
    const [a, b] = [should.get(key) ?? 0, is.get(key) ?? 0];
    if (a !== b) differences.push(`${key}: ${a} written, ${b} counted`);
  }
  return differences;
}

function start(program: string, folder: string): ChildProcess {
  const args = [
    'watch',
    'logs/*',
    '--tz',
    'UTC',
    '-w',
    '1m',
    '-f',
    'json',
    '--state',
    'state.json',
    '--lateness',
    '0s',
  ];
  return spawn(process.execPath, [program, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
}

function endOf(child: ChildProcess): Promise<{
  status: number | null;
  signal: string | null;
  stdout: string;
  stderr: string;
}> {
  let [stdout, stderr] = ['', ''];
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => resolve({ status, signal, stdout, stderr }));
  });
}
