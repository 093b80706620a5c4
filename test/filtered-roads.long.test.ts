/**
 * What is picked from the same bytes is the same on every road: spans of time, groups, the gate and the lines that it
 * names. The file is large enough to be cut, and begins nearly every piece with lines that have an earlier one's time.
 */
import { spawn } from 'node:child_process';
import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROGRAM } from './cli/program.js';
import { tarOf, zipOf } from './sources/archive/make.js';

const LINES = 180_000;
/** Lines to a time: half a megabyte, of which the first line alone has one. */
const BLOCK = 2500;
/** From one block to another none has: whole pieces inherit what an earlier one ended with. */
const [QUIET_FROM, QUIET_TO] = [32, 52];
const START = Date.parse('2026-11-01T09:00:00Z');
const MINUTE = 60_000;
/** In minutes: exactly those of two blocks, of which the first is in the span and the second is not. */
const [SINCE, UNTIL] = [20, 60];

const blockOf = (line: number) => Math.floor((line - 1) / BLOCK);
const isQuiet = (block: number) => block > QUIET_FROM && block < QUIET_TO;
const minuteOf = (line: number) => (isQuiet(blockOf(line)) ? QUIET_FROM : blockOf(line));
const tenantOf = (line: number) => `t${(line / 40) % 5}`;

const USUAL: readonly (readonly [every: number, code: number])[] = [
  [7, 109004],
  [13, 109002],
  [37, 107000],
];

/** Code of a line by its number, from 1; null: none. */
function codeOf(line: number): number | null {
  if (line % 40 !== 0) return null;
  const n = line / 40;
  const block = blockOf(line);
  // Where a piece begins without a time, and the one before it has none.
  if (block >= QUIET_TO - 2 && isQuiet(block) && n % 5 === 0) return 109016;
  // Before the span, and again where no line has a time.
  if ((block < SINCE || isQuiet(block)) && n % 3 === 0) return 109012;
  // In the last pieces alone.
  if (block >= QUIET_TO && n % 11 === 0) return 109011;
  return USUAL.find(([every]) => n % every === 0)?.[1] ?? 107010;
}

function text(): Buffer {
  const filler = '.'.repeat(190);
  const lines: string[] = [];
  for (let line = 1; line <= LINES; line++) {
    const code = codeOf(line);
    const isTimed = (line - 1) % BLOCK === 0 && !isQuiet(blockOf(line));
    const time = isTimed ? new Date(START + minuteOf(line) * MINUTE).toISOString() : '   at frame';
    lines.push(`${time} ${code === null ? filler : `code=${code} tenant=${tenantOf(line)} ${filler}`}\n`);
  }
  return Buffer.from(lines.join(''));
}

let folder = '';
const path = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
  const bytes = text();
  // Nine pieces for three threads.
  expect(bytes.length).toBeGreaterThan(34 << 20);
  writeFileSync(path('big.log'), bytes);
  writeFileSync(path('big.log.gz'), gzipSync(bytes, { level: 1 }));
  const members = [{ path: 'big.log', bytes }];
  writeFileSync(path('big.zip'), zipOf(members));
  writeFileSync(path('big.tar'), tarOf(members));
  writeFileSync(
    path('gate.yaml'),
    [
      'check:',
      '  rules:',
      '    - { name: unavailable, select: 109004, max-count: 0 }',
      '    - { name: a tenant, select: "tenant:t3", max-count: 0 }',
      '    - { name: late without a time, select: 109016, max-count: 0 }',
      '    - { name: late, select: 109011, max-count: 0 }',
      '    - { name: without a time, select: 109012, max-count: 0 }',
      '    - { name: of a tenant, select: 109012, within: "tenant:t3", max-rate: 0% }',
      '    - { name: each hour, select: error+, max-rate: 1%, per-window: true }',
    ].join('\n'),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Road {
  readonly args: readonly string[];
  /** A file that is piped into standard input, or that is standard input. */
  readonly piped?: string;
  readonly stdin?: string;
}

const ONE: Road = { args: ['--workers', '1', 'big.log'] };
const ROADS: readonly (readonly [string, Road])[] = [
  ['two workers', { args: ['--workers', '2', 'big.log'] }],
  ['three workers', { args: ['--workers', '3', 'big.log'] }],
  ['a pipe', { args: [], piped: 'big.log' }],
  ['gzip', { args: ['big.log.gz'] }],
  ['gzip through a pipe', { args: [], piped: 'big.log.gz' }],
  ['zip', { args: ['--workers', '3', 'big.zip'] }],
  ['tar through a pipe', { args: [], piped: 'big.tar' }],
];

/** What is printed, with the names of sources taken out, and the texts of lines, which are quoted from files alone. */
async function printed(args: readonly string[], road: Road, status = 0): Promise<string> {
  const fd = road.stdin === undefined ? null : openSync(path(road.stdin), 'r');
  const child = spawn(process.execPath, [PROGRAM, ...args, ...road.args], {
    cwd: folder,
    env: { PATH: process.env.PATH, TZ: 'UTC' },
    stdio: [fd ?? (road.piped === undefined ? 'ignore' : 'pipe'), 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const [stdout] = await Promise.all([
    child.stdout!.setEncoding('utf8').toArray(),
    road.piped === undefined ? null : pipeline(createReadStream(path(road.piped)), child.stdin!),
  ]);
  if (fd !== null) closeSync(fd);
  expect(await ended).toBe(status);
  return stdout
    .join('')
    .replace(/("(?:name|source)": ?)"(?:-|(?:-!\/)?big\.[^"]*)"/g, '$1"x"')
    .replace(/("text": )"[^"]*"/g, '$1null');
}

const at = (minute: number) => new Date(START + minute * MINUTE).toISOString();
const SPAN = ['--tz', 'UTC', '--since', at(SINCE), '--until', at(UNTIL)];
const lines = Array.from({ length: LINES }, (_, i) => i + 1);
const inSpan = (line: number) => codeOf(line) !== null && minuteOf(line) >= SINCE && minuteOf(line) < UNTIL;
const linesOf = (isOurs: (line: number) => boolean) => lines.filter((line) => inSpan(line) && isOurs(line));
const counted = linesOf(() => true);

describe('a span of time, by a key', () => {
  const SCAN = [...SPAN, '-f', 'json', '--by', 'tenant'];
  let whole = '';
  beforeAll(async () => {
    whole = await printed(SCAN, ONE);
    const { totals, input, groups } = JSON.parse(whole);
    expect(totals).toMatchObject({
      events: counted.length,
      inherited: counted.length,
      filtered: LINES / 40 - counted.length,
      first: at(SINCE),
      last: at(UNTIL - 1),
    });
    expect(input).toMatchObject({ lines: LINES, matchedLines: LINES / 40 });
    const rows = groups.rows.map(({ values, events }: { values: string[]; events: number }) => [values[0], events]);
    const ofTenant = (tenant: string) => counted.filter((line) => tenantOf(line) === tenant).length;
    expect(rows.sort()).toEqual(['t0', 't1', 't2', 't3', 't4'].map((tenant) => [tenant, ofTenant(tenant)]));
  });

  test.each(ROADS)('%s', async (_name, road) => {
    expect(await printed(SCAN, road)).toBe(whole);
  });
});

describe('the events of some values in a span of time', () => {
  const WHERE = [...SPAN, '--where', 'tenant=t1', '--where', 'tenant~?3'];
  const isOurs = (line: number) => ['t1', 't3'].includes(tenantOf(line));
  let summary = '';
  let events = '';
  beforeAll(async () => {
    summary = await printed([...WHERE, '-f', 'json'], ONE);
    events = await printed(['events', ...WHERE], ONE);
    const { totals, options } = JSON.parse(summary);
    const ours = linesOf(isOurs);
    expect(totals).toMatchObject({ events: ours.length, filtered: LINES / 40 - ours.length, inherited: ours.length });
    expect(options.where).toEqual(['tenant=t1', 'tenant~?3']);
    expect(
      events
        .trimEnd()
        .split('\n')
        .map((event) => JSON.parse(event).line),
    ).toEqual(ours);
  });

  test.each(ROADS)('%s', async (_name, road) => {
    expect(await printed([...WHERE, '-f', 'json'], road)).toBe(summary);
    expect(await printed(['events', ...WHERE], road)).toBe(events);
  });
});

describe('codes in a span of time', () => {
  const EVENTS = ['events', ...SPAN, '--code', '109004'];
  let whole = '';
  beforeAll(async () => {
    whole = await printed(EVENTS, ONE);
    const found = whole.trimEnd().split('\n');
    expect(found.map((event) => JSON.parse(event).line)).toEqual(linesOf((line) => codeOf(line) === 109004));
  });

  test.each(ROADS)('%s', async (_name, road) => {
    expect(await printed(EVENTS, road)).toBe(whole);
  });
});

describe('the gate, and the lines that it names', () => {
  const SHOWN = 3;
  const ERRORS = [109002, 109004, 109011, 109012];
  const CHECK = ['check', ...SPAN, '--config', 'gate.yaml', '-w', '1h', '--lines', `${SHOWN}`, '--report', 'json'];
  let whole = '';
  beforeAll(async () => {
    whole = await printed(CHECK, ONE, 1);
    const { rules } = JSON.parse(whole);
    const named = (name: string) => {
      const finding = rules.find((each: { name: string }) => each.name === name);
      // One line of each code comes first: which lines they are is what matters here.
      const lines = finding.lines.map(({ line }: { line: number }) => line).sort((a: number, b: number) => a - b);
      return [finding.state, finding.count, lines];
    };
    const expected = (isOurs: (line: number) => boolean) => {
      const ours = linesOf(isOurs);
      return ['fail', ours.length, ours.slice(0, SHOWN)];
    };
    const has = (code: number) => (line: number) => codeOf(line) === code;
    const isOfTenant = (line: number) => tenantOf(line) === 't3';
    expect(named('unavailable')).toEqual(expected(has(109004)));
    expect(named('a tenant')).toEqual(expected(isOfTenant));
    expect(named('late')).toEqual(expected(has(109011)));
    expect(named('late without a time')).toEqual(expected(has(109016)));
    expect(named('without a time')).toEqual(expected(has(109012)));
    expect(named('of a tenant')).toEqual(expected((line) => codeOf(line) === 109012 && isOfTenant(line)));
    // The first of each code, of the most frequent codes.
    const byCode = ERRORS.map((code) => linesOf(has(code))).sort((a, b) => b.length - a.length || a[0]! - b[0]!);
    const firsts = byCode.slice(0, SHOWN).map(([first]) => first!);
    expect(named('each hour')[2]).toEqual(firsts.sort((a, b) => a - b));
  });

  test.each(ROADS)('%s', async (_name, road) => {
    expect(await printed(CHECK, road, 1)).toBe(whole);
  });
});
