/** The lines that a check shows: one for each code, the same from every road. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ended, start } from '../cli/program.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ptk-logscan-'));
  await writeFile(join(folder, 'a.log'), LOG);
  await writeFile(join(folder, 'a.log.gz'), gzipSync(LOG));
});
afterAll(() => rm(folder, { recursive: true }));

const line = (second: number, code: number, more = '') =>
  `2026-11-01 00:${String(Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')} ${more} code=${code}\n`;

/** Long enough that a line stands far beyond a block of the kernel, with a code behind it. */
const FAR = 700_000;
const LOG =
  line(1, 109003, 'once, early') +
  Array.from({ length: 30 }, (_, i) => line(i + 2, 109004, `often ${i}`)).join('') +
  Array.from({ length: 9 }, (_, i) => line(i + 40, 108000, `less ::error:: ${i}`)).join('') +
  line(60, 109002, 'z'.repeat(FAR)) +
  'no end code=109000';

async function lines(args: readonly string[], input: Buffer | string = '') {
  const child = start(['check', '--max-count', 'error+=0', '--report', 'json', '--tz', 'UTC', ...args], {
    cwd: folder,
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const { stdout } = await ended(child);
  const document = JSON.parse(stdout) as {
    rules: { state: string; lines: { code: number; line: number; text: string }[] }[];
  };
  const broken = document.rules.find(({ state }) => state === 'fail')!;
  return broken.lines.map(({ code, line, text }) => [code, line, text] as const);
}

const EXPECTED = [
  [109004, 2, line(2, 109004, 'often 0').trimEnd()],
  [108000, 32, line(40, 108000, 'less ::error:: 0').trimEnd()],
  [109000, 42, 'no end code=109000'],
  [109002, 41, line(60, 109002, 'z'.repeat(FAR)).slice(0, 1024)],
  [109003, 1, line(1, 109003, 'once, early').trimEnd()],
];

test.concurrent.each([
  ['a file', ['a.log'], ''],
  ['a pipe', ['-'], LOG],
  ['gzip', ['a.log.gz'], ''],
  ['gzip through a pipe', ['-'], gzipSync(LOG)],
  ['windows', ['--per-window', '-w', '1h', 'a.log'], ''],
  ['a pattern', ['--pattern', 'code=(?<code>\\d+)$', '-'], LOG.replace('z'.repeat(FAR), 'z'.repeat(1100))],
  [
    'a pattern on a thread of its own',
    ['--pattern', '(a+)+x|code=(?<code>\\d+)$', '-'],
    LOG.replace('z'.repeat(FAR), 'z'.repeat(1100)),
  ],
])('from %s: one line for each code, the most frequent first', async (_name, args, input) => {
  expect(await lines(args, input)).toEqual(EXPECTED);
});

test('with a number there are so many, each code in turn', async () => {
  const shown = await lines(['--lines', '7', '-'], LOG);
  expect(shown.slice(0, 5)).toEqual(EXPECTED);
  expect(shown.slice(5).map(([code, at]) => [code, at])).toEqual([
    [109004, 3],
    [108000, 33],
  ]);
  expect(await lines(['--lines', '2', 'a.log'])).toEqual(EXPECTED.slice(0, 2));
});

test('with a condition they are those that fulfil it', async () => {
  const log = Array.from({ length: 9 }, (_, i) => line(i, 109004, `a=${i}`)).join('');
  expect(await lines(['--lines', '9', '--where', 'a=3', '--where', 'a=7', '-'], log)).toEqual([
    [109004, 4, line(3, 109004, 'a=3').trimEnd()],
    [109004, 8, line(7, 109004, 'a=7').trimEnd()],
  ]);
});
