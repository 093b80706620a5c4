/** What is said where two editions of the rules have counted: in reports, comparisons, messages, the status and info. */
import { readFileSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.js';
import { comparisonNote, periodNote } from '../../src/job/edition-notes.js';
import { type Message, messageText } from '../../src/job/notify/message.js';
import { zoneOf } from '../../src/time/zone.js';
import { type AJob, aContext, aJob, line } from './a-job.js';
import { asFirstEdition } from './reread-state.js';

const REREAD = 'ptk-logscan report --reread counts anew what is still on disk.';
const BOTH = `This period was counted with two editions of the rules: until 2026-11-03 10:15 with edition 1, since then with edition 2. ${REREAD}`;
const AGAINST = `The earlier period was counted with edition 1 of the rules, this one with editions 1 and 2: numbers may differ for that reason. ${REREAD}`;

let job: AJob;
beforeEach(() => {
  const keep = "require('node:fs').writeFileSync('message.json', require('node:fs').readFileSync(0))";
  job = aJob(`inputs: ['logs/*']
tz: UTC
history: h.duckdb
reports:
  - { name: daily, period: yesterday, window: 1h, outputs: [out/d.html, out/d.md, out/d.txt, out/d.json, out/d.csv] }
  - { name: against, period: yesterday, compare: previous, window: 1h, outputs: [out/a.html, out/a.md, out/a.txt] }
notify:
  - { name: keep, on: [report], command: ['${process.execPath}', -e, "${keep}"] }
`);
});
afterEach(() => job.remove());

/** A day by the first edition; the next one by the first until about ten, then by the second. */
async function counted(): Promise<void> {
  job.log('app.log', line('09:00').replace('11-03', '11-02') + line('09:15') + line('10:14'));
  await job.run();
  await asFirstEdition(job.path('h.duckdb'), 109004);
  job.log('app.log', line('10:15') + line('11:15', 109004));
}

async function call(...args: string[]): Promise<{ status: number; said: string }> {
  let said = '';
  const write = async (text: string) => {
    said += text;
  };
  const context = aContext('2026-11-04T06:00:00Z', {
    args: [...args, '--config', job.path('job.yaml')],
    stdout: { isTerminal: false, columns: null, rows: null, isAscii: false, isClosed: false, write },
    warn: (message) => {
      said += `${message}\n`;
    },
  });
  return { status: await run(context), said };
}

/** As a reader sees it, wherever lines are broken. */
const shown = (name: string) =>
  job
    .text(name)
    .replaceAll('\\', '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

test('every form for people says it, and the documents for programs keep their keys', async () => {
  await counted();
  await job.run();
  for (const form of ['html', 'md', 'txt'])
    expect([form, shown(`out/d.${form}`)]).toEqual([form, expect.stringContaining(BOTH)]);
  for (const form of ['json', 'csv']) expect(job.text(`out/d.${form}`)).not.toContain('edition');
  // Of the last report.
  const message = JSON.parse(readFileSync(job.path('message.json'), 'utf8')) as Message;
  expect(message.report!.notices).toEqual([BOTH, AGAINST]);
  expect(messageText(message)).toContain(`${BOTH}\n${AGAINST}\n`);
  for (const form of ['html', 'md', 'txt']) {
    expect([form, shown(`out/a.${form}`)]).toEqual([form, expect.stringContaining(BOTH)]);
    expect([form, shown(`out/a.${form}`)]).toEqual([form, expect.stringContaining(AGAINST)]);
  }
});

test('a job of before goes on, and nothing is made again because of the edition alone', async () => {
  job.log('app.log', line('09:15'));
  await job.run();
  await asFirstEdition(job.path('h.duckdb'), 109004);
  const { reports } = await job.run();
  expect(reports.map(({ outcome }) => outcome)).toEqual(['same', 'same']);
  rmSync(job.path('out/d.txt'));
  await job.run();
  // All of it is of one edition.
  expect(job.text('out/d.txt')).not.toContain('edition');
});

test('the status, info and the list of runs have the editions, and counting anew leaves one', async () => {
  await counted();
  expect(await call('report')).toMatchObject({ status: 0 });
  expect((await call('report', '--status')).said).toMatch(
    /^rules +editions 1 and 2: report --reread counts anew what is still on disk$/m,
  );
  const status = JSON.parse((await call('report', '--status', '-f', 'json')).said);
  expect(status.editions).toEqual([1, 2]);
  expect(status.lastRun.notices).toContain(`daily 2026-11-03: ${BOTH}`);
  expect((await call('history', 'info')).said).toMatch(
    /^rules +edition 1: 3 lines, 3 events, 1 runs since .*\nrules +edition 2: 2 lines, 2 events, 1 runs since /m,
  );
  const runs = await job.query('SELECT edition, version IS NULL AS old FROM runs ORDER BY id');
  expect(runs).toEqual([
    { edition: 1, old: false },
    { edition: 2, old: false },
  ]);

  const reread = await call('report', '--reread');
  expect(reread.status).toBe(0);
  expect(reread.said).toContain('counted anew with edition 2 of the rules: 1 text in 1 file\n');
  expect(reread.said).toContain('daily 2026-11-03: Made again: counted anew with edition 2 of the rules.\n');
  expect(job.text('out/d.txt')).not.toContain('two editions');
  expect((await call('report', '--status')).said).toMatch(/^rules +edition 2$/m);
  expect(JSON.parse((await call('history', 'info', '-f', 'json')).said).editions).toMatchObject([
    { edition: 1, lines: 0, events: 0, runs: 1 },
    { edition: 2, lines: 5, events: 5, runs: 2, first: '2026-11-02T09:00:00.000Z' },
  ]);
});

test('--reread --dry-run says what would be counted anew and what is kept, and changes nothing', async () => {
  job.log('gone.log', line('09:15') + line('09:16'));
  await counted();
  await job.run();
  rmSync(job.path('logs/gone.log'));
  const before = await job.query('SELECT * FROM counts ORDER BY ALL');
  const { status, said } = await call('report', '--reread', '--dry-run');
  expect([status, said]).toEqual([
    0,
    expect.stringContaining(
      'would read from the beginning:\n  logs/app.log: 245 bytes\n' +
        'would keep as counted, as it is not there:\n  logs/gone.log: 2 lines of 1 text, up to 2026-11-03 09:16\nwould write:\n',
    ),
  ]);
  expect(await job.query('SELECT * FROM counts ORDER BY ALL')).toEqual(before);
});

test('--reread is done once: not with --every', async () => {
  expect(await call('report', '--reread', '--every', '0 6 * * *')).toMatchObject({
    status: 2,
    said: expect.stringContaining('--every: expected without --reread'),
  });
});

test('that is interrupted changes nothing', async () => {
  await counted();
  await job.run();
  const before = await job.query('SELECT * FROM counts ORDER BY ALL');
  const stopped = new AbortController();
  stopped.abort();
  await job.run({ reread: true, signal: stopped.signal });
  expect(job.said).toEqual(['interrupted: nothing was counted anew']);
  expect(await job.query('SELECT * FROM counts ORDER BY ALL')).toEqual(before);
});

describe('in words', () => {
  const berlin = zoneOf('Europe/Berlin');
  const at = (time: string) => Date.parse(`2026-11-${time}:00Z`);
  const span = (edition: number, first: string, last: string) => ({ edition, first: at(first), last: at(last) });

  test('one edition is nothing to be told of', () => {
    expect(periodNote([], berlin)).toBeNull();
    expect(periodNote([span(2, '01T00:00', '02T00:00')], berlin)).toBeNull();
    expect(comparisonNote([span(1, '01T00:00', '02T00:00')], [])).toBeNull();
    expect(comparisonNote([span(2, '01T00:00', '02T00:00')], [span(2, '03T00:00', '04T00:00')])).toBeNull();
  });

  test('editions side by side, as of several logs, are told with their times', () => {
    expect(periodNote([span(1, '01T00:00', '20T10:00'), span(2, '19T09:00', '21T11:59')], berlin)).toBe(
      'This period was counted with two editions of the rules: from 2026-11-01 01:00 to 2026-11-20 11:01 with edition 1, ' +
        `from 2026-11-19 10:00 to 2026-11-21 13:00 with edition 2. ${REREAD}`,
    );
  });

  test('two periods of two editions are hard to compare', () => {
    expect(comparisonNote([span(1, '01T00:00', '02T00:00')], [span(2, '03T00:00', '04T00:00')])).toBe(
      `The earlier period was counted with edition 1 of the rules, this one with edition 2: numbers may differ for that reason. ${REREAD}`,
    );
  });
});
