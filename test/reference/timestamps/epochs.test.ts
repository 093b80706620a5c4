import { describe, expect, it } from 'vitest';
import { findTimestamp } from '../../../src/reference/timestamps/index.js';
import { latin1, lineRules } from '../line-rules.js';

const read = (text: string) => findTimestamp(latin1(text), lineRules()).timestamp;
const MOMENT = 1793524500000;

describe('epoch tokens', () => {
  it.each<[string, number]>([
    ['1793524500', 0],
    ['1793524500.5', 500],
    ['1793524500,123456789', 123],
    ['1793524500123', 123],
    ['  1793524500 x', 0],
    ['\t1793524500\tx', 0],
    ['x 1793524500', 0],
    ['x\t \t1793524500', 0],
    ['[1793524500]', 0],
    ['(1793524500.5)', 500],
    ['x [1793524500]', 0],
    ['1793524500, next', 0],
    ['1793524500123,5', 123],
    ...[...' \t]),;:|"\''].map((byte) => [`1793524500${byte}`, 0] as [string, number]),
  ])('%j', (text, milliseconds) => {
    const start = text.indexOf('1');
    expect(read(text)).toMatchObject({
      local: MOMENT + milliseconds,
      zone: 0,
      yearless: false,
      family: 'epoch',
      start,
    });
  });

  it.each([
    'x y 1793524500',
    'x,1793524500',
    '[[1793524500]]',
    '"1793524500"',
    '<1793524500>',
    'x1793524500',
    '-1793524500',
    '179352450',
    '17935245001',
    '179352450012',
    '17935245001234',
    '1793524500.',
    '1793524500.1234567890',
    '1793524500,1234567890',
    '1793524500123.5',
    '1793524500x',
    '1793524500_',
    '1793524500-1',
    '1793524500}',
    '1793524500\r',
  ])('not %j', (text) => {
    expect(read(text)).toBeNull();
  });

  it.each([
    ['0946684799', null],
    ['0946684800', 946684800000],
    ['4133980799.999', 4133980799999],
    ['4133980800', null],
    ['0946684799999', null],
    ['0946684800000', 946684800000],
    ['4133980799999', 4133980799999],
    ['4133980800000', null],
  ])('in the years 2000 to 2100: %s', (text, local) => {
    expect(read(text)?.local ?? null).toBe(local);
  });

  it('wins over what stands to the right of it', () => {
    expect(read('- 1793524500 2026-11-02 10:00:00')?.local).toBe(MOMENT);
    expect(read('2026-11-02 1793524500')?.local).toBe(MOMENT);
  });

  it('starts within the first 512 bytes', () => {
    expect(read(`${' '.repeat(511)}1793524500`)?.local).toBe(MOMENT);
    expect(read(`${' '.repeat(512)}1793524500`)).toBeNull();
  });
});

describe('logfmt numbers', () => {
  it.each<[string, number]>([
    ['ts=1793524500', 0],
    ['TS=1793524500.5', 500],
    ['Time=1793524500123', 123],
    ['timestamp=1793524500123456', 123],
    ['timestamp="1793524500123456789"', 123],
    ["ts='1793524500'", 0],
    ['ts="1793524500', 0],
    ['a b c ts=1793524500.9999999999', 999],
    ['a b c ts=1793524500123.9', 123],
    ...[...' \t[({<>|"\'=,;:'].map((byte) => [`a b c${byte}ts=1793524500`, 0] as [string, number]),
    ...[...' \t,;"\'])}|'].map((byte) => [`a b c ts=1793524500${byte}`, 0] as [string, number]),
  ])('%j', (text, milliseconds) => {
    expect(read(text)).toMatchObject({ local: MOMENT + milliseconds, zone: 0, yearless: false, family: 'logfmt' });
  });

  it.each([
    'xts=1793524500',
    'my_time=1793524500',
    'x-ts=1793524500',
    'datetime=1793524500',
    'a ts: 1793524500',
    'a b ts= 1793524500',
    'ts=""1793524500',
    'ts=[1793524500]',
    'ts=\\"1793524500',
    'ts=1793524500x',
    'ts=1793524500.',
    'ts=1793524500:',
    'ts=-1793524500',
    'ts=01793524500',
    'ts=17935245001',
    'ts=1793524500e3',
    'ts=946684799',
    'ts=4133980800',
  ])('not %j', (text) => {
    expect(read(text)).toBeNull();
  });

  it('reads seconds of nine digits, from 2000 on', () => {
    expect(read('ts=946684800')?.local).toBe(946684800000);
    expect(read('ts=999999999.25')?.local).toBe(999999999250);
  });
});
