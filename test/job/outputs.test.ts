import { describe, expect, test } from 'vitest';
import { fillIn, parseOutput, periodName } from '../../src/settings/job/output-paths.js';
import { zoneOf } from '../../src/time/zone.js';

const BERLIN = zoneOf('Europe/Berlin');
const period = (since: string, until: string) => ({ since: Date.parse(since), until: Date.parse(until) });
const DAY = period('2026-10-31T23:00:00Z', '2026-11-01T23:00:00Z');

test.each([
  ['out/r.html', 'html', 'out/r.html'],
  ['r.MD', 'markdown', 'r.MD'],
  ['r.pdf', 'pdf', 'r.pdf'],
  ['r.prom', 'prometheus', 'r.prom'],
  ['r.jsonl', 'ndjson', 'r.jsonl'],
  ['r.Markdown', 'markdown', 'r.Markdown'],
  ['csv:r.html', 'csv', 'r.html'],
  ['csv:html', 'csv', 'html'],
  ['csv-windows:w.csv', 'csv-windows', 'w.csv'],
  ['csv-codes:c.csv', 'csv-codes', 'c.csv'],
  ['csv-groups:g.csv', 'csv-groups', 'g.csv'],
  ['markdown:notes.txt', 'markdown', 'notes.txt'],
  ['table:latest', 'table', 'latest'],
  ['C:\\r.csv', 'csv', 'C:\\r.csv'],
])('%s', (text, format, path) => {
  expect(parseOutput(text, 'x', ['tenant'])).toEqual({ format, path });
});

test.each([
  ['report', 'x: expected a path that ends in .html'],
  ['csv-others:g.csv', 'x: expected FORM:FILE; got "csv-others:g.csv"'],
  ['HTML:r.html', 'x: expected FORM:FILE; got "HTML:r.html"'],
  ['report.docx', 'x: expected a path that ends in .html'],
  ['{day}-{moon}.html', 'x: expected placeholders among'],
])('%s is wrong', (text, message) => {
  expect(() => parseOutput(text, 'x', ['tenant'])).toThrow(message);
});

test('groups are wrong where the job has no keys', () => {
  expect(() => parseOutput('csv-groups:g.csv', 'x', [])).toThrow(
    "x: csv-groups: expected a key in the job's keys, such as tenant; got none",
  );
});

test('placeholders are filled in the zone', () => {
  const path = '{name}/{date}_{last-date}_{since}_{until}_{week}_{year}-{month}-{day}T{hour}';
  expect(fillIn(path, 'a/b c', DAY, BERLIN)).toBe(
    'a-b-c/2026-11-01_2026-11-01_2026-11-01T0000_2026-11-02T0000_2026-W44_2026-11-01T00',
  );
});

test.each([
  ['2026-12-31', '2026-W53'],
  ['2027-01-03', '2026-W53'],
  ['2027-01-04', '2027-W01'],
  ['2024-12-30', '2025-W01'],
])('%s is in week %s', (date, week) => {
  const since = Date.parse(`${date}T00:00:00Z`);
  expect(fillIn('{week}', '', { since, until: since + 1 }, zoneOf('UTC'))).toBe(week);
});

describe('a period’s name', () => {
  test.each([
    [DAY, '2026-11-01'],
    [period('2026-10-25T23:00:00Z', '2026-11-01T23:00:00Z'), '2026-10-26 to 2026-11-01'],
    [period('2026-11-01T05:17:00Z', '2026-11-02T05:17:00Z'), '2026-11-01 06:17 to 2026-11-02 06:17'],
  ])('%o', (span, name) => {
    expect(periodName(span, BERLIN)).toBe(name);
  });
});
