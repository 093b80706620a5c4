/** Documents as text: what the command line writes to files. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Catalogue,
  type CheckFormat,
  catalogue,
  check,
  compare,
  type RenderOptions,
  render,
  renderStream,
  type Summary,
  scanFiles,
} from 'ptk-logscan';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FORM_NAMES } from '../../src/check/forms/index.js';
import { SUMMARY_FORMATS } from '../../src/report/formats.js';
import { PROGRAM } from '../cli/program.js';

const FILES = ['samples/callback.log', 'samples/service.log'];

let folder = '';
let summary: Summary;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
  summary = await scanFiles(FILES, { timeZone: 'UTC', by: ['tenant', 'queue'] });
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(args: readonly string[]): string {
  const { stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8' });
  // A key that is on no line is told, as the samples do not have both.
  expect(stderr.replace(/^ptk-logscan: --by: no line .*\n/, '')).toBe('');
  return stdout;
}

function written(format: string, args: readonly string[] = ['--by', 'tenant,queue']): string {
  const file = join(folder, `out.${format}`);
  run(['--tz', 'UTC', '-o', `${format}:${file}`, ...args, ...FILES]);
  return readFileSync(file, 'utf8');
}

describe.each(SUMMARY_FORMATS)('%s', (format) => {
  test('is what the command line writes to a file', async () => {
    expect(await render(summary, format)).toBe(written(format));
  });

  test('is the same as a stream', async () => {
    const chunks = await (await renderStream(summary, format)).toArray();
    expect(chunks.map(String).join('')).toBe(await render(summary, format));
  });
});

const OPTIONS: readonly (readonly [RenderOptions, readonly string[]])[] = [
  [{ by: 'fault', top: 2 }, ['--by', 'fault', '--top', '2']],
  [{ by: ['severity', 'category'] }, ['--by', 'severity,category']],
];

test.each(OPTIONS)('%j', async (options, args) => {
  const plain = await scanFiles(FILES, { timeZone: 'UTC' });
  expect(await render(plain, 'table', options)).toBe(written('table', args));
  expect(await render(plain, 'html', options)).toBe(written('html', args));
});

test('a key against a class of codes, whichever way round', async () => {
  const args = (by: string) => ['--by', by, '--sort', 'name'];
  const one = await scanFiles(FILES, { timeZone: 'UTC', by: 'tenant' });
  for (const by of [
    ['tenant', 'fault'],
    ['fault', 'tenant'],
  ]) {
    expect(await render(one, 'table', { by, sort: 'name' })).toBe(written('table', args(by.join(','))));
  }
  await expect(render(one, 'table', { by: ['queue', 'fault'] })).rejects.toThrow(
    'by: expected a summary with groups by queue; got groups by tenant',
  );
});

test('a copy has all but what only the run knows', async () => {
  const copy = structuredClone(summary);
  expect(await render(copy, 'csv')).toBe(await render(summary, 'csv'));
  expect(await render(copy, 'html')).not.toBe(await render(summary, 'html'));
});

test('colour and width', async () => {
  expect(await render(summary, 'table')).not.toContain('\u001b[');
  expect(await render(summary, 'table', { color: true })).toContain('\u001b[');
  const widest = async (width: number) =>
    Math.max(...(await render(summary, 'table', { width })).split('\n').map((line) => line.length));
  expect([await widest(50), (await widest(120)) > 80]).toEqual([50, true]);
});

test('descriptions are those of the run’s catalogue, or of the one that is given', async () => {
  const described = (description: string) => new Catalogue([{ ...catalogue.get(107000), description }]);
  const own = await scanFiles(FILES, { catalogue: described('What the run says.') });
  expect(await render(own, 'html')).toContain('What the run says.');
  expect(await render(own, 'html', { catalogue: described('Another text.') })).toContain('Another text.');
});

test('what a build’s log would obey does not get through to what people read there', async () => {
  const hostile = structuredClone(summary);
  hostile.sources[0]!.error = '##[command]boo';
  expect(await render(hostile, 'table')).not.toContain('##[');
});

test('a form that is none, or is not text', async () => {
  const none = render(summary, 'tabel' as 'table');
  await expect(none).rejects.toMatchObject({ code: 'usage', tip: 'did you mean table?' });
  await expect(render(summary, 'parquet' as 'table')).rejects.toThrow('format: expected a form of text; got parquet');
  await expect(render(summary, 7 as unknown as 'table')).rejects.toThrow(/^format: expected one of table, .*; got 7$/);
  await expect(render(summary, 'table', { top: 0 })).rejects.toThrow('top: expected a whole number from 1 on; got "0"');
});

test('a comparison is shown beside the later summary', async () => {
  const before = await scanFiles('samples/callback.log', { timeZone: 'UTC', until: '2026-11-03T18:00Z' });
  const now = await scanFiles('samples/callback.log', { timeZone: 'UTC', since: '2026-11-03T18:00Z' });
  const file = join(folder, 'before.json');
  const sample = 'samples/callback.log';
  run(['--tz', 'UTC', '--until', '2026-11-03T18:00Z', '-o', file, sample]);
  const out = join(folder, 'now.md');
  run(['--tz', 'UTC', '--since', '2026-11-03T18:00Z', '--compare', file, '-o', out, sample]);
  const comparison = compare(before, now, { label: file });
  expect(await render(now, 'markdown', { comparison })).toBe(readFileSync(out, 'utf8'));
});

test('the result of a check in every form of --report', async () => {
  const result = await check(summary, [{ name: 'Error rate', 'max-error-rate': '2%' }]);
  const texts = await Promise.all(FORM_NAMES.map((form: CheckFormat) => render(result, form)));
  for (const text of texts) expect(text).toMatch(/Error rate|error-rate/i);
  expect(JSON.parse(await render(result, 'json'))).toEqual(result);
  await expect(render(result, 'html' as 'json')).rejects.toThrow(/^format: expected text, json, junit/);
});
