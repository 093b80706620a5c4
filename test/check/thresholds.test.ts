/** Where the gate begins to say something else: exactly there, and just before. */
import { describe, expect, test } from 'vitest';
import { CODES } from '../../src/catalogue/codes.js';
import { aSummary } from '../report/a-summary.js';
import { check, finding, hours, rule, runOf } from './run-of.js';

describe('events that are required', () => {
  const state = (events: number, minEvents: number) =>
    check([], runOf({ 107000: events }), { minEvents }).rules.find(({ kind }) => kind === 'min-events')?.state;

  test('are enough when there are exactly as many', () => {
    expect(state(10, 10)).toBe('pass');
    expect(state(9, 10)).toBe('fail');
    expect(state(1, 1)).toBe('pass');
  });
});

describe('windows with few events', () => {
  const each = rule('max-error-rate', '10%', { perWindow: true, minWindowEvents: 10 });

  test('are checked when they have exactly as many as are asked for', () => {
    const of = (...counts: Readonly<Record<number, number>>[]) => finding(each, aSummary(hours(...counts)));
    expect(of({ 107000: 9, 109004: 1 }, { 107000: 7, 109004: 2 })).toMatchObject({
      state: 'pass',
      windows: { checked: 1, excused: 1, broken: 0 },
    });
    expect(of({ 107000: 8, 109004: 2 }, { 107000: 7, 109004: 2 })).toMatchObject({
      state: 'fail',
      windows: { checked: 1, excused: 1, broken: 1 },
    });
  });
});

describe('codes behind a broken rule', () => {
  const never = rule('max-error-rate', '0%');
  const errors = CODES.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  const of = (n: number) => {
    // The last come first in the log.
    const codes = errors.slice(0, n).reverse();
    return finding(never, aSummary(codes.flatMap((code) => hours({ [code]: 2 }))));
  };

  test('are named up to ten, those alike by their number', () => {
    expect(of(10).codes.map(({ code }) => code)).toEqual(errors.slice(0, 10));
    expect(of(10).moreCodes).toBe(0);
    expect(of(11).codes.map(({ code }) => code)).toEqual(errors.slice(0, 10));
    expect(of(11).moreCodes).toBe(1);
  });

  test('are in the order of their numbers too where windows broke it', () => {
    const each = rule('max-error-rate', '0%', { perWindow: true });
    const { codes } = finding(each, aSummary(hours({ 109004: 2 }, { 107003: 2 })));
    expect(codes.map(({ code }) => code)).toEqual([107003, 109004]);
  });
});
