import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodingOf, formatOf, HEAD_SIZE, isDecided } from '../../src/sources/format.js';
import { tarOf } from './archive/make.js';

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
  ['zip', [...Buffer.from('PK\x03\x04')]],
  ['zip', [...Buffer.from('PK\x05\x06')]],
  ['text', [...Buffer.from('PK is text')]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['rar', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ['lz4', [0x04, 0x22, 0x4d, 0x18]],
  ['compress', [0x1f, 0x9d, 0x90]],
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

describe('UTF-16 without its mark', () => {
  const le = (text: string) => Buffer.from(text, 'utf16le');
  const be = (text: string) => Buffer.from(text, 'utf16le').swap16();
  const LINE = '2026-11-01 09:15:00 Größe code=107000\r\n';

  test.each<[string, Uint8Array, string]>([
    ['a line', le(LINE), 'utf-16le'],
    ['the other way round', be(LINE), 'utf-16be'],
    ['an empty line first', le(`\n${LINE}`), 'utf-16le'],
    ['an empty line first, the other way round', be(`\n${LINE}`), 'utf-16be'],
    ['a first letter from elsewhere', le(`漢${LINE}`), 'utf-16le'],
    ['one byte of a unit at the end', Buffer.concat([le(LINE), Buffer.from('2')]), 'utf-16le'],
    ['nine of ten units from Latin', le(`${'x'.repeat(89)}${'漢'.repeat(10)}\n`), 'utf-16le'],
    ['fewer of them', le(`${'x'.repeat(88)}${'漢'.repeat(11)}\n`), 'text'],
    ['the end of the line only behind 4 KiB', le(`${'x'.repeat(2048)}\n`), 'text'],
    ['the end of the line just within', le(`${'x'.repeat(2047)}\n`), 'utf-16le'],
    ['no end of a line', le('code=107000'), 'text'],
    ['NULs', new Uint8Array(9000), 'text'],
    ['NULs, and then a log', Buffer.concat([new Uint8Array(3000), Buffer.from(LINE)]), 'text'],
    ['NULs at even and odd positions', Buffer.from('a\0b\0\0c\0d\0\n'.repeat(500)), 'text'],
    ['a NUL behind each of a few letters', Buffer.from(`a\0b\0c\0\n${LINE}`), 'text'],
    ['numbers of 16 bits', Buffer.from(Uint16Array.from({ length: 2000 }, (_, i) => i * 7).buffer), 'text'],
  ])('%s', (_name, head, kind) => {
    expect(formatOf(head).kind).toBe(kind);
  });

  test('a first line settles it for plain text; else as soon as it can be told', () => {
    expect(isDecided(Buffer.from('Größe\n'))).toBe(true);
    expect(isDecided(Buffer.from('x'.repeat(600)))).toBe(true);
    expect(isDecided(Buffer.from('Gr\xf6\xdfe \n'.repeat(60), 'latin1'))).toBe(true);
    expect(isDecided(new Uint8Array(600))).toBe(true);
    expect(isDecided(le(LINE))).toBe(false);
    expect(isDecided(le(LINE.repeat(60)))).toBe(true);
  });
});

describe('tar', () => {
  const tar = tarOf([{ path: 'logs/a.log', bytes: 'x' }]);

  test('is told by its first header', () => {
    expect(formatOf(tar).kind).toBe('tar');
    expect(formatOf(tarOf([{ path: 'a' }], { magic: 'ustar  \0' })).kind).toBe('tar');
    expect(formatOf(tarOf([{ path: 'a' }], { magic: '' })).kind).toBe('tar');
    // Damaged, or cut off behind its mark: still one, so that it is said.
    expect(formatOf(tar.subarray(0, 300)).kind).toBe('tar');
    expect(formatOf(tarOf([{ path: 'a', size: 3 }]).fill('7', 148, 150)).kind).toBe('tar');
  });

  test('is not seen in what only looks like one', () => {
    const old = tarOf([{ path: 'a' }], { magic: '' });
    old[0] = 0x62;
    expect(formatOf(old).kind).toBe('text');
    expect(formatOf(Buffer.from(`${' '.repeat(257)}ustar is a word, 107000\n`)).kind).toBe('text');
    expect(formatOf(Buffer.from(`${'7'.repeat(600)}\n`)).kind).toBe('text');
    expect(formatOf(tarOf([{ path: 'a\nb' }])).kind).toBe('text');
  });

  test('of a pipe the first line is enough, or what stands where a header has numbers', () => {
    expect(isDecided(tar.subarray(0, 100))).toBe(false);
    expect(isDecided(tar.subarray(0, 265))).toBe(true);
    expect(isDecided(Buffer.from(`${'x'.repeat(50)}\n`))).toBe(true);
  });
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
    [...Buffer.from('PK\x03\x04')],
    [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c],
    [...tarOf([{ path: 'a' }], { end: false })],
    [...tarOf([{ path: 'a' }], { magic: '', end: false })],
    [...Buffer.from('2026 \n', 'utf16le')],
    [...Buffer.from('漢\n2026 \n', 'utf16le')],
    [...Buffer.from('2026 \n', 'utf16le').swap16()],
    [...Buffer.from('2026 \n')],
    [0, 0, 0, 10],
  );
  const some = fc.array(fc.oneof(fc.constantFrom(0, 10, 0x41), fc.nat(255)), { maxLength: 12 });
  const start = fc
    .tuple(magic, fc.oneof(fc.nat(10), fc.nat(520)), some, fc.constantFrom(1, 1, 300))
    .map(([bytes, n, rest, times]) => [...bytes.slice(0, n), ...new Array(times).fill(rest).flat()]);
  fc.assert(
    fc.property(start, (bytes) => {
      const all = Uint8Array.from(bytes);
      expect(isDecided(all) || all.length < HEAD_SIZE).toBe(true);
      const steps = all.length > 600 ? 61 : 1;
      for (let n = 0; n <= all.length; n += n < 20 ? 1 : steps) {
        const head = all.subarray(0, n);
        if (isDecided(head)) expect(formatOf(head)).toEqual(formatOf(all));
      }
    }),
    { numRuns: 1000 },
  );
});
