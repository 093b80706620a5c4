import { expect, test } from 'vitest';
import { renderCsv as renderCsvParts } from '../../src/report/csv.js';
import { aReport, compared, PLAIN } from './a-report.js';
import { whole } from './whole.js';

const renderCsv = whole(renderCsvParts);

/** Records as objects, read by the rules of RFC 4180. */
function read(text: string): Record<string, string>[] {
  const records: string[][] = [[]];
  for (const [, comma, quoted, plain = ''] of text.matchAll(/(,|\r\n|^)(?:"((?:[^"]|"")*)"|([^,\r\n]*))/g)) {
    if (comma === '\r\n') records.push([]);
    records.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain);
  }
  expect(records.pop()).toEqual(['']);
  const [header, ...rows] = records;
  return rows.map((row) => Object.fromEntries(header!.map((name, i) => [name, row[i]!])));
}

test('the whole report, compared', async () => {
  await expect(renderCsv(aReport(), compared())).toMatchFileSnapshot('../data/golden/report.csv');
});

test('the books balance: windows and untimed are all events, groups are all events', () => {
  const summary = aReport();
  const records = read(renderCsv(summary, compared()));
  const sum = (kinds: string[]) =>
    records.filter(({ kind }) => kinds.includes(kind!)).reduce((total, { count }) => total + Number(count), 0);
  expect(sum(['window', 'untimed'])).toBe(summary.totals.events);
  expect(sum(['untimed'])).toBe(summary.totals.untimed);
  expect(sum(['filtered'])).toBe(summary.totals.filtered);
  expect(sum(['group', 'other'])).toBe(summary.totals.events);
  expect(sum(['before'])).toBe(compared().comparison!.before.events);
  expect(new Set(records.map((record) => Object.keys(record).length)).size).toBe(1);
});

test('no field that a spreadsheet would run', () => {
  const text = renderCsv(aReport(), PLAIN);
  for (const record of read(text)) for (const field of Object.values(record)) expect(field).not.toMatch(/^\s*[=+\-@]/);
  expect(text).toContain("'=<script>");
});
