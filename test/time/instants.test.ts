import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LogscanError } from '../../src/model/errors.js';
import { formatInstant, formatInZone } from '../../src/time/instants.js';
import { parseInstant } from '../../src/time/parse-instant.js';
import { zoneOf } from '../../src/time/zone.js';
import { ZONES } from './temporal-oracle.js';

const UTC = zoneOf('UTC');
const NOW = Date.parse('2026-11-01T09:15:00.500Z');

describe('formatInstant', () => {
  test('is what Date writes, in any order', () => {
    const near = fc.integer({ min: NOW - 100_000, max: NOW + 100_000 });
    const any = fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 });
    fc.assert(
      fc.property(fc.array(fc.oneof(near, any), { minLength: 1 }), (instants) => {
        for (const at of instants) expect(formatInstant(at)).toBe(new Date(at).toISOString());
      }),
    );
  });

  test('refuses what is no instant', () => {
    expect(() => formatInstant(Number.NaN)).toThrow(RangeError);
    expect(() => formatInstant(8.65e15)).toThrow(RangeError);
    expect(formatInstant(0)).toBe('1970-01-01T00:00:00.000Z');
  });
});

describe('formatInZone', () => {
  test.each([
    ['2026-11-01T09:15:00.000Z', 'Europe/Berlin', '2026-11-01T10:15:00.000+01:00'],
    ['2026-11-01T09:15:00.123Z', 'America/St_Johns', '2026-11-01T05:45:00.123-03:30'],
    ['2026-11-01T05:30:00.000Z', 'America/New_York', '2026-11-01T01:30:00.000-04:00'],
    ['2026-11-01T06:30:00.000Z', 'America/New_York', '2026-11-01T01:30:00.000-05:00'],
    ['2026-11-01T09:15:00.000Z', 'UTC', '2026-11-01T09:15:00.000+00:00'],
    // Monrovia was 44 minutes and 30 seconds behind until 1972.
    ['1971-06-01T12:00:00.000Z', 'Africa/Monrovia', '1971-06-01T11:16:00.000-00:44'],
  ])('%s in %s is %s', (instant, zone, text) => {
    expect(formatInZone(Date.parse(instant), zoneOf(zone))).toBe(text);
  });

  test('always names the same instant', () => {
    const any = fc.integer({ min: Date.UTC(1850), max: Date.UTC(2100) });
    fc.assert(
      fc.property(any, fc.constantFrom(...ZONES, 'Africa/Monrovia'), (at, zone) => {
        const text = formatInZone(at, zoneOf(zone));
        expect(Date.parse(text)).toBe(at);
        expect(parseInstant(text, UTC, 0)).toBe(at);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('parseInstant', () => {
  test.each([
    ['2026-11-01T09:15:00Z', '2026-11-01T09:15:00.000Z'],
    ['2026-11-01t09:15:00z', '2026-11-01T09:15:00.000Z'],
    ['2026-11-01 09:15:00.1239999+02:00', '2026-11-01T07:15:00.123Z'],
    ['2026-11-01 09:15:00,5 -0530', '2026-11-01T14:45:00.500Z'],
    ['2026-11-01T09:15:00+02', '2026-11-01T07:15:00.000Z'],
    ['2026-11-01T09:15 UTC', '2026-11-01T09:15:00.000Z'],
    ['2026-11-01 09:15', '2026-11-01T08:15:00.000Z'],
    ['2026-11-01 09:15:60', '2026-11-01T08:15:59.999Z'],
    ['  2026-07-01 09:15 ', '2026-07-01T07:15:00.000Z'],
    ['2026-03-29 02:30', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25 02:30', '2026-10-25T00:30:00.000Z'],
    ['2026-11-01', '2026-10-31T23:00:00.000Z'],
    ['2024-02-29', '2024-02-28T23:00:00.000Z'],
    ['0099-01-01T00:00:00Z', '0099-01-01T00:00:00.000Z'],
    ['90s', '2026-11-01T09:13:30.500Z'],
    ['15m', '2026-11-01T09:00:00.500Z'],
    ['24h', '2026-10-31T09:15:00.500Z'],
    ['7d', '2026-10-25T09:15:00.500Z'],
    ['2w', '2026-10-18T09:15:00.500Z'],
    ['0s', '2026-11-01T09:15:00.500Z'],
    ['2h30m', '2026-11-01T06:45:00.500Z'],
    ['1d12h', '2026-10-30T21:15:00.500Z'],
    ['1w2d3h4m5s', '2026-10-23T06:10:55.500Z'],
    ['90m30s', '2026-11-01T07:44:30.500Z'],
    ['now', '2026-11-01T09:15:00.500Z'],
    ['today', '2026-10-31T23:00:00.000Z'],
    ['yesterday', '2026-10-30T23:00:00.000Z'],
    // Now it is 10:15:00.5 there: the same minute is of today, what is still to come is of yesterday.
    ['10:15', '2026-11-01T09:15:00.000Z'],
    ['9:15:30', '2026-11-01T08:15:30.000Z'],
    ['10:15:01', '2026-10-31T09:15:01.000Z'],
    ['17:45', '2026-10-31T16:45:00.000Z'],
    ['00:00', '2026-10-31T23:00:00.000Z'],
    ['23:59:59', '2026-10-31T22:59:59.000Z'],
  ])('%s is %s in Berlin', (text, instant) => {
    expect(new Date(parseInstant(text, zoneOf('Europe/Berlin'), NOW)).toISOString()).toBe(instant);
  });

  test('yesterday starts at its own midnight, whatever its length', () => {
    const now = Date.parse('2026-10-26T12:00Z');
    expect(parseInstant('yesterday', zoneOf('Europe/Berlin'), now)).toBe(Date.parse('2026-10-24T22:00Z'));
  });

  test.each([
    '',
    '2026-13-01',
    '2026-02-30',
    '2025-02-29',
    '2026-00-10',
    '2026-11-01T24:00:00Z',
    '2026-11-01T09:60:00Z',
    '2026-11-01T09:15:61Z',
    '2026-11-01T09:15:00+24:00',
    '2026-11-01T09:15:00 CET',
    '2026-11-01T',
    '20261101',
    '1793524500',
    '7y',
    '-24h',
    '30m2h',
    '1h1h',
    '2h 30m',
    '1.5h',
    'h',
    '2h30',
    '999999999w',
    'tomorrow',
    'NaN',
    '24:00',
    '17:60',
    '17:45:60',
    '17:45:00.5',
    '17:4',
    '117:45',
    '17',
    '17:45Z',
  ])('%j is refused', (text) => {
    expect(() => parseInstant(text, UTC, NOW)).toThrow(LogscanError);
    expect(() => parseInstant(text, UTC, NOW)).toThrow(
      'time: expected a timestamp (2026-11-01T09:15:00Z, or without zone), a date (2026-11-01), ' +
        `a time of the day (09:15), a span back from now (90s 15m 24h 2h30m 7d 2w), now, today or yesterday; got ${JSON.stringify(text)}`,
    );
  });
});
