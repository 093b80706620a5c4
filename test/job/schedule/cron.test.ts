import { describe, expect, test } from 'vitest';
import { checkCron, nextAfter, previousBefore } from '../../../src/time/cron.js';

const iso = (time: number | null) => (time === null ? null : new Date(time).toISOString().slice(0, 16));
const after = (expression: string, zone: string, time: string) => iso(nextAfter(expression, zone, Date.parse(time)));
const before = (expression: string, zone: string, time: string) =>
  iso(previousBefore(expression, zone, Date.parse(time)));

test('times are those of the zone', () => {
  expect(after('0 6 * * *', 'UTC', '2026-11-01T06:00:00Z')).toBe('2026-11-02T06:00');
  expect(after('0 6 * * *', 'America/New_York', '2026-11-02T00:00:00Z')).toBe('2026-11-02T11:00');
  expect(after('0 6 * * *', '+05:30', '2026-11-01T00:00:00Z')).toBe('2026-11-01T00:30');
  expect(after('30 7 * * 1', 'Europe/Berlin', '2026-11-01T00:00:00Z')).toBe('2026-11-02T06:30');
});

test('the last time counts when it is now', () => {
  expect(before('0 6 * * *', 'UTC', '2026-11-01T06:00:00Z')).toBe('2026-11-01T06:00');
  expect(before('0 6 * * *', 'UTC', '2026-11-01T05:59:59Z')).toBe('2026-10-31T06:00');
  expect(before('*/5 * * * *', 'UTC', '2026-11-01T05:59:59Z')).toBe('2026-11-01T05:55');
});

describe('where the clock changes', () => {
  test('a time that is skipped comes right after the gap, once', () => {
    expect(after('30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z')).toBe('2026-03-29T01:00');
    expect(after('30 2 * * *', 'Europe/Berlin', '2026-03-29T01:00:00Z')).toBe('2026-03-30T00:30');
  });

  test('a time that comes twice is taken once', () => {
    expect(after('30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z')).toBe('2026-10-25T00:30');
    expect(after('30 2 * * *', 'Europe/Berlin', '2026-10-25T00:30:00Z')).toBe('2026-10-26T01:30');
  });

  test('every quarter of an hour goes on through it', () => {
    let time = Date.parse('2026-10-24T23:50:00Z');
    const times: (string | null)[] = [];
    for (let i = 0; i < 9; i++) {
      time = nextAfter('*/15 * * * *', 'Europe/Berlin', time)!;
      times.push(iso(time)!.slice(11));
    }
    expect(times).toEqual(['00:00', '00:15', '00:30', '00:45', '01:00', '01:15', '01:30', '01:45', '02:00']);
  });
});

test.each(['', 'daily', '0 6 * *', '0 6 * * * *', '61 6 * * *', '0 6 30 2 *'])('%j is no schedule', (text) => {
  expect(() => checkCron(text, 'UTC', 'schedule')).toThrow(/^schedule: expected a cron expression of five fields/);
});

test('blanks are evened out', () => {
  expect(checkCron('  0  6 * *   * ', 'UTC', 'schedule')).toBe('0 6 * * *');
});
