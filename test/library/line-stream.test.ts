/** Streams of lines as the package exports them. */
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { eventStream, lineStream, ndjsonStream, type ScannedLine, scanLine, scanStream } from 'ptk-logscan';
import { describe, expect, test } from 'vitest';

const UTC = { timeZone: 'UTC' } as const;
const LINES = ['2026-11-01 09:15:00 wéb code=109004', '', 'sessionId=107000', 'code=107000 €', 'no code'];

async function linesOf(chunks: readonly Buffer[]): Promise<ScannedLine[]> {
  return Readable.from(chunks).pipe(lineStream(UTC)).toArray();
}

describe('lineStream', () => {
  const expected = LINES.map((line) => scanLine(line, UTC));

  test.each([1, 2, 7, 1000])('gives what scanLine says of each line, %d bytes at a time', async (size) => {
    for (const [end, after] of [
      ['\n', ''],
      ['\r\n', '\r\n'],
    ] as const) {
      const bytes = Buffer.from(LINES.join(end) + after);
      const count = Math.ceil(bytes.length / size);
      const chunks = Array.from({ length: count }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
      expect(await linesOf(chunks)).toEqual(expected);
    }
  });

  test('reads the first MiB of a line without end, and leaves the chunks as they are', async () => {
    const chunk = Buffer.alloc(1 << 19, 'x');
    const end = Buffer.from(' code=107000\ncode=109004\n');
    const found = await linesOf([...new Array<Buffer>(20).fill(chunk), end]);
    expect(found.map(({ codes }) => codes.map(({ code }) => code))).toEqual([[], [109004]]);
    expect([chunk.every((byte) => byte === 0x78), end.toString()]).toEqual([true, ' code=107000\ncode=109004\n']);
  });

  test('fails where the source does', async () => {
    const source = new Readable({ read() {} });
    source.push('code=107000\n');
    setImmediate(() => source.destroy(new Error('gone')));
    const sink = new Writable({ objectMode: true, write: (_line, _encoding, done) => done() });
    await expect(pipeline(source, lineStream(UTC), sink)).rejects.toThrow('gone');
  });
});

test('ndjsonStream writes one object a line', async () => {
  const bytes = Readable.from([Buffer.from(LINES.join('\n'))]);
  const text: string[] = [];
  for await (const line of bytes.pipe(scanStream(UTC)).pipe(eventStream()).pipe(ndjsonStream())) text.push(`${line}`);
  const events = text
    .join('')
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => JSON.parse(line));
  expect(events.map(({ time, code, line, inherited }) => [time, code, line, inherited])).toEqual([
    ['2026-11-01T09:15:00.000Z', 109004, 1, false],
    ['2026-11-01T09:15:00.000Z', 107000, 4, true],
  ]);
});
