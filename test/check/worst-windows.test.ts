/** Of a rule for each window: which window is the worst, for each kind of rule. */
import { describe, expect, test } from 'vitest';
import type { RuleResult } from '../../src/check/document.js';
import { aSummary } from '../report/a-summary.js';
import { finding, hours, rule } from './run-of.js';

const OK = 107000;
const ERROR = 109002;
const each = { perWindow: true };

function countsOf({ worst }: RuleResult): number[][] {
  return worst.map(({ count, events }) => [count, events]);
}

describe('where all hold', () => {
  const run = aSummary(hours({ [ERROR]: 3, [OK]: 97 }, { [ERROR]: 2, [OK]: 8 }, { [ERROR]: 1, [OK]: 49 }));

  test.each([
    ['the highest rate', rule('max-error-rate', '50%', each), '20% (2 of 10 events) in 2026-11-01 10:00 to 11:00'],
    ['the highest count', rule('max-count', '9', { ...each, select: 'error' }), '3 of 100 events in 2026-11-01 09:00'],
    ['the fewest of what must occur', rule('require', 'error', each), '1 of 50 events in 2026-11-01 11:00 to 12:00'],
  ] as const)('%s', (_, of, seen) => {
    const found = finding(of, run);
    expect(found.state).toBe('pass');
    expect(found.seen).toContain(`at worst ${seen}`);
  });
});

describe('where some break it', () => {
  test('the highest count', () => {
    const run = aSummary(hours({ [ERROR]: 5 }, { [ERROR]: 9, [OK]: 90 }, { [ERROR]: 1 }));
    expect(countsOf(finding(rule('max-count', '4', { ...each, select: 'error' }), run))).toEqual([
      [9, 99],
      [5, 5],
    ]);
  });

  test('of what must occur, the one with the most other events', () => {
    const run = aSummary(hours({ [OK]: 5 }, { [OK]: 50 }, { [ERROR]: 1 }));
    expect(countsOf(finding(rule('require', 'error', each), run))).toEqual([
      [0, 50],
      [0, 5],
    ]);
  });

  test('of equal ones the earlier', () => {
    const run = aSummary(hours({ [OK]: 1 }, { [ERROR]: 1, [OK]: 9 }, { [ERROR]: 1, [OK]: 9 }));
    const { worst } = finding(rule('max-error-rate', '1%', each), run);
    expect(worst.map(({ start }) => start?.slice(11, 13))).toEqual(['10', '11']);
  });
});
