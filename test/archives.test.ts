/** Archives through the built program: the same numbers whichever way they come, and the books balance. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Summary } from '../src/model/summary.js';
import { ended, start } from './cli/program.js';
import { isLeftOut } from './installed.js';
import { tarOf, zipOf } from './sources/archive/make.js';
import { logText } from './sources/log-text.js';

let folder = '';
/** Where the program's own files would be. */
let temporary = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
  temporary = join(folder, 'tmp');
  mkdirSync(temporary);
});
afterAll(() => rmSync(folder, { recursive: true }));

const LOG = logText();
const LINE = '2026-11-01 09:15:00 code=109004\n';
const OPTIONS = ['--tz', 'UTC', '-f', 'json'];

/** By the names that the systems have for it. */
const temporaryFolder = (path: string) => ({ TMPDIR: path, TMP: path, TEMP: path });

async function run(args: readonly string[], stdin: Uint8Array | null = null) {
  const child = start(args, { cwd: folder, env: temporaryFolder(temporary) });
  child.stdin.on('error', () => {});
  child.stdin.end(stdin);
  const result = await ended(child);
  expect(readdirSync(temporary)).toEqual([]);
  return result;
}

async function summaryOf(args: readonly string[], status = 0, stdin: Uint8Array | null = null): Promise<Summary> {
  const result = await run([...OPTIONS, ...args], stdin);
  expect(result.status, result.stderr).toBe(status);
  return JSON.parse(result.stdout);
}

const membersOf = (log: string) => [
  { path: 'a.log', bytes: log.repeat(2) },
  { path: 'd/b.log', bytes: gzipSync(log) },
  { path: 'c.log', bytes: Buffer.from(`\ufeff${LINE}`, 'utf16le') },
  { path: 'z.zip', bytes: zipOf([{ path: 'e.log', bytes: `no code\n${LINE}` }]) },
  { path: 'empty', bytes: '' },
];

describe.each([
  ['zip', zipOf],
  ['tar', tarOf],
  ['tar in gzip', (members: ReturnType<typeof membersOf>) => gzipSync(tarOf(members))],
])('%s', (_kind, pack) => {
  const bytes = pack(membersOf(LOG));

  test('each member is a source, from a file and from a pipe', async () => {
    writeFileSync(join(folder, 'x.any'), bytes);
    const summary = await summaryOf(['x.any']);
    const size = (text: string) => Buffer.byteLength(text);
    expect(summary.sources).toEqual([
      { name: 'x.any!/a.log', bytes: 2 * size(LOG), lines: 12_000, events: 12_000, error: null },
      { name: 'x.any!/c.log', bytes: size(LINE), lines: 1, events: 1, error: null },
      { name: 'x.any!/d/b.log', bytes: size(LOG), lines: 6000, events: 6000, error: null },
      { name: 'x.any!/empty', bytes: 0, lines: 0, events: 0, error: null },
      { name: 'x.any!/z.zip!/e.log', bytes: 8 + size(LINE), lines: 2, events: 1, error: null },
    ]);
    expect(summary.input).toMatchObject({ sources: 5, lines: 18_003, matchedLines: 18_002 });
    expect(summary.totals).toMatchObject({ events: 18_002, errors: 2 });
    const piped = await summaryOf([], 0, bytes);
    const named = JSON.stringify(piped).replaceAll('"name":"-!/', '"name":"x.any!/');
    expect(JSON.parse(named)).toEqual(summary);
  });

  test('events say where they stand, in the order of the archive', async () => {
    writeFileSync(join(folder, 'x.any'), bytes);
    const { stdout, status } = await run(['events', '--tz', 'UTC', '--code', '109004', 'x.any']);
    expect(status).toBe(0);
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.map(({ source, line, offset }) => [source, line, offset])).toEqual([
      ['x.any!/c.log', 1, 0],
      ['x.any!/z.zip!/e.log', 2, 8],
    ]);
  });

  test('a gate names the members', async () => {
    writeFileSync(join(folder, 'x.any'), bytes);
    const { stdout, status } = await run(['check', '--tz', 'UTC', '--max-count', '109004=0', '--lines', '3', 'x.any']);
    expect(status).toBe(1);
    expect(stdout).toContain('at x.any!/c.log:1 ');
    expect(stdout).toContain('at x.any!/z.zip!/e.log:2 ');
  });

  test('the doctor says that they are members', async () => {
    writeFileSync(join(folder, 'x.any'), pack(membersOf(LOG.slice(0, LOG.indexOf('\n', 9000) + 1))));
    const { stdout, status } = await run(['doctor', '--tz', 'UTC', '-f', 'json', 'x.any']);
    expect(status).toBe(0);
    const { sources } = JSON.parse(stdout);
    const kind = bytes[0] === 0x50 ? 'zip' : 'tar';
    expect(sources.map(({ name, text }: { name: string; text: object }) => [name, text])).toMatchObject([
      ['x.any!/a.log', { archive: kind, compression: null, encoding: 'ascii' }],
      ['x.any!/d/b.log', { archive: kind, compression: 'gzip' }],
      ['x.any!/c.log', { archive: kind, encoding: 'utf-16le', byteOrderMark: true }],
      ['x.any!/z.zip!/e.log', { archive: 'zip' }],
      ['x.any!/empty', { archive: kind }],
    ]);
    const text = await run(['doctor', '--tz', 'UTC', 'x.any']);
    expect(text.stdout).toContain(`a member of a ${kind} archive, gzip, ASCII`);
  });

  test('a form of one’s own reads them too', async () => {
    writeFileSync(join(folder, 'x.any'), bytes);
    const summary = await summaryOf(['--pattern', '(?<time>\\S+ \\S+) .*=(?<code>\\d{6})$', 'x.any']);
    expect(summary.totals.events).toBe(18_002);
  });
});

test('several threads share the members of a large zip archive: the same numbers', async () => {
  let state = 1;
  const hex = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state.toString(16);
  };
  const lines = Array.from({ length: 120_000 }, (_, i) => `${hex()} ${hex()} ${i % 10 ? '' : `code=107000 ${LINE}`}\n`);
  const text = lines.join('');
  const members = Array.from({ length: 12 }, (_, i) => ({ path: i % 3 ? `${i}.log` : 'same.log', bytes: text }));
  const broken = { path: 'broken', bytes: text, crc: 1 };
  writeFileSync(join(folder, 'large.zip'), zipOf([...members, broken, { path: 'd/', bytes: '' }]));
  expect(text.length * 13).toBeGreaterThan(32 << 20);
  const one = await run([...OPTIONS, '--workers', '1', 'large.zip']);
  const three = await run([...OPTIONS, '--workers', '3', 'large.zip']);
  expect(three.stdout === one.stdout).toBe(true);
  expect([one.status, three.status]).toEqual([3, 3]);
  const { sources } = JSON.parse(one.stdout) as Summary;
  expect(sources).toHaveLength(13);
  expect(sources.flatMap(({ name, error }) => (error === null ? [] : name))).toEqual(['large.zip!/broken']);
});

test('the books balance where not all of an archive can be read', async () => {
  const bad = zipOf([
    { path: 'good', bytes: LINE },
    { path: 'locked', bytes: LINE, flags: 1 },
    { path: 'wrong', bytes: LOG, crc: 5 },
    { path: 'esc\x1b[2Jape', bytes: LINE, method: 9 },
  ]);
  writeFileSync(join(folder, 'bad.zip'), bad);
  writeFileSync(
    join(folder, 'cut.tar'),
    tarOf([
      { path: 'a', bytes: LINE },
      { path: 'b', bytes: LOG },
    ]).subarray(0, 4000),
  );
  writeFileSync(join(folder, 'cut.zip'), bad.subarray(0, 90));
  writeFileSync(join(folder, 'empty.zip'), zipOf([]));
  const { stdout, stderr, status } = await run([...OPTIONS, 'bad.zip', 'cut.tar', 'cut.zip', 'empty.zip', 'bad.zip']);
  expect(status).toBe(3);
  const { sources, input, totals } = JSON.parse(stdout) as Summary;
  expect(sources.map(({ name, lines, error }) => [name, lines, error !== null])).toEqual([
    ['bad.zip!/esc\x1b[2Jape', 0, true],
    ['bad.zip!/good', 1, false],
    ['bad.zip!/locked', 0, true],
    ['bad.zip!/wrong', 6000, true],
    ['cut.tar!/a', 1, false],
    ['cut.tar!/b', 49, true],
    ['cut.zip', 0, true],
    ['cut.zip!/good', 1, false],
    ['empty.zip', 0, false],
  ]);
  expect(input).toMatchObject({ sources: 9, lines: 6052 });
  expect(totals.events).toBe(sources.reduce((sum, { events }) => sum + events, 0));
  expect(stderr).not.toMatch(/[\x00-\x09\x0b-\x1f]/);
  expect(stderr).toContain('bad.zip!/locked: is encrypted: unpack it with its password first\n');
  expect(stderr).toContain('bad.zip: named more than once, read once\n');
});

test.each([
  ['7z', '377abcaf271c0004', 'is a 7z archive, which is not read: unpack it first, for example with 7z x'],
  ['rar', '526172211a0700', 'is a rar archive, which is not read: unpack it first, for example with unrar x'],
  ['lz4', '04224d18644000', 'is compressed by lz4, which is not read: unpack it first, for example with lz4 -d'],
  ['.Z', '1f9d90', 'is compressed by compress (.Z), which is not read: unpack it first, for example with gzip -d'],
])('%s is named, and what to do', async (_name, hex, words) => {
  const bytes = Buffer.from(hex, 'hex');
  writeFileSync(join(folder, 'x.log'), bytes);
  for (const [args, stdin] of [
    [['x.log'], null],
    [[], bytes],
    [['doctor', 'x.log'], null],
  ] as const) {
    const { status, stderr, stdout } = await run(args, stdin);
    expect(status).toBe(3);
    expect((stderr + stdout).replace(/\s+/g, ' ')).toContain(words);
  }
});

test('a missing year is that of the member', async () => {
  const line = 'Nov  1 09:15:00 host app: code=107000\n';
  const time = (year: number) => Date.UTC(year, 10, 20) / 1000;
  writeFileSync(
    join(folder, 'years.tar'),
    tarOf([
      { path: 'a', bytes: line, time: time(2021) },
      { path: 'b', bytes: line, time: time(2022) },
      { path: 'c', bytes: line, time: 0 },
    ]),
  );
  utimesSync(join(folder, 'years.tar'), time(2023), time(2023));
  const { windows } = await summaryOf(['-w', '1d', 'years.tar']);
  expect(windows.map(({ start }) => start.slice(0, 10))).toEqual(['2021-11-01', '2022-11-01', '2023-11-01']);
});

// On Windows one process cannot send Ctrl-C to another: `kill` ends it at once.
test.skipIf(process.platform === 'win32')(
  'Ctrl-C in the midst of an archive from a pipe: what was read, and no file is left behind',
  async () => {
    // More than waits in a pipe.
    const noise = randomBytes(2 << 20);
    for (const [bytes, lines] of [
      [
        tarOf([
          { path: 'a', bytes: LINE },
          { path: 'b', bytes: noise },
        ]).subarray(0, -9000),
        1,
      ],
      [zipOf([{ path: 'a', bytes: noise }]).subarray(0, -9000), 0],
    ] as const) {
      const child = start([...OPTIONS, '-'], { cwd: folder, env: temporaryFolder(temporary) });
      child.stdin.on('error', () => {});
      // Its reader is at work when nearly all of it is taken.
      await new Promise((resolve) => child.stdin.write(bytes, resolve));
      child.kill('SIGINT');
      const { status, stdout } = await ended(child);
      expect(status).toBe(130);
      const { sources } = JSON.parse(stdout) as Summary;
      expect(sources.at(-1)!.error).toBe('interrupted before its end');
      expect(sources.reduce((sum, source) => sum + source.lines, 0)).toBeGreaterThanOrEqual(lines);
      expect(readdirSync(temporary)).toEqual([]);
    }
  },
);

test('a full or missing place for the temporary file is an error of that source', async () => {
  const child = start([...OPTIONS, '-'], { cwd: folder, env: temporaryFolder(join(folder, 'none')) });
  child.stdin.end(zipOf([{ path: 'a', bytes: LINE }]));
  const { status, stderr } = await ended(child);
  expect(status).toBe(3);
  expect(stderr).toMatch(/^ptk-logscan: standard input: a temporary file for the zip archive could not be written in /);
});

test.skipIf(isLeftOut('zip'))('what zip writes, also when it writes into a pipe', async () => {
  writeFileSync(join(folder, 'a.log'), LOG);
  for (const command of ['zip -q - a.log', 'cat a.log | zip -q - -', 'zip -q -0 - a.log', 'zip -q -P secret - a.log']) {
    const { stdout } = spawnSync('sh', ['-c', command], { cwd: folder });
    const isLocked = command.includes('secret');
    const { sources } = await summaryOf([], isLocked ? 3 : 0, stdout);
    expect(sources).toMatchObject([{ lines: isLocked ? 0 : 6000 }]);
  }
});
