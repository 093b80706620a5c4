import { expect, test } from 'vitest';
import { parseSpan, spanWords } from '../../src/text/span.js';

const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000];

test.each([
  ['90s', 90 * SECOND],
  ['24h', DAY],
  ['2h30m', 2.5 * HOUR],
  ['1d12h', 1.5 * DAY],
  ['1w1s', 7 * DAY + SECOND],
  ['0h', 0],
])('%s', (text, ms) => {
  expect(parseSpan(text)).toBe(ms);
});

test.each(['', '2', 'h', '30m2h', '2h2h', '2h 30m', '-2h', '1.5h', '2H', '2h30', '1234567890s'])(
  '%j is none',
  (text) => {
    expect(parseSpan(text)).toBeNull();
  },
);

test.each([
  [0, '0 s'],
  [6 * MINUTE, '6 min'],
  [59.6 * MINUTE, '1 h'],
  [36 * HOUR, '36 h'],
  [5 * DAY, '5 days'],
  [3653 * DAY, '10 years'],
])('%d ms are %s', (ms, words) => {
  expect(spanWords(ms)).toBe(words);
});
