import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUILT_IN } from '../src/catalogue/catalogue.js';
import { readLine } from '../src/reference/line.js';
import { rulesOf } from './rules/rules-of.js';

const samples = fileURLToPath(new URL('../samples/', import.meta.url));
const isSample = (name: string) => /\.(log|jsonl)$/.test(name);
const committed = readdirSync(samples).filter(isSample).sort();
const rules = rulesOf({ dateOrder: 'mdy', year: 2026 });

let folder: string;
/** What the script prints: for each file its lines and the codes that are meant to be found. */
let printed: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-samples-'));
  printed = execFileSync(process.execPath, [join(samples, 'make.mjs'), folder], { encoding: 'utf8' });
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the script makes exactly the committed files', () => {
  expect(committed).toEqual(['callback.log', 'erlang.log', 'gateway.jsonl', 'native.log', 'service.log', 'syslog.log']);
  expect(readdirSync(folder).sort()).toEqual(committed);
  for (const name of committed) {
    expect(readFileSync(join(folder, name)).equals(readFileSync(join(samples, name))), name).toBe(true);
  }
});

describe.each(committed)('%s', (name) => {
  const lines = readFileSync(join(samples, name), 'utf8').trimEnd().split('\n');
  const readings = lines.map((line) => readLine(line, rules));

  test('holds the codes that it is meant to hold, and none of the noise counts', () => {
    const counts = new Map<number, number>();
    for (const { accepted } of readings) for (const code of accepted) counts.set(code, (counts.get(code) ?? 0) + 1);
    const found = [...counts].sort(([a], [b]) => a - b).map(([code, count]) => `${code}×${count}`);
    expect(printed.split('\n')).toContain(`${name}: ${lines.length} lines: ${found.join(' ')}`);
    const noise = readings.flatMap(({ candidates }) => candidates.filter((candidate) => !candidate.accepted));
    expect(noise.length).toBeGreaterThan(50);
  });

  test('has a time on every line that begins an entry, ascending; elsewhere only appointments look like one', () => {
    const begins = /^(Main|IVR|TIAL|2026-|Nov {2}[34] |\{"time":)/;
    const timed = lines.filter((line, i) => readings[i]!.timestamp !== null && !line.includes('<ptk:AppointmentTime>'));
    expect(timed).toEqual(lines.filter((line) => begins.test(line)));
    const times = timed.map((line) => /2026-11-\d\d[ T][\d:.,]+|Nov {2}\d [\d:]+/.exec(line)![0].replace(',', '.'));
    expect(times).toEqual([...times].sort());
    expect(times.length).toBeGreaterThan(100);
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

test('phone numbers are from the range that is kept for fiction', () => {
  for (const name of committed) {
    for (const [number] of readFileSync(join(samples, name), 'utf8').matchAll(/\+1\d{10}/g)) {
      expect(number).toMatch(/^\+1\d{3}55501\d\d$/);
    }
  }
});
