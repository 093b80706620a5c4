/** `--where` counts exactly the lines that another program finds, in real logs and in every form that a line may have. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callHere } from './cli/in-process.js';
import { type Ended, ended, start } from './cli/program.js';

const samples = fileURLToPath(new URL('../samples/', import.meta.url));
const UTC = ['--tz', 'UTC', '--year', '2026'];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function printed(args: readonly string[], input = '', cwd = folder): Promise<string> {
  const child = start(args, { cwd });
  child.stdin.end(input);
  return outputOf(await ended(child));
}

/** The same without standard input, by a call in this process. */
async function printedHere(args: readonly string[]): Promise<string> {
  return outputOf(await callHere(args, {}));
}

function outputOf({ stdout, stderr, status }: Ended): string {
  // In one of the samples no line with a code has the keys.
  expect([
    stderr.replaceAll(/^ptk-logscan: --where: no line with a code has the key (tenant|segment)\n/gm, ''),
    status,
  ]).toEqual(['', 0]);
  return stdout;
}

const eventsOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { line: number; code: number });

/** Numbers of the lines that a shell's `awk` selects, in order. */
async function linesByAwk(program: string, file: string): Promise<Set<number>> {
  const { stdout } = await promisify(execFile)('awk', [`${program} { print NR }`, file], { cwd: samples });
  return new Set(stdout.split('\n').filter(Boolean).map(Number));
}

/** In these samples the key is written as `tenant=value`, before a blank or at the line's end. */
const TENANT = (value: string) => `/(^|[^A-Za-z0-9_.-])tenant=${value}( |$)/`;
const CASES: readonly (readonly [name: string, where: readonly string[], awk: string])[] = [
  ['one value', ['tenant=demo-retail'], TENANT('demo-retail')],
  ['either value', ['tenant=demo-retail', 'Tenant=demo-energy'], TENANT('demo-(retail|energy)')],
  ['another one than', ['tenant!=demo-retail'], `!${TENANT('demo-retail')}`],
  ['none of two', ['tenant!=demo-retail', 'tenant!=demo-energy'], `!${TENANT('demo-(retail|energy)')}`],
  ['a pattern', ['tenant~demo-?e*l'], TENANT('demo-.e[^ ]*l')],
  ['any value', ['tenant'], TENANT('[^ ]+')],
  ['two keys', ['tenant=demo-retail', 'segment=Sales'], `${TENANT('demo-retail')} && /[^A-Za-z]segment=Sales( |$)/`],
  [
    'a value but for one',
    ['tenant~demo-*', 'tenant!=demo-energy'],
    `${TENANT('demo-[^ ]*')} && !${TENANT('demo-energy')}`,
  ],
];

// Windows has no awk.
describe.skipIf(process.platform === 'win32').each(['callback.log', 'erlang.log', 'native.log'])(
  '%s, against awk',
  (file) => {
    test.each(CASES)('%s', async (_name, where, awk) => {
      const args = [...UTC, ...where.flatMap((each) => ['--where', each])];
      const all = eventsOf(await printedHere(['events', ...UTC, join(samples, file)]));
      const lines = await linesByAwk(awk, file);
      const wanted = all.filter(({ line }) => lines.has(line));
      expect(wanted.length).toBeLessThanOrEqual(all.length);
      expect(eventsOf(await printedHere(['events', ...args, join(samples, file)]))).toEqual(wanted);
      const { totals, options } = JSON.parse(await printedHere([...args, '-f', 'json', join(samples, file)]));
      expect([totals.events, totals.filtered, options.where]).toEqual([
        wanted.length,
        all.length - wanted.length,
        where,
      ]);
    });
  },
);

test('the cases above find some lines, and not all', async () => {
  const all = eventsOf(await printed(['events', ...UTC, 'callback.log'], '', samples));
  for (const [name, , awk] of CASES) {
    const lines = await linesByAwk(awk, 'callback.log');
    const found = all.filter(({ line }) => lines.has(line)).length;
    expect(found > 0 && found < all.length, name).toBe(true);
  }
});

const FORMS = [
  '2026-11-01 09:15:00 tenant=north, code=107000',
  '{"time":"2026-11-01T09:16:00Z","Tenant":"north","code":107000}',
  '2026-11-01 09:17:00 <a:tenant>north</a:tenant> <StatusCode>107000</StatusCode>',
  '2026-11-01 09:18:00 tenant="n\\u006frth" code=107000',
  '2026-11-01 09:19:00 tenant=south code=109004 tenant=north',
  '2026-11-01 09:20:00 xtenant=north code=107000',
  '2026-11-01 09:21:00 code=107000',
].join('\n');

test('a value is what --by shows, in every spelling', async () => {
  const events = eventsOf(await printed(['events', '--tz', 'UTC', '--where', 'tenant=north'], FORMS));
  expect(events.map(({ line }) => line)).toEqual([1, 2, 3, 4]);
  const others = eventsOf(await printed(['events', '--tz', 'UTC', '--where', 'tenant!=north'], FORMS));
  expect(others.map(({ line }) => line)).toEqual([5, 6, 7]);
});

test('groups, and the keys that are only asked for', async () => {
  const log = Array.from({ length: 200 }, (_, i) => `tenant=t${i % 5} queue=q${i % 3} code=${i % 2 ? 107000 : 109004}`);
  const args = ['-f', 'json', '--by', 'tenant', '--where', 'queue=q1', '--where', 'tenant!=t4'];
  const { groups, totals } = JSON.parse(await printed(args, log.join('\n')));
  const expected = [0, 1, 2, 3].map((t) => [`t${t}`, log.filter((_, i) => i % 5 === t && i % 3 === 1).length]);
  const found = groups.rows.map(({ values, events }: { values: string[]; events: number }) => [values[0], events]);
  expect(found.sort()).toEqual(expected);
  expect(groups.by).toEqual(['tenant']);
  expect(totals.events + totals.filtered).toBe(200);
});

test('four keys beside two of --by', async () => {
  const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
  const log = Array.from(
    { length: 64 },
    (_, i) => `${keys.map((key, k) => `${key}=${(i >> k) & 1}`).join(' ')} code=107000`,
  );
  const where = ['c=1', 'd=0', 'e!=1', 'f~1'].flatMap((each) => ['--where', each]);
  const { groups } = JSON.parse(await printed(['-f', 'json', '--by', 'a,b', ...where], log.join('\n')));
  expect(groups.rows.map(({ values, events }: never) => [values, events])).toEqual(
    [
      ['0', '0'],
      ['0', '1'],
      ['1', '0'],
      ['1', '1'],
    ].map((values) => [values, 1]),
  );
});

test('the newest event ends the span of --last, though its line has another value', async () => {
  const log = ['09:00 tenant=a', '09:30 tenant=a', '10:00 tenant=b'].map((each) => `2026-11-01 ${each} code=107000`);
  writeFileSync(join(folder, 'last.log'), log.join('\n'));
  const args = ['--tz', 'UTC', '-f', 'json', '--last', '45m', '--where', 'tenant=a'];
  const totals = (text: string) => JSON.parse(text).totals;
  const expected = { events: 1, filtered: 2, first: '2026-11-01T09:30:00.000Z' };
  expect(totals(await printed([...args, 'last.log']))).toMatchObject(expected);
  expect(totals(await printed(args, log.join('\n')))).toMatchObject(expected);
});

describe('lines of a form that is described', () => {
  test('the groups of a pattern', async () => {
    const log = ['107000 north', '109004 south tenant=north', '107000 north', 'tenant=north'].join('\n');
    const pattern = String.raw`^(?<code>\d+) (?<tenant>\w+)`;
    const events = eventsOf(await printed(['events', '--pattern', pattern, '--where', 'tenant=north'], log));
    expect(events).toMatchObject([
      { line: 1, code: 107000, tenant: 'north' },
      { line: 3, code: 107000, tenant: 'north' },
    ]);
  });

  test('codes in a list of JSON', async () => {
    const log = [1, 2, 3].map((n) => `{"tenant":"t${n % 2}","errors":[{"n":"109004"},{"n":"109003"}]}`).join('\n');
    const args = ['events', '--json-code', 'errors[].n', '--where', 'tenant=t0'];
    expect(eventsOf(await printed(args, log)).map(({ line, code }) => [line, code])).toEqual([
      [2, 109004],
      [2, 109003],
    ]);
  });
});

test('a gate shows the lines that it means, from a pipe too', async () => {
  const log = Array.from({ length: 40 }, (_, i) => `tenant=t${i % 5} code=109004 no ${i + 1}`);
  const args = ['check', '--max-count', '109004=0', '--report', 'json', '--lines', '3', '--where', 'tenant=t3'];
  const child = start(args, { cwd: folder });
  child.stdin.end(log.join('\n'));
  const { rules } = JSON.parse((await ended(child)).stdout);
  const { lines } = rules.find(({ kind }: { kind: string }) => kind === 'max-count');
  expect(lines.map(({ text }: { text: string }) => text)).toEqual(
    [4, 9, 14].map((n) => `tenant=t3 code=109004 no ${n}`),
  );
});

test('events come with their own texts', async () => {
  const log = Array.from({ length: 40 }, (_, i) => `tenant=t${i % 5} code=109004 no ${i + 1}`);
  const args = ['events', '--text', '--where', 'tenant=t3'];
  const events = eventsOf(await printed(args, log.join('\n'))) as { line: number; text?: string }[];
  expect(events.map(({ text }) => text)).toEqual(log.filter((line) => line.startsWith('tenant=t3 ')));
});

test('a gate counts and shows the lines that it is asked for alone', async () => {
  const log = Array.from(
    { length: 50 },
    (_, i) => `tenant=t${i % 5} code=${[3, 4].includes(i % 10) ? 109004 : 107000}`,
  );
  writeFileSync(join(folder, 'gate.log'), log.join('\n'));
  const check = async (...where: string[]) => {
    const args = [
      'check',
      '--max-count',
      'error+=2',
      '--report',
      'json',
      '--lines',
      '3',
      ...where.flatMap((each) => ['--where', each]),
    ];
    const { stdout, status } = await ended(start([...args, 'gate.log'], { cwd: folder }));
    const { rules } = JSON.parse(stdout);
    const { count, lines } = rules.find(({ kind }: { kind: string }) => kind === 'max-count');
    return { status, count, lines: lines.map(({ line }: { line: number }) => line) };
  };
  expect(await check()).toEqual({ status: 1, count: 10, lines: [4, 5, 14] });
  expect(await check('tenant=t4')).toEqual({ status: 1, count: 5, lines: [5, 15, 25] });
  expect(await check('tenant!=t3', 'tenant!=t4')).toEqual({ status: 0, count: 0, lines: [] });
});

describe('odd values', () => {
  const LONG = 'x'.repeat(300);
  const WIDE = `${'x'.repeat(199)}${'é'.repeat(20)}`;
  const VALUES = ['acme', 'ACME', 'a=b', 'a~b', 'a!=b', '*', '?', '[a', 'Zürich', 'Zu\u0308rich', '日本', LONG, WIDE];
  /** The n-th value is on n + 1 lines, under a key in any case, in a line of text or of JSON. */
  const log = VALUES.flatMap((value, n) =>
    Array.from({ length: n + 1 }, (_, i) => {
      const key = ['tenant', 'Tenant', 'TENANT'][i % 3]!;
      return i % 2 === 0
        ? `2026-11-01T09:00:00Z ${key}=${value} code=107000`
        : JSON.stringify({ time: '2026-11-01T09:00:00Z', [key]: value, code: 107000 });
    }),
  ).join('\n');
  const all = (VALUES.length * (VALUES.length + 1)) / 2;
  const count = async (where: string) => {
    const { totals } = JSON.parse(await printed(['--tz', 'UTC', '-f', 'json', '--where', where], log));
    return totals.events as number;
  };

  test.each(VALUES.map((value, n) => [value.length > 20 ? `${value.slice(0, 20)}…` : value, value, n + 1]))(
    '%s',
    async (_name, value, n) => {
      expect(await count(`TENANT=${value}`)).toBe(n);
      expect(await count(`tenant!=${value}`)).toBe(all - Number(n));
    },
  );

  test('as --by shows them, those that are cut as well', async () => {
    const { groups } = JSON.parse(await printed(['--tz', 'UTC', '-f', 'json', '--by', 'tenant'], log));
    const rows = groups.rows as { values: [string]; events: number }[];
    expect(rows).toHaveLength(VALUES.length);
    for (const { values, events } of rows) expect(await count(`tenant=${values[0]}`)).toBe(events);
  });
});
