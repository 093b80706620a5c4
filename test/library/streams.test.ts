/** The streams and the aggregation as the package exports them. */
import { spawnSync } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Duplex, Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createGunzip, gzipSync } from 'node:zlib';
import {
  Aggregation,
  type AggregationOptions,
  Catalogue,
  type EventBatch,
  eventStream,
  LogscanError,
  type PtkEvent,
  type ScanOptions,
  type Summary,
  scanFiles,
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

describe('bytes that are no UTF-8 text', () => {
  const TEXTS: readonly (readonly [string, Buffer, string, RegExp])[] = [
    ['gzip', gzipSync(TEXT), 'gzip', /createGunzip\(\)/],
    ['zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 4, 0]), 'zstd', /scanFiles/],
    ['zip', Buffer.from('PK\u0003\u0004 and more'), 'zip', /scanFiles/],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${TEXT}`, 'utf16le'), 'utf-16le', /TextDecoderStream\('utf-16le'\)/],
    ['UTF-16 without one', Buffer.from(TEXT, 'utf16le'), 'utf-16le', /TextDecoderStream\('utf-16le'\)/],
  ];

  test.each(TEXTS)('%s is told, however it is cut', async (_name, bytes, kind, tip) => {
    for (const size of [1, 3, bytes.length]) {
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.subarray(i * size, (i + 1) * size),
      );
      await expect(
        Readable.from(chunks)
          .pipe(scanStream({ source: 'a.log' }))
          .toArray(),
      ).rejects.toMatchObject({
        code: 'input',
        message: `a.log: expected UTF-8 text; got ${kind}`,
        tip: expect.stringMatching(tip),
      });
    }
  });

  test('a stream without a name is named by what it is', async () => {
    const events = Readable.from([gzipSync(TEXT)])
      .pipe(scanStream())
      .toArray();
    await expect(events).rejects.toThrow('scanStream: expected UTF-8 text; got gzip');
  });

  test('what the tips say helps', async () => {
    const texts = [
      Readable.from([gzipSync(TEXT)]).pipe(createGunzip()),
      Readable.from([Buffer.from(TEXT, 'utf16le')]).pipe(Duplex.fromWeb(new TextDecoderStream('utf-16le') as never)),
    ];
    for (const text of texts) {
      expect(await text.pipe(scanStream(UTC)).pipe(eventStream()).toArray()).toEqual(await eventsOf(TEXT));
    }
  });

  test('a byte order mark is no text, and counts in offsets as it does in files', async () => {
    const bytes = Buffer.from(`\ufeff${TEXT.slice(TEXT.indexOf('\n') + 1)}`);
    for (const cut of [1, 2, 3, 10]) {
      const events = await Readable.from([bytes.subarray(0, cut), bytes.subarray(cut)])
        .pipe(scanStream(UTC))
        .pipe(eventStream())
        .toArray();
      expect(events.map(({ time, offset }) => [time, offset])).toEqual([
        ['2026-11-01T09:15:00.000Z', 3],
        ['2026-11-01T09:15:00.000Z', 71],
      ]);
    }
  });

  test('a line is read as soon as it is there', async () => {
    const scan = scanStream(UTC);
    scan.write('2026-11-01 09:15:00.000 code=107000\n');
    scan.write('2026-11-01 09:16:00.000 code=107000\n'.repeat(60_000));
    const [batch] = await new Promise<EventBatch[]>((resolve) => scan.once('data', (first) => resolve([first])));
    expect(batch!.lines[0]).toBe(1);
    scan.destroy();
  });
});

describe('the same options for every stage', () => {
  const GROUPED = [
    '2026-11-01 09:15:00 tenant=acme queue=1 code=107000',
    '2026-11-01 09:16:00 tenant=globex queue=1 code=109004',
    '2026-11-01 10:16:00 tenant=acme code=109004',
    '2026-11-01 10:17:00 code=109004 107000',
    '',
  ].join('\n');

  async function bothWays(options: ScanOptions): Promise<readonly [Summary, Summary]> {
    const file = join(mkdtempSync(join(tmpdir(), 'ptk-logscan-')), 'a.log');
    writeFileSync(file, GROUPED);
    const whole = await scanFiles(file, options);
    rmSync(dirname(file), { recursive: true });
    const batches = await batchesOf(GROUPED, { ...options, source: file });
    return [summaryOf(batches, options), whole];
  }

  const OPTIONS: readonly ScanOptions[] = [
    { by: 'tenant' },
    { by: ['tenant', 'queue'], maxGroups: 1, window: '1h' },
    { where: 'tenant=acme', by: 'Queue' },
    { where: ['tenant', 'queue!=2'] },
    { since: '2026-11-01T10:00Z', codes: 109004 },
    { severities: 'error+', until: Date.UTC(2026, 10, 1, 10) },
    { count: 'occurrences', categories: ['request'] },
    { pattern: 'tenant=(?<who>\\w+).*?(?<code>\\d{6})', by: 'who' },
    { codeKeys: 'x', dateOrder: 'dmy', year: 2026, labelled: true },
  ];

  test.each(OPTIONS)('%j: the counts of files', async (options) => {
    const [counted, whole] = await bothWays({ ...UTC, ...options });
    const { input: _input, sources: _sources, ...rest } = whole;
    expect(counted).toMatchObject(rest);
  });

  test('eventStream leaves out what the filters do', async () => {
    const options = { ...UTC, severities: 'error+', since: '2026-11-01T10:00Z', where: 'tenant' } as const;
    const events = await Readable.from([Buffer.from(GROUPED)])
      .pipe(scanStream(options))
      .pipe(eventStream(options))
      .toArray();
    expect(events.map(({ line }) => line)).toEqual([3]);
  });

  test('a batch may be counted twice: it stays as it is', async () => {
    const options = { ...UTC, where: 'tenant!=acme', by: 'queue' } as const;
    const batches = await batchesOf(GROUPED, options);
    const once = summaryOf(batches, options);
    expect(summaryOf(batches, options)).toEqual(once);
    expect(once.totals).toMatchObject({ events: 3, filtered: 2 });
  });

  test('batches have the values of the keys', async () => {
    const [batch] = await batchesOf(GROUPED, { ...UTC, by: 'tenant' });
    const [column] = batch!.groups;
    expect([...column!.ids].map((id) => column!.values[id])).toEqual(['acme', 'globex', 'acme', null, null]);
  });

  test('an aggregation by keys refuses batches without their values', async () => {
    const [batch] = await batchesOf(GROUPED);
    expect(() => new Aggregation({ by: 'tenant' }).add(batch!)).toThrow(
      'by: expected batches with the values of tenant; got 0 of them',
    );
    const events = Readable.from([batch!])
      .pipe(eventStream({ where: 'tenant' }))
      .toArray();
    await expect(events).rejects.toThrow('where: expected batches with the values of tenant; got 0 of them');
  });

  const DIFFERENT: readonly (readonly [AggregationOptions, AggregationOptions, RegExp])[] = [
    [{ window: '1h' }, { window: '15m' }, /: window: expected "1h", as in this aggregation; got "15m"$/],
    [UTC, { timeZone: 'Asia/Kolkata' }, /: timeZone: expected "UTC", .*; got "Asia\/Kolkata"$/],
    [{ by: 'a' }, { by: 'b' }, /: by: expected \["a"\], .*; got \["b"\]$/],
    [{}, { since: 0 }, /: since: expected null, .*; got "1970-01-01T00:00:00.000Z"$/],
    [{}, { count: 'occurrences' }, /: count: expected "lines", .*; got "occurrences"$/],
    [{}, { pattern: 'x' }, /: pattern: expected null, .*; got "x"$/],
    [{}, { catalogue: new Catalogue([]) }, /: the catalogue: expected /],
  ];

  test.each(DIFFERENT)('aggregations of %j and %j are not merged', (one, other, message) => {
    const whole = new Aggregation({ timeZone: 'UTC', ...one });
    expect(() => whole.merge(new Aggregation({ timeZone: 'UTC', ...other }))).toThrow(message);
    expect(whole.toSummary().totals.events).toBe(0);
  });
});
