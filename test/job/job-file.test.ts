import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { JOB_TEMPLATE } from '../../src/job/template.js';
import { DAY_MS } from '../../src/model/calendar.js';
import { loadJob } from '../../src/settings/job/job-file.js';
import { type AJob, aContext, aJob } from './a-job.js';

let job: AJob;
beforeEach(() => {
  job = aJob();
});
afterEach(() => job.remove());

const load = (text: string, name = 'job.yaml') => {
  writeFileSync(job.path(name), text);
  return loadJob(job.path(name), aContext().now());
};

const GOOD = `inputs: [logs/*.log]
tz: Europe/Berlin
window: 15m
keys: [tenant, segment]
read: { date-order: dmy, code-key: outcomeNo, labelled: true }
history: data/h.duckdb
retention: { minutes: 8w, hours: 1y }
schedule: 0 6 * * *
grace: 30m
reports:
  - name: daily
    period: yesterday
    compare: week-before
    outputs: ['out/{date}.html']
    rules: [{ name: Rise, max-rise: 20% }]
  - { name: weekly, period: last-week, window: 1d, outputs: [w.csv] }
notify:
  - { name: chat, webhook: { url-from: HOOK, form: slack } }
  - { name: mail, on: [warn], timeout: 30s, attempts: 5, email: { host: m, security: tls, from: a@b, to: [c@d] } }
  - { name: page, command: [./page, x] }
`;

test('a job says everything, with paths from its own folder', async () => {
  const loaded = await load(GOOD);
  expect(loaded).toMatchObject({
    file: job.path('job.yaml'),
    folder: job.folder,
    history: job.path('data/h.duckdb'),
    retention: { minutes: 56 * DAY_MS, hours: 366 * DAY_MS, days: null },
    schedule: '0 6 * * *',
    grace: 1_800_000,
    plan: {
      files: [job.path('logs/*.log')],
      timeZone: { name: 'Europe/Berlin' },
      window: { n: 15, unit: 'm' },
      groupKeys: ['tenant', 'segment'],
      rules: { dateOrder: 'dmy', codeKeys: ['outcomeno'], labelled: true },
    },
    reports: [
      { name: 'daily', compare: 'week-before', window: { n: 15, unit: 'm' }, gate: { rules: [{ name: 'Rise' }] } },
      { name: 'weekly', compare: null, window: { n: 1, unit: 'd' }, gate: null },
    ],
    channels: [
      {
        name: 'chat',
        attempts: 3,
        timeout: 10_000,
        target: { kind: 'webhook', url: null, urlFrom: 'HOOK', form: 'slack' },
      },
      { name: 'mail', attempts: 5, timeout: 30_000, target: { kind: 'email', port: 465 } },
      { name: 'page', target: { kind: 'command', argv: ['./page', 'x'], folder: job.folder } },
    ],
  });
  expect([...loaded.channels[0]!.on]).toEqual(['fail', 'error']);
});

test('JSON does as well', async () => {
  const text = JSON.stringify({ inputs: ['a.log'], reports: [{ name: 'd', period: 'today', outputs: ['d.json'] }] });
  expect(await load(text, 'job.json')).toMatchObject({ history: job.path('ptk-logscan.duckdb') });
});

test('what --init writes is right as it is', async () => {
  const { reports, schedule } = await load(JOB_TEMPLATE);
  expect(reports.map(({ name }) => name)).toEqual(['daily', 'weekly']);
  expect(schedule).toBe('0 6 * * *');
});

test('what is left as a comment in it is right too', async () => {
  const text = JOB_TEMPLATE.replace(/^#(notify:| {2}- | {4}| {6})/gm, '$1');
  expect((await load(text)).channels.map(({ name }) => name)).toEqual(['chat', 'operations', 'pager']);
});

describe('a mistake is named with its line and path', () => {
  const broken = (from: string | RegExp, to: string) => load(GOOD.replace(from, to));

  test.each([
    ['tz: Europe/Berlin', 'tz: Europe/Berlni', /job\.yaml:2: tz: expected an IANA name/],
    ['window: 15m', 'window: 17m', /job\.yaml:3: window: expected a length that divides a day/],
    ['date-order: dmy', 'date-order: ymd', /job\.yaml:5: read\.date-order: expected mdy or dmy/],
    ['labelled: true', 'year: 2101', /job\.yaml:5: read\.year: expected a whole number from 1970 to 2100; got "2101"$/],
    [
      'code-key: outcomeNo',
      "code-key: [outcomeNo, 'a,,b']",
      /job\.yaml:5: read\.code-key: expected a value; got "a,,b"$/,
    ],
    [
      'code-key: outcomeNo',
      'ignore-key: [outcome No]',
      /job\.yaml:5: read\.ignore-key: expected a name of letters, .*; got "outcome No"$/,
    ],
    ['tz: Europe/Berlin', "tz: ' '", /job\.yaml:2: tz: expected a value; got none$/],
    ['schedule: 0 6 * * *', 'schedule: 0 26 * * *', /job\.yaml:8: schedule: expected a cron expression/],
    [
      'timeout: 30s',
      'timeout: 0s',
      /job\.yaml:19: notify\[1\]\.timeout: expected more than no time, such as 10s; got "0s"$/,
    ],
    ['grace: 30m', 'grace: soon', /job\.yaml:9: grace: expected a time such as 10s/],
    [
      'minutes: 8w, hours: 1y',
      'minutes: 8w, hours: 1w',
      /job\.yaml:7: retention: expected hours to be kept at least as long/,
    ],
    ['minutes: 8w', 'minutes: 8', /job\.yaml:7: retention\.minutes: expected a text; got 8/],
    ['period: yesterday', 'period: yesteryear', /job\.yaml:12: reports\[0\]\.period: expected today/],
    ['compare: week-before', 'compare: before', /job\.yaml:13: reports\[0\]\.compare: expected previous or day-before/],
    [
      "['out/{date}.html']",
      "['out/{date}.doc']",
      /job\.yaml:14: reports\[0\]\.outputs\[0\]: expected a path that ends in/,
    ],
    ['max-rise: 20%', 'max-rise: 20 apples', /job\.yaml:15: reports\[0\]\.rules\[0\]\.max-rise: expected/],
    ['    compare: week-before\n', '', /job\.yaml:11: reports\[0\]: expected compare, because of the rule "Rise"/],
    [
      'compare: week-before',
      "where: [tenant=a, 'queue!=b']",
      /job\.yaml:13: reports\[0\]\.where\[1\]: expected one of the job's keys, which are tenant, segment; got queue$/,
    ],
    ['compare: week-before', 'where: =b', /job\.yaml:13: reports\[0\]\.where: expected KEY=VALUE, .*; got "=b"$/],
    ['name: weekly', 'name: daily', /job\.yaml:16: reports\[1\]\.name: expected each name once/],
    [
      'url-from: HOOK',
      "url: 'https://user:pw@chat.example'",
      /job\.yaml:18: notify\[0\]\.webhook\.url: expected an address without a password/,
    ],
    [
      'url-from: HOOK',
      'url-from: https://chat.example/T0K3N',
      /job\.yaml:18: notify\[0\]\.webhook\.url-from: expected the name of an environment variable; got something else$/,
    ],
    [
      'command: [./page, x]',
      'on: [fail]',
      /job\.yaml:20: notify\[2\]: expected one of webhook, email or command; got none/,
    ],
    [
      'security: tls',
      'security: tls, user: x',
      /job\.yaml:19: notify\[1\]\.email: expected user and password-from together/,
    ],
    ['inputs: [logs/*.log]\n', '', /expected inputs in it/],
    [
      'max-rise: 20%',
      'max-error-rate: 2%, within: "queue:*"',
      /job\.yaml:15: reports\[0\]\.rules\[0\]\.within: expected one of the job's keys, which are tenant, segment; got queue$/,
    ],
    [
      "['out/{date}.html']",
      "['out/a.csv', 'csv-codes:out/a.csv']",
      /job\.yaml:14: reports\[0\]\.outputs: expected a file for each; got out\/a\.csv for two$/,
    ],
    ['history:', 'histroy:', /job\.yaml:6: histroy: unknown setting; did you mean history\?/],
  ])('%s -> %s', async (from, to, message) => {
    await expect(broken(from, to)).rejects.toThrow(message);
  });

  test('and all of them are named at once', async () => {
    await expect(broken('name: daily', 'nmae: daily')).rejects.toThrow(
      /2 mistakes[\s\S]*job\.yaml:11[\s\S]*job\.yaml:11/,
    );
  });
});

test('a job that is not there', async () => {
  await expect(loadJob(job.path('no.yaml'), aContext().now())).rejects.toMatchObject({
    message: expect.stringContaining('the job cannot be read: no such file'),
    tip: 'ptk-logscan report --init writes one to start from',
  });
});
