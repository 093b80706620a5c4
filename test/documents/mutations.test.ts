/** What is not as the program prints it is refused by the schemas. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { callIn } from '../cli/in-process.js';
import { jobDocuments } from './job-documents.js';
import { writeLogs } from './made-logs.js';
import { mutantsOf } from './mutations.js';
import { faultsOf } from './schemas.js';

/** What of them may be missing, by the schema. */
const OPTIONAL: Readonly<Record<string, RegExp>> = {
  event: /^\/: without (text|tenant)$/,
};
/** Words that anybody may choose. */
const isWord = (name: string, at: string) => !(name === 'kind' && at.startsWith('/rules/'));

const documents: Record<string, unknown[]> = {};

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-mutations-'));
  try {
    writeLogs(folder);
    writeFileSync(
      join(folder, 'rules.yaml'),
      'check:\n  ignore: [{ code: 109002, until: 2026-12-31, reason: known }]\n  rules:\n' +
        '    - { name: Windows, max-error-rate: 2%, per-window: true }\n    - { name: Tenants, max-error-rate: 5%, within: "tenant:*" }\n',
    );
    const print = async (...args: string[]) => (await callIn(folder, args)).stdout;
    const json = async (...args: string[]): Promise<unknown> => JSON.parse(await print(...args));
    const first = async (...args: string[]): Promise<unknown> => JSON.parse((await print(...args)).split('\n')[0]!);
    const scan = ['story.log', 'untimed.log', 'absent.log', '--by', 'tenant', '--max-groups', '2', '--where', 'tenant'];
    await print('good.log', '-f', 'json', '-o', 'base.json');
    const check = ['check', '--report', 'json', '--config', 'rules.yaml', '--max-rise', '0', '--baseline', 'base.json'];
    const window = (await first('story.log', '-f', 'ndjson')) as object;
    const { reports, statuses, notifications } = await jobDocuments();
    Object.assign(documents, {
      summary: [await json(...scan, '-f', 'json')],
      window: [window, { ...window, late: 3, revision: 2 }],
      partial: [await json(...scan, '-f', 'partial')],
      event: [
        await first('events', '--text', 'story.log'),
        await first('events', 'own.log', '--pattern', String.raw`^(?<time>\S+ \S+)\|E(?<code>\d+)\|(?<tenant>\w+)`),
      ],
      plan: [await json('plan', '--catalogue', 'codes.json', 'story.log', 'columns.csv')],
      check: [await json(...check, 'story.log')],
      codes: [await json('codes', '107', '-f', 'json')],
      doctor: [
        await json('doctor', '.', '-f', 'json'),
        await json('doctor', 'own.log', '--pattern', '^(?<code>5)', '-f', 'json'),
      ],
      line: [
        await json(
          'doctor',
          '--line=2026-10-05 10:00:00 PST [107000] code=108001 until 2026-11-01 10:00:00',
          '-f',
          'json',
        ),
      ],
      report: [reports.find(({ verdict, comparedWith }) => verdict === 'fail' && comparedWith !== null)],
      status: [statuses.at(-2), statuses.at(-1)],
      notification: notifications.filter(
        ({ occasion }, i) => notifications.findIndex((each) => each.occasion === occasion) === i,
      ),
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);

const NAMES = 'summary window partial event plan check codes doctor line report status notification'.split(' ');

test.each(NAMES)('%s', (name) => {
  let tried = 0;
  for (const document of documents[name]!) {
    expect(faultsOf(document, name)).toEqual([]);
    const passed: string[] = [];
    for (const mutant of mutantsOf(document, isWord)) {
      tried += 1;
      if (OPTIONAL[name]?.test(mutant.change) !== true && faultsOf(mutant.document, name).length === 0)
        passed.push(mutant.change);
    }
    expect(passed).toEqual([]);
  }
  expect(tried).toBeGreaterThan(30);
});

test.each([
  ['keys in another order', (summary: object) => Object.fromEntries(Object.entries(summary).reverse())],
  [
    'a code that is none',
    (summary: object) => ({
      ...summary,
      windows: [{ ...(summary as { windows: object[] }).windows[0], codes: { 7: 1 } }],
    }),
  ],
  ['a window without its length', (summary: object) => ({ ...summary, window: 'auto' })],
])('a summary with %s', (_name, change) => {
  expect(faultsOf(change(documents.summary![0] as object), 'summary')).not.toEqual([]);
});

test.each([
  ['an alert beside a report', { alert: null }],
  ['no report and no error', { report: null }],
  ['an error beside a report', { error: 'x' }],
  ['the occasion of another', { occasion: 'error' }],
])('a notification with %s', (_name, change) => {
  const report = documents.notification!.find((each) => (each as { report: unknown }).report !== null) as object;
  expect(faultsOf({ ...report, ...change }, 'notification')).not.toEqual([]);
});
