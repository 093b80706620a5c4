/** A history is that of one job, whatever its file is called: two never mix in it without a word. */
import { copyFileSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { History } from '../../src/history/history.js';
import { zoneOf } from '../../src/time/zone.js';
import { callIn } from '../cli/in-process.js';
import { type AJob, aJob, line } from './a-job.js';

let job: AJob;
beforeEach(async () => {
  job = aJob();
  job.log('app.log', line('09:15'));
  mkdirSync(job.path('other'));
});
afterEach(() => job.remove());

const report = (file: string, ...args: string[]) =>
  callIn(job.folder, ['report', '--config', file, '--date', '2026-11-04', ...args]);
const bytes = async () => (await job.history()).logs;

const OTHER = (history = 'h.duckdb') => `inputs: ['other/*.log']
tz: UTC
history: ${history}
reports: [{ name: daily, period: yesterday, outputs: ['other/{date}.json'] }]
`;

test('two jobs with one history: an error that names both, and nothing is read', async () => {
  expect(await report('job.yaml')).toMatchObject({ status: 0, stderr: '' });
  writeFileSync(job.path('other.yaml'), OTHER());
  writeFileSync(job.path('other/b.log'), line('09:15'));
  for (const args of [[], ['--dry-run']]) {
    expect(await report('other.yaml', ...args)).toEqual({
      status: 2,
      stdout: '',
      stderr: `ptk-logscan: ${job.path('h.duckdb')}: expected a history for one job; got ${job.path('other.yaml')}, and it is that of ${job.path('job.yaml')}
  tip: name another history in one of them; if one has replaced the other, delete the file that is no longer used
`,
    });
  }
  const prune = await callIn(job.folder, ['history', 'prune', '--config', 'other.yaml']);
  expect(prune).toMatchObject({ status: 2, stderr: expect.stringContaining('expected a history for one job') });
  expect(await report('other.yaml', '--status')).toMatchObject({
    status: 1,
    stdout: expect.stringContaining(`is that of another job: ${job.path('job.yaml')}`),
  });
  expect(await bytes()).toEqual(['logs/app.log 1 49']);
  // The first is not disturbed.
  expect(await report('job.yaml')).toMatchObject({ status: 0, stderr: '' });
});

test('a job with a mistake in it is a job all the same', async () => {
  expect(await report('job.yaml')).toMatchObject({ status: 0 });
  job.job('inputs: [');
  writeFileSync(job.path('other.yaml'), OTHER());
  expect(await report('other.yaml')).toMatchObject({ status: 2 });
});

test.each<[string, () => string]>([
  [
    'renamed',
    () => {
      renameSync(job.path('job.yaml'), job.path('nightly.yaml'));
      return 'nightly.yaml';
    },
  ],
  [
    'replaced by a copy, with the old one left behind',
    () => {
      copyFileSync(job.path('job.yaml'), job.path('nightly.yaml'));
      return 'nightly.yaml';
    },
  ],
  [
    'replaced by one with other inputs, and deleted',
    () => {
      rmSync(job.path('job.yaml'));
      writeFileSync(job.path('nightly.yaml'), OTHER());
      writeFileSync(job.path('other/app.log'), line('09:15') + line('09:16'));
      return 'nightly.yaml';
    },
  ],
  [
    'replaced, and given a history of its own',
    () => {
      writeFileSync(job.path('nightly.yaml'), job.text('job.yaml'));
      job.job(OTHER('of-its-own.duckdb'));
      return 'nightly.yaml';
    },
  ],
])('a job file that was %s goes on, which is said once', async (_name, change) => {
  expect(await report('job.yaml')).toMatchObject({ status: 0 });
  const file = change();
  expect(await report(file)).toMatchObject({
    status: 0,
    stderr: `ptk-logscan: ${job.path('h.duckdb')}: goes on as the history of ${job.path(file)}; it was that of ${job.path('job.yaml')}\n`,
  });
  expect(await report(file)).toMatchObject({ status: 0, stderr: '' });
});

test.skipIf(process.platform === 'win32')('another path to the same job file is the same job', async () => {
  symlinkSync(job.path('job.yaml'), job.path('current.yaml'));
  for (const file of ['job.yaml', 'current.yaml', 'job.yaml']) {
    expect(await report(file)).toMatchObject({ status: 0, stderr: '' });
  }
});

test('a history from before jobs were remembered takes the first that comes', async () => {
  await job.run();
  const history = await History.write(job.path('h.duckdb'), {
    zone: zoneOf('UTC'),
    rules: null,
    wait: 0,
    warn: () => {},
  });
  await history.db.run("DELETE FROM meta WHERE key = 'job'");
  history.close();
  await job.run();
  expect(job.said.filter((said) => said.includes('goes on'))).toEqual([]);
  expect(await job.query("SELECT value FROM meta WHERE key = 'job'")).toEqual([{ value: job.path('job.yaml') }]);
});
