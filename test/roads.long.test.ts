/** Same bytes in, same numbers out, whichever road the bytes take. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, createReadStream, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import { Aggregation, scanStream } from 'ptk-logscan';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileKernel } from '../src/kernel/load.js';
import { firstLineStart, readLines } from '../src/scan/range.js';
import { Scanner } from '../src/scan/scanner.js';
import { zoneOf } from '../src/time/zone.js';
import { PROGRAM } from './cli/program.js';
import { corpus } from './corpus.js';
import { rulesOf } from './rules/rules-of.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
});
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 5 }));

/** The year, because a pipe has no date that tells it. */
const OPTIONS = ['--tz', 'UTC', '--year', '2026'];
const JSON_OF = [...OPTIONS, '-f', 'json'];

interface Way {
  readonly args: readonly string[];
  /** Standard input: a file's descriptor, or what writes into a pipe. */
  readonly stdin?: number | ((to: NonNullable<ChildProcess['stdin']>) => Promise<void>);
}

/** What the program prints, with the source's name taken out of it: that is all that may differ. */
async function printed(name: string, way: Way): Promise<string> {
  const { stdout, stderr } = await printedAndTold(name, way);
  expect(stderr).toBe('');
  return stdout;
}

/** The same, and what it told on standard error. */
async function printedAndTold(name: string, { args, stdin = 'ignore' as never }: Way) {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, TZ: 'UTC' },
    stdio: [typeof stdin === 'function' ? 'pipe' : stdin, 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const [stdout, stderr] = await Promise.all([
    textOf(child.stdout!),
    textOf(child.stderr!),
    typeof stdin === 'function' ? stdin(child.stdin!) : null,
  ]);
  expect([await ended, stderr.replaceAll(/^ptk-logscan: \S+: .*\n/gm, '')]).toEqual([0, '']);
  return {
    stdout: stdout.replace(/("name": |"source":)"[^"]*"(?=,\n *"bytes"|,"line")/g, `$1"${name}"`),
    stderr: stderr.replaceAll(/^ptk-logscan: \S+: /gm, `ptk-logscan: ${name}: `),
  };
}

async function textOf(stream: Readable): Promise<string> {
  return Buffer.concat(await stream.toArray()).toString('utf8');
}

/** Writes in chunks of one size, each when there is room for it. */
function inChunks(bytes: Buffer, size: number): NonNullable<Way['stdin']> {
  return (to) =>
    pipeline(function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    }, to);
}

describe('a file that is cut for several threads', () => {
  const EVENTS = ['events', ...OPTIONS, '--code', '109004,109011,109000'];
  let expected = '';
  let events = '';
  /** Of the last hours: their counts by groups, and their events where the input can be read twice. */
  const LAST = [...JSON_OF, '--last', '1h30m', '--by', 'tenant'];
  const LAST_EVENTS = ['events', ...OPTIONS, '--last', '1m'];
  let last = '';
  let lastEvents = '';
  const file = (name: string) => join(folder, name);

  beforeAll(async () => {
    const { bytes, lines, events: count } = corpus(130, 1_400_000);
    // Nine pieces for three threads.
    expect(bytes.length).toBeGreaterThan(34 << 20);
    expect(lines).toBeGreaterThan(160_000);
    await writeFile(file('big.log'), bytes);
    const half = bytes.indexOf('\n', bytes.length / 2) - 3;
    const members = [bytes.subarray(0, half), bytes.subarray(half)].map((part) => gzipSync(part, { level: 1 }));
    await writeFile(file('big.log.gz'), Buffer.concat(members));
    expected = await printed('x', { args: [...JSON_OF, '--workers', '1', 'big.log'] });
    events = await printed('x', { args: [...EVENTS, 'big.log'] });
    const { input, totals } = JSON.parse(expected);
    expect([input.bytes, input.lines, totals.events]).toEqual([bytes.length, lines, count]);
    const since = new Date(Date.parse(totals.last) - 90 * 60_000).toISOString();
    last = await printed('x', { args: [...JSON_OF, '--since', since, '--by', 'tenant', 'big.log'] });
    expect(JSON.parse(last).totals.events).toBeGreaterThan(500);
    const minute = new Date(Date.parse(totals.last) - 60_000).toISOString();
    lastEvents = await printed('x', { args: ['events', ...OPTIONS, '--since', minute, 'big.log'] });
    expect(lastEvents.split('\n').length).toBeGreaterThan(10);
    expect(events.split('\n').length).toBeGreaterThan(160);
  });

  const ways: readonly (readonly [string, () => Way])[] = [
    ['as many workers as the program likes', () => ({ args: ['big.log'] })],
    ['two workers', () => ({ args: ['--workers', '2', 'big.log'] })],
    ['three workers', () => ({ args: ['--workers', '3', 'big.log'] })],
    ['a pipe', () => ({ args: [], stdin: (to) => pipeline(createReadStream(file('big.log')), to) })],
    [
      'standard input from the file, three workers',
      () => ({ args: ['--workers', '3', '-'], stdin: openSync(file('big.log'), 'r') }),
    ],
    ['gzip, two members', () => ({ args: ['big.log.gz'] })],
    ['gzip through a pipe', () => ({ args: [], stdin: (to) => pipeline(createReadStream(file('big.log.gz')), to) })],
  ];

  test.each(ways)('summary: %s', async (_name, way) => {
    const { args, ...rest } = way();
    same(await printed('x', { args: [...JSON_OF, ...args], ...rest }), expected);
  });

  test.each(ways)('the last hours: %s', async (_name, way) => {
    const { args, ...rest } = way();
    same(await printed('x', { args: [...LAST, ...args], ...rest }), last);
  });

  // On Windows nobody is told which file standard input is.
  const once = process.platform === 'win32' ? /pipe|standard input/ : /pipe/;
  const twice = ways.filter(([name]) => !once.test(name));
  test.each(twice)('events of the last minute: %s', async (_name, way) => {
    const { args, ...rest } = way();
    same(await printed('x', { args: [...LAST_EVENTS, ...args], ...rest }), lastEvents);
  });

  test.each(ways)('events: %s', async (_name, way) => {
    const { args, ...rest } = way();
    same(await printed('x', { args: [...EVENTS, ...args], ...rest }), events);
  });

  // Node may wait for ever for threads that still run then.
  test.each([
    ['which counted', ['--workers', '2', 'big.log']],
    ['which was started and had no work', ['--workers', '2', '--last', '1h', 'big.log']],
  ])('no thread runs when the program ends: one %s', async (_name, args) => {
    const spy = file('spy.cjs');
    writeFileSync(
      spy,
      `const threads = require('node:worker_threads');
      let [started, running] = [0, 0];
      threads.Worker = class extends threads.Worker {
        constructor(...args) {
          super(...args);
          started += 1;
          running += 1;
          this.once('exit', () => (running -= 1));
        }
      };
      process.on('exit', () => require('node:fs').writeFileSync('spied.json', JSON.stringify({ started, running })));`,
    );
    const child = spawn(process.execPath, ['--require', spy, PROGRAM, ...JSON_OF, ...args], { cwd: folder });
    child.stdout.resume();
    const status = await new Promise((resolve) => child.on('close', resolve));
    const { started, running } = JSON.parse(readFileSync(file('spied.json'), 'utf8'));
    expect([status, started > 0, running]).toEqual([0, true, 0]);
  });

  describe('in a form of one’s own', () => {
    const PATTERN = ['--pattern', '^\\S+ (?<time>\\S+) \\[.*?(?:(?<tenant>demo-\\w+).*)?(?:code=(?<code>\\d+)|$)'];
    const FORM = [...JSON_OF, ...PATTERN, '--by', 'tenant'];
    let expected = '';
    let told = '';

    beforeAll(async () => {
      const plain = { args: [...FORM, '--workers', '1', 'big.log'] };
      told = await printedAndTold('x', plain).then(({ stdout, stderr }) => {
        expected = stdout;
        return stderr;
      });
      const { input, totals, groups } = JSON.parse(expected);
      expect(input.lines).toBeGreaterThan(160_000);
      expect(totals.inherited).toBeGreaterThan(27_000);
      expect(groups.rows.length).toBeGreaterThan(3);
      expect(told).toMatch(/: \d{5,} times do not read as a timestamp \(the first is on line \d+: "[^"]*"\)/);
      expect(told).toContain('1 line is longer than 1 MiB');
    });

    // Not only the first piece has something to tell: the long line is near the file's end.
    const some = ways.filter(
      ([name]) => ['two workers', 'a pipe', 'gzip, two members'].includes(name) || /three/.test(name),
    );
    test.each(some)('%s', async (_name, way) => {
      const { args, ...rest } = way();
      const { stdout, stderr } = await printedAndTold('x', { args: [...FORM, ...args], ...rest });
      same(stdout, expected);
      expect(stderr).toBe(told);
    });
  });
});

describe('chunks of all sizes', () => {
  const SIZES = [1, 2, 3, 13, 64, 4095, 8192, 65_536, 1 << 20, 4 << 20];
  const { bytes, lines, events } = corpus(1, 140_000);
  let expected = '';
  beforeAll(async () => {
    writeFileSync(join(folder, 'small.log'), bytes);
    expected = await printed('-', { args: [...JSON_OF, 'small.log'] });
    const { input, totals } = JSON.parse(expected);
    expect([input.bytes, input.lines, totals.events]).toEqual([bytes.length, lines, events]);
  });

  test.each(SIZES)('%d bytes at a time into the program', async (size) => {
    same(await printed('-', { args: JSON_OF, stdin: inChunks(bytes, size) }), expected);
  });

  test.each(SIZES)('%d bytes at a time into the library', async (size) => {
    const stream = scanStream({ timeZone: 'UTC', year: 2026 });
    const aggregation = new Aggregation({ timeZone: 'UTC' });
    stream.on('data', (batch) => aggregation.add(batch));
    await pipeline(function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    }, stream);
    // Of how lines were read, an aggregation of batches knows nothing.
    const { input, sources, options: _, ...counts } = aggregation.toSummary();
    const { input: __, sources: ___, options: ____, ...wanted } = JSON.parse(expected);
    expect(counts).toEqual(wanted);
    expect(sources.map((source) => source.events)).toEqual([events]);
    expect(input.sources).toBe(1);
  });
});

describe('ranges, as threads take them', () => {
  const zone = zoneOf('UTC');
  const known = rulesOf({ year: 2026, known: new Uint8Array(4000).fill(1) });
  const scanner = new Scanner({
    ...{ module: compileKernel(), rules: known, timeZone: zone, count: 'lines', blockSize: 8192 },
  });
  const text = [
    ...[
      '\xef\xbb\xbfbefore any time code=107000',
      '',
      '2026-11-01 09:15:00 code=109004 rc=108001\r',
      '  at x status=107001',
    ],
    ...['\r', 'Nov  1 09:16:00 h p: PTK107999', '{"time":"2026-11-01T09:17:00Z","code":107010}', 'code=107011'],
  ].join('\n');

  test.each([
    ['a last line without an end', text],
    ['a last line with one', `${text}\n`],
    ['empty lines at the end', `${text}\n\n\n`],
  ])('wherever they are cut: %s', (_name, text) => {
    const file = join(folder, 'cut.log');
    writeFileSync(file, text, 'latin1');
    const fd = openSync(file, 'r');
    const mark = 3;
    /** What is found in the lines that start in a range, and a line's time if it had none before it. */
    const read = (from: number, to: number) => {
      const found: (readonly [code: number, time: number, line: number, offset: number])[] = [];
      const first = firstLineStart(fd, mark, from, to);
      scanner.begin({ name: 'x', reference: 0, offset: first, lines: 0 }, ({ count, codes, times, lines, offsets }) => {
        for (let i = 0; i < count; i++) found.push([codes[i]!, times[i]!, lines[i]!, offsets[i]!]);
      });
      const bytes = [...readLines(scanner, fd, first, to, 64)].reduce((sum, n) => sum + n, 0);
      return { found, bytes, lines: scanner.lines, matched: scanner.matchedLines, lastTime: scanner.lastTime };
    };
    const whole = read(mark, Number.POSITIVE_INFINITY);
    expect(whole.found).toHaveLength(7);
    for (let cut = mark; cut <= text.length; cut++) {
      const [left, right] = [read(mark, cut), read(cut, Number.POSITIVE_INFINITY)];
      const inherited = right.found.map(([code, time, line, offset]) => {
        return [code, Number.isNaN(time) ? left.lastTime : time, line + left.lines, offset] as const;
      });
      expect([...left.found, ...inherited], `cut at ${cut}`).toEqual(whole.found);
      expect([left.lines + right.lines, left.matched + right.matched, left.bytes + right.bytes]).toEqual([
        whole.lines,
        whole.matched,
        whole.bytes,
      ]);
    }
    closeSync(fd);
  });
});

/** As `toBe`, without a comparison of megabytes in the message. */
function same(text: string, expected: string): void {
  if (text === expected) return;
  let at = 0;
  while (text[at] === expected[at]) at++;
  const around = (of: string) => of.slice(Math.max(0, at - 200), at + 200);
  expect(around(text), `differs at ${at}`).toBe(around(expected));
}
