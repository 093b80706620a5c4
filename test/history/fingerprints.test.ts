import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkpointsBetween,
  compare,
  digestOf,
  type Fingerprint,
  formatFingerprints,
  HEAD_BYTES,
  headFingerprints,
  inOrder,
  parseFingerprints,
  rangeBefore,
  TAIL_BYTES,
  tailFingerprints,
} from '../../src/history/streams/fingerprints.js';

const bytes = (text: string) => Buffer.from(text);
const digestsOf = (text: Uint8Array) => (from: number, end: number) =>
  end > text.length ? null : digestOf(text.subarray(from, end));

/** All marks that a text has when it was read up to `end`. */
function marksOf(text: Uint8Array, end: number): Fingerprint[] {
  const at = (to: number) => ({ ...rangeBefore(to), digest: digestOf(text.subarray(rangeBefore(to).from, to)) });
  return inOrder([
    ...headFingerprints(text.subarray(0, HEAD_BYTES)),
    ...checkpointsBetween(0, end).map(at),
    ...tailFingerprints(text.subarray(Math.max(0, end - TAIL_BYTES), end), end),
  ]);
}

const texts = fc
  .array(fc.stringMatching(/^[a-c]{1,30}$/), { minLength: 1, maxLength: 400 })
  .map((lines) => bytes(`${lines.join('\n')}\n`));

describe('compare', () => {
  test('holds for every text that begins with what was read', () => {
    fc.assert(
      fc.property(texts, texts, (text, more) => {
        const grown = Buffer.concat([text, more]);
        expect(compare(marksOf(text, text.length), grown.length, digestsOf(grown))).toEqual({
          agreed: text.length,
          differs: false,
        });
      }),
    );
  });

  test('holds for every beginning that has a whole line', () => {
    fc.assert(
      fc.property(texts, fc.double({ min: 0, max: 1, noNaN: true }), (text, share) => {
        const cut = text.subarray(0, Math.max(text.indexOf(10) + 1, Math.floor(text.length * share)));
        const { agreed, differs } = compare(marksOf(text, text.length), cut.length, digestsOf(cut));
        expect(differs).toBe(false);
        expect(agreed).toBeGreaterThan(0);
      }),
    );
  });

  test('fails where one of the first lines differs', () => {
    fc.assert(
      fc.property(texts, fc.nat(), (text, seed) => {
        const other = Buffer.from(text);
        const head = Math.min(other.length, HEAD_BYTES, text.indexOf(10) + 1);
        other[seed % head]! ^= 1;
        expect(compare(marksOf(text, text.length), other.length, digestsOf(other)).differs).toBe(true);
      }),
    );
  });

  test('fails where two long texts have the same beginning and go on differently', () => {
    const banner = bytes('starting\n'.repeat(1000));
    const [one, two] = ['one', 'two'].map((name) => Buffer.concat([banner, bytes(`${name} is up\n`.repeat(2000))]));
    expect(compare(marksOf(one!, one!.length), two!.length, digestsOf(two!)).differs).toBe(true);
    // Shorter than what was read of the other: a rung between tells them apart all the same.
    expect(
      compare(marksOf(one!, one!.length), banner.length + 9000, digestsOf(two!.subarray(0, banner.length + 9000)))
        .differs,
    ).toBe(true);
  });

  test('says nothing of a text that is shorter than the first mark', () => {
    expect(compare(headFingerprints(bytes('one line\n')), 3, digestsOf(bytes('one')))).toEqual({
      agreed: 0,
      differs: false,
    });
  });
});

test('a beginning without a line end is a mark by itself', () => {
  expect(headFingerprints(bytes('half a li'))).toEqual([{ from: 0, end: 9, digest: digestOf(bytes('half a li')) }]);
  expect(headFingerprints(bytes(''))).toEqual([]);
});

test('rungs go up by a quarter, and are the same from wherever one looks', () => {
  const all = checkpointsBetween(0, 1e9);
  expect(all.slice(0, 3)).toEqual([4096, 5120, 6400]);
  expect(all.length).toBeLessThan(64);
  expect([...checkpointsBetween(0, 70_000), ...checkpointsBetween(70_000, 1e9)]).toEqual(all);
});

test('fingerprints are kept as text', () => {
  const marks = marksOf(bytes('a line\n'.repeat(2000)), 14_000);
  expect(parseFingerprints(formatFingerprints(marks))).toEqual(marks);
  expect(parseFingerprints('')).toEqual([]);
  expect(() => parseFingerprints('0-12:xyz')).toThrow('expected a fingerprint');
});
