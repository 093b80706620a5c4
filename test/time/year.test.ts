import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inYear, resolveYear } from '../../src/time/year.js';
import { zoneOf } from '../../src/time/zone.js';

const DAY = 86_400_000;
const utc = (local: number) => local;

/** `02-29 12:00` as local time of the year 2000. */
function in2000(text: string): number {
  return Date.parse(`2000-${text.replace(' ', 'T')}Z`);
}

function resolved(text: string, reference: string, toInstant: (local: number) => number = utc): string {
  return new Date(resolveYear(in2000(text), Date.parse(reference), toInstant)).toISOString().slice(0, 16);
}

describe('resolveYear', () => {
  test.each([
    ['11-01 09:15', '2026-11-05T00:00Z', '2026-11-01T09:15'],
    ['11-06 00:00', '2026-11-05T00:00Z', '2026-11-06T00:00'],
    ['11-06 00:01', '2026-11-05T00:00Z', '2025-11-06T00:01'],
    ['12-31 23:59', '2026-01-01T00:00Z', '2025-12-31T23:59'],
    ['01-01 00:30', '2025-12-31T01:00Z', '2026-01-01T00:30'],
    ['01-01 00:30', '2025-12-30T23:00Z', '2025-01-01T00:30'],
    ['02-29 12:00', '2026-11-05T00:00Z', '2024-02-29T12:00'],
    ['02-29 12:00', '2024-02-28T12:00Z', '2024-02-29T12:00'],
    ['02-29 12:00', '2024-02-28T11:59Z', '2020-02-29T12:00'],
    ['02-29 12:00', '1904-01-01T00:00Z', '1896-02-29T12:00'],
    ['03-01 00:00', '2026-11-05T00:00Z', '2026-03-01T00:00'],
    ['02-28 23:59', '2025-11-05T00:00Z', '2025-02-28T23:59'],
    ['12-31 23:59', '2024-12-31T23:59Z', '2024-12-31T23:59'],
  ])('%s seen at %s is %s', (text, reference, local) => {
    expect(resolved(text, reference)).toBe(local);
  });

  test('the zone decides near the limit', () => {
    const ahead = zoneOf('Pacific/Kiritimati');
    const behind = zoneOf('Pacific/Honolulu');
    // One day after the reference the clock shows 14:00 of 1 January in Kiritimati, 14:00 of 31 December in Honolulu.
    const reference = '2025-12-31T00:00Z';
    expect(resolved('01-01 14:00', reference, (local) => ahead.toInstant(local))).toBe('2026-01-01T14:00');
    expect(resolved('01-01 14:01', reference, (local) => ahead.toInstant(local))).toBe('2025-01-01T14:01');
    expect(resolved('12-31 14:00', reference, (local) => behind.toInstant(local))).toBe('2025-12-31T14:00');
    expect(resolved('12-31 14:01', reference, (local) => behind.toInstant(local))).toBe('2024-12-31T14:01');
  });

  test('is the latest year that fits, by trying them all', () => {
    const zone = zoneOf('America/New_York');
    const toInstant = (local: number) => zone.toInstant(local);
    const any2000 = fc.integer({ min: Date.UTC(2000), max: Date.UTC(2001) - 1 });
    fc.assert(
      fc.property(any2000, fc.integer({ min: Date.UTC(1980), max: Date.UTC(2090) }), (local2000, reference) => {
        const stamp = new Date(local2000);
        const fits = [];
        for (let year = 1970; year < 2093; year++) {
          const local = new Date(local2000);
          local.setUTCFullYear(year);
          if (local.getUTCDate() === stamp.getUTCDate() && toInstant(local.getTime()) <= reference + DAY) {
            fits.push(local.getTime());
          }
        }
        expect(resolveYear(local2000, reference, toInstant)).toBe(Math.max(...fits));
      }),
      { numRuns: 500 },
    );
  });

  test('ends without a reference', () => {
    expect(resolveYear(in2000('02-29 12:00'), Number.NaN, utc)).toBeNaN();
  });
});

describe('inYear', () => {
  test.each([1, 99, 1600, 1899, 1900, 1969, 1970, 2000, 2023, 2024, 2100])('%d', (year) => {
    for (const text of ['01-01 00:00', '02-28 23:59', '03-01 00:00', '12-31 23:59']) {
      const date = new Date(in2000(text));
      date.setUTCFullYear(year);
      expect(inYear(in2000(text), year)).toBe(date.getTime());
    }
  });

  test('29 February is only in leap years', () => {
    const years = [1900, 1996, 2000, 2023, 2024, 2100];
    expect(years.filter((year) => inYear(in2000('02-29 23:59'), year) !== null)).toEqual([1996, 2000, 2024]);
  });
});
