/** Forms of one's own and the doctor, called as a user would. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ended, ended, start } from './program.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ptk-logscan-'));
  await writeFile(join(folder, 'own.log'), OWN);
  await writeFile(join(folder, 'odd.jsonl'), ODD);
  await writeFile(join(folder, 'plain.log'), '2026-11-01 09:15:00 code=107000 sessionId=107001\n');
});
afterAll(() => rm(folder, { recursive: true }));

const OWN = [
  '#1 [01.11.26 09h15m00,250] web1 <107000> ok',
  'and code=108001',
  '#2 [99.11.26 09h16m00,250] web2 <109004> ok',
  '',
].join('\n');
const PATTERN = [
  '--pattern',
  '\\[(?<time>[^\\]]+)\\] (?<host>\\S+) <(?<code>\\d+)>',
  '--time-format',
  '%d.%m.%y %Hh%Mm%S,%f',
];
const ODD = ['{"m":{"at":1793524500123},"r":[{"c":107000},{"c":"PTK-109004"}]}', 'not JSON', ''].join('\n');

async function call(args: readonly string[], input = ''): Promise<Ended> {
  const child = start(args, { cwd: folder });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return ended(child);
}

const events = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe.concurrent('forms of one’s own', () => {
  test('a pattern: its groups are fields behind the others, what it cannot read is said', async () => {
    const { stdout, stderr, status } = await call(['events', '--tz', 'Europe/Berlin', ...PATTERN, 'own.log']);
    expect(events(stdout).map(({ time, code, line, inherited, host }) => [time, code, line, inherited, host])).toEqual([
      ['2026-11-01T08:15:00.250Z', 107000, 1, false, 'web1'],
      ['2026-11-01T08:15:00.250Z', 108001, 2, true, null],
      ['2026-11-01T08:15:00.250Z', 109004, 3, true, 'web2'],
    ]);
    expect(Object.keys(events(stdout)[0]!).slice(-3)).toEqual(['offset', 'inherited', 'host']);
    expect(stderr).toContain(
      'own.log: 1 time does not read as --time-format %d.%m.%y %Hh%Mm%S,%f (the first is on line 3',
    );
    expect(status).toBe(0);
  });

  test('the same summary from a file, from a pipe, and with more workers', async () => {
    const options = ['-f', 'json', '-w', '1h', '--tz', 'UTC', ...PATTERN];
    const file = await call([...options, '--workers', '2', 'own.log']);
    const pipe = await call(options, OWN);
    expect(JSON.parse(file.stdout)).toMatchObject({
      totals: { events: 3, inherited: 2 },
      input: { lines: 3, matchedLines: 3 },
    });
    expect(file.stdout.replace('"own.log"', '"-"')).toBe(pipe.stdout);
  });

  test('JSON paths, with the rows counted that are no JSON', async () => {
    const { stdout, stderr } = await call(['events', '--json-code', 'r[].c', '--json-time', 'm.at', 'odd.jsonl']);
    expect(events(stdout).map(({ time, code }) => [time, code])).toEqual([
      ['2026-11-01T09:15:00.123Z', 107000],
      ['2026-11-01T09:15:00.123Z', 109004],
    ]);
    expect(stderr).toBe(
      'ptk-logscan: odd.jsonl: 1 line is no JSON (the first is line 2): read by the ordinary rules\n',
    );
  });

  test.each([
    [['--pattern', '('], '--pattern: expected a regular expression; got "(" (Unterminated group)'],
    [['--pattern', 'x'], '--pattern: expected a named group, such as (?<time>…) or (?<code>…); got "x"'],
    [['--json-code', 'a..b'], '--json-code: expected names, indexes and []'],
    [['--time-format', '%F'], '--time-format: expected --pattern or --json-time beside it; got neither'],
    [
      ['--time-format', '%F', '--json-code', 'a'],
      '--time-format: expected --json-time beside it; got --json-code alone',
    ],
    [
      ['--time-format', '%F', '--pattern', '(?<code>x)'],
      '--time-format: expected a group (?<time>…) in --pattern; got none',
    ],
    [['--time-format', '%Q', '--json-time', 'a'], '--time-format: expected %Y'],
    [
      ['--pattern', '(?<code>x)', '--json-time', 'a'],
      '--pattern: expected without --json-code and --json-time; got --json-time too',
    ],
  ])('%j is wrong', async (options, message) => {
    const { stdout, stderr, status } = await call([...options, 'own.log']);
    expect(stderr).toContain(`ptk-logscan: ${message}`);
    expect([stdout, status]).toEqual(['', 2]);
  });
});

describe.concurrent('the doctor', () => {
  test('says what is understood of files, and ends with 3 where one cannot be read', async () => {
    const { stdout, status } = await call(['doctor', 'plain.log', 'none.log']);
    expect(stdout).toContain('Year first (year-first)');
    expect(stdout).toContain('none.log\n  Error     no such file\n');
    expect(stdout).toContain('Run       ptk-logscan plain.log none.log\n');
    expect(status).toBe(3);
  });

  test('repeats what it was told in the command', async () => {
    const options = ['--tz', 'Europe/Berlin', '--ignore-key', 'host,x', ...PATTERN];
    const { stdout } = await call(['doctor', ...options, '-f', 'json', 'own.log']);
    const diagnosis = JSON.parse(stdout) as { schema: string; command: string };
    expect(diagnosis.schema).toBe('ptk-logscan/doctor@1');
    expect(diagnosis.command).toBe(
      "ptk-logscan --tz Europe/Berlin --ignore-key host --ignore-key x --pattern '\\[(?<time>[^\\]]+)\\] (?<host>\\S+) <(?<code>\\d+)>' --time-format '%d.%m.%y %Hh%Mm%S,%f' own.log",
    );
  });

  test('explains one line, however it comes', async () => {
    const line = '2026-11-01 09:15:00 code=107000 took 107005 ms';
    const given = await call(['doctor', '--line', line, '--tz', 'UTC']);
    expect(given.stdout).toContain('✓ 107000  taken by rule 4 (named)');
    expect(given.stdout).toContain('✗ 107005  refused by rule 4 (named)');
    expect(given.status).toBe(0);
    for (const [args, input] of [
      [['doctor', '--tz', 'UTC'], `${line}\n`],
      [['doctor', '--tz', 'UTC', '--line', '-'], `${line}\nanother\n`],
    ] as const) {
      expect(await call(args, input)).toEqual(given);
    }
    const dashed = await call(['doctor', '--line=- 1117838570 code=107000', '-f', 'json']);
    expect(JSON.parse(dashed.stdout)).toMatchObject({ schema: 'ptk-logscan/line@1', time: { family: 'epoch' } });
  });

  test('of several lines on standard input says what is understood of them', async () => {
    const { stdout } = await call(['doctor', '-f', 'json'], OWN);
    expect(JSON.parse(stdout)).toMatchObject({ sources: [{ name: '-', sample: { lines: 3, whole: true } }] });
  });

  test('advises commands that change the result, also over what was given', async () => {
    const running = Array.from({ length: 300 }, (_, i) => `2026-11-01T09:15:00Z |${107000 + i}|\n`).join('');
    const { stdout } = await call(['doctor', '--date-order', 'mdy', '-f', 'json'], running);
    expect(JSON.parse(stdout).command).toBe('ptk-logscan --date-order mdy --labelled -');
    const told = await call(['doctor', '--labelled', '-f', 'json'], running);
    expect(JSON.parse(told.stdout)).toMatchObject({
      command: 'ptk-logscan --labelled -',
      sources: [{ codes: { labelled: 0, catalogueOnly: 0 } }],
    });
  });

  test('takes one line with --line', async () => {
    expect(await call(['doctor', '--line', 'code=107000\ncode=107100'])).toMatchObject({
      stderr: expect.stringContaining('--line: expected one line; got 2'),
      status: 2,
    });
    expect((await call(['doctor', '--line', 'code=107000\n'])).status).toBe(0);
  });

  test('is either for a line or for files', async () => {
    const { stderr, status } = await call(['doctor', '--line', 'x', 'own.log']);
    expect([stderr, status]).toEqual(['ptk-logscan: --line: expected without FILE; got "own.log" too\n', 2]);
  });
});
