import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUILT_IN } from '../src/catalogue/catalogue.js';
import { HeaderSearch } from '../src/reference/header.js';
import { readLine } from '../src/reference/line.js';
import { rulesOf } from './rules/rules-of.js';

const samples = fileURLToPath(new URL('../samples/', import.meta.url));
const isSample = (name: string) => /\.(log|jsonl|csv)$/.test(name);
const committed = readdirSync(samples).filter(isSample).sort();
const rules = rulesOf({ year: 2026 });

let folder: string;
/** What the script prints: for each file its lines and the codes that are meant to be found. */
let printed: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-samples-'));
  printed = execFileSync(process.execPath, [join(samples, 'make.mjs'), folder], { encoding: 'utf8' });
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the script makes exactly the committed files', () => {
  expect(committed).toEqual([
    'callback.log',
    'console.log',
    'erlang.log',
    'export.csv',
    'gateway.jsonl',
    'native.log',
    'service.log',
    'syslog.log',
  ]);
  expect(readdirSync(folder).sort()).toEqual(committed);
  for (const name of committed) {
    expect(readFileSync(join(folder, name)).equals(readFileSync(join(samples, name))), name).toBe(true);
  }
});

describe.each(committed)('%s', (name) => {
  const lines = readFileSync(join(samples, name), 'utf8').trimEnd().split('\n');
  const search = new HeaderSearch(rules, (line) => readLine(line, rules).timestamp !== null);
  search.add(lines[0]!);
  const readings = lines.map((line, i) => readLine(line, rules, i === 0 ? null : search.header));

  test('holds the codes that it is meant to hold, and none of the noise counts', () => {
    const counts = new Map<number, number>();
    for (const { accepted } of readings) for (const code of accepted) counts.set(code, (counts.get(code) ?? 0) + 1);
    const found = [...counts].sort(([a], [b]) => a - b).map(([code, count]) => `${code}×${count}`);
    expect(printed.split('\n')).toContain(`${name}: ${lines.length} lines: ${found.join(' ')}`);
    const noise = readings.flatMap(({ candidates }) => candidates.filter((candidate) => !candidate.accepted));
    expect(noise.length).toBeGreaterThan(50);
  });

  test('has a time on every line that begins an entry, ascending, and no appointment among them', () => {
    const begins = /^(Main|IVR|TIAL|2026-|Nov {2}[34] |\{"time":|\x1b\[90m2026-)/;
    const timed = lines.filter((_, i) => readings[i]!.timestamp !== null);
    expect(timed).toEqual(lines.filter((line) => begins.test(line)));
    const times = readings.flatMap(({ timestamp }) => timestamp?.local ?? []);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.length).toBeGreaterThan(100);
    expect(times[0]).toBeGreaterThanOrEqual(Date.parse('2026-11-03T06:00:00Z'));
    expect(times.at(-1)).toBeLessThan(Date.parse('2026-11-04T21:00:00Z'));
  });
});

test('the mixed sample shows every severity, an unknown code and an incident', () => {
  const text = readFileSync(join(samples, 'callback.log'), 'utf8');
  const codes = text.split('\n').flatMap((line) => readLine(line, rules).accepted);
  const severities = new Set(codes.map((code) => BUILT_IN.get(code).severity));
  expect([...severities].sort()).toEqual(['critical', 'error', 'notice', 'ok', 'warning']);
  expect(codes).toContain(109877);
  const critical = text.split('\n').filter((line) => /10900[34]|109011/.test(line) && !line.includes('after 109004'));
  expect(critical.length).toBeGreaterThan(10);
});

const sample = (name: string) => readFileSync(join(samples, name), 'utf8');

test('running numbers pass through the whole range, known codes among them', () => {
  const numbers = [...sample('native.log').matchAll(/^\w+\|(\d+)\|/gm)].map((match) => Number(match[1]));
  expect(numbers[0]).toBeLessThan(106_000);
  expect(numbers.at(-1)).toBeGreaterThan(109_999);
  expect(numbers.filter((number) => BUILT_IN.has(number)).length).toBeGreaterThan(3);
});

test.each(['callback.log', 'service.log', 'console.log'])('%s: codes stand below times of appointments', (name) => {
  const bodies = [...sample(name).matchAll(/ppointmentTime.*2026-12-[\s\S]*?\n(?=[^ {}<\]])/g)].map(([body]) => body);
  const codes = bodies.flatMap((body) => body.split('\n').flatMap((line) => readLine(line, rules).accepted));
  expect(codes.length).toBeGreaterThan(10);
});

test('the export has durations and sessions in the range of the codes, and values in quotes', () => {
  const rows = sample('export.csv').trimEnd().split('\n').slice(1);
  expect(rows.filter((row) => /,\d{6},10\d{4},10\d{4}$/.test(row)).length).toBeGreaterThan(20);
  expect(rows.filter((row) => row.includes('"Desk, agents"')).length).toBeGreaterThan(10);
});

test('names stand beside codes, and colours around them', () => {
  expect(sample('native.log')).toMatch(/returned RequestCompleted \(107000\)/);
  expect(sample('console.log')).toMatch(/ {2}result: \x1b\[33m10900\d\x1b\[39m,/);
});

test('phone numbers are from the range that is kept for fiction', () => {
  for (const name of committed) {
    for (const [number] of readFileSync(join(samples, name), 'utf8').matchAll(/\+1\d{10}/g)) {
      expect(number).toMatch(/^\+1\d{3}55501\d\d$/);
    }
  }
});
