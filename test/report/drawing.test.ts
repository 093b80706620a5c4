import { describe, expect, test } from 'vitest';
import { FAULTS, RETRIES } from '../../src/model/code.js';
import { advice } from '../../src/report/advice.js';
import { bar, sparkline, splitBar } from '../../src/report/bars.js';
import { byteSize, counted, duration, percent, thousands } from '../../src/report/table/numbers.js';

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
  ])('%i bytes are %s', (bytes, text) => expect(byteSize(bytes)).toBe(text));

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

describe('bars', () => {
  test('are full at the most, and show whatever is more than nothing', () => {
    expect(bar(10, 10, 5)).toBe('█████');
    expect(bar(5, 10, 5)).toBe('██▌');
    expect(bar(1, 1_000_000, 5)).toBe('▏');
    expect(bar(0, 10, 5)).toBe('');
  });

  test('in two parts show both', () => {
    expect(splitBar(5, 5, 10, 10)).toEqual({ errors: '█████', others: '░░░░░' });
    expect(splitBar(1, 999, 1000, 10)).toEqual({ errors: '█', others: '░░░░░░░░░' });
    expect(splitBar(999, 1, 1000, 10)).toEqual({ errors: '█████████', others: '░' });
    expect(splitBar(1, 1, 1000, 10)).toEqual({ errors: '█', others: '░' });
    expect(splitBar(0, 0, 10, 10)).toEqual({ errors: '', others: '' });
  });

  test('sparklines have a dot for nothing and the lowest block for little', () => {
    expect(sparkline([0, 1, 500, 1000])).toBe('·▁▄█');
    expect(sparkline([0, 0])).toBe('··');
  });
});

test('there is advice for every fault and retry, and the short form is short', () => {
  for (const fault of FAULTS) {
    for (const retry of RETRIES) {
      const { long, short } = advice(fault, retry);
      expect(long).not.toBe('');
      expect(short.length).toBeLessThanOrEqual(18);
    }
  }
  expect(advice('caller', 'changed').long).toBe('caller: change the request');
  expect(advice('configuration', 'changed').long).toBe('configuration: correct the set-up');
  expect(advice('none', 'none').long).toBe('–');
});
