/** `report` and `history` as a user calls them. */
import { type ChildProcess, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callIn } from '../cli/in-process.js';
import { startListening } from '../cli/listening.js';
import { type Ended, ended, PROGRAM, start } from '../cli/program.js';
import { line } from './a-job.js';

const isWindows = process.platform === 'win32';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-command-'));
  mkdirSync(join(folder, 'logs'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const path = (name: string) => join(folder, name);

function call(...args: string[]): Promise<Ended> {
  const child = start(args, { cwd: folder });
  child.stdin.end();
  return ended(child);
}

/** The same in this process, where it does not matter how one starts and ends. */
const callHere = (...args: string[]): Promise<Ended> => callIn(folder, args);

test('the whole chain, as a new user would try it', async () => {
  writeFileSync(path('logs/callback.log'), line('09:15').repeat(99) + line('09:20', 109000));
  expect(await call('report', '--init')).toMatchObject({ status: 0, stderr: '' });
  expect(await call('report', '--init')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('expected a new file; it is there already'),
  });
  const dry = await call('report', '--dry-run', '--date', '2026-11-04');
  expect(dry).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/logs\/callback\.log: \d+ bytes, a new log[\s\S]*reports\/daily-2026-11-03\.html/),
  });
  expect(readdirSync(folder).sort()).toEqual(['logs', 'ptk-logscan.report.yaml']);
  const first = await call('report', '--date', '2026-11-04');
  expect(first).toMatchObject({ status: 0, stdout: expect.stringContaining('daily 2026-11-03: made (pass)') });
  expect(readFileSync(path('reports/daily-2026-11-03.html'), 'utf8')).toContain('109000');
  expect(await call('report', '--date', '2026-11-04')).toMatchObject({ status: 0, stdout: 'nothing new in 1 file\n' });
  expect(await call('report', '--status')).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^state +all is well$/m),
  });
  const health = JSON.parse((await call('report', '--status', '-f', 'json')).stdout);
  expect(health).toMatchObject({
    schema: 'ptk-logscan/status@1',
    overdue: false,
    problems: [],
    newestEvent: '2026-11-03T09:20:00.000Z',
  });
  expect(await call('history', 'verify')).toMatchObject({ status: 0, stdout: expect.stringContaining('all is well') });
  expect(
    await call('history', 'query', 'SELECT log, code, n FROM minute_counts ORDER BY code', '-f', 'csv'),
  ).toMatchObject({
    status: 0,
    stdout: 'log,code,n\r\nlogs/callback.log,107000,99\r\nlogs/callback.log,109000,1\r\n',
  });
});

const JOB = (more = '') => `inputs: ['logs/*']
tz: UTC
history: h.duckdb
reports:
  - { name: daily, period: yesterday, outputs: ['out/{date}.json'], rules: [{ name: Errors, max-error-rate: 1% }] }
${more}`;

test('what a scheduler needs is written to a file too; --output alone is refused', async () => {
  writeFileSync(path('job.yaml'), JOB('schedule: "0 6 * * *"'));
  const task = await callHere('report', '--config', 'job.yaml', '--print-schedule', 'windows', '-o', 'task.xml');
  expect(task).toMatchObject({ status: 0, stdout: '', stderr: '' });
  expect(readFileSync(path('task.xml'), 'utf8')).toMatch(/^<\?xml version="1\.0"\?>[\s\S]*<\/Task>\n$/);
  expect(await callHere('report', '--config', 'job.yaml', '-o', 'x.xml')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('--output: expected with --print-schedule; got it alone'),
  });
});

test.each([['logs/a.log'], ['./logs/../logs/a.log']])('a report is not written over its log: %s', async (output) => {
  writeFileSync(path('logs/a.log'), line('09:15'));
  const job = `inputs: ['logs/*.log']\ntz: UTC\nhistory: h.duckdb\nreports: [{ name: d, period: yesterday, outputs: ['table:${output}'] }]\n`;
  writeFileSync(path('job.yaml'), job);
  for (const more of [['--dry-run'], []]) {
    const { status, stderr } = await callHere('report', '--config', 'job.yaml', '--date', '2026-11-04', ...more);
    expect([status, stderr]).toEqual([
      2,
      expect.stringMatching(/a\.log: expected an output that is not read; got an input\n$/),
    ]);
  }
  expect(readFileSync(path('logs/a.log'), 'utf8')).toBe(line('09:15'));
});

describe('the exit status', () => {
  const report = () => callHere('report', '--config', 'job.yaml', '--date', '2026-11-04');
  beforeEach(() => writeFileSync(path('job.yaml'), JOB()));

  test('is 1 where a rule is broken, and 0 when that is known already', async () => {
    writeFileSync(path('logs/a.log'), line('09:15', 109000));
    expect((await report()).status).toBe(1);
    expect((await report()).status).toBe(0);
  });

  test('is 2 for a call or a job that is wrong, and nothing is made', async () => {
    expect(await callHere('report')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('there is no ptk-logscan.report.yaml here'),
    });
    expect(await callHere('report', '--config', 'job.yaml', '--report', 'dayly')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('did you mean daily?'),
    });
    expect(await callHere('report', '--config', 'job.yaml', '--date', 'someday')).toMatchObject({ status: 2 });
    expect(await callHere('report', '--config', 'job.yaml', 'a.log')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('expected options only'),
    });
    writeFileSync(path('job.yaml'), JOB('notify: yes\n'));
    expect(await report()).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('job.yaml:6: notify: expected a list'),
    });
    expect(readdirSync(folder).sort()).toEqual(['job.yaml', 'logs']);
  });

  test('is 3 where something could not be read', async () => {
    expect(await report()).toMatchObject({ status: 3, stderr: expect.stringContaining('logs/*: no file matches') });
    expect((await callHere('report', '--config', 'job.yaml', '--status')).status).toBe(1);
  });

  test('of --status is 1 where nothing has run yet', async () => {
    expect(await callHere('report', '--config', 'job.yaml', '--status')).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('no run has succeeded yet'),
    });
  });
});

/** A run that holds the history until it is released: a report of it goes into a pipe that nobody reads before. */
async function held(): Promise<{ first: ChildProcess; release: () => Promise<Ended> }> {
  expect(spawnSync('mkfifo', [path('pipe.json')]).status).toBe(0);
  writeFileSync(
    path('job.yaml'),
    readFileSync(path('job.yaml'), 'utf8').replace(
      'reports:',
      "reports:\n  - { name: slow, period: yesterday, outputs: ['pipe.json'] }",
    ),
  );
  const first = start(['report', '--config', 'job.yaml', '--date', '2026-11-04'], { cwd: folder });
  first.stdin.end();
  const done = ended(first);
  await until(() => existsSync(path('h.duckdb.owner')) || first.exitCode !== null);
  return {
    first,
    release: async () => {
      await readFile(path('pipe.json'));
      return done;
    },
  };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
}

// Windows has no files that are pipes.
test.skipIf(isWindows)('the second of two runs says who is at it, or waits', async () => {
  writeFileSync(path('job.yaml'), JOB().replace('1%', '100%'));
  writeFileSync(path('logs/a.log'), line('09:15'));
  const { first, release } = await held();
  const busy = await call('report', '--config', 'job.yaml', '--date', '2026-11-04');
  expect(busy).toMatchObject({
    status: 3,
    stderr: expect.stringMatching(
      new RegExp(`in use by process ${first.pid} on \\S+ since .*\\n {2}tip: --wait 10m waits for it`),
    ),
  });
  expect((await call('report', '--config', 'job.yaml', '--status', '-f', 'json')).stdout).toContain(
    `"pid": ${first.pid}`,
  );
  const child = await startListening(['report', '--config', 'job.yaml', '--date', '2026-11-04', '--wait', '60s'], {
    cwd: folder,
  });
  child.stdin.end();
  const waiting = ended(child);
  // Until it has tried for the first time; if it has not, it finds the history free and says the same.
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect((await release()).status).toBe(0);
  expect(await waiting).toMatchObject({ status: 0, stdout: 'nothing new in 1 file\n' });
  // That another one was at it is no failure.
  expect(JSON.parse((await call('report', '--config', 'job.yaml', '--status', '-f', 'json')).stdout)).toMatchObject({
    lastError: null,
  });
});

// On Windows one process cannot send Ctrl-C to another: `kill` ends it at once.
test.skipIf(isWindows)('Ctrl-C ends a run that waits for the history', async () => {
  writeFileSync(path('job.yaml'), JOB().replace('1%', '100%'));
  writeFileSync(path('logs/a.log'), line('09:15'));
  const { first, release } = await held();
  const waiting = await startListening(['report', '--config', 'job.yaml', '--date', '2026-11-04', '--wait', '10m'], {
    cwd: folder,
  });
  waiting.stdin.end();
  const end = ended(waiting);
  // Until it has tried for the first time, and waits; if it has not, it says the same.
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(waiting.exitCode).toBeNull();
  waiting.kill('SIGINT');
  // Long before the ten minutes are over, and while the other one is still at it.
  expect(await end).toMatchObject({
    status: 130,
    stdout: '',
    stderr: expect.stringContaining(`in use by process ${first.pid}`),
  });
  expect(first.exitCode).toBeNull();
  expect((await release()).status).toBe(0);
});

// Windows has no limit of the size of files that a process may write.
test.skipIf(isWindows)('a disk that is full leaves the history as it was, and the next run goes on', async () => {
  writeFileSync(path('job.yaml'), JOB().replace('1%', '100%'));
  const args = ['report', '--config', 'job.yaml', '--date', '2026-11-04'];
  writeFileSync(path('logs/a.log'), line('09:15'));
  expect((await call(...args)).status).toBe(0);
  const codes = Array.from(
    { length: 3000 },
    (_, i) => `2026-11-03 0${i % 10}:${10 + (i % 50)}:00 INFO PTK-${106000 + i}\n`,
  ).join('');
  writeFileSync(path('logs/b.log'), codes);
  const before = readFileSync(path('out/2026-11-03.json'), 'utf8');
  // No file may grow beyond 32 KB: what a full disk does, without filling one.
  const { spawn } = await import('node:child_process');
  const full = spawn('sh', ['-c', 'ulimit -f 64; exec "$@"', 'sh', process.execPath, PROGRAM, ...args], {
    cwd: folder,
  });
  full.stdin.end();
  const { status, stderr } = await ended(full);
  expect([status, stderr]).toEqual([3, expect.stringMatching(/^ptk-logscan: /)]);
  expect(readFileSync(path('out/2026-11-03.json'), 'utf8')).toBe(before);
  expect(readdirSync(path('out'))).toEqual(['2026-11-03.json']);
  expect(await call('history', 'verify', '--config', 'job.yaml')).toMatchObject({ status: 0 });
  expect((await call(...args)).status).toBe(0);
  expect(
    await call('history', 'query', '--config', 'job.yaml', '-f', 'csv', 'SELECT name, events FROM logs ORDER BY name'),
  ).toMatchObject({
    stdout: 'name,events\r\nlogs/a.log,1\r\nlogs/b.log,3000\r\n',
  });
});

describe('history', () => {
  beforeEach(async () => {
    writeFileSync(path('job.yaml'), JOB().replace('1%', '100%'));
    writeFileSync(path('logs/a.log'), line('09:15'));
    await callHere('report', '--config', 'job.yaml', '--date', '2026-11-04');
  });

  test('query joins what codes mean, by day and by group', async () => {
    writeFileSync(
      path('job.yaml'),
      JOB('keys: [tenant]').replace('tz: UTC', 'tz: Europe/Berlin').replace('h.duckdb', 'g.duckdb'),
    );
    const day = (time: string, code: number, tenant: string) => `${time} tenant=${tenant} code=${code}\n`;
    writeFileSync(
      path('logs/g.log'),
      day('2026-11-02 23:30:00', 107000, 'acme') +
        day('2026-11-03 00:30:00', 109004, 'acme') +
        day('2026-11-03 12:00:00', 107000, 'globex') +
        day('2026-11-03 12:00:01', 106999, 'globex'),
    );
    rmSync(path('logs/a.log'), { force: true });
    await callHere('report', '--config', 'job.yaml', '--date', '2026-11-04');
    const query = async (sql: string) => {
      const { status, stdout, stderr } = await callHere('history', 'query', sql, '--config', 'job.yaml', '-f', 'csv');
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      return stdout.trimEnd().split('\r\n').slice(1);
    };
    expect(
      await query("SELECT strftime(day, '%d'), events, errors, error_rate FROM errors_by_day WHERE log LIKE '%g.log'"),
    ).toEqual(['02,1,0,0', '03,3,1,0.3333333333333333']);
    expect(await query('SELECT first, events, errors FROM errors_by_group')).toEqual(['acme,2,1', 'globex,2,0']);
    expect(
      await query(
        'SELECT name, severity, is_error, sum(n)::INT FROM hour_counts JOIN codes USING (code) GROUP BY ALL ORDER BY name',
      ),
    ).toEqual(['PlatformUnavailable,critical,true,1', 'RequestCompleted,ok,false,2', 'Unknown,warning,false,1']);
  });

  test('the queries of docs/reports.md give what they say', async () => {
    writeFileSync(path('job.yaml'), JOB('keys: [tenant]').replace('h.duckdb', 'g.duckdb'));
    rmSync(path('logs/a.log'));
    const event = (time: string, code: number, tenant: string) => `${time} tenant=${tenant} code=${code}\n`;
    writeFileSync(
      path('logs/g.log'),
      event('2026-11-02 23:30:00', 107000, 'acme') +
        event('2026-11-03 00:30:00', 109004, 'acme') +
        event('2026-11-03 12:00:00', 107000, 'globex') +
        event('2026-11-03 12:00:01', 108001, 'globex') +
        event('2026-11-03 12:00:02', 109002, 'globex'),
    );
    await callHere('report', '--config', 'job.yaml', '--date', '2026-11-04');
    const page = readFileSync(new URL('../../docs/reports.md', import.meta.url), 'utf8');
    const queries = [...page.matchAll(/^# (.*)\nptk-logscan history query (['"])(.*)\2$/gm)];
    const answers = new Map<string, string[]>();
    for (const [, title, , sql] of queries) {
      const { status, stdout, stderr } = await callHere('history', 'query', sql!, '--config', 'job.yaml', '-f', 'csv');
      expect({ title, status, stderr }).toEqual({ title, status: 0, stderr: '' });
      answers.set(title!, stdout.trimEnd().split('\r\n'));
    }
    expect(answers.get('error rate by day, the latest first')).toEqual([
      'day,errors,rate',
      expect.stringMatching(/^2026-11-03.*,3,0\.75$/),
      expect.stringMatching(/^2026-11-02.*,0,0$/),
    ]);
    expect(answers.get('whose fault it was in November')).toEqual(['fault,errors', 'platform,2', 'caller,1']);
    expect(answers.get('the ten tenants with most errors')).toEqual([
      'tenant,events,errors,error_rate',
      expect.stringMatching(/^globex,3,2,0\.6+/),
      'acme,2,1,0.5',
    ]);
    expect(answers.size).toBe(3);
  });

  test('query reads the history and nothing else, and writes nothing', async () => {
    const query = (sql: string) => callHere('history', 'query', sql, '--history', 'h.duckdb');
    expect(await query('SELECT count(*) AS n FROM counts')).toMatchObject({ status: 0, stdout: 'n\n─\n1\n' });
    for (const sql of [
      "SELECT * FROM read_csv('job.yaml')",
      "COPY logs TO 'x.csv'",
      'DELETE FROM counts',
      "ATTACH 'x.duckdb'",
      'selekt',
      '',
      ' ;',
      ' -- nothing',
      '/* nothing */ ;\n',
    ]) {
      expect([sql, await query(sql)]).toEqual([
        sql,
        expect.objectContaining({ status: 2, stderr: expect.stringMatching(/SQL: (?!Error in native)/) }),
      ]);
    }
    expect(readdirSync(folder).filter((name) => name.startsWith('x'))).toEqual([]);
  });

  test('export writes a table whole', async () => {
    expect(await callHere('history', 'export', '--config', 'job.yaml', '-o', 'm.csv')).toMatchObject({
      status: 0,
      stderr: '',
    });
    expect(readFileSync(path('m.csv'), 'utf8')).toBe(
      'log,code,first,second,begins,n\nlogs/a.log,107000,,,2026-11-03 09:15:00,1\n',
    );
    expect(
      await callHere('history', 'export', '--config', 'job.yaml', '-o', 'm.parquet', '--table', 'hour_counts'),
    ).toMatchObject({ status: 0 });
    expect(readFileSync(path('m.parquet')).subarray(0, 4).toString()).toBe('PAR1');
    expect(await callHere('history', 'export', '--config', 'job.yaml', '-o', 'no/m.csv')).toMatchObject({ status: 0 });
    expect(await callHere('history', 'export', '--config', 'job.yaml', '-o', '.')).toMatchObject({
      status: 3,
      stderr: 'ptk-logscan: .: expected a file to write to; got a folder\n',
    });
  });

  test('info, prune, and words that are none of these', async () => {
    expect(await callHere('history', 'info', '--config', 'job.yaml')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('logs/a.log: 1 lines'),
    });
    expect(JSON.parse((await callHere('history', 'info', '--config', 'job.yaml', '-f', 'json')).stdout)).toMatchObject({
      rows: 1,
      gaps: [],
    });
    expect(await callHere('history', 'prune', '--config', 'job.yaml')).toMatchObject({
      status: 0,
      stdout: 'nothing to prune\n',
    });
    expect(await callHere('history', 'inof')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('did you mean info?'),
    });
    expect(await callHere('history', 'info', '--history', 'none.duckdb')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('there is no history yet'),
    });
  });

  test('verify finds what does not add up', async () => {
    const { History } = await import('../../src/history/history.js');
    const { zoneOf } = await import('../../src/time/zone.js');
    const history = await History.write(path('h.duckdb'), {
      zone: zoneOf('UTC'),
      rules: null,
      wait: 0,
      warn: () => {},
    });
    await history.db.run('UPDATE counts SET n = n + 1');
    history.close();
    expect(await callHere('history', 'verify', '--config', 'job.yaml')).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/minutes of a cell do not add up[\s\S]*counts of a log do not add up/),
    });
  });
});

// As above.
test.skipIf(isWindows).each<[NodeJS.Signals, number]>([
  ['SIGINT', 130],
  ['SIGTERM', 143],
])('--every stays up until it is interrupted by %s, and goes on after a run that fails', async (signal, expected) => {
  writeFileSync(path('job.yaml'), JOB());
  const child = start(['report', '--config', 'job.yaml', '--every', '0 6 * * *'], { cwd: folder });
  child.stdin.end();
  child.stderr.once('data', () => child.kill(signal));
  const { status, stderr } = await ended(child);
  expect([status, stderr]).toEqual([expected, expect.stringMatching(/next run \d{4}-\d\d-\d\dT06:00:00\.000Z/)]);
});
