import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { type Sample, sampleOf } from '../../src/doctor/sample.js';
import { linesOf } from '../../src/doctor/sample-lines.js';
import { openSource } from '../../src/sources/open.js';
import type { OpenSource } from '../../src/sources/open-source.js';

const folder = mkdtempSync(join(tmpdir(), 'ptk-doctor-'));
afterAll(() => rmSync(folder, { recursive: true }));
const QUIET = new AbortController().signal;

/** Lines that say where they are: `line 7 at 123 ……`. */
function numbered(bytes: number): string {
  const lines: string[] = [];
  for (let offset = 0; offset < bytes; ) {
    const line = `line ${lines.length + 1} at ${offset} ${'.'.repeat(offset % 90)}\n`;
    lines.push(line);
    offset += line.length;
  }
  return lines.join('');
}

async function sampled(name: string, bytes: Buffer | string): Promise<Sample> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const source = await openSource(path);
  try {
    return await sampleOf(source, QUIET);
  } finally {
    source.close();
  }
}

function streamed(chunks: Iterable<Buffer>): Promise<Sample> {
  const source = { file: null, start: 0, stream: Readable.from(chunks, { objectMode: false }) };
  return sampleOf(source as unknown as OpenSource, QUIET);
}

/** Every line is whole and where it says that it is; nothing is given twice. */
function holds({ parts }: Sample, text: string): void {
  let end = 0;
  for (const part of parts) {
    expect(part.offset).toBeGreaterThanOrEqual(end);
    end = part.offset + part.bytes.length;
    expect(part.bytes.toString('latin1') === text.slice(part.offset, end)).toBe(true);
    let lines = 0;
    const wrong: unknown[] = [];
    for (const { bytes, number, offset } of linesOf(part)) {
      const [, line, at] = /^line (\d+) at (\d+) \.*$/.exec(bytes) ?? [];
      if (offset !== Number(at) || number !== (part.offset === 0 ? Number(line) : null)) wrong.push([bytes, number]);
      lines += 1;
    }
    expect(wrong).toEqual([]);
    expect(lines).toBeGreaterThan(100);
  }
  expect(end).toBe(text.length);
}

describe.each([['a file'], ['a compressed file'], ['a stream in small pieces']])('of %s', (kind) => {
  const take = (name: string, text: string): Promise<Sample> => {
    if (kind === 'a file') return sampled(name, text);
    if (kind === 'a compressed file') return sampled(name, gzipSync(text, { level: 1 }));
    const bytes = Buffer.from(text);
    return streamed(
      Array.from({ length: Math.ceil(bytes.length / 50_000) }, (_, i) => bytes.subarray(i * 50_000, (i + 1) * 50_000)),
    );
  };

  it('what is small is taken whole', async () => {
    const text = numbered(1_000_000);
    const sample = await take('small', text);
    expect(sample).toMatchObject({ whole: true, totalBytes: text.length, failure: null });
    expect(sample.parts).toHaveLength(1);
    holds(sample, text);
  });

  it.each([1_600_000, 2_500_000, 7_000_000, 12_345_678])(
    'of %d bytes parts from the start, between, and the end',
    async (size) => {
      const text = numbered(size);
      const sample = await take('large', text);
      expect(sample).toMatchObject({ whole: false, totalBytes: text.length, failure: null });
      expect(sample.parts[0]!.offset).toBe(0);
      holds(sample, text);
      if (size < 2_000_000) return;
      expect(sample.parts).toHaveLength(3);
      const middle = sample.parts[1]!.offset / text.length;
      expect(middle).toBeGreaterThan(0.2);
      expect(middle).toBeLessThan(0.8);
    },
  );
});

describe('lines of a part', () => {
  const lines = (text: string, startsLine: boolean, endsText: boolean) =>
    [...linesOf({ bytes: Buffer.from(text), offset: 100, startsLine, endsText })].map((line) => Object.values(line));

  it('are whole ones, with their ends', () => {
    expect(lines('a\r\nb\n\nc', true, true)).toEqual([
      ['a', 'crlf', 1, 100],
      ['b', 'lf', 2, 103],
      ['', 'lf', 3, 105],
      ['c', 'none', 4, 106],
    ]);
    expect(lines('a\nb\nc', false, false)).toEqual([['b', 'lf', null, 102]]);
    expect(lines('abc', true, false)).toEqual([['abc', 'none', 1, 100]]);
    // The middle of a line is no line.
    expect(lines('abc', false, false)).toEqual([]);
    expect(lines('abc', false, true)).toEqual([]);
    expect(lines('', true, true)).toEqual([]);
  });
});

it('a stream that fails gives what came before, and why', async () => {
  const sample = await sampled('cut.gz', gzipSync(numbered(100_000)).subarray(0, 5000));
  expect(sample).toMatchObject({ whole: false, totalBytes: null });
  expect(sample.parts[0]!.bytes.length).toBeGreaterThan(1000);
  expect((sample.failure as Error).message).toContain('unexpected end of gzip data');
});
