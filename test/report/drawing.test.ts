import { describe, expect, test } from 'vitest';
import { advice } from '../../src/catalogue/advice.js';
import { FAULTS, RETRIES } from '../../src/model/code.js';
import { bar, sparkline, splitBar } from '../../src/report/bars.js';

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
