import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodingOf, formatOf, HEAD_SIZE, isDecided } from '../../src/sources/format.js';

const BZIP2_BLOCK = [0x31, 0x41, 0x59, 0x26, 0x53, 0x59];

test.each<[string, readonly number[]]>([
  ['text', []],
  ['text', [0xef, 0xbb, 0xbf]],
  ['text', [0xef, 0xbb, 0x41]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff, 0, 0x41]],
  ['gzip', [0x1f, 0x8b, 8]],
  ['text', [0x1f]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['zstd', [0x50, 0x2a, 0x4d, 0x18]],
  ['zstd', [0x5f, 0x2a, 0x4d, 0x18]],
  ['text', [0x60, 0x2a, 0x4d, 0x18]],
  ['bzip2', [...Buffer.from('BZh9'), ...BZIP2_BLOCK]],
  ['bzip2', [...Buffer.from('BZh1'), 0x17, 0x72, 0x45, 0x38, 0x50, 0x90]],
  ['text', [...Buffer.from('BZh0'), ...BZIP2_BLOCK]],
  ['text', [...Buffer.from('BZh9 is what a bzip2 file begins with')]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]],
  ['text', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
])('%s: %j', (kind, head) => {
  expect(formatOf(Uint8Array.from(head)).kind).toBe(kind);
});

test('the mark of UTF-8 has three bytes', () => {
  expect(formatOf(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41))).toEqual({ kind: 'text', mark: 3 });
  expect(encodingOf(Uint8Array.of(0xef, 0xbb, 0xbf))).toEqual({ encoding: 'utf-8 with mark', mark: 3 });
  expect(encodingOf(Uint8Array.of(0xff, 0xfe))).toEqual({ encoding: 'utf-16le', mark: 2 });
  expect(encodingOf(Uint8Array.of(0x1f, 0x8b))).toEqual({ encoding: 'utf-8', mark: 0 });
});

test('a line is enough for most texts, two bytes for most others', () => {
  expect(isDecided(Buffer.from(''))).toBe(false);
  expect(isDecided(Buffer.from('2'))).toBe(false);
  expect(isDecided(Buffer.from('2\n'))).toBe(true);
  expect(isDecided(Buffer.from('B'))).toBe(false);
  expect(isDecided(Buffer.from('BZh9 is\n'))).toBe(true);
  expect(isDecided(Uint8Array.of(0x1f))).toBe(false);
  expect(isDecided(Uint8Array.of(0x1f, 0x8b))).toBe(true);
});

test('what is decided stays, however the stream goes on, and the head always decides', () => {
  const magic = fc.constantFrom<number[]>(
    [0xef, 0xbb, 0xbf],
    [0xff, 0xfe],
    [0xfe, 0xff],
    [0x1f, 0x8b],
    [0x28, 0xb5, 0x2f, 0xfd],
    [0x53, 0x2a, 0x4d, 0x18],
    [...Buffer.from('BZh5'), ...BZIP2_BLOCK],
    [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0],
  );
  const some = fc.uint8Array({ maxLength: 12 });
  const start = fc.tuple(magic, fc.nat(10), some).map(([bytes, n, rest]) => [...bytes.slice(0, n), ...rest]);
  fc.assert(
    fc.property(start, (bytes) => {
      const all = Uint8Array.from(bytes);
      expect(isDecided(all) || all.length < HEAD_SIZE).toBe(true);
      for (let n = 0; n <= all.length; n++) {
        const head = all.subarray(0, n);
        if (isDecided(head)) expect(formatOf(head)).toEqual(formatOf(all));
      }
    }),
    { numRuns: 1000 },
  );
});
