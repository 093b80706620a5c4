/** What a report says of itself, in each of its forms: its title, its rules with their numbers, its period. */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ReportDocument } from '../../src/model/report-document.js';
import { callIn } from '../cli/in-process.js';
import { type AJob, aJob, line } from './a-job.js';

const OUTPUTS =
  "['out/{date}.html', 'out/{date}.md', 'out/{date}.txt', 'report:out/{date}.report.json', 'out/{date}.json']";
const JOB = `inputs: ['logs/*']
tz: UTC
history: h.duckdb
title: Callbacks <of> ACME
subtitle: Platform team
url: https://reports.example/{name}/{date}.html
logo: logo.svg
reports:
  - name: daily
    period: yesterday
    compare: previous
    outputs: ${OUTPUTS}
    rules: [{ name: Error rate, max-error-rate: 2% }, { name: Not many, select: '107000', max-count: 1000 }]
  - { name: plain, title: Of its own, period: yesterday, outputs: ['out/plain.html', 'out/plain.md'] }
`;

let job: AJob;
beforeEach(() => {
  job = aJob(JOB);
  writeFileSync(job.path('logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  job.log('a.log', line('09:15').repeat(9) + line('09:20', 109004));
});
afterEach(() => job.remove());

const text = (name: string) => readFileSync(job.path(`out/${name}`), 'utf8');
const document = (date: string) => JSON.parse(text(`${date}.report.json`)) as ReportDocument;
const FORMS = ['html', 'md', 'txt', 'report.json'] as const;

test('each form has the title, the rules with their numbers, the period, the link, and when it was made', async () => {
  await job.run();
  for (const form of FORMS) {
    const said = text(`2026-11-03.${form}`).replaceAll('\\', '').replaceAll('&lt;', '<').replaceAll('&gt;', '>');
    expect(said).toContain('Callbacks <of> ACME');
    for (const part of [
      'Platform team',
      'Error rate',
      'at most 2%',
      '10% (1 of 10 events)',
      'at most 1,000',
      '9 of 10 events',
    ]) {
      expect(said).toContain(part);
    }
    for (const part of [
      '2026-11-03',
      '2026-11-02',
      'https://reports.example/daily/2026-11-03.html',
      '2026-11-04T06:00:00.000Z',
    ]) {
      expect(said).toContain(part);
    }
  }
  for (const form of ['html', 'md', 'txt']) expect(text(`2026-11-03.${form}`)).toContain('Failed: 1 of 4 rules broken');
  expect(text('2026-11-03.html')).toContain('<img class="logo" alt="" src="data:image/svg+xml;base64,');
  expect(text('plain.html')).toContain('<h1><bdi>Of its own</bdi></h1>');
  expect(text('plain.html')).not.toContain('id="verdict"');
});

test('the document has what SPEC says, and the summary that the other document is', async () => {
  await job.run();
  const { summary, rules, ...rest } = document('2026-11-03');
  expect(Object.keys(document('2026-11-03'))).toEqual([
    ...[
      'schema',
      'name',
      'title',
      'subtitle',
      'url',
      'period',
      'comparedWith',
      'madeAt',
      'verdict',
      'rules',
      'summary',
    ],
  ]);
  expect(rest).toMatchObject({
    schema: 'ptk-logscan/report@1',
    name: 'daily',
    verdict: 'fail',
    period: { name: '2026-11-03', since: '2026-11-03T00:00:00.000+00:00', until: '2026-11-04T00:00:00.000+00:00' },
    comparedWith: { name: '2026-11-02' },
  });
  expect(rules.map(({ name, state }) => `${name}: ${state}`)).toEqual([
    ...['input read whole: pass', 'events to check: pass', 'Error rate: fail', 'Not many: pass'],
  ]);
  expect(summary).toEqual(job.summary('out/2026-11-03.json'));
});

test('a period without a line is told as such, not as a good one', async () => {
  await job.run({ day: '2026-11-09' });
  for (const form of ['html', 'md', 'txt']) {
    const said = text(`2026-11-08.${form}`);
    expect(said).toContain('No data for this period.');
    expect(said).not.toMatch(/in 0 lines|the same/);
  }
  expect(document('2026-11-08')).toMatchObject({ verdict: 'fail', summary: { totals: { events: 0 } } });
});

test('the status names a report that has failed its rules, until it passes', async () => {
  const status = () => callIn(job.folder, ['report', '--config', 'job.yaml', '--status']);
  await callIn(job.folder, ['report', '--config', 'job.yaml', '--date', '2026-11-04']);
  const failed = await status();
  expect(failed.status).toBe(1);
  expect(failed.stdout).toMatch(/^problem +report daily of 2026-11-03 has failed its rules$/m);
  expect(failed.stdout).toMatch(/^report +daily 2026-11-03: made \(fail\)$/m);
  job.log('a.log', `${line('09:30').repeat(10)}`.replaceAll('11-03', '11-04'));
  await callIn(job.folder, ['report', '--config', 'job.yaml', '--date', '2026-11-05']);
  expect((await status()).stdout).not.toContain('has failed');
});

describe('mistakes are named', () => {
  test.each([
    ['title: Callbacks <of> ACME', 'title: ""', 'job.yaml:4: title: '],
    [
      'url: https://reports.example/{name}/{date}.html',
      'url: ftp://x',
      'job.yaml:6: url: expected an http or https address',
    ],
    [
      'url: https://reports.example/{name}/{date}.html',
      'url: https://u:p@x/',
      'url: expected an address without a password in it',
    ],
    ['url: https://reports.example/{name}/{date}.html', 'url: https://x/{nam}', 'url: expected placeholders among'],
    ['logo: logo.svg', 'logo: logo.bmp', 'job.yaml:7: logo: expected a file that ends in .png'],
    ['logo: logo.svg', 'logo: none.png', 'logo: none.png: no such file'],
  ])('%s as %s', async (given, wrong, message) => {
    job.job(JOB.replace(given, wrong));
    await expect(job.run()).rejects.toThrow(message);
  });
});
