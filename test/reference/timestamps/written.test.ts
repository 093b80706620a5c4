import { describe, expect, it } from 'vitest';
import { findTimestamp } from '../../../src/reference/timestamps/index.js';
import { latin1, lineRules } from '../line-rules.js';

const read = (text: string) => findTimestamp(latin1(text), lineRules()).timestamp;
/** The wall-clock time that is read, `YYYY-MM-DDTHH:MM:SS.mmm`, or null. */
const local = (text: string) => {
  const stamp = read(text);
  return stamp && new Date(stamp.local).toISOString().slice(0, -1);
};

describe('where a timestamp starts', () => {
  it.each([...' \t[({<>|"\'=,;:'])('after %j', (byte) => {
    expect(local(`x${byte}2026-11-01 09:15:00`)).toBe('2026-11-01T09:15:00.000');
  });

  it.each([...'x_0-.*/)]}\\~#é\x00'])('not after %j', (byte) => {
    expect(local(`x${byte}2026-11-01T09:15:00`)).toBeNull();
  });

  it('at byte 511, not at byte 512', () => {
    expect(read(`${' '.repeat(511)}2026-11-01 09:15:00`)?.start).toBe(511);
    expect(read(`${' '.repeat(512)}2026-11-01 09:15:00`)).toBeNull();
  });

  it('the leftmost that reads whole wins', () => {
    expect(local('2026-13-01 09:15:00 and 02 Nov 2026 10:00:00, 2026-11-03 11:00:00')).toBe('2026-11-02T10:00:00.000');
  });

  it.each([
    'Sun Nov  1 09:15:00 host up',
    'Sun Nov  1 09:15:00 20261',
    'Sun Nov  1 09:15:00 2026x',
    'Sun Nov 31 09:15:00 2026, Nov 1 09:15:00',
  ])('what fails at the weekday may still read from the month on: %s', (text) => {
    expect(local(text)).toBe('2000-11-01T09:15:00.000');
  });
});

describe('where a timestamp ends', () => {
  it.each([
    ['2026-11-01T09:15:00.123Z rest', '2026-11-01T09:15:00.123Z'],
    ['2026-11-01 09:15:00, rest', '2026-11-01 09:15:00'],
    ['2026-11-01 09:15:00.', '2026-11-01 09:15:00'],
    ['2026-11-01 09:15:00:6', '2026-11-01 09:15:00'],
    ['2026-11-01 09:15:00 - rest', '2026-11-01 09:15:00'],
    ['2026-11-01 09:15:00 +02:00]', '2026-11-01 09:15:00 +02:00'],
    ['2026-11-01 9:15:00 PM EST|', '2026-11-01 9:15:00 PM EST'],
    ['Sun Nov  1 09:15:00 PDT 2026 x', 'Sun Nov  1 09:15:00 PDT 2026'],
    ['2026-11-01-09.15.00,123', '2026-11-01-09.15.00'],
  ])('%s', (text, stamp) => {
    expect(read(text)).toMatchObject({ start: 0, end: stamp.length });
  });

  it.each([
    '2026-11-01T09:15:00x',
    '2026-11-01T09:15:00_',
    '2026-11-01T09:15:000',
    '2026-11-01T09:15:00.1234567890',
    '2026-11-01T09:15:00.123x',
    '2026-11-01T09:15:00Zx',
    '2026-11-01T09:15:00PMx',
    '20261101T0915001',
    '20261101-9:15:00:1234',
    '20261101-9:15:00:1234x',
    '11/01/2026 09:15:00:1234',
  ])('not whole: %s', (text) => {
    expect(read(text)).toBeNull();
  });
});

describe('dates and times that don’t exist', () => {
  it.each([
    '2026-13-01 09:15:00',
    '2026-00-01 09:15:00',
    '2026-11-00 09:15:00',
    '2026-11-31 09:15:00',
    '2026-02-30 09:15:00',
    '2026-02-29 09:15:00',
    '1900-02-29 09:15:00',
    '0000-11-01 09:15:00',
    '2026-11-01 24:00:00',
    '2026-11-01 09:60:00',
    '2026-11-01 09:15:61',
    '20261101T240000',
    '2026-11-01-09.15.61',
    '261301 091500',
    '261101 096000',
    '26/02/29 09:15:00',
    'Nov 31 09:15:00',
    'Feb 30 09:15:00',
    'Feb 29 2026 09:15:00',
    '31/Nov/2026:09:15:00',
    '29 Feb 2026 09:15:00',
    'Feb 29, 2026 9:15:00 AM',
    '13-01 09:15:00',
    'I1301 09:15:00',
    'I20260229 09:15:00',
    '13/13/2026 09:15:00',
    '2026-11-01 13:00:00 PM',
    '2026-11-01 0:00:00 AM',
  ])('%s', (text) => {
    expect(read(text)).toBeNull();
  });

  it.each([
    ['2024-02-29 09:15:00', '2024-02-29T09:15:00.000'],
    ['2000-02-29 09:15:00', '2000-02-29T09:15:00.000'],
    ['0001-01-01 00:00:00', '0001-01-01T00:00:00.000'],
    ['11/01/26 9:15:00 AM', '2011-01-26T09:15:00.000'],
    ['9999-12-31 23:59:59.999', '9999-12-31T23:59:59.999'],
    ['Feb 29 09:15:00', '2000-02-29T09:15:00.000'],
    ['2026-11-01 09:15:60.5', '2026-11-01T09:15:59.999'],
    ['20261101-9:15:60:5', '2026-11-01T09:15:59.999'],
    ['68/11/01 09:15:00', '2068-11-01T09:15:00.000'],
    ['69/11/01 09:15:00', '1969-11-01T09:15:00.000'],
  ])('but %s does', (text, expected) => {
    expect(local(text)).toBe(expected);
  });

  it('29 February depends on the year that was set', () => {
    expect(findTimestamp('Feb 29 09:15:00', lineRules({ year: 2026 })).timestamp).toBeNull();
    expect(findTimestamp('Feb 29 09:15:00', lineRules({ year: 2028 })).timestamp?.yearless).toBe(false);
  });
});

describe('near misses', () => {
  it.each([
    '2026-11/01 09:15:00',
    '2026.11.01 09:15:00',
    '2026-1-01 09:15:00',
    '2026-11-01  09:15:00',
    '2026-11-01_09:15:00',
    '2026-11-01T09:15',
    '2026-11-01 09:5:00',
    '2026-11-01-9.15.00',
    '20261101t091500',
    '20261101T09:15:00',
    '26-11-01T09:15:00',
    '26/1/01 09:15:00',
    '261101T091500',
    '261101  09:15:00',
    'Nov   1 09:15:00',
    'Nov-1 09:15:00',
    'Nov 1  09:15:00',
    'Nov 1 26 09:15:00',
    'Nove 1 09:15:00',
    'Sun Nov 1',
    '1/Nov/2026:09:15:00',
    '01/Nov/2026:9:15:00',
    '01/Nov/2026 09:15:00',
    '01-Nov 2026 09:15:00',
    '11/01/26, 9:15:00 AM',
    'Nov 1,2026 9:15:00 AM',
    'Nov  1, 2026 9:15:00 AM',
    '1-01 09:15:00',
    '11/01 09:15:00',
    'D1101 09:15:00',
    'i1101 09:15:00',
    '09:15:00.123',
  ])('%s', (text) => {
    expect(read(text)).toBeNull();
  });
});

describe('fractions', () => {
  it.each([
    ['.1', 100],
    ['.12', 120],
    ['.123', 123],
    ['.1239', 123],
    ['.999999999', 999],
    [',5', 500],
    ['.', 0],
    [', next', 0],
  ])('%s', (fraction, milliseconds) => {
    expect(read(`2026-11-01T09:15:00${fraction}`)?.local).toBe(Date.UTC(2026, 10, 1, 9, 15) + milliseconds);
  });

  it.each([
    ['20261101-9:15:00:6', 6],
    ['20261101-9:15:00:60', 60],
    ['20261101-9:15:00:606', 606],
    ['20261101-9:15:00.6', 600],
    ['20261101-9:15:00:x', 0],
    ['20261101 09:15:00:6', 6],
    ['11/01/2026 09:15:00:6', 6],
    ['11/01/2026 09:15:00: x', 0],
    // Elsewhere the colon is what follows the timestamp.
    ['2026-11-01 09:15:00:606', 0],
    ['2026-11-01T09:15:00:1234', 0],
  ])('%s', (text, milliseconds) => {
    expect(read(text)?.local).toBe(Date.UTC(2026, 10, 1, 9, 15) + milliseconds);
  });
});

describe('AM and PM', () => {
  it.each([
    ['12:00:00 AM', '00:00:00.000'],
    ['12:00:00 PM', '12:00:00.000'],
    ['1:00:00 pm', '13:00:00.000'],
    ['01:00:00.5Am', '01:00:00.500'],
    ['1:00:00\u202fPM', '13:00:00.000'],
    ['11:59:59 PM', '23:59:59.000'],
    ['1:00:00  PM', '01:00:00.000'],
    ['1:00:00 PMS', '01:00:00.000'],
    ['1:00:00 P', '01:00:00.000'],
    ['13:00:00 AMs', '13:00:00.000'],
  ])('%s', (time, expected) => {
    for (const date of ['2026-11-01 ', '2026/11/01 ', '1 Nov 2026 ', '11/1/2026 ', '11/1/2026, ', 'Nov 1, 2026 ']) {
      expect(local(date + time)).toBe(`2026-11-01T${expected}`);
    }
  });

  it('only where the form has them', () => {
    expect(local('2026-11-01T09:15:00 PM')).toBe('2026-11-01T09:15:00.000');
    expect(local('26/11/01 09:15:00 PM')).toBe('2026-11-01T09:15:00.000');
    expect(local('20261101 09:15:00 PM')).toBe('2026-11-01T09:15:00.000');
  });
});

describe('zones', () => {
  it.each([
    ['Z', 0],
    ['z', 0],
    [' Z', 0],
    [' z', null],
    ['UTC', 0],
    [' GMT', 0],
    [' gmt', null],
    [' EST', -300],
    [' EDT', -240],
    [' CST', -360],
    [' CDT', -300],
    [' MST', -420],
    [' MDT', -360],
    [' PST', -480],
    ['PDT', -420],
    [' CET', null],
    ['+02', 120],
    ['+0230', 150],
    [' +02:30', 150],
    ['-0500', -300],
    ['-00:00', 0],
    ['+23:59', 1439],
    [' UTC+2', 0],
    [' UTC+02', 120],
    ['GMT-0330', -210],
    [' GMT+05:30', 330],
    [' UTC +02:00', 0],
    ['  +02:00', null],
    ['+24:00', null],
    ['+05:60', 300],
    ['+05:3', 300],
    [' +05:30x', 300],
    [' +0530x', null],
    [' +053', null],
    [' -', null],
    [' -1', null],
    ['Z[UTC]', 0],
    [' EST5EDT', null],
    [' UTCx', null],
  ])('%j', (zone, offset) => {
    expect(read(`2026-11-01T09:15:00.123${zone}`)).toMatchObject({ zone: offset });
  });

  it('leaves what is no zone outside, the space before it too', () => {
    expect(read('2026-11-01 09:15:00 CET')?.end).toBe(19);
    expect(read('2026-11-01 09:15:00 +05:30x')?.end).toBe(23);
  });

  it.each([
    ['CET', null],
    ['PDT', -420],
    ['Z', 0],
    ['UTC', 0],
    ['+02', 120],
    ['+0200', 120],
    ['-05:00', -300],
    ['ABCDE', null],
  ])('asctime with %s before the year', (zone, offset) => {
    expect(read(`Sun Nov  1 09:15:00 ${zone} 2026`)).toMatchObject({
      family: 'asctime',
      zone: offset,
      end: 25 + zone.length,
    });
  });

  it.each(['ABCDEF', 'cet', '+2', '+24', '+02:60', 'UTC+02', ''])('asctime doesn’t read with %j there', (zone) => {
    expect(read(`Sun Nov  1 09:15:00 ${zone} 2026`)?.family).toBe('syslog');
  });
});

describe('the order of slashed dates', () => {
  it.each([
    ['mdy', '12/25/2026 09:15:00', '2026-12-25', false],
    ['mdy', '25/12/2026 09:15:00', null, true],
    ['dmy', '25/12/2026 09:15:00', '2026-12-25', false],
    ['dmy', '12/25/2026 09:15:00', null, true],
    ['dmy', '1/2/2026 09:15:00', '2026-02-01', false],
    ['mdy', '25/25/2026 09:15:00', null, false],
    ['mdy', '2/29/2026 09:15:00', null, false],
    // Only what would read whole is worth a warning.
    ['mdy', '25/12/2026 09:15', null, false],
    ['mdy', '25/12/2026 09:15:00x', null, false],
    // Found first, so the slashed one isn't looked at.
    ['mdy', '2026-11-01 09:15:00 25/12/2026 09:15:00', '2026-11-01', false],
    ['mdy', '25/12/2026 09:15:00 2026-11-01 09:15:00', '2026-11-01', true],
  ] as const)('%s %s', (dateOrder, text, date, otherOrder) => {
    const reading = findTimestamp(text, lineRules({ dateOrder }));
    expect(reading.otherOrder).toBe(otherOrder);
    expect(reading.timestamp?.local ?? null).toBe(date && Date.parse(`${date}T09:15:00Z`));
  });
});
