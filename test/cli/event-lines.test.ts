/** Events with their lines: what is shown is what was in the log, whichever road its bytes take. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unseenIn } from '../hostile/runners.js';
import { type Ended, ended, start } from './program.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ptk-logscan-'));
  const bytes = Buffer.from(LOG);
  await writeFile(join(folder, 'a.log'), bytes);
  await writeFile(join(folder, 'a.log.gz'), gzipSync(bytes));
  await writeFile(join(folder, 'utf16.log'), Buffer.from(`\ufeff${LOG}`, 'utf16le'));
});
afterAll(() => rm(folder, { recursive: true }));

const LONG = 300_000;

/** 9,000 lines of all kinds: of CRLF, empty, long, with two codes, in another script. */
const LINES = Array.from({ length: 9000 }, (_, i) => {
  const time = new Date(Date.UTC(2026, 10, 1, 0, 0, i)).toISOString();
  if (i % 997 === 3) return `${time} INFO code=108001 then code=109004`;
  if (i % 331 === 0) return `${time} ERROR tenant=äöü-𝄞 code=109004 ${'.'.repeat(i)}\r`;
  if (i === 5000) return `${time} ${'y'.repeat(LONG)} code=109004 end`;
  if (i % 13 === 0) return '';
  return `${time} INFO nothing of note ${i}`;
});
const LOG = `${LINES.slice(0, -1).join('\n')}\nlast line code=109004`;
const CODES = /code=(\d{6})/g;

async function call(args: readonly string[], input: Buffer | string = ''): Promise<Ended> {
  const child = start(args, { cwd: folder });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return ended(child);
}

const withoutEnd = (line: string) => line.replace(/\r$/, '');
const ALL = LOG.split('\n').map(withoutEnd);

/** What `--text` has to give, found by another program. */
const EXPECTED = ALL.flatMap((text, i) =>
  [...text.matchAll(CODES)].map(([, code]) => ({ code: Number(code), line: i + 1, text })),
);

/** What grep shows: the numbers of lines, with a gap between groups. */
function grepped(before: number, after: number, most = Number.POSITIVE_INFINITY): (number | '--')[] {
  const hits = [...new Set(EXPECTED.slice(0, most).map(({ line }) => line))];
  const shown = new Set(
    hits.flatMap((hit) =>
      Array.from({ length: before + after + 1 }, (_, i) => hit - before + i).filter((n) => n > 0 && n <= ALL.length),
    ),
  );
  const numbers = [...shown].sort((a, b) => a - b);
  return numbers.flatMap((n, i) =>
    before + after > 0 && i > 0 && numbers[i - 1] !== n - 1 ? ['--' as const, n] : [n],
  );
}

const CUT = 1000;

/** The quoted lines of a document, each by the beginning that is shown of it. */
const quotes = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .filter((line) => line.startsWith('|') || line === '--');
const asQuoted = (n: number | '--') => (n === '--' ? n : `| ${ALL[n - 1]!}`.trimEnd());
/** A cut line is compared up to where it is cut. */
const start1000 = (line: string) => line.replace(/^\| …/, '| ').slice(0, CUT);

describe.concurrent('the texts of lines', () => {
  const ROADS: Readonly<Record<string, readonly [string[], Buffer | string]>> = {
    'a file': [['a.log'], ''],
    'a pipe': [['-'], LOG],
    gzip: [['a.log.gz'], ''],
    'gzip through a pipe': [['-'], gzipSync(LOG)],
    'UTF-16': [['utf16.log'], ''],
    'a pattern': [['--pattern', 'code=(?<code>\\d+)', '--count', 'occurrences', 'a.log'], ''],
    'a pattern on a thread of its own': [['--pattern', '(a+)+x|code=(?<code>\\d+)', 'a.log'], ''],
  };

  test.each(Object.entries(ROADS))('from %s are those of the log', async (name, [args, input]) => {
    const { stdout, stderr, status } = await call(['events', '--text', '--tz', 'UTC', ...args], input);
    expect(status).toBe(0);
    if (!name.includes('pattern')) expect(stderr).toBe('');
    const found = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { code: number; line: number; text: string });
    // A pattern takes the first code of a line, and does not reach the end of a long one.
    const wanted = name.includes('pattern') ? firstOfLines(found) : EXPECTED;
    expect(found.map(({ code, line, text }) => ({ code, line, text }))).toEqual(wanted);
    expect(found.length).toBeGreaterThan(30);
    expect(Object.keys(found[0]!).at(-1)).toBe('text');
  });

  function firstOfLines(found: readonly { code: number; line: number }[]) {
    return EXPECTED.filter(({ line, code }) => found.some((one) => one.line === line && one.code === code));
  }

  test.each([
    [0, 0],
    [2, 1],
    [0, 3],
    [400, 0],
  ])('with %i lines before and %i behind are those that grep shows', async (before, after) => {
    const options = ['events', '-f', 'text', '-B', String(before), '-A', String(after), '--tz', 'UTC'];
    const ways = await Promise.all([
      call([...options, 'a.log']),
      call([...options, '-'], LOG),
      call([...options, '-'], gzipSync(LOG)),
      call([...options, '--pattern', '(a+)+x|code=(?<code>\\d+)', '--workers', '1', '-'], LOG),
    ]);
    const expected = grepped(before, after).map(asQuoted).map(start1000);
    for (const { stdout } of ways.slice(0, 3)) {
      const shown = quotes(stdout).map(start1000);
      expect(shown.length).toBe(expected.length);
      expect(shown.filter((line) => !line.includes('yyy'))).toEqual(expected.filter((line) => !line.includes('yyy')));
    }
    expect(quotes(ways[3]!.stdout).length).toBeGreaterThan(30);
    expect(ways[0]!.stdout.replaceAll('a.log:', '-:')).toBe(ways[1]!.stdout);
  });

  test('a long line is cut for people, around the code', async () => {
    const { stdout } = await call(['events', '-f', 'text', '--tz', 'UTC', 'a.log']);
    const line = quotes(stdout).find((one) => one.includes('yyy'))!;
    expect(line).toMatch(/^\| …y+ code=109004 end$/);
    const dots = quotes(stdout).find((one) => one.includes('characters more'))!;
    expect(dots).toMatch(/code=109004 \.+… \([\d,]+ characters more\)$/);
  });

  test('at most so many events, and reading ends then', async () => {
    const child = start(['events', '-f', 'text', '-n', '2', '-A', '1', '--tz', 'UTC', '-'], { cwd: folder });
    child.stdin.on('error', () => {});
    child.stdin.write(LOG);
    // The pipe stays open: nothing but the number ends the run.
    const { stdout, status } = await ended(child);
    expect(status).toBe(0);
    expect(quotes(stdout).map(start1000)).toEqual(grepped(0, 1, 2).map(asQuoted).map(start1000));
    const plain = await call(['events', '-n', '2', 'a.log', 'missing.log']);
    expect(plain.stdout.trimEnd().split('\n')).toHaveLength(2);
  });

  test('a line without an end comes when the log ends, one with an end at once', async () => {
    const child = start(['events', '-f', 'text', '--tz', 'UTC', '-'], { cwd: folder });
    child.stdin.write('2026-11-01 00:00:00 code=109004 whole\n2026-11-01 00:00:01 code=109003 ha');
    const first = await new Promise<string>((resolve) => child.stdout.once('data', (data) => resolve(String(data))));
    expect(first).toContain('| 2026-11-01 00:00:00 code=109004 whole\n');
    child.stdin.end('lf');
    const { stdout } = await ended(child);
    expect(first + stdout).toContain('| 2026-11-01 00:00:01 code=109003 half\n');
  });

  test('of several sources are told apart', async () => {
    const { stdout } = await call(['events', '-f', 'text', '-C', '1', '--tz', 'UTC', '-n', '400', 'a.log', 'a.log.gz']);
    const at = stdout.split('\n').findIndex((line) => line.includes('a.log.gz:'));
    expect(stdout.split('\n').slice(at - 1, at + 1)).toEqual([
      '--',
      expect.stringMatching(/^2026-11-01T00:00:00.000Z .*a\.log\.gz:1$/),
    ]);
  });
});

test('a line beyond 1 MiB has its beginning, and those behind it are whole', async () => {
  const huge = `2026-11-01 00:00:00 ${'z'.repeat(3 << 20)} code=109004`;
  const { stdout } = await call(['events', '--text', '--tz', 'UTC', '-'], `a\n${huge}\nb code=109003\n`);
  const texts = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).text as string);
  expect(texts.map(({ length }) => length)).toEqual([1 << 20, 'b code=109003'.length]);
  expect(huge.startsWith(texts[0]!)).toBe(true);
  expect(texts[1]).toBe('b code=109003');
});

test('nothing in a line steers a terminal or a build', async () => {
  const hostile = '\u001b]0;title\u0007\u001b[2J::error::code=109004 ##vso[task.complete]\u202e\u009b31m\r\u0000x';
  const { stdout } = await call(['events', '-f', 'text', '-C', '1', '-'], `##[error]a\n${hostile}\n::set-output a\n`);
  expect(unseenIn(stdout)).toEqual([]);
  expect(stdout).not.toMatch(/##\[|##vso\[|^\s*::/m);
  expect(quotes(stdout)).toHaveLength(3);
});

test.each([
  [
    ['-C', '2'],
    '--context: expected with --format text (an event in ndjson has its own line alone, by --text); got ndjson',
  ],
  [['-f', 'text', '-A', 'x'], '--after: expected a whole number from 0 to 1000; got "x"'],
  [['-n', '0'], '--most: expected a whole number from 1 on; got "0"'],
  [
    ['--text', '--pattern', '(?<code>\\d+) (?<text>.*)'],
    '--text: expected a pattern without a group of the name text; got one',
  ],
])('%j is refused', async (args, message) => {
  const { stderr, status } = await call(['events', ...args, 'a.log']);
  expect([stderr, status]).toEqual([`ptk-logscan: ${message}\n`, 2]);
});
