import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as zlib from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { unzstdQuickly } from '../../src/sources/zstd/by-program.js';
import { type FrameDecoder, newFrameDecoder, newFzstdDecoder } from '../../src/sources/zstd/decoder.js';
import { unzstd } from '../../src/sources/zstd/unzstd.js';
import { isLeftOut } from '../installed.js';
import { cut, firstDifference, type Read, readAll } from './chunks.js';
import { logText } from './log-text.js';

const LOG = Buffer.from(logText());
const archive = (name: string) => readFileSync(new URL(`../data/archives/${name}.log.zst`, import.meta.url));
/** One frame of three blocks, with its size and checksum. */
const packed = archive('checksum');
/** Where its three blocks begin, and the checksum. */
const BLOCKS = [9, 5060, 10_355, 12_214];
const BLOCK_TEXT = 128 * 1024;

const ownDecoder = 'createZstdDecompress' in zlib;
type Unpack = (bytes: Uint8Array, ...sizes: number[]) => Promise<Read>;
const by =
  (newDecoder: () => Promise<FrameDecoder>): Unpack =>
  (bytes, ...sizes) =>
    readAll(unzstd(cut(bytes, ...sizes), newDecoder));
const ways: [string, Unpack][] = [['fzstd', by(newFzstdDecoder)]];
if (ownDecoder) ways.push(['Node’s own', by(newFrameDecoder)]);
const hasProgram = !isLeftOut('zstd');
const quickly = (env: Readonly<Record<string, string | undefined>>): Unpack => {
  const signal = () => new AbortController().signal;
  return (bytes, ...sizes) => {
    const again = () => cut(bytes, ...sizes);
    return readAll(unzstdQuickly(again(), { again, signal, env, isNodes: false }));
  };
};
if (hasProgram) ways.push(['the program', quickly(process.env)]);

describe.each(ways)('by %s', (name, unpack) => {
  /** To start the program takes longer than all else. */
  const step = name === 'the program' ? 10 : 1;
  test.each(['checksum', 'plain', 'stream'])('an archive: %s', async (name) => {
    for (const size of [1, 10, 4096, 1 << 20]) {
      const { bytes, error } = await unpack(archive(name), size);
      expect(error).toBeNull();
      expect(firstDifference(bytes, LOG)).toBe('none');
    }
  });

  test('several frames, small, empty and large, with skippable ones before, between and behind', async () => {
    const expected = Buffer.concat([Buffer.from('first\nsecond\n'), LOG]);
    for (const size of [1, 7, 1 << 20]) {
      const { bytes, error } = await unpack(archive('frames'), size);
      expect(error).toBeNull();
      expect(firstDifference(bytes, expected)).toBe('none');
    }
  });

  test.skipIf(!hasProgram)('made by zstd(1) at several levels', async () => {
    for (const level of ['--fast=3', '-1', '-10', '-19']) {
      const input = Buffer.concat([LOG, Buffer.alloc(400_000, 'x'), LOG]);
      const { stdout } = spawnSync('zstd', [level, '-c'], { input, maxBuffer: 1 << 24 });
      const { bytes, error } = await unpack(stdout, 65_536);
      expect(error).toBeNull();
      expect(firstDifference(bytes, input)).toBe('none');
    }
  });

  test('truncated: every block before is read, and the byte is named', async () => {
    const lengths = [4, 5, 6, 8, 9, 10, 11, 12, 13, ...BLOCKS.flatMap((at) => [at - 1, at, at + 1, at + 3, at + 40])];
    for (const length of lengths.filter((at) => at < packed.length)) {
      const { bytes, error } = await unpack(packed.subarray(0, length), 1000);
      expect(error).toBe(`unexpected end of zstd data at byte ${length}`);
      const blocks = BLOCKS.filter((at, i) => i > 0 && at <= length).length;
      expect(firstDifference(bytes, LOG.subarray(0, blocks * BLOCK_TEXT))).toBe('none');
    }
  });

  test('truncated in a skippable frame, or in the first bytes of another', async () => {
    const frames = archive('frames');
    for (const length of [4, 7, 8, 12]) {
      expect(await unpack(frames.subarray(0, length))).toEqual({
        bytes: Buffer.alloc(0),
        error: `unexpected end of zstd data at byte ${length}`,
      });
    }
    const { bytes, error } = await unpack(Buffer.concat([packed, packed.subarray(0, 7)]));
    expect(error).toBe(`unexpected end of zstd data at byte ${packed.length + 7}`);
    expect(firstDifference(bytes, LOG)).toBe('none');
  });

  test('a short frame without its end: its text is read', async () => {
    // A raw block of two bytes, which is not the last.
    const bytes = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0, 2 << 3, 0, 0, 0x68, 0x69]);
    const error = 'unexpected end of zstd data at byte 11';
    expect(await unpack(bytes)).toEqual({ bytes: Buffer.from('hi'), error });
  });

  test('a wrong checksum: the whole text is read', async () => {
    const broken = Buffer.from(packed);
    broken[broken.length - 1]! ^= 1;
    const { bytes, error } = await unpack(broken, 5000);
    expect(error).toMatch(/^corrupt zstd data at byte 12214: .*checksum/);
    expect(firstDifference(bytes, LOG)).toBe('none');
  });

  test('corrupt in the middle: the blocks before are read, and nothing is taken for right', async () => {
    for (let at = 12; at < packed.length; at += 97 * step) {
      const broken = Buffer.from(packed);
      broken[at]! ^= 0x24;
      const { bytes, error } = await unpack(broken, 4096);
      expect(error).toMatch(
        /^(corrupt zstd data at byte \d+: .|unexpected end of zstd data at byte \d+$|the zstd data ends)/,
      );
      const before = BLOCKS.filter((block, i) => i > 0 && block <= at).length * BLOCK_TEXT;
      expect(firstDifference(bytes.subarray(0, before), LOG.subarray(0, before))).toBe('none');
    }
  });

  test.each<[string, number[], string]>([
    ['a block of no known type', [0, 0x38, 3 << 1, 0, 0], 'at byte 6: a block of no known type'],
    ['a block larger than the window', [0, 0, 0x28, 0x20, 0], 'at byte 6: a block of more than 1024 bytes'],
    ['a window of 4 GiB', [0, 0xb0, 0, 0, 0], 'at byte 0: its window of 4294967296 bytes is larger than 134217728'],
    ['a text of 16 MiB in one window', [0xa0, 0, 0, 0, 0x10, 1, 0, 0], 'larger than 134217728'],
    ['a dictionary', [1, 0x38, 7, 1, 0, 0], 'at byte 0: it needs a dictionary'],
    ['a reserved bit', [8, 0x38, 1, 0, 0], 'at byte 0: a reserved bit of the frame header is set'],
    ['fewer bytes than announced', [0x20, 9, 1 | (2 << 3), 0, 0, 1, 2], 'corrupt zstd data at byte '],
  ])('%s', async (_name, frame, error) => {
    const bytes = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, ...frame]);
    expect((await unpack(bytes)).error).toContain(error);
  });

  test('something else behind it is left alone, and told', async () => {
    for (const behind of ['garbage', 'g', '\0\0\0\0\0\0\0\0']) {
      const { bytes, error } = await unpack(Buffer.concat([packed, Buffer.from(behind)]));
      expect(error).toBe(`the zstd data ends at byte ${packed.length}, what stands behind it was not read`);
      expect(firstDifference(bytes, LOG)).toBe('none');
    }
  });

  // fzstd alone would read such a table for ever.
  test('a Huffman table whose weights take no bits is corrupt', async () => {
    // An FSE table of accuracy 5 in which symbol `i` has all 32 of 32 parts; then states, and a stream.
    for (const zeros of [0, 1, 3, 4]) {
      const table = Buffer.alloc(4);
      // A first symbol without a part takes the 5 bits of 1, then pairs of bits say how many more there are.
      let bits = 0n;
      let at = 4n;
      const add = (value: number, count: number) => {
        bits |= BigInt(value) << at;
        at += BigInt(count);
      };
      if (zeros > 0) {
        add(1, 5);
        for (let left = zeros - 1; ; left -= 3) {
          add(Math.min(left, 3), 2);
          if (left < 3) break;
        }
      }
      add(63, 6);
      table.writeUInt32LE(Number(bits));
      const huffman = [...table, 0xff, 0xff, 0x81];
      const literals = [huffman.length, ...huffman, 0xff, 1];
      const head = 2 | (10 << 4) | (literals.length << 14);
      const block = [head & 255, (head >> 8) & 255, head >> 16, ...literals, 0];
      const frame = [0, 0x38, 1 | (2 << 1) | (block.length << 3), 0, 0, ...block];
      const { bytes, error } = await unpack(Buffer.from([0x28, 0xb5, 0x2f, 0xfd, ...frame]));
      expect(error).toMatch(/^corrupt zstd data at byte 6: ./);
      expect(bytes.length).toBe(0);
    }
  });
});

test('the decoder is Node’s own where it has one', async () => {
  const decoder = await newFrameDecoder();
  decoder.close();
  expect(decoder.verifies).toBe(ownDecoder);
});

test('keeps nothing of what was decoded', async () => {
  // Raw blocks: 256 MB as they are.
  const size = 64 * 1024;
  async function* frame(): AsyncGenerator<Uint8Array> {
    yield Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0x38]);
    for (let left = 4000; left > 0; left--) {
      const block = Buffer.alloc(3 + size, 'x');
      block.writeUIntLE((left === 1 ? 1 : 0) | (size << 3), 0, 3);
      yield block;
    }
  }
  let bytes = 0;
  let most = 0;
  const before = process.memoryUsage().arrayBuffers;
  for await (const piece of unzstd(frame(), newFzstdDecoder)) {
    bytes += piece.length;
    most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  }
  expect(bytes).toBe(4000 * size);
  expect(most).toBeLessThan(bytes * 0.8);
});
