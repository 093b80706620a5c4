import { describe, expect, it } from 'vitest';
import { stampOf } from './read.js';

const MOMENT = 1793524500000;

describe('a number where a line begins', () => {
  it.each<[string, number]>([
    ['1793524500', 0],
    ['1793524500.5', 500],
    ['1793524500,123456789', 123],
    ['1793524500123', 123],
    ['1793524500123456', 123],
    ['1793524500123456789', 123],
    ['  1793524500 x', 0],
    ['[1793524500] x', 0],
    ['(1793524500.5) x', 500],
    ['- 1793524500 x', 0],
    ['17 1793524500 x', 0],
    ['-1.5 [1793524500] x', 0],
    ['1793524500|x', 0],
  ])('%j', (text, milliseconds) => {
    expect(stampOf(text)).toMatchObject({ local: MOMENT + milliseconds, zone: 0, yearless: false, family: 'epoch' });
  });

  it.each([
    ...[
      'x 1793524500',
      '1 2 1793524500',
      '[[1793524500]]',
      '-1793524500',
      '179352450',
      '17935245001',
      '17935245001234',
    ],
    ...['1793524500.1234567890', '1793524500x', '1793524500-1', '1793524500%', '2793524500', '0793524500', '999999999'],
  ])('not %j', (text) => {
    expect(stampOf(text)).toBeNull();
  });

  it.each([
    ['999999999', null],
    ['1000000000', 1e12],
    ['1999999999.999', 1999999999999],
    ['2000000000', null],
    ['1000000000000', 1e12],
    ['1999999999999', 1999999999999],
    ['2000000000000', null],
  ])('from 2001-09-09 up to 2033-05-18: %s', (text, local) => {
    expect(stampOf(text)?.local ?? null).toBe(local);
  });

  it('only on a line without a written date', () => {
    expect(stampOf('1793524500 x 2026-11-02 10:00:00')?.local).toBe(Date.UTC(2026, 10, 2, 10));
  });

  it('starts within the first 512 bytes', () => {
    expect(stampOf(`${' '.repeat(511)}1793524500`)?.local).toBe(MOMENT);
    expect(stampOf(`${' '.repeat(512)}1793524500`)).toBeNull();
  });
});

describe('a number with the name of a time', () => {
  it.each<[string, number]>([
    ['a ts=1793524500', 0],
    ['a Time="1793524500123"', 123],
    ['a epoch=1793524500', 0],
    ['a upMillis=1793524500123', 123],
    ['a <created>1793524500</created>', 0],
    ['x {"when":1793524500.25}', 250],
  ])('%j', (text, milliseconds) => {
    expect(stampOf(text)?.local).toBe(MOMENT + milliseconds);
  });

  it.each([
    ...['a id=1793524500', 'a phone: 1793524500', 'a expires=1793524500', 'a epoch=2793524500', 'a msg=1793524500'],
    // A bare word with a colon is no key.
    'a b loggedAt: 1793524500',
  ])('not %j', (text) => {
    expect(stampOf(text)).toBeNull();
  });
});
