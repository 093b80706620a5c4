import { spawnSync } from 'node:child_process';
import { constants, gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { gunzip } from '../../src/sources/gzip/gunzip.js';
import { cut, firstDifference, type Read, readAll } from './chunks.js';
import { logText } from './log-text.js';

const LOG = Buffer.from(logText());
const SHORT = LOG.subarray(0, 1500);

/** Through both roads, which must agree: input that can be read again, and input that cannot. */
async function unpack(bytes: Uint8Array, ...sizes: number[]): Promise<Read> {
  const file = await readAll(gunzip(cut(bytes, ...sizes), () => cut(bytes, ...sizes)));
  const pipe = await readAll(gunzip(cut(bytes, ...sizes), null));
  expect(pipe.error).toBe(file.error);
  expect(firstDifference(pipe.bytes, file.bytes)).toBe('none');
  return file;
}

/** All that zlib can make of the first bytes of an archive, by another way than ours. */
function decodable(start: Uint8Array): Buffer {
  return start.length === 0 ? Buffer.alloc(0) : gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH });
}

const garbage = (at: number) => `the gzip data ends at byte ${at}, what stands behind it was not read`;

describe('whole archives', () => {
  test.each([1, 2, 7, 1000, 65_536, 1 << 20])('%d bytes at a time', async (size) => {
    const log = size < 7 ? SHORT : LOG;
    const { bytes, error } = await unpack(gzipSync(log), size);
    expect(error).toBeNull();
    expect(firstDifference(bytes, log)).toBe('none');
  });

  test('an empty one', async () => {
    expect(await unpack(gzipSync(''))).toEqual({ bytes: Buffer.alloc(0), error: null });
  });

  test('with a name, a comment, extra data and a checksum in its header', async () => {
    const plain = gzipSync('text');
    const flags = Buffer.from([0x1f, 0x8b, 8, 4 | 8 | 16, 0, 0, 0, 0, 0, 3, 2, 0, 65, 66]);
    const bytes = Buffer.concat([flags, Buffer.from('a.log\0a comment\0'), plain.subarray(10)]);
    for (const size of [1, 100]) expect(await unpack(bytes, size)).toEqual({ bytes: Buffer.from('text'), error: null });
  });

  test('stored, not compressed', async () => {
    const { bytes, error } = await unpack(gzipSync(LOG, { level: 0 }), 5000);
    expect(error).toBeNull();
    expect(firstDifference(bytes, LOG)).toBe('none');
  });

  test('a text that shrinks to a thousandth', async () => {
    const log = Buffer.alloc(20_000_000, 'the same line again\n');
    const { bytes, error } = await unpack(gzipSync(log));
    expect(error).toBeNull();
    expect(firstDifference(bytes, log)).toBe('none');
  });

  test.skipIf(spawnSync('gzip', ['--version']).error)('made by gzip(1)', async () => {
    const packed = spawnSync('gzip', ['-9c'], { input: LOG }).stdout;
    expect(firstDifference((await unpack(packed, 4096)).bytes, LOG)).toBe('none');
  });
});

describe('several members', () => {
  const parts = [SHORT, Buffer.alloc(0), LOG.subarray(1500, 90_000), Buffer.from('last')];
  const packed = parts.map((part) => gzipSync(part));
  const all = Buffer.concat(packed);

  test.each([1, 3, 100, 65_536])('%d bytes at a time', async (size) => {
    const { bytes, error } = await unpack(all, size);
    expect(error).toBeNull();
    expect(firstDifference(bytes, Buffer.concat(parts))).toBe('none');
  });

  test('cut exactly between them', async () => {
    const { bytes, error } = await unpack(all, ...packed.map(({ length }) => length));
    expect(error).toBeNull();
    expect(firstDifference(bytes, Buffer.concat(parts))).toBe('none');
  });

  test.each([1, 2, 511, 100_000])('%d zero bytes behind the last are padding', async (count) => {
    const padded = Buffer.concat([all, Buffer.alloc(count)]);
    for (const sizes of [[1_000_000], [all.length], [all.length - 1], [1000]]) {
      const { bytes, error } = await unpack(padded, ...sizes);
      expect(error).toBeNull();
      expect(bytes.length).toBe(Buffer.concat(parts).length);
    }
  });

  test.each<[string, number[] | string]>([
    ['text', 'garbage'],
    ['text of two bytes', 'ga'],
    ['what begins as a member does', [0x1f, 0x8c, 1, 2, 3]],
    ['zero bytes and text', '\0\0\0garbage'],
    ['zero bytes and another member', [0, ...packed[0]!]],
  ])('%s behind the last is left alone, and told', async (_name, behind) => {
    const whole = Buffer.concat([all, Buffer.from(behind as string)]);
    for (const sizes of [[1_000_000], [all.length], [all.length + 1], [all.length - 1], [1000]]) {
      const { bytes, error } = await unpack(whole, ...sizes);
      expect(error).toBe(garbage(all.length));
      expect(bytes.length).toBe(Buffer.concat(parts).length);
    }
  });
});

describe('truncated', () => {
  const packed = gzipSync(SHORT);

  test('at every byte: everything before is read, and the byte is named', async () => {
    for (let length = 2; length < packed.length; length++) {
      const start = packed.subarray(0, length);
      const { bytes, error } = await unpack(start, 100);
      expect(error).toBe(`unexpected end of gzip data at byte ${length}`);
      expect(firstDifference(bytes, decodable(start))).toBe('none');
    }
    // The text is whole already where only the end of the checksum is missing.
    expect(firstDifference((await unpack(packed.subarray(0, -1))).bytes, SHORT)).toBe('none');
  });

  test('in the second member', async () => {
    const both = Buffer.concat([packed, gzipSync(LOG)]);
    for (const length of [packed.length + 2, packed.length + 12, both.length - 9, both.length - 8, both.length - 1]) {
      const { bytes, error } = await unpack(both.subarray(0, length), 3000);
      expect(error).toBe(`unexpected end of gzip data at byte ${length}`);
      expect(firstDifference(bytes, decodable(both.subarray(0, length)))).toBe('none');
    }
  });
});

describe('corrupt', () => {
  /** Where the message says that the fault is. */
  const positionOf = (error: string | null) => Number(/ at byte (\d+)/.exec(error ?? '')?.[1]);

  test('at every byte of a small one: nothing decoded before the fault is lost', async () => {
    const packed = gzipSync(SHORT.subarray(0, 600));
    let faults = 0;
    for (let at = 2; at < packed.length; at++) {
      const broken = Buffer.from(packed);
      broken[at]! ^= 0x5a;
      const { bytes, error } = await unpack(broken, 50);
      // The time and the system in the header may be anything.
      if (error === null) {
        expect(at).toBeLessThan(10);
        expect(firstDifference(bytes, SHORT.subarray(0, 600))).toBe('none');
        continue;
      }
      faults++;
      expect(error).toMatch(
        /^(corrupt gzip data at byte \d+: \w|unexpected end of gzip data at byte |the gzip data ends)/,
      );
      const position = positionOf(error);
      expect(position).toBeLessThanOrEqual(packed.length);
      // What zlib makes of the bytes before is all there.
      expect(firstDifference(bytes, decodable(broken.subarray(0, position)))).toBe('none');
    }
    expect(faults).toBeGreaterThan(packed.length - 10);
  });

  test('in the middle of a large one', async () => {
    const packed = gzipSync(LOG, { level: 1 });
    for (const at of [1000, 7003, Math.floor(packed.length / 2), packed.length - 500]) {
      const broken = Buffer.from(packed);
      broken.fill(0xff, at, at + 12);
      const { bytes, error } = await unpack(broken, 65_536);
      expect(error).toMatch(/^corrupt gzip data at byte \d+: \w/);
      expect(positionOf(error)).toBeGreaterThanOrEqual(at);
      expect(bytes.length).toBeGreaterThan((at / packed.length) * LOG.length * 0.8);
      expect(firstDifference(bytes, decodable(broken.subarray(0, positionOf(error))))).toBe('none');
    }
  });

  // zlib hands out pieces of 256 KiB, and has read on a little by then.
  test('around the end of a piece', async () => {
    const packed = gzipSync(LOG);
    let end = packed.length;
    while (decodable(packed.subarray(0, end)).length > 256 * 1024) end--;
    for (let at = end - 12; at < end + 12; at += 4) {
      const broken = Buffer.from(packed);
      broken.fill(0xff, at, at + 40);
      const { bytes, error } = await unpack(broken, 65_536);
      expect(error).toMatch(/^corrupt gzip data at byte \d+: \w/);
      expect(firstDifference(bytes, decodable(broken.subarray(0, positionOf(error))))).toBe('none');
    }
  });

  test('the checksum: the whole text is read', async () => {
    const packed = gzipSync(LOG);
    packed[packed.length - 8]! ^= 1;
    const { bytes, error } = await unpack(packed, 10_000);
    expect(error).toBe(`corrupt gzip data at byte ${packed.length - 5}: incorrect data check`);
    expect(firstDifference(bytes, LOG)).toBe('none');
  });

  test('the length: the whole text is read', async () => {
    const packed = gzipSync(LOG);
    packed[packed.length - 1]! ^= 1;
    const { bytes, error } = await unpack(packed);
    expect(error).toBe(`corrupt gzip data at byte ${packed.length - 1}: incorrect length check`);
    expect(firstDifference(bytes, LOG)).toBe('none');
  });

  test('a method that there is not', async () => {
    const error = 'corrupt gzip data at byte 3: unknown compression method';
    expect((await unpack(Buffer.from([0x1f, 0x8b, 7, 0, 0, 0, 0, 0, 0, 0]))).error).toBe(error);
  });
});

test('a failure of reading comes behind what was read before', async () => {
  const packed = gzipSync(SHORT);
  const failing = async function* () {
    yield packed.subarray(0, packed.length - 8);
    throw new Error('input/output error');
  };
  for (const again of [null, () => cut(packed)]) {
    const { bytes, error } = await readAll(gunzip(failing(), again));
    expect(error).toBe('input/output error');
    expect(firstDifference(bytes, SHORT)).toBe('none');
  }
});
