import { describe, expect, it } from 'vitest';
import { findTimestamp } from '../../../src/reference/timestamps/index.js';
import { latin1, lineRules } from '../line-rules.js';

const read = (text: string) => findTimestamp(latin1(text), lineRules()).timestamp;
const MOMENT = 1793524500000;
const ISO = '2026-11-01T09:15:00Z';

describe('the key of the time', () => {
  it.each([
    '@timestamp',
    'timestamp',
    'time',
    'ts',
    'datetime',
    'date',
    'eventTime',
    'asctime',
    't',
    'EVENTTIME',
    'Ts',
  ])('%s', (key) => {
    const other = '"a":"2020-01-01T00:00:00Z"';
    expect(read(`{${other},"${key}":"${ISO}"}`)).toMatchObject({ local: MOMENT, zone: 0, family: 'json' });
  });

  it.each(['timestamps', '@t', 'tim', 'created', '', 't\\u0073'])(
    'not %s: the leftmost timestamp of the line wins',
    (key) => {
      expect(read(`{"a":"2020-01-01T00:00:00Z","${key}":"${ISO}"}`)?.local).toBe(Date.UTC(2020, 0));
    },
  );

  it('the first that reads wins', () => {
    expect(read(`{"time":"later","ts":5,"date":"2026-11-01","t":"${ISO}","timestamp":1}`)?.local).toBe(MOMENT);
    expect(read(`{"ts":"${ISO}","time":"2020-01-01T00:00:00Z"}`)?.local).toBe(MOMENT);
  });

  it('only at the top level', () => {
    expect(read(`{"a":{"time":"2020-01-01T00:00:00Z"},"b":[{"t":1}],"time":"${ISO}"}`)?.local).toBe(MOMENT);
    expect(read('{"a":{"time":1793524500}}')).toBeNull();
  });

  it('passes over values of every kind, with brackets and quotes in strings', () => {
    const values = ['null', 'true', '-1.5e3', '"}"', '"\\""', '"\\\\"', '[]', '{"]":"["}', '[[{"a":"}"}],"]"]', '""'];
    for (const value of values) expect(read(`{"a":${value},"ts":1793524500}`)?.local).toBe(MOMENT);
  });

  it('reads white space as JSON has it', () => {
    expect(read(' \t')).toBeNull();
    expect(read('{ \t\r"a" : 1 , "ts" :\t1793524500 \t}')).toMatchObject({ local: MOMENT, start: 21, end: 31 });
    expect(read(' {"ts":1793524500}')).toBeNull();
  });
});

describe('string values', () => {
  it.each([
    ['2026-11-01 09:15:00,5', 500, null],
    ['11/1/2026 9:15:00 AM', 0, null],
    ['Sun, 01 Nov 2026 09:15:00 GMT', 0, 0],
    ['1793524500', 0, 0],
    ['1793524500.25', 250, 0],
    ['1793524500123', 123, 0],
    ['1793524500123456', 123, 0],
    ['1793524500123456789', 123, 0],
    ['/Date(1793524500123)/', 123, 0],
    ['\\/Date(1793524500123)\\/', 123, 0],
    ['/Date(1793524500000+0200)/', 0, 0],
    ['/Date(1793524500000-0730)\\/', 0, 0],
  ])('%s', (value, milliseconds, zone) => {
    const line = `{"x":1,"time":"${value}","y":2}`;
    expect(read(line)).toMatchObject({
      local: MOMENT + milliseconds,
      zone,
      family: 'json',
      start: 15,
      end: 15 + value.length,
    });
  });

  it.each([
    '/Date(x)/',
    '/Date(1793524500000+02:00)/',
    '/date(1793524500000)/',
    '/Date(1234567890123456)/',
    '  x y 1793524500',
    '1793524500s',
    '-1793524500',
  ])('not %s', (value) => {
    expect(read(`{"time":"${value}"}`)).toBeNull();
  });

  it('may be before 1970 as a .NET date', () => {
    expect(read('{"t":"/Date(-1)/"}')?.local).toBe(-1);
    expect(read('{"t":"/Date(-0)/"}')?.local).toBe(0);
  });

  it('of .NET is of the years 1 to 9999', () => {
    expect(read('{"t":"/Date(-62135596800000)/"}')?.local).toBe(-62135596800000);
    expect(read('{"t":"/Date(-62135596800001)/"}')).toBeNull();
    expect(read('{"t":"/Date(253402300799999)/"}')?.local).toBe(253402300799999);
    expect(read('{"t":"/Date(253402300800000)/"}')).toBeNull();
  });

  it('must be the timestamp from quote to quote; else the general search finds what it can', () => {
    expect(read(`{"time":"at ${ISO}"}`)).toMatchObject({ family: 'iso', local: MOMENT, start: 12 });
    expect(read(`{"time":"${ISO} or so","ts":1}`)).toMatchObject({ family: 'iso', local: MOMENT });
    expect(read('{"time":"2020-01-01 00:00:00 x","ts":1793524500}')).toMatchObject({ family: 'json', local: MOMENT });
  });

  it('takes a year that is missing as everywhere', () => {
    expect(read('{"time":"Nov  1 09:15:00"}')).toMatchObject({ yearless: true, local: Date.UTC(2000, 10, 1, 9, 15) });
  });

  it('notes a date of the other order', () => {
    expect(findTimestamp('{"time":"25/12/2026 09:15:00"}', lineRules())).toEqual({ timestamp: null, otherOrder: true });
  });
});

describe('number values', () => {
  it.each([
    ['946684800', 946684800000],
    ['1793524500.123999', 1793524500123],
    ['1793524500.1234567890123', 1793524500123],
    ['4133980799.9999', 4133980799999],
    ['946684800000', 946684800000],
    ['4133980799999.9', 4133980799999],
    ['946684800000000', 946684800000],
    ['4133980799999999', 4133980799999],
    ['946684800000000000', 946684800000],
    ['4133980799999999999', 4133980799999],
    ['1793524500123999999.5', 1793524500123],
  ])('%s', (value, local) => {
    expect(read(`{"ts":${value}}`)).toMatchObject({ local, zone: 0, family: 'json', start: 6, end: 6 + value.length });
  });

  it.each([
    '946684799.999',
    '4133980800',
    '946684799999',
    '4133980800000',
    '17935245001',
    '41339807999999999990',
    '-1793524500',
    '1793524500e0',
    '01793524500',
    '1793524500.',
    '.5',
    '1793524500 x',
    'null',
    '',
  ])('not %s', (value) => {
    expect(read(`{"ts":${value}}`)).toBeNull();
  });
});

describe('lines that are JSON only in part', () => {
  it.each([
    `{"ts":"${ISO}`,
    `{"ts" "${ISO}"}`,
    `{ts:"${ISO}"}`,
    `{"a":"x" "ts":"${ISO}"}`,
    `{"a":[1,"ts":"${ISO}"`,
    `{,"ts":"${ISO}"}`,
  ])('the general search reads %s', (text) => {
    expect(read(text)).toMatchObject({ family: 'iso', local: MOMENT });
  });

  it('needs no more of the line than the value', () => {
    expect(read(`{"ts":"${ISO}"`)).toMatchObject({ family: 'json', local: MOMENT });
    expect(read('{"ts":1793524500,"a":"cut o')).toMatchObject({ family: 'json', local: MOMENT });
    // A number that the line breaks off in may have had more digits.
    expect(read('{"ts":1793524500')).toBeNull();
  });

  it('looks for keys and values that begin within the first 512 bytes', () => {
    const line = (padding: number) => `{"a":"${'x'.repeat(padding)}","t":1793524500}`;
    const valueAt = (padding: number) => line(padding).indexOf('1793');
    const padding = 511 - valueAt(0);
    expect(valueAt(padding)).toBe(511);
    expect(read(line(padding))?.local).toBe(MOMENT);
    expect(read(line(padding + 1))).toBeNull();
  });
});
