import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileTimeFormat } from '../../src/time/strptime.js';

const ZONES = new Map([
  ['UTC', 0],
  ['PST', -480],
]);
const read = (format: string, text: string, year: number | null = null) => {
  const time = compileTimeFormat(format, ZONES)(text, year);
  return time === null ? null : [new Date(time.local).toISOString(), time.zone, time.yearless];
};

describe('a time format', () => {
  it.each([
    ['%Y-%m-%d %H:%M:%S', '2026-11-01 09:15:00', '2026-11-01T09:15:00.000Z', null],
    ['%d.%m.%y %H:%M:%S,%f', '01.11.26 9:15:00,1234', '2026-11-01T09:15:00.123Z', null],
    ['%d/%b/%Y:%T %z', '01/Nov/2026:09:15:00 +0530', '2026-11-01T09:15:00.000Z', 330],
    ['%a, %e %B %Y %I:%M:%S %p %Z', 'Sun,  1 november 2026 12:15:00 a.m. PST', '2026-11-01T00:15:00.000Z', -480],
    ['%A %d %b %Y %l:%M %p', 'Sunday 01 Nov 2026  9:15 PM', '2026-11-01T21:15:00.000Z', null],
    ['%FT%T.%f%z', '2026-11-01T09:15:00.5Z', '2026-11-01T09:15:00.500Z', 0],
    ['%D %R', '11/01/69 09:15', '1969-11-01T09:15:00.000Z', null],
    ['%Y%m%d%H%M%S', '20261101091500', '2026-11-01T09:15:00.000Z', null],
    ['%Y/%j %k', '2024/366  9', '2024-12-31T09:00:00.000Z', null],
    ['%s.%f', '1793524500.75', '2026-11-01T09:15:00.750Z', 0],
    ['[%Y] (%m) {%d} %% %-H?', '[2026] (11) {01} % 9?', '2026-11-01T09:00:00.000Z', null],
    ['%Y-%m-%d %Z', '2026-11-01 CET', '2026-11-01T00:00:00.000Z', null],
    ['%Y-%m-%d%n%H:%M:%S', '  2026-11-01   23:59:60  ', '2026-11-01T23:59:59.999Z', null],
  ])('%s reads %s', (format, text, local, zone) => {
    expect(read(format, text)).toEqual([local, zone, false]);
  });

  it('leaves a missing year open, or takes the one that is set', () => {
    expect(read('%b %d %T', 'Feb 29 09:15:00')).toEqual(['2000-02-29T09:15:00.000Z', null, true]);
    expect(read('%b %d %T', 'Feb 28 09:15:00', 2026)).toEqual(['2026-02-28T09:15:00.000Z', null, false]);
    expect(read('%b %d %T', 'Feb 29 09:15:00', 2026)).toBeNull();
  });

  it.each([
    ['%Y-%m-%d', '2026-02-30'],
    ['%Y-%m-%d', '2026-13-01'],
    ['%Y-%m-%d', '2026-00-10'],
    ['%Y-%m-%d', '0000-01-01'],
    ['%Y-%m-%d', '2026-11-01 '.concat('x')],
    ['%Y-%m-%d %H:%M', '2026-11-01 24:00'],
    ['%Y-%m-%d %H:%M', '2026-11-01 09:60'],
    ['%Y-%m-%d %I %p', '2026-11-01 13 PM'],
    ['%Y-%m-%d %I %p', '2026-11-01 0 AM'],
    ['%Y-%j', '2026-366'],
    ['%Y-%j', '2026-0'],
    ['%Y %b %d', '2026 Foo 01'],
    ['%Y-%m-%d %z', '2026-11-01 +2460'],
  ])('%s does not read %s', (format, text) => {
    expect(read(format, text)).toBeNull();
  });

  it.each([
    ['%Q', 'expected %Y %y'],
    ['%', 'got "%"'],
    ['%H:%M:%S', 'expected a date, such as %Y-%m-%d, or %s; got "%H:%M:%S"'],
    ['%Y %b', 'expected a date'],
    ['%Y-%m-%d %I', 'expected %I and %p together'],
    ['%Y-%m-%d %H %p', 'expected %I and %p together'],
  ])('%s is refused', (format, message) => {
    expect(() => compileTimeFormat(format, ZONES)).toThrow(message);
  });

  it('reads every instant that it could have written', () => {
    const reader = compileTimeFormat('%Y-%m-%dT%H:%M:%S.%fZ', ZONES);
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          expect(reader(date.toISOString(), null)?.local).toBe(date.getTime());
        },
      ),
    );
  });

  it('never throws on a text', () => {
    const reader = compileTimeFormat('%a %b %e %j %y %I %p %M %S %f %z %Z', ZONES);
    fc.assert(fc.property(fc.string(), (text) => void reader(text, null)));
  });
});
