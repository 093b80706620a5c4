/** The warning of dates that another order puts next to the file's own time. */
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { orderHint } from '../src/scan/date-order.js';
import { zoneOf } from '../src/time/zone.js';
import { ended, start } from './cli/program.js';
import { rulesOf } from './rules/rules-of.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function days(first: number, last: number, form: (day: string) => string): string {
  let text = '';
  for (let day = first; day <= last; day++) text += `${form(String(day).padStart(2, '0'))} 09:15:00 code=107000\n`;
  return text;
}

async function told(name: string, bytes: string | Uint8Array, written: string, ...args: readonly string[]) {
  writeFileSync(join(folder, name), bytes);
  const time = new Date(written);
  utimesSync(join(folder, name), time, time);
  const child = start(['-f', 'ndjson', '--tz', 'UTC', ...args, name], { cwd: folder });
  child.stdin.end();
  const { status, stderr } = await ended(child);
  expect(status).toBe(0);
  return stderr;
}

const DAY_FIRST = days(1, 5, (day) => `${day}/11/2026`);
const WARNED =
  'ptk-logscan: NAME: its dates are read as 2026-05-11, 178 days before the file was written; with --date-order dmy they are 2026-11-05\n';

test('slashed dates, in files of every kind', async () => {
  const written = '2026-11-05T12:00:00Z';
  expect(await told('a.log', DAY_FIRST, written)).toBe(WARNED.replace('NAME', 'a.log'));
  expect(await told('a.log.gz', gzipSync(DAY_FIRST), written)).toBe(WARNED.replace('NAME', 'a.log.gz'));
  expect(await told('u.log', Buffer.from(`\ufeff${DAY_FIRST}`, 'utf16le'), written)).toBe(
    WARNED.replace('NAME', 'u.log'),
  );
});

test('dates that are not read without an order', async () => {
  const written = '2025-12-31T12:00:00Z';
  const text = '12/30/25 09:15:00 code=107000\n12/31/25 09:15:00 code=107000\n';
  const warned = (order: string) =>
    `ptk-logscan: short.log: none of its lines has a time; with --date-order ${order} its dates are read\n`;
  expect(await told('short.log', text, written)).toBe(warned('mdy'));
  expect(await told('short.log', text.replaceAll('12/3', '3'), written)).toBe('');
  expect(await told('short.log', text, written, '--date-order', 'mdy')).toBe('');
  expect(await told('short.log', '12/30/25 09:15:00 request\n', written)).toBe('');
});

test('nothing is said where the order was right', async () => {
  const written = '2026-11-05T12:00:00Z';
  expect(await told('b.log', DAY_FIRST, written, '--date-order', 'dmy')).toBe('');
  expect(
    await told(
      'b.log',
      days(1, 5, (day) => `11/${day}/2026`),
      written,
    ),
  ).toBe('');
  // An old log, put there later: no order fits.
  expect(
    await told(
      'b.log',
      days(1, 5, (day) => `03/${day}/2024`),
      written,
    ),
  ).toBe('');
  // A date that only this order has.
  expect(await told('b.log', `05/25/2026 09:15:00 code=107000\n${DAY_FIRST}`, written)).toBe('');
});

test('a pipe is held to the clock', async () => {
  const today = new Date();
  const [year, month, day] = [today.getUTCFullYear(), today.getUTCMonth() + 1, today.getUTCDate()];
  // The tenth of a month may be today, and be read as another day within three weeks.
  const far = new Date(Date.UTC(year, day - 1, month));
  const isTold = day <= 12 && Math.abs(far.getTime() - today.getTime()) > 21 * 86_400_000;
  const child = start(['-f', 'ndjson', '--tz', 'UTC'], { cwd: folder });
  child.stdin.end(`${day}/${month}/${year} 00:00:00 code=107000\n`);
  const { stderr } = await ended(child);
  if (isTold) expect(stderr).toContain('standard input: its dates are read as');
  else expect(stderr).not.toContain('--date-order dmy they are');
});

test('a few sources only are named', async () => {
  const names = ['c1.log', 'c2.log', 'c3.log', 'c4.log', 'c5.log'];
  for (const name of names) {
    writeFileSync(join(folder, name), DAY_FIRST);
    utimesSync(join(folder, name), new Date('2026-11-05T12:00:00Z'), new Date('2026-11-05T12:00:00Z'));
  }
  const child = start(['-f', 'ndjson', '--tz', 'UTC', ...names], { cwd: folder });
  child.stdin.end();
  expect((await ended(child)).stderr.split('\n').length - 1).toBe(3);
});

/** Two digits of year, the day first: read with the year first unless the order is given. */
const SHORT = days(20, 25, (day) => `${day}/11/26`);

test('two digits of year', () => {
  const source = { lastTime: Date.parse('2025-11-26T09:15:00Z'), written: Date.parse('2026-11-28T00:00:00Z') };
  const rules = rulesOf();
  expect(orderHint(source, SHORT, rules, zoneOf('UTC'))).toEqual({
    order: 'dmy',
    read: Date.parse('2025-11-26T09:15:00Z'),
    corrected: Date.parse('2026-11-25T09:15:00Z'),
  });
});

test('a hint needs lines that the order changes, and none that it cannot read', () => {
  const zone = zoneOf('Europe/Berlin');
  const rules = rulesOf({ dateOrder: 'mdy' });
  const source = { lastTime: Date.parse('2026-05-11T08:15:00Z'), written: Date.parse('2026-11-05T23:00:00Z') };
  expect(orderHint(source, DAY_FIRST, rules, zone)?.corrected).toBe(Date.parse('2026-11-05T09:15:00Z'));
  expect(orderHint(source, '2026-05-11 09:15:00 code=107000\n', rules, zone)).toBeNull();
  expect(orderHint(source, `${DAY_FIRST}11/25/2026 09:15:00 x\n`, rules, zone)).toBeNull();
  expect(orderHint(source, '', rules, zone)).toBeNull();
});
