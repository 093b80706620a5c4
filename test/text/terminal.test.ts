import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pad, printable, truncate, width, wrap } from '../../src/text/terminal.js';

/** Text with what terminals obey or measure differently in it. */
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '\x1b',
      '[',
      ']',
      '0;',
      'm',
      '\x07',
      '\x9b',
      '\u202e',
      '\n',
      ' ',
      '日',
      '👩‍💻',
      'e\u0301',
      '\ud800',
    ),
    fc.string({ unit: 'binary', maxLength: 1 }),
  ),
});

describe('printable', () => {
  test.each([
    ['plain', 'plain'],
    ['\x1b[31mred\x1b[0m', 'red'],
    ['\x9b31mred', 'red'],
    ['\x1b]0;title\x07text', 'text'],
    ['\x1b]8;;http://a.example\x1b\\link\x1b]8;;\x1b\\', 'link'],
    ['\x1b]0;never closed', '0;never closed'],
    ['\x1bcreset', 'reset'],
    ['a\tb\r\nc', 'a b c'],
    ['bell\x07 nul\0 del\x7f', 'bell nul del'],
    ['abc\u202edef\u2066g', 'abcdefg'],
    ['zero\u200bwidth\ufeff', 'zerowidth'],
    ['👩‍💻', '👩‍💻'],
    ['half \ud800', 'half \ufffd'],
    ['tag \u{e0041}\u{e0fff} filler \u3164\u115f', 'tag  filler '],
    ['mark \u061c\u200e word \u2060', 'mark  word '],
    ['er\u200dr\u200cor \u200d', 'error '],
    [
      '\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645',
      '\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645',
    ],
    ['no character \uffff\ufdd0', 'no character '],
  ])('%j', (given, expected) => {
    expect(printable(given)).toBe(expected);
  });

  test('nothing that a terminal obeys is left, and once is enough', () => {
    fc.assert(
      fc.property(text, (given) => {
        const shown = printable(given);
        expect(shown).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
        expect(printable(shown)).toBe(shown);
      }),
    );
  });

  test('long rubbish takes no long time', () => {
    for (const start of ['\x1b]', '\x1b[', '\x9d', '\x1b ', '\x9b0']) {
      expect(printable(start.repeat(300_000)).length).toBeLessThanOrEqual(600_000);
    }
  });
});

test.each([
  ['abc', 3],
  ['日本', 4],
  ['e\u0301', 1],
  ['👩‍💻', 2],
  ['\x1b[31mred\x1b[39m', 3],
  ['', 0],
])('width of %j is %i', (given, columns) => {
  expect(width(given)).toBe(columns);
});

test('pad fills up by columns, never cuts', () => {
  expect(pad('日本', 6)).toBe('日本  ');
  expect(pad('12', 4, 'right')).toBe('  12');
  expect(pad('\x1b[1mab\x1b[22m', 3)).toBe('\x1b[1mab\x1b[22m ');
  expect(pad('abc', 2)).toBe('abc');
});

describe('truncate', () => {
  test.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdef', 5, 'abcd…'],
    ['abcdef', 1, '…'],
    ['abcdef', 0, ''],
    ['日本語', 5, '日本…'],
    ['日本語', 4, '日…'],
    ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
  ])('%j to %i columns', (given, columns, expected) => {
    expect(truncate(given, columns)).toBe(expected);
  });

  test('never wider than asked for, and whole where it fits', () => {
    fc.assert(
      fc.property(text.map(printable), fc.nat(20), (given, columns) => {
        const cut = truncate(given, columns);
        expect(width(cut)).toBeLessThanOrEqual(columns);
        if (width(given) <= columns && columns > 0) expect(cut).toBe(given);
      }),
    );
  });
});

describe('wrap', () => {
  test.each([
    ['the quick brown fox', 9, ['the quick', 'brown fox']],
    ['the quick brown fox', 100, ['the quick brown fox']],
    ['a  b\nc', 3, ['a b', 'c']],
    ['abcdefgh ij', 3, ['abc', 'def', 'gh', 'ij']],
    ['日本語', 4, ['日本', '語']],
    ['', 4, ['']],
    // A combining mark alone has no width, and is text all the same.
    ['\u0301 !', 2, ['\u0301 !']],
  ])('%j to %i columns', (given, columns, expected) => {
    expect(wrap(given, columns)).toEqual(expected);
  });

  test('a word of any length', () => {
    expect(wrap('x'.repeat(400_000), 2)).toHaveLength(200_000);
  });

  test('loses nothing but blanks and stays within the columns', () => {
    fc.assert(
      fc.property(text.map(printable), fc.integer({ min: 2, max: 30 }), (given, columns) => {
        const lines = wrap(given, columns);
        expect(lines.join('').replace(/\s/g, '')).toBe(given.replace(/\s/g, ''));
        for (const line of lines) expect(width(line)).toBeLessThanOrEqual(columns);
      }),
    );
  });
});
