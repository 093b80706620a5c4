/** The streams and the aggregation as the package exports them. */
import { spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import {
  Aggregation,
  type AggregationOptions,
  type EventBatch,
  eventStream,
  LogscanError,
  type PtkEvent,
  type ScanOptions,
  type Summary,
  scanStream,
} from 'ptk-logscan';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SAMPLE = fileURLToPath(new URL('../../samples/callback.log', import.meta.url));
const UTC = { timeZone: 'UTC' } as const;
const TEXT = [
  'before any time code=108005',
  '2026-11-01 09:15:00.000 INFO AddInteraction code=107000 code=107000',
  '   at Ptk.Service status: 109004',
  '2026-11-01 11:00:00.000 INFO nothing',
  '',
].join('\n');

async function batchesOf(text: string | Buffer, options: ScanOptions = UTC): Promise<EventBatch[]> {
  return Readable.from([Buffer.from(text)])
    .pipe(scanStream(options))
    .toArray();
}

async function eventsOf(text: string, options: ScanOptions = UTC): Promise<PtkEvent[]> {
  return Readable.from([Buffer.from(text)])
    .pipe(scanStream(options))
    .pipe(eventStream())
    .toArray();
}

function summaryOf(batches: readonly EventBatch[], options: AggregationOptions = UTC): Summary {
  const aggregation = new Aggregation(options);
  for (const batch of batches) aggregation.add(batch);
  return aggregation.toSummary();
}

test('to import the library starts nothing', () => {
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', "await import('ptk-logscan')"], {
    cwd: ROOT,
    input: TEXT,
    encoding: 'utf8',
  });
  expect(child).toMatchObject({ status: 0, stdout: '', stderr: '' });
});

describe('scanStream', () => {
  test('gives batches of parallel arrays', async () => {
    const batches = await batchesOf(TEXT, { ...UTC, source: 'a.log' });
    expect(batches.reduce((sum, { count }) => sum + count, 0)).toBe(3);
    const [batch] = batches;
    expect(batch).toMatchObject({ source: 'a.log', count: 3 });
    expect([...batch!.codes]).toEqual([108005, 107000, 109004]);
    expect([...batch!.times]).toEqual([Number.NaN, Date.UTC(2026, 10, 1, 9, 15), Date.UTC(2026, 10, 1, 9, 15)]);
    expect([...batch!.inherited]).toEqual([0, 0, 1]);
    expect([...batch!.lines]).toEqual([1, 2, 3]);
    expect([...batch!.offsets]).toEqual([0, 28, 96]);
  });

  test('counts occurrences when asked to', async () => {
    const [batch] = await batchesOf(TEXT, { ...UTC, count: 'occurrences' });
    expect([...batch!.codes]).toEqual([108005, 107000, 107000, 109004]);
  });

  test('gives batches that may be kept', async () => {
    const line = '2026-11-01 09:15:00.000 code=107000\n';
    const batches = await batchesOf(line.repeat(50_000));
    expect(batches.length).toBeGreaterThan(1);
    const lines = batches.flatMap((batch) => [...batch.lines]);
    expect(lines).toEqual(Array.from({ length: 50_000 }, (_, i) => i + 1));
  });

  test('does not read on while nobody takes what it found', async () => {
    const line = '2026-11-01 09:15:00.000 code=107000\n'.repeat(2000);
    let given = 0;
    const endless = Readable.from(
      (function* () {
        for (; given < 1000; given++) yield Buffer.from(line);
      })(),
      { highWaterMark: 1 },
    );
    const scanned = endless.pipe(scanStream(UTC));
    await new Promise((resolve) => scanned.once('readable', resolve));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(given).toBeLessThan(200);
    scanned.destroy();
    endless.destroy();
  });

  test('refuses a zone that is none', () => {
    expect(() => scanStream({ timeZone: 'Mars/Olympus' })).toThrow(LogscanError);
  });
});

describe('eventStream', () => {
  test('gives one object an event', async () => {
    expect(await eventsOf(TEXT, { ...UTC, source: 'a.log' })).toEqual([
      expect.objectContaining({ time: null, code: 108005, line: 1, inherited: false }),
      {
        time: '2026-11-01T09:15:00.000Z',
        code: 107000,
        name: 'RequestCompleted',
        category: 'request',
        severity: 'ok',
        fault: 'none',
        retry: 'none',
        source: 'a.log',
        line: 2,
        offset: 28,
        inherited: false,
      },
      expect.objectContaining({ time: '2026-11-01T09:15:00.000Z', code: 109004, line: 3, inherited: true }),
    ]);
  });

  test('ends a pipeline as any stream does', async () => {
    const codes: number[] = [];
    await pipeline(
      createReadStream(SAMPLE),
      scanStream(UTC),
      eventStream(),
      new Writable({
        objectMode: true,
        write(event: PtkEvent, _encoding, done) {
          codes.push(event.code);
          done();
        },
      }),
    );
    expect(codes).toHaveLength(203);
  });
});

describe('Aggregation', () => {
  test('counts batches into the summary document', async () => {
    const summary = summaryOf(await batchesOf(TEXT, { ...UTC, source: 'a.log' }), { ...UTC, window: '1h' });
    expect(summary).toMatchObject({
      schema: 'ptk-logscan/summary@1',
      timeZone: 'UTC',
      window: '1h',
      totals: { events: 3, errors: 2, untimed: 1, inherited: 1, filtered: 0, first: '2026-11-01T09:15:00.000Z' },
      sources: [{ name: 'a.log', events: 3, error: null }],
    });
    expect(summary.windows.map(({ start, events }) => [start, events])).toEqual([['2026-11-01T09:00:00.000+00:00', 2]]);
  });

  test('gives the same when its batches are shared out and merged', async () => {
    const batches = await batchesOf(TEXT.repeat(3000));
    const whole = summaryOf(batches);
    expect(batches.length).toBeGreaterThan(1);
    for (let cut = 0; cut <= batches.length; cut++) {
      const left = new Aggregation(UTC);
      const right = new Aggregation(UTC);
      for (const [i, batch] of batches.entries()) (i < cut ? left : right).add(batch);
      left.merge(right);
      expect(left.toSummary()).toEqual(whole);
    }
  });

  test('keeps events in a span, and counts the others', async () => {
    const noon = Date.UTC(2026, 10, 1, 12);
    const { totals } = summaryOf(await batchesOf(TEXT), { ...UTC, since: noon });
    expect(totals).toMatchObject({ events: 0, filtered: 3, untimed: 0 });
  });

  test('refuses a window that is none', () => {
    expect(() => new Aggregation({ window: '7m' })).toThrow(/divides a day/);
  });
});
