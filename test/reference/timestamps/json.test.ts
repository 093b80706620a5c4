import { describe, expect, it } from 'vitest';
import { JSON_TIME_KEYS } from '../../../src/model/timestamp-forms.js';
import { stampOf } from './read.js';

const MOMENT = 1793524500000;
const ISO = '2026-11-01T09:15:00Z';

describe('the key of the time', () => {
  it.each(JSON_TIME_KEYS)('%s, in any case', (key) => {
    for (const each of [key, key.toUpperCase()]) {
      expect(stampOf(`{"a":"2020-01-01T00:00:00Z","${each}":"${ISO}"}`)).toMatchObject({
        local: MOMENT,
        family: 'json',
      });
    }
  });

  it('is the leftmost whose value reads whole', () => {
    expect(stampOf(`{"time":"later","ts":5,"date":"2026-11-01","t":"${ISO}","timestamp":1}`)?.local).toBe(MOMENT);
    expect(stampOf(`{"time":"${ISO} x","ts":"${ISO}"}`)?.start).toBe(39);
  });

  it('stands at the top level, wherever on the line', () => {
    expect(stampOf(`{"a":{"time":"2020-01-01T00:00:00Z"},"b":[{"t":1}],"time":"${ISO}"}`)?.local).toBe(MOMENT);
    expect(stampOf(`{"m":"${'x'.repeat(5000)}","time":"${ISO}"}`)?.local).toBe(MOMENT);
  });

  it('stands behind values of every kind, with brackets and quotes in strings', () => {
    const values = ['null', 'true', '-1.5e3', '"}"', '"\\""', '"\\\\"', '[]', '{"]":"["}', '[[{"a":"}"}],"]"]', '""'];
    for (const value of values) expect(stampOf(`{"a":${value},"ts":1793524500}`)?.local).toBe(MOMENT);
  });

  it('stands on a line that begins with {, blanks, [ and , before it', () => {
    for (const before of ['', ' ', '\t', '[', ',', '[ ', ', ']) {
      expect(stampOf(`${before}{ "a" : 1 ,\t"ts" : 1793524500 }`)).toMatchObject({ local: MOMENT, family: 'json' });
    }
    expect(stampOf('x {"t":1793524500}')?.family).toBe('epoch');
  });

  it('else the line is read as text', () => {
    expect(stampOf(`{"a":"x","loggedAt":"${ISO}"}`)).toMatchObject({ local: MOMENT, family: 'year-first' });
    expect(stampOf(`{"a":"x","expires":"${ISO}"}`)).toBeNull();
  });
});

describe('values', () => {
  it.each([
    ['"2026-11-01 09:15:00,5"', 500, null],
    ['"11/1/2026 9:15:00 AM"', 0, null],
    ['"Sun, 01 Nov 2026 09:15:00 GMT"', 0, 0],
    ['"1793524500"', 0, 0],
    ['"/Date(1793524500123+0200)/"', 123, 0],
    ['"\\/Date(1793524500123)\\/"', 123, 0],
    ['1793524500', 0, 0],
    ['1793524500.25', 250, 0],
    ['1793524500123', 123, 0],
    ['1793524500123456', 123, 0],
    ['1793524500123456789', 123, 0],
    ['1.793524500e9', 0, 0],
    ['1.793524500123E+12', 123, 0],
  ])('%s', (value, milliseconds, zone) => {
    expect(stampOf(`{"t":${value}}`)).toMatchObject({ local: MOMENT + milliseconds, zone, family: 'json' });
  });

  it.each(['2793524500', '"2026-13-01 09:15:00"', '-1793524500', '17935245', 'null', '"x"', '{"a":1}'])(
    'not %s',
    (value) => {
      expect(stampOf(`{"t":${value}}`)).toBeNull();
    },
  );
});

describe('a time as an object', () => {
  it.each([
    ['{"instant":{"epochSecond":1793524500,"nanoOfSecond":123000000}}', 123],
    ['{"timestamp":{"nanos":5000000,"seconds":1793524500}}', 5],
    ['{"instant":{"seconds":1793524500}}', 0],
  ])('%s', (line, milliseconds) => {
    expect(stampOf(line)).toMatchObject({ local: MOMENT + milliseconds, zone: 0, family: 'json' });
  });

  it('gives way to a key whose value is a time', () => {
    expect(stampOf(`{"instant":{"epochSecond":1793524500},"time":"2026-11-02T09:15:00Z"}`)?.local).toBe(
      MOMENT + 86_400_000,
    );
  });

  it.each(['{"instant":{"nanos":5}}', '{"other":{"seconds":1793524500}}', '{"instant":{"seconds":2793524500}}'])(
    'not %s',
    (line) => {
      expect(stampOf(line)).toBeNull();
    },
  );
});
