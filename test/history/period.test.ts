import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatInZone } from '../../src/time/instants.js';
import { COMPARE_WITH, comparedWith, NAMED_PERIODS, parsePeriod } from '../../src/time/period.js';
import { zoneOf } from '../../src/time/zone.js';

const BERLIN = zoneOf('Europe/Berlin');
/** A Wednesday. */
const NOW = Date.parse('2026-11-04T09:17:30Z');

function span(text: string, now = NOW, zone = BERLIN): string {
  const { since, until } = parsePeriod(text, zone).at(now, zone);
  return [since, until].map((time) => formatInZone(time, zone).slice(0, 16)).join(' ');
}

test.each([
  ['today', '2026-11-04T00:00 2026-11-05T00:00'],
  ['yesterday', '2026-11-03T00:00 2026-11-04T00:00'],
  ['this-week', '2026-11-02T00:00 2026-11-09T00:00'],
  ['last-week', '2026-10-26T00:00 2026-11-02T00:00'],
  ['this-month', '2026-11-01T00:00 2026-12-01T00:00'],
  ['month-to-date', '2026-11-01T00:00 2026-11-05T00:00'],
  ['last-month', '2026-10-01T00:00 2026-11-01T00:00'],
  ['last-24h', '2026-11-03T10:17 2026-11-04T10:17'],
  ['last-7d', '2026-10-28T10:17 2026-11-04T10:17'],
  ['2026-11-01..2026-11-03', '2026-11-01T00:00 2026-11-03T00:00'],
  ['2026-11-01T06:00..2026-11-01T18:30', '2026-11-01T06:00 2026-11-01T18:30'],
])('%s', (text, expected) => {
  expect(span(text)).toBe(expected);
});

test('days are the zone’s: 25 hours where the clock goes back', () => {
  const { since, until } = parsePeriod('yesterday', BERLIN).at(Date.parse('2026-10-26T05:00:00Z'), BERLIN);
  expect((until - since) / 3_600_000).toBe(25);
});

test.each([
  ['tomorrow', 'period: expected today, yesterday'],
  ['2026-11-03..2026-11-01', 'expected its start before its end'],
  ['24h..now', 'expected two times'],
  ['2026-11-01T00:00:30..2026-11-02', 'expected whole minutes'],
  ['2026-11-31..2026-12-01', 'time: expected'],
])('%s is no period', (text, message) => {
  expect(() => parsePeriod(text, BERLIN)).toThrow(message);
});

describe('what comes before', () => {
  const before = (text: string, now = NOW) => {
    const rule = parsePeriod(text, BERLIN);
    const { since, until } = rule.before(rule.at(now, BERLIN), BERLIN);
    return [since, until].map((time) => formatInZone(time, BERLIN).slice(0, 16)).join(' ');
  };

  test.each([
    ['yesterday', '2026-11-02T00:00 2026-11-03T00:00'],
    ['last-week', '2026-10-19T00:00 2026-10-26T00:00'],
    ['last-month', '2026-09-01T00:00 2026-10-01T00:00'],
    ['month-to-date', '2026-10-01T00:00 2026-10-05T00:00'],
    ['last-24h', '2026-11-02T10:17 2026-11-03T10:17'],
  ])('%s', (text, expected) => {
    expect(before(text)).toBe(expected);
  });

  test('a month to date that the month before is too short for', () => {
    expect(before('month-to-date', Date.parse('2026-03-31T12:00:00Z'))).toBe('2026-02-01T00:00 2026-03-01T00:00');
  });

  test('calendar periods follow each other without a gap, in any zone on any day', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC'),
        fc.constantFrom(...NAMED_PERIODS.filter((name) => name !== 'month-to-date')),
        fc.integer({ min: Date.parse('2005-01-01'), max: Date.parse('2035-01-01') }),
        (name, text, now) => {
          const zone = zoneOf(name);
          const rule = parsePeriod(text, zone);
          const period = rule.at(now, zone);
          const earlier = rule.before(period, zone);
          expect(earlier.until).toBe(period.since);
          expect(earlier.since).toBeLessThan(earlier.until);
        },
      ),
    );
  });
});

test('the same clock times so much earlier, over a clock change too', () => {
  const rule = parsePeriod('yesterday', BERLIN);
  const period = rule.at(Date.parse('2026-10-29T05:00:00Z'), BERLIN);
  const spans = COMPARE_WITH.map((kind) => {
    const { since, until } = comparedWith(rule, period, kind, BERLIN);
    return [kind, ...[since, until].map((time) => formatInZone(time, BERLIN).slice(0, 16))].join(' ');
  });
  expect(spans).toEqual([
    'previous 2026-10-27T00:00 2026-10-28T00:00',
    'day-before 2026-10-27T00:00 2026-10-28T00:00',
    'week-before 2026-10-21T00:00 2026-10-22T00:00',
    'year-before 2025-10-29T00:00 2025-10-30T00:00',
  ]);
});
