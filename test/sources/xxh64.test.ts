import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Xxh64 } from '../../src/sources/zstd/xxh64.js';

function hash(...parts: readonly Uint8Array[]): string {
  const hash = new Xxh64();
  for (const part of parts) hash.update(part);
  return hash.digest().toString(16).padStart(16, '0');
}

// Printed by xxhsum 0.8; the first two are in its own documentation as well.
test.each([
  ['', 'ef46db3751d8e999'],
  ['a', 'd24ec4f1a98c6e5b'],
  ['abc', '44bc2cf5ad770999'],
])('%j', (text, expected) => {
  expect(hash(Buffer.from(text))).toBe(expected);
});

test('however it is cut', () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 70 }), { maxLength: 6 });
  fc.assert(fc.property(pieces, (parts) => hash(...parts) === hash(Buffer.concat(parts))));
});

/** The algorithm as its specification has it, all in BigInt. */
function plain(bytes: Uint8Array): bigint {
  const u64 = (value: bigint) => BigInt.asUintN(64, value);
  const turn = (value: bigint, by: bigint) => u64((value << by) | (value >> (64n - by)));
  const [p1, p2, p3, p4, p5] = [
    11400714785074694791n,
    14029467366897019727n,
    1609587929392839161n,
    9650029242287828579n,
    2870177450012600261n,
  ];
  const round = (acc: bigint, input: bigint) => u64(turn(u64(acc + input * p2), 31n) * p1);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  let acc = p5;
  if (bytes.length >= 32) {
    const lanes = [u64(p1 + p2), p2, 0n, u64(-p1)];
    for (; at + 32 <= bytes.length; at += 32) {
      for (let i = 0; i < 4; i++) lanes[i] = round(lanes[i]!, view.getBigUint64(at + 8 * i, true));
    }
    acc = u64([1n, 7n, 12n, 18n].reduce((sum, by, i) => sum + turn(lanes[i]!, by), 0n));
    for (const lane of lanes) acc = u64((acc ^ round(0n, lane)) * p1 + p4);
  }
  acc = u64(acc + BigInt(bytes.length));
  for (; at + 8 <= bytes.length; at += 8) acc = u64(turn(acc ^ round(0n, view.getBigUint64(at, true)), 27n) * p1 + p4);
  for (; at + 4 <= bytes.length; at += 4) {
    acc = u64(turn(acc ^ u64(BigInt(view.getUint32(at, true)) * p1), 23n) * p2 + p3);
  }
  for (; at < bytes.length; at++) acc = u64(turn(acc ^ u64(BigInt(bytes[at]!) * p5), 11n) * p1);
  acc = u64((acc ^ (acc >> 33n)) * p2);
  acc = u64((acc ^ (acc >> 29n)) * p3);
  return acc ^ (acc >> 32n);
}

test('as the specification has it, for every length and value', () => {
  expect(plain(Buffer.from('abc')).toString(16)).toBe('44bc2cf5ad770999');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(hash(bytes)).toBe(plain(bytes).toString(16).padStart(16, '0'));
    }),
    { numRuns: 500 },
  );
  const extreme = new Uint8Array(320).fill(0xff);
  expect(hash(extreme)).toBe(plain(extreme).toString(16).padStart(16, '0'));
});
