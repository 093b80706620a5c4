/** CSV as LibreOffice opens it with nothing set: what is a date there, what is a number, and that nothing is a formula. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callIn } from '../cli/in-process.js';
import { isLeftOut } from '../installed.js';

/**
 * What its dialogue proposes for a file with a byte order mark: commas, UTF-8, from the first line on, and special numbers,
 * which most forms of dates are to it, not detected.
 */
const AS_IT_COMES = '--infilter=CSV:44,34,76,1,,0,false,false';

/** What a spreadsheet would run, or take for something else than text. */
const FORMULAS = ['=1+2', '+1+2', '-1+2', '@SUM(1)', '=HYPERLINK("http://a.example")'];
const TENANTS = [...FORMULAS, 'Zürich', 'a,b', 'acme'];

const LOG = [
  { code: 109004, tenant: 'acme' },
  ...TENANTS.map((tenant, i) => ({ time: `2026-10-25T0${i}:15:00+02:00`, code: i < 3 ? 109004 : 107000, tenant })),
];

interface Cell {
  readonly type: string;
  readonly value: string;
  readonly text: string;
}

let folder = '';
const sheets: Record<string, Record<string, Cell>[]> = {};
const skipped = isLeftOut('soffice');

beforeAll(async () => {
  if (skipped) return;
  folder = mkdtempSync(join(tmpdir(), 'ptk-spreadsheet-'));
  writeFileSync(join(folder, 'a.log'), LOG.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const outputs = ['windows.csv', 'csv-codes:codes.csv', 'csv-groups:groups.csv'].flatMap((each) => ['-o', each]);
  const call = ['-w', '1h', '--tz', 'Europe/Berlin', '--by', 'tenant', ...outputs, 'a.log'];
  expect(await callIn(folder, call)).toEqual({ status: 0, stdout: '', stderr: '' });
  const kinds = ['windows', 'codes', 'groups'];
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`;
  const opened = spawnSync(
    'soffice',
    [profile, '--headless', AS_IT_COMES, '--convert-to', 'fods', ...kinds.map((kind) => `${kind}.csv`)],
    { cwd: folder, encoding: 'utf8' },
  );
  expect(opened.status, opened.stderr).toBe(0);
  for (const kind of kinds) sheets[kind] = sheetOf(readFileSync(join(folder, `${kind}.fods`), 'utf8'));
});
afterAll(() => {
  if (folder !== '') rmSync(folder, { recursive: true });
});

/** The rows below the first, by its names; only cells with something in them. */
function sheetOf(document: string): Record<string, Cell>[] {
  expect(document).not.toContain('table:formula');
  const rows = [...document.matchAll(/<table:table-row\b[^>]*>(.*?)<\/table:table-row>/gs)].map(([, row]) =>
    [...row!.matchAll(/<table:table-cell\b([^>]*?)(?:\/>|>(.*?)<\/table:table-cell>)/gs)].flatMap(
      ([, attributes, content = '']) => {
        const of = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(attributes!)?.[1] ?? '';
        const text = /<text:p>(.*?)<\/text:p>/s.exec(content)?.[1]?.replace(/<[^>]*>/g, '') ?? '';
        const cell = { type: of('office:value-type'), value: of('office:(?:date-)?value'), text };
        return Array<Cell>(Math.min(100, Number(of('table:number-columns-repeated') || 1))).fill(cell);
      },
    ),
  );
  const [names, ...others] = rows;
  return others.map((row) =>
    Object.fromEntries(row.flatMap((cell, i) => (cell.type === '' ? [] : [[names![i]!.text, cell]]))),
  );
}

const types = (row: Record<string, Cell>) =>
  Object.fromEntries(Object.entries(row).map(([name, { type }]) => [name, type]));

describe.skipIf(skipped)('in LibreOffice', () => {
  test('windows have dates, and numbers', () => {
    const rows = sheets.windows!;
    // The clock goes back at three: it is two again.
    expect(rows.map(({ start_date, start_time }) => `${start_date?.value} ${start_time?.text}`)).toEqual([
      ...['2026-10-25 00:00:00', '2026-10-25 01:00:00', '2026-10-25 02:00:00', '2026-10-25 02:00:00'],
      ...['2026-10-25 03:00:00', '2026-10-25 04:00:00', '2026-10-25 05:00:00', '2026-10-25 06:00:00'],
      'undefined undefined',
    ]);
    const [first] = rows;
    expect(types(first!)).toMatchObject({
      ...{ start_date: 'date', end_date: 'date', start_utc_offset: 'string', end_utc_offset: 'string' },
      ...{ events: 'float', errors: 'float', error_rate: 'float', severity_critical: 'float', note: 'string' },
    });
    expect(rows[3]!.start_utc_offset!.text).toBe('UTC+01:00');
    expect(rows[8]).toMatchObject({ events: { value: '1' }, note: { text: 'events without a time' } });
  });

  test('codes have dates, and numbers', () => {
    const rows = sheets.codes!;
    expect(
      rows.map(({ code, events, first_date, last_date, last_time }) => [
        ...[code?.value, events?.value, first_date?.type, last_date?.value, last_time?.text],
      ]),
    ).toEqual([
      ['107000', '5', 'date', '2026-10-25', '06:15:00'],
      ['109004', '4', 'date', '2026-10-25', '00:15:00'],
    ]);
    // Within the hour that is there twice the offset is not known: the time is in UTC, and says so.
    expect(rows[1]).toMatchObject({ last_utc_offset: { text: 'UTC+00:00' }, without_time: { value: '1' } });
  });

  test('groups are texts, whatever they look like', () => {
    const rows = sheets.groups!;
    const text = ({ by_tenant }: Record<string, Cell>) =>
      by_tenant!.text.replaceAll('&quot;', '"').replace(/^(&apos;|')/, '');
    expect(rows.map(text).sort()).toEqual([...TENANTS].sort());
    for (const row of rows) expect(types(row)).toMatchObject({ by_tenant: 'string', events: 'float', groups: 'float' });
    const acme = rows.find((row) => text(row) === 'acme')!;
    expect([acme.events!.value, Number(acme.error_rate!.value)]).toEqual(['2', 0.5]);
  });
});
