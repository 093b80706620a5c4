/** Numbers and words as people read them. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atMost, parseRate } from '../../src/check/ratio.js';
import { byteSize, counted, percent, thousands } from '../../src/text/numbers.js';
import { duration } from '../../src/text/span.js';
import { listed, plural } from '../../src/text/words.js';

describe('numbers', () => {
  test.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [1234567, '1,234,567'],
  ])('%i is %s', (n, text) => expect(thousands(n)).toBe(text));

  test.each([
    [0, 0, '–'],
    [0, 10, '0%'],
    [10, 10, '100%'],
    [1, 3, '33.3%'],
    [1, 100_000, '<0.1%'],
    [99_999, 100_000, '>99.9%'],
  ])('%i of %i is %s', (part, whole, text) => expect(percent(part, whole)).toBe(text));

  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [999_499, '999 kB'],
    [999_500, '1.0 MB'],
    [1_234_567_890, '1.2 GB'],
    [12_345_678, '12.3 MB'],
    [99_950_000, '100 MB'],
  ])('%i bytes are %s', (bytes, text) => expect(byteSize(bytes)).toBe(text));

  test.each([
    [812, '812 B'],
    [9_949, '9.9 kB'],
    [9_951, '10 kB'],
    [12_345_678, '12 MB'],
  ])('%i bytes in two digits are %s', (bytes, text) => expect(byteSize(bytes, 2)).toBe(text));

  test.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [61_000, '1 min 1 s'],
    [3_600_000, '1 h'],
    [90_061_000, '1 d 1 h'],
  ])('%i ms are %s', (ms, text) => expect(duration(ms)).toBe(text));

  test('one is not many', () => {
    expect(counted(1, 'line')).toBe('1 line');
    expect(counted(2, 'line')).toBe('2 lines');
  });
});

describe('a percentage for sentences', () => {
  test.each([
    [1, 3, '33.3%'],
    [34, 1000, '3.4%'],
    [1, 1000, '0.1%'],
    [123, 1_000_000, '0.012%'],
    [999_999, 1_000_000, '99.9999%'],
    [0, 5, '0%'],
    [5, 5, '100%'],
    [0, 0, '–'],
  ])('%i of %i: %s', (count, total, text) => {
    expect(percent(count, total, 'significant')).toBe(text);
  });

  test('stays on its side of the limit', () => {
    const count = fc.integer({ min: 1, max: 1e9 });
    fc.assert(
      fc.property(count, count, fc.integer({ min: 0, max: 1000 }), (a, b, permille) => {
        const [part, whole] = a < b ? [a, b] : [b, a];
        const limit = parseRate(`${permille}/1000`, '');
        const told = percent(part, whole, { sideOf: limit });
        const read = told.includes('e') ? null : parseRate(told, '');
        // Compared exactly: the told rate is above the limit if and only if the true one is.
        if (read !== null) expect(read.n * limit.d > limit.n * read.d).toBe(!atMost(part, whole, limit));
      }),
      { numRuns: 2000 },
    );
  });
});

test('words are listed as in a sentence', () => {
  expect(['', 'a', 'a b', 'a b c'].map((words) => listed(words.split(' ')))).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ]);
  expect(listed(['a', 'b', 'c'], 'or')).toBe('a, b or c');
  expect(listed([])).toBe('');
});

test('the plural is regular unless it is given', () => {
  expect([0, 1, 2].map((n) => plural(n, 'line'))).toEqual(['lines', 'line', 'lines']);
  expect(plural(2, 'is', 'are')).toBe('are');
});
