/** Notifications are sent while the history is closed: what is lost, sent twice, or in the way of others then. Nothing. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Message } from '../../src/job/notify/message.js';
import { ended, start } from '../cli/program.js';
import { type AJob, aJob, line } from './a-job.js';
import { fetchWorks } from './fetch-works.js';
import { type WebServer, webServer } from './servers.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const delivered = test.skipIf(!fetchWorks);

let job: AJob;
let web: WebServer;
/** What the web server does before it answers. */
let meanwhile: (n: number) => Promise<void>;
beforeEach(async () => {
  meanwhile = async () => {};
  web = await webServer((response, n) => {
    meanwhile(n).then(
      () => response.end('ok'),
      () => response.writeHead(500).end(),
    );
  });
  job = aJob(YAML());
  job.log('app.log', line('09:15', 109004));
});
afterEach(async () => {
  await web.close();
  job.remove();
});

/** Each report is told to the web server, and before or after it to whatever else is given. */
function YAML(before = '', after = ''): string {
  return `inputs: ['logs/*']
tz: UTC
history: h.duckdb
reports:
  - { name: one, period: yesterday, outputs: ['one.json'] }
  - { name: two, period: yesterday, outputs: ['two.json'] }
notify:
  ${before}
  - { name: chat, on: [report], attempts: 1, webhook: { url: '${web.url}' } }
  ${after}
`;
}

/** A run of its own process: locks do not hold between two openings in one. */
const run = (...args: string[]) =>
  ended(start(['report', '--config', 'job.yaml', ...args, '--date', '2026-11-04'], { cwd: job.folder }));

/** A channel that is this script, run by Node in the job's folder, which can open the history. */
function command(name: string, script: string): string {
  writeFileSync(
    job.path(`${name}.cjs`),
    `const { spawn } = require('node:child_process');
     const { existsSync, writeFileSync } = require('node:fs');
     const { DuckDBInstance } = require(${JSON.stringify(`${ROOT}node_modules/@duckdb/node-api`)});
     ${script}`,
  );
  return `- { name: ${name}, on: [report], attempts: 1, command: ['${process.execPath}', ${name}.cjs] }`;
}

const subjects = () => web.received.map(({ body }) => (JSON.parse(body) as Message).subject);
const outbox = () =>
  job.query('SELECT channel, sent IS NOT NULL AS sent, attempts, error FROM outbox ORDER BY channel, subject');
const ONCE = ['one 2026-11-03: made', 'two 2026-11-03: made'];

delivered('others can open the history meanwhile', async () => {
  job.job(YAML(command('opens', `DuckDBInstance.create('h.duckdb').then(() => writeFileSync('opened', ''));`)));
  expect(await run()).toMatchObject({ status: 0, stderr: '' });
  expect(existsSync(job.path('opened'))).toBe(true);
  // Nor is anything left in a log afterwards.
  expect(existsSync(job.path('h.duckdb.wal'))).toBe(false);
  expect(subjects()).toEqual(ONCE);
});

delivered(
  'another run at the same time sends nothing twice, and what it has to tell is sent by the first',
  async () => {
    let other: unknown;
    meanwhile = async (n) => {
      if (n > 0) return;
      job.log('app.log', line('09:16', 109004));
      other = await run();
    };
    const first = run();
    expect(await first).toMatchObject({ status: 0, stderr: '' });
    expect(other).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('one 2026-11-03: ') });
    // Those of the first run, then those of the reports that the second has made again.
    expect(subjects()).toEqual([...ONCE, ...ONCE]);
    expect(await outbox()).toEqual(Array(4).fill({ channel: 'chat', sent: true, attempts: 1, error: null }));
    expect(existsSync(job.path('h.duckdb.sending'))).toBe(false);
  },
);

delivered('killed before anything was sent, the next run sends it', async () => {
  // The command's parent is the run.
  job.job(
    YAML(
      command(
        'kills',
        `if (!existsSync('done')) { writeFileSync('done', ''); process.kill(process.ppid, 'SIGKILL'); }`,
      ),
    ),
  );
  expect(await run()).toMatchObject({ status: null });
  expect(subjects()).toEqual([]);
  expect(await run()).toMatchObject({ status: 0, stderr: '' });
  expect(subjects()).toEqual(ONCE);
});

delivered('killed before it is recorded that something was sent, the next run sends only the rest', async () => {
  job.job(
    YAML(
      '',
      command(
        'kills',
        `if (!existsSync('done')) { writeFileSync('done', ''); process.kill(process.ppid, 'SIGKILL'); }`,
      ),
    ),
  );
  expect(await run()).toMatchObject({ status: null });
  expect(subjects()).toEqual(ONCE.slice(0, 1));
  // The last line may be cut.
  writeFileSync(job.path('h.duckdb.sent'), `${readFileSync(job.path('h.duckdb.sent'), 'utf8')}{"id":`);
  expect(await run()).toMatchObject({ status: 0, stderr: '' });
  expect(subjects()).toEqual(ONCE);
  expect(existsSync(job.path('h.duckdb.sent'))).toBe(false);
});

delivered('a history that is in use when it is to be recorded keeps it for the next run, which is said', async () => {
  const holder = `if (process.argv[2]) DuckDBInstance.create('h.duckdb').then((it) => { globalThis.it = it; writeFileSync('held', String(process.pid)); setInterval(() => {}, 1000); });
    else if (!existsSync('held')) { spawn(process.execPath, [__filename, 'hold'], { detached: true, stdio: 'ignore' }).unref(); const look = setInterval(() => { if (existsSync('held')) clearInterval(look); }, 5); }`;
  job.job(YAML('', command('holds', holder)));
  const { status, stderr } = await run();
  process.kill(Number(job.text('held')), 'SIGKILL');
  expect(status).toBe(0);
  expect(stderr).toMatch(/^ptk-logscan: what was sent is recorded by the next run: .*h\.duckdb: in use by process \d+/);
  expect(subjects()).toEqual(ONCE);
  expect(await run()).toMatchObject({ status: 0, stderr: '' });
  expect(subjects()).toEqual(ONCE);
  expect(await outbox()).toEqual(
    ['chat', 'chat', 'holds', 'holds'].map((channel) => ({ channel, sent: true, attempts: 1, error: null })),
  );
});

delivered('the journal of a history that is gone says nothing of a new one', async () => {
  writeFileSync(job.path('h.duckdb.sent'), '{"id":1,"channel":"chat","created":1730000000000}\n');
  await job.run();
  expect(subjects()).toEqual(ONCE);
  rmSync(job.path('h.duckdb'));
});

delivered('what cannot be sent is a notice of the run, and does not keep others waiting', async () => {
  let refused = true;
  meanwhile = async (n) => {
    if (refused && n === 0) throw new Error();
  };
  expect(await job.run()).toMatchObject({ unsent: 1 });
  const [last] = await job.query<{ notices: string }>('SELECT notices FROM runs ORDER BY id DESC LIMIT 1');
  expect(JSON.parse(last!.notices)).toEqual(['notification to chat not sent: answered 500']);
  refused = false;
  job.log('app.log', line('09:16', 109004));
  expect(await job.run()).toMatchObject({ unsent: 0 });
  // New ones come before one that could not be sent.
  expect(subjects()).toEqual([...ONCE, ...ONCE, ONCE[0]]);
});

delivered('a run that is interrupted while it sends keeps the rest for the next', async () => {
  const interrupt = new AbortController();
  meanwhile = async (n) => {
    if (n === 1) {
      interrupt.abort();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  await job.run({ signal: interrupt.signal });
  expect(await outbox()).toMatchObject([{ sent: true }, { sent: false, attempts: 0 }]);
  expect(await job.run()).toMatchObject({ unsent: 0 });
  expect(subjects()).toEqual([...ONCE, ONCE[1]]);
});
