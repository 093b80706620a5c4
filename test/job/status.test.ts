/** How a job says that it is doing, and whom it tells when it fails. */
import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runOnce } from '../../src/cli/report/run-once.js';
import { healthOf, NO_STATUS, type StatusFile, statusPath } from '../../src/job/status.js';
import { loadJob } from '../../src/settings/job/job-file.js';
import { type AJob, aContext, aJob, line } from './a-job.js';
import { fetchWorks } from './fetch-works.js';
import { type WebServer, webServer } from './servers.js';

let job: AJob;
let server: WebServer;
beforeEach(async () => {
  server = await webServer();
  job = aJob(`inputs: ['logs/*']
tz: Europe/Berlin
history: h.duckdb
schedule: 0 6 * * *
reports: [{ name: daily, period: yesterday, outputs: [out/daily.json] }]
notify: [{ name: chat, attempts: 1, webhook: { url: '${server.url}' } }]
`);
});
afterEach(async () => {
  await server.close();
  job.remove();
});

async function once(now: string): Promise<{ status: number | string; said: string[] }> {
  const said: string[] = [];
  const context = aContext(now, { warn: (message) => said.push(message) });
  const loaded = await loadJob(job.path('job.yaml'), context.now());
  const status = await runOnce(loaded, { only: null, day: null, wait: 0, reread: false }, context).catch(
    (error: Error) => error.message,
  );
  return { status, said };
}

async function health(now: string) {
  return healthOf(await loadJob(job.path('job.yaml'), aContext(now).now()), Date.parse(now));
}

function pretend(status: Partial<StatusFile>): void {
  writeFileSync(statusPath(job.path('h.duckdb')), JSON.stringify({ ...NO_STATUS, ...status }));
}

describe('overdue', () => {
  test.each([
    // Due at 05:00Z, and an hour of grace.
    ['2026-11-04T05:59:59Z', false],
    ['2026-11-04T06:00:00Z', true],
  ])('by the schedule and its grace: at %s %s', async (now, overdue) => {
    pretend({ lastSuccess: '2026-11-03T05:00:01.000Z' });
    expect(await health(now)).toMatchObject({
      overdue,
      nextRun: '2026-11-05T05:00:00.000Z',
      problems: overdue ? [expect.stringContaining('overdue')] : [],
    });
  });

  test('without a schedule after a day and the grace', async () => {
    job.job(job.text('job.yaml').replace('schedule: 0 6 * * *\n', ''));
    pretend({ lastSuccess: '2026-11-03T05:00:00.000Z' });
    expect((await health('2026-11-04T06:00:00Z')).overdue).toBe(false);
    expect((await health('2026-11-04T06:00:01Z')).overdue).toBe(true);
  });

  test('where nothing has ever run, or what is there is no status', async () => {
    expect(await health('2026-11-04T12:00:00Z')).toMatchObject({
      overdue: true,
      problems: ['no run has succeeded yet'],
    });
    writeFileSync(statusPath(job.path('h.duckdb')), '{"schema":');
    expect(await health('2026-11-04T12:00:00Z')).toMatchObject({ overdue: true });
  });
});

test('a run leaves what it did', async () => {
  job.log('a.log', line('09:15'));
  expect(await once('2026-11-04T05:00:00Z')).toMatchObject({ status: 0 });
  expect(await health('2026-11-04T05:30:00Z')).toMatchObject({
    lastRun: {
      started: '2026-11-04T05:00:00.000Z',
      exitStatus: 0,
      lines: 1,
      events: 1,
      reports: ['daily 2026-11-03: made'],
    },
    lastSuccess: '2026-11-04T05:00:00.000Z',
    lastError: null,
    newestEvent: '2026-11-03T08:15:00.000Z',
    lag: 76_500_000,
    sinceSuccess: 1_800_000,
    running: null,
    problems: [],
  });
});

test.skipIf(!fetchWorks)('a run that fails leaves that, and tells the channels: not again with each run', async () => {
  job.log('a.log', line('09:15'));
  writeFileSync(job.path('h.duckdb'), 'this is no history'.repeat(1000));
  const { status } = await once('2026-11-04T05:00:00Z');
  expect(status).toContain('the history cannot be opened');
  expect(await health('2026-11-04T05:30:00Z')).toMatchObject({
    lastRun: { exitStatus: 3 },
    lastSuccess: null,
    lastError: { at: '2026-11-04T05:00:00.000Z', message: expect.stringContaining('cannot be opened') },
    problems: ['no run has succeeded yet', expect.stringContaining('the last run failed')],
  });
  await once('2026-11-04T06:00:00Z');
  expect(server.received.map(({ body }) => JSON.parse(body))).toEqual([
    expect.objectContaining({ occasion: 'error', report: null, error: expect.stringContaining('cannot be opened') }),
  ]);
  await once('2026-11-05T05:00:00Z');
  expect(server.received).toHaveLength(2);
});

test('unread input is a problem until it is read', async () => {
  expect(await once('2026-11-04T05:00:00Z')).toMatchObject({ status: 3, said: ['logs/*: no file matches'] });
  expect((await health('2026-11-04T05:00:00Z')).problems).toContain('the last run failed: logs/*: no file matches');
  job.log('a.log', line('09:15'));
  expect(await once('2026-11-04T05:10:00Z')).toMatchObject({ status: 0 });
  expect((await health('2026-11-04T05:10:00Z')).problems).toEqual([]);
});

test('a job file that was right is refused once it is not', async () => {
  job.log('a.log', line('09:15'));
  await once('2026-11-04T05:00:00Z');
  job.job(job.text('job.yaml').replace('schedule', 'schedul'));
  await expect(once('2026-11-04T05:00:00Z')).rejects.toThrow('unknown setting');
});
