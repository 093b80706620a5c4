/** A job in a folder of its own, run in this process at any time of the clock. */
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CliContext } from '../../src/cli/context.js';
import { saveArtefact } from '../../src/cli/report/save-artefact.js';
import { History } from '../../src/history/history.js';
import type { Env } from '../../src/job/notify/secrets.js';
import type { PortionSizes } from '../../src/job/read/count-range.js';
import type { AtStep } from '../../src/job/read/steps.js';
import { runJob } from '../../src/job/run.js';
import type { RunResult } from '../../src/job/run-options.js';
import type { Summary } from '../../src/model/summary.js';
import { loadJob } from '../../src/settings/job/job-file.js';
import { memoryFolder } from '../memory-folder.js';

export interface AJob {
  readonly folder: string;
  /** What was told and warned of in the last run. */
  readonly said: string[];
  path(name: string): string;
  log(name: string, text: string | Uint8Array): void;
  job(text: string): void;
  run(options?: RunWishes): Promise<RunResult>;
  summary(name: string): Summary;
  text(name: string): string;
  /** Minutes and codes of every log as `log HH:MM code n`, lines and bytes as `log lines bytes`. */
  history(): Promise<{ counts: string[]; logs: string[] }>;
  query<T extends object>(sql: string): Promise<T[]>;
  remove(): void;
}

export interface RunWishes {
  readonly now?: string;
  readonly only?: readonly string[];
  readonly day?: string;
  readonly env?: Env;
  readonly signal?: AbortSignal;
  readonly reread?: boolean;
  readonly atStep?: AtStep;
  readonly sizes?: PortionSizes | undefined;
}

const NOW = '2026-11-04T06:00:00Z';

export function aContext(now: string = NOW, more: Partial<CliContext> = {}): CliContext {
  return {
    args: [],
    program: ['/usr/bin/node', '/opt/ptk-logscan/bin/ptk-logscan.js'],
    env: {},
    pid: process.pid,
    isRunning: () => true,
    stdin: { isTerminal: false, open: () => (async function* () {})() },
    stdout: { isTerminal: false, columns: null, rows: null, isAscii: false, isClosed: false, write: async () => {} },
    stderr: { isTerminal: false, line: () => {} },
    warn: () => {},
    signal: new AbortController().signal,
    now: () => Date.parse(now),
    ...more,
  };
}

const STANDARD = `inputs: ['logs/*']
tz: UTC
history: h.duckdb
reports:
  - { name: daily, period: yesterday, window: 1h, outputs: ['out/{date}.json'] }
`;

/** @param within where its folder is made */
export function aJob(text: string = STANDARD, within: string = memoryFolder()): AJob {
  const folder = mkdtempSync(join(within, 'ptk-logscan-job-'));
  const path = (name: string) => join(folder, name);
  const said: string[] = [];
  mkdirSync(path('logs'));
  writeFileSync(path('job.yaml'), text);
  const reading = async <T>(read: (db: History['db']) => Promise<T>): Promise<T> => {
    const history = await History.read(path('h.duckdb'), { wait: 0, warn: () => {} });
    try {
      return await read(history.db);
    } finally {
      history.close();
    }
  };
  return {
    folder,
    said,
    path,
    log: (name, text) => appendFileSync(path(`logs/${name}`), text),
    job: (text) => writeFileSync(path('job.yaml'), text),
    async run({ now = NOW, only, day, env = {}, signal, reread = false, atStep = () => {}, sizes } = {}) {
      said.length = 0;
      const context = aContext(now);
      const job = await loadJob(path('job.yaml'), context.now());
      return runJob(job, {
        only: only ?? null,
        day: day === undefined ? null : Date.parse(day),
        wait: 0,
        signal: signal ?? context.signal,
        env,
        now: context.now,
        version: '0.0.0',
        reread,
        progress: (message) => said.push(message),
        warn: (message) => said.push(message),
        save: (artefact) => saveArtefact(artefact, context),
        atStep,
        sizes,
      });
    },
    summary: (name) => JSON.parse(readFileSync(path(name), 'utf8')) as Summary,
    text: (name) => readFileSync(path(name), 'utf8'),
    async history() {
      const texts = async (db: History['db'], sql: string) =>
        (await db.rows<{ text: string }>(sql)).map(({ text }) => text);
      return reading(async (db) => ({
        counts: await texts(
          db,
          `SELECT concat_ws(' ', log, strftime(begins, '%H:%M'), code, n) AS text FROM minute_counts ORDER BY ALL`,
        ),
        logs: await texts(db, `SELECT concat_ws(' ', name, lines, bytes) AS text FROM logs ORDER BY ALL`),
      }));
    },
    query: (sql) => reading((db) => db.rows(sql)),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** A line of 46 bytes. */
export function line(time: string, code = 107000): string {
  return `2026-11-03 ${time.padEnd(8, ':00')} INFO Reply code=${code} a b c\n`;
}
