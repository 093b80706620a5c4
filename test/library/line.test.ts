/** `scanLine` as the package exports it. */
import { catalogue, type LineOptions, scanLine } from 'ptk-logscan';
import { expect, test } from 'vitest';

const UTC: LineOptions = { timeZone: 'UTC' };

test('reads the time and the codes of a line', () => {
  const line = scanLine('2026-11-01 09:15:00.250 ERROR AddInteraction code=109004 status=107000 code=109004', UTC);
  expect(line.time).toBe(Date.UTC(2026, 10, 1, 9, 15, 0, 250));
  expect(line.family).toBe('year-first');
  expect(line.codes).toEqual([catalogue.get(109004), catalogue.get(107000)]);
});

test('says why a number is no code', () => {
  const { codes, candidates } = scanLine('sessionId=107000 took 107000 ms', UTC);
  expect(codes).toEqual([]);
  expect(candidates.map(({ accepted }) => accepted)).toEqual([false, false]);
  expect(JSON.stringify(candidates[0])).toContain('session');
});

test('takes bytes, also such as are no text', () => {
  expect(scanLine(Buffer.from('\xff\x00\xfe code=107000', 'latin1'), UTC).codes).toHaveLength(1);
  expect(scanLine('', UTC)).toEqual({ time: null, family: null, codes: [], candidates: [] });
});

test('reads a time without a zone in the zone given', () => {
  const at = (timeZone: string) => scanLine('2026-07-01 12:00:00 code=107000', { timeZone }).time;
  expect(at('Europe/Berlin')).toBe(Date.UTC(2026, 6, 1, 10));
  expect(at('America/New_York')).toBe(Date.UTC(2026, 6, 1, 16));
});

test('takes the year from the reference, or as given', () => {
  const reference = Date.UTC(2027, 0, 2);
  const year = (options: LineOptions) =>
    new Date(scanLine('Dec 31 23:59:59 host ptk: code=107000', { ...UTC, ...options }).time!).getUTCFullYear();
  expect(year({ reference })).toBe(2026);
  expect(year({ year: 2031 })).toBe(2031);
});

test('takes keys of one’s own', () => {
  const codes = (options: LineOptions) => scanLine('answerNo=107999', options).codes.map(({ code }) => code);
  expect(codes({})).toEqual([]);
  expect(codes({ codeKeys: ['answer-no'] })).toEqual([107999]);
  expect(scanLine('code=107000', { ignoreKeys: ['code'] }).codes).toEqual([]);
});

test('reads slashed dates either way', () => {
  const at = (dateOrder: 'mdy' | 'dmy') => scanLine('02/03/2026 00:00:00 x', { ...UTC, dateOrder }).time;
  expect(at('mdy')).toBe(Date.UTC(2026, 1, 3));
  expect(at('dmy')).toBe(Date.UTC(2026, 2, 2));
});

test('refuses a zone that is none', () => {
  expect(() => scanLine('2026-11-01 09:15:00 x', { timeZone: 'Mars/Olympus' })).toThrow(/Mars\/Olympus/);
});
