/** Lengths of time as people type them. */
import { expect, test } from 'vitest';
import { parseAmount, parseSpan } from '../../src/text/span.js';

test.each([
  ['1w2d3h4m5s', 788_645_000],
  ['90s', 90_000],
  ['0s', 0],
  ['1m1h', null],
  ['1h1h', null],
  ['1 h', null],
  ['h', null],
  ['', null],
  ['1234567890s', null],
])('the span %j', (text, ms) => expect(parseSpan(text)).toBe(ms));

test('a span longer than allowed is none', () => {
  expect(parseSpan('1d', 86_400_000)).toBe(86_400_000);
  expect(parseSpan('1d1s', 86_400_000)).toBeNull();
});

test.each([
  ['15m', { n: 15, unit: 'm' }],
  ['999h', { n: 999, unit: 'h' }],
  ['1000h', null],
  ['0h', null],
  ['01h', null],
  ['1d', null],
  ['1h30m', null],
  ['h', null],
])('the amount %j of minutes or hours, of three digits', (text, amount) =>
  expect(parseAmount(text, ['m', 'h'], 3)).toEqual(amount),
);
