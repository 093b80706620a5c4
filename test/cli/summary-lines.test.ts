/** Lines of the log beside a summary: those of the earliest and latest events, the same from every road. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unseenIn } from '../hostile/runners.js';
import { type Ended, ended, start } from './program.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ptk-logscan-'));
  await writeFile(join(folder, 'a.log'), LOG);
  await writeFile(join(folder, 'a.log.gz'), gzipSync(LOG, { level: 1 }));
});
afterAll(() => rm(folder, { recursive: true }));

const CODES = [107000, 109004, 109003, 108000];
/** Above the size from which on several threads read a file. */
const COUNT = 70_000;
const FILLER = '.'.repeat(440);

/** Times go up and down, many are equal, some lines inherit theirs from the line before. */
const EVENTS = Array.from({ length: COUNT }, (_, i) => {
  const minute = (i * 7919) % 30_011;
  const time = new Date(Date.UTC(2026, 10, 1, 0, Math.floor(minute / 3))).toISOString();
  const code = CODES[(i * 31) % 97 === 0 ? 1 + (i % 3) : 0]!;
  const inherits = i % 11 === 5;
  return {
    i,
    time,
    code,
    inherits,
    text: `${inherits ? '' : `${time} `}tenant=t${i % 5} n=${i} code=${code} ${FILLER}`,
  };
});
const LOG = `${EVENTS.map(({ text }) => text).join('\n')}\n`;

/** What has to be shown, found by another program. */
function expected(n: number): string[] {
  let time = '';
  const timed = EVENTS.map((event) => {
    if (!event.inherits) time = event.time;
    return { ...event, time };
  });
  const counts = new Map(CODES.map((code) => [code, timed.filter((event) => event.code === code).length]));
  const errors = CODES.slice(1).sort((a, b) => counts.get(b)! - counts.get(a)! || a - b);
  return errors.flatMap((code) => {
    const of = timed
      .filter((event) => event.code === code)
      .sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : a.i - b.i));
    const [earliest, latest] = [Math.floor(n / 2), Math.ceil(n / 2)];
    return [...of.slice(0, earliest), ...of.slice(of.length - latest)].map(({ text }) => `  | ${text.slice(0, 74)}…`);
  });
}

async function call(args: readonly string[], input: Buffer | string = ''): Promise<Ended> {
  const child = start(['--tz', 'UTC', ...args], { cwd: folder });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return ended(child);
}
const quotes = ({ stdout }: Ended) => stdout.split('\n').filter((line) => /^ {2}\|/.test(line));

describe('the lines of each error code', () => {
  const ROADS: Readonly<Record<string, readonly [string[], (Buffer | string)?]>> = {
    'a file, by one thread': [['--workers', '1', 'a.log']],
    'a file, by several': [['--workers', '3', 'a.log']],
    'a file by groups': [['--by', 'tenant', 'a.log']],
    'a file, with a condition that all fulfil': [['--where', 'tenant', '--where', 'nothing!=1', 'a.log']],
    'a pipe': [['-'], LOG],
    gzip: [['a.log.gz']],
    'windows so short that the kernel counts little': [['-w', '1m', 'a.log']],
    'a pattern': [['--pattern', 'code=(?<code>\\d+)', '-'], LOG],
  };
  test.each(Object.entries(ROADS))('from %s', async (_name, [args, input]) => {
    expect(quotes(await call(['--lines', '2', ...args], input))).toEqual(expected(2));
  });

  test.each([1, 5])('as many as are asked for: %i', async (n) => {
    expect(quotes(await call(['--lines', String(n), 'a.log']))).toEqual(expected(n));
  });
});

const SMALL = Array.from({ length: 400 }, (_, i) => {
  const time = new Date(Date.UTC(2026, 10, 1, 0, i)).toISOString();
  const code = i >= 300 && i % 2 === 0 ? 109004 : 107000;
  return `${time} tenant=${['acme', 'globex', 'initech'][i % 3]} host=h1 code=${code} it's`;
}).join('\n');

test('with a condition they are those that fulfil it', async () => {
  const { stdout } = await call(['--where', 'tenant=t3', '--lines', '5', 'a.log']);
  const shown = quotes({ stdout, stderr: '', status: 0 });
  expect(shown).toHaveLength(15);
  for (const line of shown) expect(line).toContain(' tenant=t3 ');
});

describe('without being asked for', () => {
  test('no document has them; asked for, the table and Markdown have them and JSON has not', async () => {
    await writeFile(join(folder, 'small.log'), SMALL);
    const outputs = ['-o', 'o.html', '-o', 'o.json', '-o', 'o.md', '-o', 'o.txt'];
    await call([...outputs, 'small.log']);
    for (const file of ['o.html', 'o.json', 'o.md', 'o.txt']) {
      expect(await readFile(join(folder, file), 'utf8')).not.toContain("it's");
    }
    await call([...outputs, '--lines', '1', 'small.log']);
    expect(await readFile(join(folder, 'o.txt'), 'utf8')).toContain("code=109004 it's");
    expect(await readFile(join(folder, 'o.md'), 'utf8')).toMatch(
      /### Lines of the log\n\n```text\n\| 2026-11-01T06:38:00.000Z tenant=initech host=h1 code=109004 it's\n```\n/,
    );
    expect(await readFile(join(folder, 'o.json'), 'utf8')).not.toContain("it's");
    expect((await call(['small.log'])).stdout).not.toContain("it's");
  });
});

describe('whom errors hit', () => {
  test('the call that says so: of a pipe and of a file, with what was typed', async () => {
    await writeFile(join(folder, 'a small.log'), SMALL);
    const pipe = await call(['-w', '1h'], SMALL);
    expect(pipe.stdout).toMatch(/which tenant: … \| ptk-logscan --tz UTC -w 1h\s+--by tenant/);
    const file = await call(['a small.log']);
    expect(file.stdout).toMatch(/which tenant: ptk-logscan --tz UTC 'a small\.log'\s+--by tenant/);
  });

  test('nothing where keys are given, nothing stands out or no line has one', async () => {
    const calls = await Promise.all([
      call(['--by', 'tenant'], SMALL),
      call([], SMALL.replaceAll('109004', '107000')),
      call([], SMALL.replaceAll(/tenant=\S+ host=h1/g, '')),
    ]);
    for (const { stdout } of calls) expect(stdout).not.toContain('which ');
    expect((await call([], SMALL.replaceAll('tenant=', 'x='))).stdout).toMatch(
      /which host: … \| ptk-logscan --tz UTC\s+--by host/,
    );
  });
});

test('a line that is longer than a row is cut at its front so that the code is shown, and no more than that', async () => {
  const wordy = SMALL.replaceAll('host=h1', `host=h1 ${'w'.repeat(60)}`);
  const [line] = quotes(await call(['--lines', '1', '-'], wordy));
  expect(line).toMatch(/^ {2}\| …1 w{60} code=109004…$/);
  expect(line).toHaveLength(80);
});

test('hostile lines steer nothing', async () => {
  const hostile = SMALL.replaceAll("it's", '\u001b]0;t\u0007##vso[task.complete] \u202e\r::error::x');
  const { stdout } = await call(['--lines', '5', '-'], hostile);
  expect(quotes({ stdout, stderr: '', status: 0 })).toHaveLength(5);
  expect(unseenIn(stdout)).toEqual([]);
  expect(stdout).not.toMatch(/##vso\[|^\s*::/m);
});

test('--lines takes 0 to 5', async () => {
  expect(await call(['--lines', '6', '-'])).toMatchObject({
    status: 2,
    stderr: 'ptk-logscan: --lines: expected a whole number from 0 to 5; got "6"\n',
  });
});
