/** Written times: every form of the table, where they begin and end, and dates and times that there are not. */
import { describe, expect, it } from 'vitest';
import { DATE_FORMS, START_BYTES, START_LIMIT, TIME_FORMS } from '../../../src/model/timestamp-forms.js';
import { zoneNamesIn } from '../../../src/model/zone-abbreviations.js';
import { localOf, stampOf } from './read.js';

describe('the table of forms', () => {
  it.each(DATE_FORMS)('$pattern: $example', ({ example, family, order, isCompact, first, pattern }) => {
    const dateOrder = order === 'given' ? (first === 'month' ? 'mdy' : 'dmy') : null;
    const year = /[Yy]/.test(pattern) ? '2026' : '2000';
    for (const time of TIME_FORMS) {
      for (const between of [' ', '  ', '\t', 'T', '_', ',', ', ', ';', '|', '@', ' at ', ' - ', '","', '\u00a0']) {
        const line = `${example}${between}${time.example}`;
        expect([line, localOf(line, { dateOrder })]).toEqual([line, `${year}-11-01T09:15:00.000`]);
      }
    }
    expect(stampOf(`${example} 09:15:00`, { dateOrder })).toMatchObject({ family, yearless: year === '2000' });
    if (isCompact) expect(localOf(`${example}091500`)).toBe('2026-11-01T09:15:00.000');
  });

  it.each(['Tue', 'Tuesday', 'tue', 'SUNDAY', 'Sun,'])('with %s before it', (day) => {
    for (const rest of ['Nov  1 09:15:00 2026', '2026-11-01 09:15:00', '1 Nov 2026 09:15:00', '11/1/2026 09:15']) {
      expect(localOf(`${day} ${rest}`)).toBe('2026-11-01T09:15:00.000');
    }
  });

  it.each(['Nov 1 09:15:00 2026', 'Nov-01 09:15:00 2026', 'Nov 1 09:15:00 PDT 2026', 'Nov 1 09:15:00 +0200 2026'])(
    'the year behind the time: %s',
    (text) => {
      expect(stampOf(text)).toMatchObject({ yearless: false, local: Date.UTC(2026, 10, 1, 9, 15) });
    },
  );
});

describe('the order of numbers', () => {
  it.each([
    ['11/01/2026', null, '2026-11-01'],
    ['11/01/2026', 'dmy', '2026-01-11'],
    ['25/11/2026', null, '2026-11-25'],
    ['11-01-2026', null, '2026-01-11'],
    ['11-01-2026', 'mdy', '2026-11-01'],
    ['25-11-2026', 'mdy', '2026-11-25'],
    ['11.01.2026', 'mdy', '2026-01-11'],
    ['26/11/01', null, '2026-11-01'],
    ['11/01/26', 'mdy', '2026-11-01'],
    ['11/01/26', 'dmy', '2026-01-11'],
    ['25.11.26', 'mdy', '2026-11-25'],
    ['991231', null, '1999-12-31'],
    ['681231', null, '2068-12-31'],
    ['691231', null, '1969-12-31'],
  ] as const)('%s by %s', (date, dateOrder, day) => {
    expect(localOf(`${date} 09:15:00`, { dateOrder })).toBe(`${day}T09:15:00.000`);
  });
});

describe('where a timestamp starts', () => {
  it.each([...START_BYTES, ' ', '\t', '\u00a0', '\\n', '\\"', '%20', '&lt;'])('after %j', (byte) => {
    // Behind an equals sign it needs a name that says so.
    expect(localOf(`time${byte}2026-11-01 09:15:00`)).toBe('2026-11-01T09:15:00.000');
  });

  it.each([...'x_0/)]}\\~é'])('not after %j', (byte) => {
    expect(stampOf(`x${byte}2026-11-01T09:15:00`)).toBeNull();
  });

  it.each(['\x1b[31m', '\\u001b[0m', '\0\0', '\ufeff', '\ufeff\0\x1b[m'])('behind what is not there: %j', (nothing) => {
    expect(localOf(`${nothing}2026-11-01 09:15:00`)).toBe('2026-11-01T09:15:00.000');
    expect(localOf(`${nothing.repeat(300)}1793524500`)).toBe('2026-11-01T09:15:00.000');
  });

  it('within the first 512 bytes', () => {
    expect(stampOf(`${' '.repeat(START_LIMIT - 1)}2026-11-01 09:15:00 x`)?.start).toBe(START_LIMIT - 1);
    expect(stampOf(`${' '.repeat(START_LIMIT)}2026-11-01 09:15:00 x`)).toBeNull();
  });

  it('the leftmost that reads whole wins', () => {
    expect(localOf('2026-13-01 09:15:00 and 02 Nov 2026 10:00:00, 2026-11-03 11:00:00')).toBe(
      '2026-11-02T10:00:00.000',
    );
  });
});

describe('what goes on behind the time', () => {
  it.each([
    ['.5', 500],
    [',12', 120],
    ['.123456789', 123],
    [':6', 6],
    [':447', 447],
    ['.', 0],
    [',107000,x', 0],
    [',107000', 0],
  ])('a fraction: %s', (fraction, milliseconds) => {
    expect(stampOf(`2026-11-01 09:15:00${fraction}`)?.local).toBe(Date.UTC(2026, 10, 1, 9, 15, 0, milliseconds));
  });

  it('a code with more behind it is a fraction', () => {
    expect(localOf('2026-11-01 09:15:00,107000 x')).toBe('2026-11-01T09:15:00.107');
  });

  it.each(['AM', 'am', ' PM', 'a.m.', ' P.M.', '\u202fPM', '\u00a0pm'])('half a day: %j', (half) => {
    const hour = /a/i.test(half) ? '09' : '21';
    expect(localOf(`11/1/2026 9:15:00${half}`)).toBe(`2026-11-01T${hour}:15:00.000`);
    expect(localOf(`2026-11-01 9:15${half}`)).toBe(`2026-11-01T${hour}:15:00.000`);
  });

  it.each<[string, number | null]>([
    ['Z', 0],
    ['z', 0],
    [' UTC', 0],
    ['+0200', 120],
    [' -03:30', -210],
    ['+02', 120],
    ['GMT+2', 120],
    [' [UTC]', 0],
    [' (+0100)', 60],
    ['+02:00[Europe/Berlin]', 120],
    [' CET', 60],
    [' [EDT]', -240],
    [' IST', 330],
    [' XYZ', null],
    [' +02', null],
    ['  Z', null],
    [' cet', null],
  ])('a zone: %j', (zone, minutes) => {
    expect(stampOf(`2026-11-01 09:15:00${zone}`)?.zone).toBe(minutes);
  });

  it('a name that the report zone uses itself is its', () => {
    expect(stampOf('2026-11-01 09:15:00 CST')).toMatchObject({ zone: -360, zoneName: 'CST' });
    expect(stampOf('2026-11-01 09:15:00 CST', { zones: zoneNamesIn('Asia/Shanghai') })?.zone).toBe(480);
    expect(stampOf('2026-11-01 09:15:00 MSK', { zones: zoneNamesIn('Europe/Moscow') })).toMatchObject({
      zone: null,
      zoneName: 'MSK',
    });
  });

  it.each([
    ...['x', '_', '0', '.1234567890', ':4477', '.123x', 'PDTX', 'Zx'].map((end) => `2026-11-01 09:15:00${end}`),
    ...['2026-11-01 13:00:00 PM', '2026-11-01 00:15:00 AM', '2026-11-01 09:15:00AMx'],
  ])('what makes it none: %s', (text) => {
    expect(stampOf(text)).toBeNull();
  });

  it.each(['+2', '-12345', ' PMx', '  AM', ' +02', ' - x', ']'])('what is no part of it: %j', (end) => {
    expect(stampOf(`2026-11-01 09:15:00${end}`)).toMatchObject({
      local: Date.UTC(2026, 10, 1, 9, 15),
      zone: null,
      end: 19,
    });
  });
});

describe('dates and times that there are', () => {
  it.each(['2024-02-29', '2000-02-29', '2026-12-31', '0001-01-01', '9999-12-31'])('%s', (date) => {
    expect(localOf(`${date} 00:00:00`)).toBe(`${date}T00:00:00.000`);
  });

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-01',
    '2026-01-00',
    '2026-01-32',
    '0000-01-01',
  ])('not %s', (date) => {
    expect(stampOf(`x=${date} 00:00:00`)).toBeNull();
  });

  it('29 February without a year is one, by a year that has none it is not', () => {
    expect(stampOf('Feb 29 09:15:00')).toMatchObject({ yearless: true });
    expect(stampOf('Feb 29 09:15:00', { year: 2024 })).toMatchObject({ yearless: false });
    expect(stampOf('Feb 29 09:15:00', { year: 2026 })).toBeNull();
    expect(stampOf('Feb 29 09:15:00 2026')).toBeNull();
  });

  it.each([
    ['23:59:60', '23:59:59.999'],
    ['23:59:60.5', '23:59:59.999'],
    ['00:00:00', '00:00:00.000'],
  ])('%s', (time, read) => {
    expect(localOf(`2026-11-01 ${time}`)).toBe(`2026-11-01T${read}`);
  });

  it('24:00:00 is the next day’s midnight', () => {
    expect(localOf('2026-12-31 24:00:00')).toBe('2027-01-01T00:00:00.000');
    expect(localOf('2026-12-31 24:00')).toBe('2027-01-01T00:00:00.000');
  });

  it.each(['24:00:01', '24:01:00', '24:00:00.001', '25:00:00', '09:60:00', '09:15:61', '9:1'])('not %s', (time) => {
    expect(stampOf(`2026-11-01 ${time}`)).toBeNull();
  });
});

describe('forms that are read whole', () => {
  it.each([
    ['type=X msg=audit(1793524500.123:42): x', 0, '.123'],
    ['at /Date(1793524500123+0200)/', 0, '.123'],
    ['<![LOG[x]LOG]!><time="09:15:00.123-060" date="11-01-2026" component="x">', 60, '.123'],
    ['date=2026-11-01 time=09:15:00 x', null, '.000'],
    ['date="2026-11-01" time="09:15:00"', null, '.000'],
    ['"2026-11-01","09:15:00"', null, '.000'],
  ])('%s', (text, zone, fraction) => {
    expect([localOf(text), stampOf(text)?.zone]).toEqual([`2026-11-01T09:15:00${fraction}`, zone]);
  });

  it.each(['audit(2793524500.123:42)', 'audit(1793524500.12:42)', '<time="09:15:00.123" date="13-32-2026"'])(
    'not %s',
    (text) => {
      expect(stampOf(text)).toBeNull();
    },
  );
});
