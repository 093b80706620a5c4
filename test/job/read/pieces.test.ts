/**
 * A text counted in pieces, cut anywhere, and by the kernel: the same as line by line, from the events that a scanner
 * without a counter finds.
 */
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { HourCells } from '../../../src/history/changes.js';
import type { Anchor } from '../../../src/history/streams/streams.js';
import { type WantedTimes, wantedOf } from '../../../src/job/read/anchors.js';
import type { Piece } from '../../../src/job/read/count-piece.js';
import { type CountedRange, countPieces, joinRange } from '../../../src/job/read/count-range.js';
import type { Carried } from '../../../src/job/read/join-pieces.js';
import type { LogCounts } from '../../../src/job/read/log-counts.js';
import { compileKernel } from '../../../src/kernel/load.js';
import type { CountMode } from '../../../src/model/plan.js';
import { Scanner } from '../../../src/scan/scanner.js';
import { declaresUtc } from '../../../src/scan/source-head.js';
import { WindowCutter } from '../../../src/time/windows.js';
import { zoneOf } from '../../../src/time/zone.js';
import { WorkQueue } from '../../../src/workers/work-queue.js';
import { rulesOf } from '../../rules/rules-of.js';

const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-pieces-'));
afterAll(() => rmSync(folder, { recursive: true }));
const FILE = join(folder, 'a.log');
const MINUTE = 60_000;
const MODIFIED = Date.parse('2026-11-01T00:00:00Z');

/** Ways to read: with and without group keys, each code once a line or as often as it stands there. */
const READINGS = [
  { zone: 'UTC', groupKeys: [], count: 'lines' },
  { zone: 'Europe/Berlin', groupKeys: [], count: 'occurrences' },
  { zone: 'Asia/Kathmandu', groupKeys: ['tenant'], count: 'lines' },
] as const;
const READERS = READINGS.map(readerOf);
function readerOf({ zone: name, groupKeys, count }: { zone: string; groupKeys: readonly string[]; count: CountMode }) {
  const zone = zoneOf(name);
  // Small blocks, so that lines go on from block to block.
  const scanner = new Scanner({
    ...{ module: compileKernel(), rules: rulesOf({}), timeZone: zone, count, groupKeys, blockSize: 8192 },
  });
  return { scanner, hours: new WindowCutter(zone, { n: 1, unit: 'h' }) };
}
type Reader = (typeof READERS)[number];

/** One line: how far the clock moves from the line before, how its time is written, and what is behind it. */
const aLine = fc.record({
  seconds: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 2 }) },
    { weight: 3, arbitrary: fc.integer({ min: -70, max: 70 }) },
    { weight: 1, arbitrary: fc.constantFrom(3600, -3600, 86_400) },
  ),
  form: fc.constantFrom('local', 'local', 'utc', 'offset', 'yearless', 'none', 'none', 'json'),
  body: fc.constantFrom(
    ...['code=107000', 'code=109004 code=107100 code=109004', 'nothing', 'nothing', '', 'tenant=a code=106000'],
    ...['tenant=b code=107000', '<StatusCode>107100</StatusCode>', `${'x'.repeat(9000)} code=109003`],
  ),
  repeat: fc.constantFrom(1, 1, 1, 12),
});
type Line = typeof aLine extends fc.Arbitrary<infer T> ? T : never;

/** Around the hour that the clocks of Berlin show twice. */
const START = Date.parse('2026-10-25T00:40:00.123Z');
const HEADS = [
  '',
  '#Software: Microsoft Internet Information Services 10.0\n',
  'time,tenant,statusCode\n',
  '#Fields: date time sc-status\n',
];

function textOf(head: string, lines: readonly Line[]): Buffer {
  let clock = START;
  let text = head;
  for (const { seconds, form, body, repeat } of lines) {
    for (let i = 0; i < repeat; i++) {
      clock += seconds * 1000;
      const iso = new Date(clock).toISOString();
      const time = `${iso.slice(0, 10)} ${iso.slice(11, 23)}`;
      if (form === 'json') text += `{"time":"${iso}","tenant":"c","statusCode":107100,"body":"${body}"}\n`;
      else if (form === 'local') text += `${time} ${body}\n`;
      else if (form === 'utc') text += `${iso} ${body}\n`;
      else if (form === 'offset') text += `${iso.slice(0, -1)}+05:30 ${body}\n`;
      else if (form === 'yearless') text += `Oct ${iso.slice(8, 10)} ${iso.slice(11, 19)} host ${body}\n`;
      else text += `${body}\n`;
    }
  }
  return Buffer.from(text);
}

function eachCell({ hours, codes, sums, firsts, lasts, ends, minutes: numbers }: HourCells) {
  return Array.from(hours, (hour, i) => {
    const minutes: [minute: number, n: number][] = [];
    for (let at = i === 0 ? 0 : ends[i - 1]!; at < ends[i]!; at += 2) minutes.push([numbers[at]!, numbers[at + 1]!]);
    // Ascending, each once, and their sum is told beside them.
    expect(minutes.map(([minute]) => minute)).toEqual(
      [...new Set(minutes.map(([minute]) => minute))].sort((a, b) => a - b),
    );
    expect(minutes.reduce((sum, [, n]) => sum + n, 0)).toBe(sums[i]);
    // A history may get one cell long before another.
    expect([firsts[i], lasts[i]].every(Number.isFinite)).toBe(true);
    return { hour, code: codes[i]!, first: firsts[i]!, last: lasts[i]!, minutes };
  });
}

/** What a history would get, in one order. */
function contentOf(counts: LogCounts): unknown {
  const { groups, reads, untimed, ...sums } = counts.changes();
  return {
    ...sums,
    counts: groups
      .flatMap(({ name, cells }) => {
        const sums = new Map<string, number>();
        for (const { hour, code, minutes } of cells.flatMap(eachCell)) {
          for (const [minute, n] of minutes) {
            const key = `${name} ${hour + minute * MINUTE} ${code}`;
            sums.set(key, (sums.get(key) ?? 0) + n);
          }
        }
        return [...sums].map(([key, n]) => `${key} ${n}`);
      })
      .sort(),
    spans: groups
      .flatMap(({ name, cells }) => {
        const spans = new Map<string, [number, number]>();
        for (const { hour, code, first, last } of cells.flatMap(eachCell)) {
          const key = `${name} ${hour} ${code}`;
          const [earliest, latest] = spans.get(key) ?? [first, last];
          spans.set(key, [Math.min(earliest, first), Math.max(latest, last)]);
        }
        return [...spans].map(([key, [first, last]]) => `${key} ${first} ${last}`);
      })
      .sort(),
    reads: Array.from(
      reads.minutes,
      (minute, i) => `${minute} ${reads.lines[i]} ${reads.bytes[i]} ${reads.matched[i]} ${reads.inherited[i]}`,
    ).sort(),
    untimed: { ...untimed, codes: [...untimed.codes].sort() },
  };
}

interface Found {
  readonly line: number;
  readonly time: number;
  readonly code: number;
  readonly inherited: boolean;
  readonly group: string;
}

/** Line by line. */
function byTheLine(
  bytes: Buffer,
  from: number,
  { lastTime, lastEvent }: Carried,
  wanted: WantedTimes | null,
  { scanner, hours }: Reader,
) {
  const found: Found[] = [];
  const known = from === 0 ? {} : { utc: declaresUtc(bytes), header: scanner.headerOf(bytes) };
  scanner.begin({ name: 'a.log', reference: MODIFIED, offset: 0, lines: 0, ...known }, (batch) => {
    for (let i = 0; i < batch.count; i++) {
      const unknown = Number.isNaN(batch.times[i]);
      found.push({
        line: batch.lines[i]!,
        time: unknown ? lastTime : batch.times[i]!,
        code: batch.codes[i]!,
        inherited: batch.inherited[i] === 1 || (unknown && !Number.isNaN(lastTime)),
        group: String(batch.groups.map(({ ids, values }) => values[ids[i]!] ?? null)),
      });
    }
  });
  scanner.write(bytes.subarray(from));
  const minuteOf = (time: number) => {
    const { start } = hours.at(time);
    return start + Math.floor((time - start) / MINUTE) * MINUTE;
  };
  const counts = new Map<string, number>();
  const spans = new Map<string, [number, number]>();
  const reads = new Map<number, [lines: number, bytes: number, matched: number, inherited: number]>();
  const untimed = new Map<number, number>();
  let minute = Number.isNaN(lastEvent) ? Number.NaN : minuteOf(lastEvent);
  let at = from;
  let number = 0;
  let last = lastEvent;
  const events = new Map<number, Found[]>();
  const dated: Anchor[] = [];
  for (const each of found) events.set(each.line, [...(events.get(each.line) ?? []), each]);
  while (at < bytes.length) {
    const end = bytes.indexOf(10, at) + 1;
    number += 1;
    const here = events.get(number) ?? [];
    for (const { time, code, group } of here) {
      if (Number.isNaN(time)) {
        untimed.set(code, (untimed.get(code) ?? 0) + 1);
        continue;
      }
      minute = minuteOf(time);
      last = time;
      dated.push({ time, at });
      const key = `${group} ${minute} ${code}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      const hour = `${group} ${hours.at(time).start} ${code}`;
      const [first, latest] = spans.get(hour) ?? [time, time];
      spans.set(hour, [Math.min(first, time), Math.max(latest, time)]);
    }
    const read = reads.get(minute) ?? [0, 0, 0, 0];
    read[0] += 1;
    read[1] += end - at;
    read[2] += here.length > 0 ? 1 : 0;
    read[3] += here.filter(({ inherited }) => inherited).length;
    reads.set(minute, read);
    at = end;
  }
  const before = reads.get(Number.NaN) ?? [0, 0, 0, 0];
  reads.delete(Number.NaN);
  const content = {
    lines: number,
    bytes: bytes.length - from,
    matched: events.size,
    events: found.length,
    counts: [...counts].map(([key, n]) => `${key} ${n}`).sort(),
    spans: [...spans].map(([key, [first, latest]]) => `${key} ${first} ${latest}`).sort(),
    reads: [...reads].map(([key, read]) => `${key} ${read.join(' ')}`).sort(),
    untimed: { codes: [...untimed].sort(), lines: before[0], bytes: before[1], matched: before[2] },
  };
  return {
    content,
    lastTime: Number.isNaN(scanner.lastTime) ? lastTime : scanner.lastTime,
    lastEvent: last,
    first: dated[0] ?? null,
    last: dated.at(-1) ?? null,
    hits: dated.filter(({ time }) => wanted?.times.has(time)),
  };
}

async function expectSame(
  bytes: Buffer,
  pieces: readonly Piece[],
  range: CountedRange,
  wanted: WantedTimes | null,
  reader: Reader,
): Promise<void> {
  const expected = byTheLine(bytes, range.from, range, wanted, reader);
  writeFileSync(FILE, bytes);
  const fd = openSync(FILE, 'r');
  try {
    const text = { fd, name: 'a.log', start: 0, modified: MODIFIED, utc: declaresUtc(bytes) };
    const counted = await countPieces(text, pieces, { ...reader, wanted, stopped: () => false }, new WorkQueue(1));
    const joined = joinRange(counted, range, reader.hours, wanted)!;
    const { counts, lines: number, lastTime, lastEvent, first, hits } = joined;
    const last = joined.last.at(-1) ?? null;
    const { content, ...rest } = expected;
    expect(contentOf(counts)).toEqual(content);
    expect({ number, lastTime, lastEvent, first, last, hits }).toEqual({ number: content.lines, ...rest });
  } finally {
    closeSync(fd);
  }
}

test('pieces cut anywhere, joined in order, are what the lines are one by one', async () => {
  const cases = fc.record({
    head: fc.constantFrom(...HEADS),
    lines: fc.array(aLine, { minLength: 1, maxLength: 60 }),
    cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }),
    reader: fc.constantFrom(...READERS),
    from: fc.option(fc.nat(1000)),
    // Seconds after the first line: the times of anchors of other texts.
    times: fc.option(fc.array(fc.constantFrom(-90, 0, 1, 2, 3, 60, 61, 62, 120))),
    carried: fc.constantFrom(
      { lastTime: Number.NaN, lastEvent: Number.NaN },
      { lastTime: START - 90_000, lastEvent: START - 200_000 },
    ),
  });
  const check = fc.asyncProperty(cases, async ({ head, lines, cuts, reader, from: start, carried, times }) => {
    const bytes = textOf(head, lines);
    const from = start === null || start >= bytes.length ? 0 : bytes.indexOf(10, start) + 1;
    const to = bytes.length;
    fc.pre(from < to);
    const borders = [from, ...cuts.map((cut) => from + Math.floor(cut * (to - from))), to].sort((a, b) => a - b);
    const pieces = borders.slice(1).map((end, i) => ({ from: borders[i]!, to: end }));
    const range = { from, to, ...(from === 0 ? { lastTime: Number.NaN, lastEvent: Number.NaN } : carried) };
    const wanted = times === null ? null : wantedOf(Float64Array.from(times, (second) => START + second * 1000));
    await expectSame(bytes, pieces, range, wanted, reader);
  });
  await fc.assert(check, { numRuns: 200 });
});

/** Each line some seconds after the one before, with times as the reader's zone has them. */
async function expectSameOf(start: string, seconds: number, lines: readonly number[][], reader: Reader): Promise<void> {
  const from = Date.parse(start);
  const times = lines.map((_, i) => new Date(from + i * seconds * 1000).toISOString().slice(0, 23).replace('T', ' '));
  const bodies = lines.map((codes) => codes.map((code) => `code=${code}`).join(' '));
  const bytes = Buffer.from(bodies.map((body, i) => `${times[i]} ${body}\n`).join(''));
  const range = { from: 0, to: bytes.length, lastTime: Number.NaN, lastEvent: Number.NaN };
  await expectSame(bytes, [range], range, null, reader);
}

test('an hour with more counts than the kernel keeps', async () => {
  // Ten codes a line, 600 a minute.
  const lines = Array.from({ length: 60 * 60 }, (_, i) =>
    Array.from({ length: 10 }, (_, j) => 106000 + ((i * 10 + j) % 600)),
  );
  await expectSameOf('2026-10-01T12:00:00Z', 1, lines, READERS[0]!);
});

test('the last minute of a day that ends in the middle of a minute', async () => {
  // On that day the clocks went forward at midnight, by 44 minutes and 30 seconds: its hours begin at half past a minute.
  const reader = readerOf({ zone: 'Africa/Monrovia', groupKeys: [], count: 'lines' });
  const lines = Array.from({ length: 1200 }, (_, i) => [107000 + (i % 3)]);
  await expectSameOf('1972-01-07T23:50:00Z', 1, lines, reader);
  await expectSameOf('1972-01-06T23:50:00Z', 1, lines.slice(0, 600), reader);
});
