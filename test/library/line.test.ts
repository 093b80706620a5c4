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

test('without an order, / has the month first and - the day; a first number over 12 is a day all the same', () => {
  const day = (date: string, dateOrder?: 'mdy' | 'dmy') => {
    const { time } = scanLine(`${date} 00:00:00 x`, { ...UTC, ...(dateOrder === undefined ? {} : { dateOrder }) });
    return time === null ? null : new Date(time).toISOString().slice(0, 10);
  };
  expect([day('02/03/2026'), day('02-03-2026'), day('25/03/2026'), day('25/03/2026', 'mdy')]).toEqual([
    '2026-02-03',
    '2026-03-02',
    '2026-03-25',
    '2026-03-25',
  ]);
});

test('says which rule decided, by which name and word, and whether the line itself calls it a code', () => {
  const { candidates } = scanLine('segmentStatus=107000 said 107100 sessionId=108001', UTC);
  expect(candidates.map(({ rule, accepted, labelled, name, word }) => [rule, accepted, labelled, name, word])).toEqual([
    [4, true, true, 'segmentStatus', 'status'],
    [5, true, false, 'said', null],
    [4, false, false, 'sessionId', 'id'],
  ]);
  expect(scanLine('said 107100', { labelled: true }).codes).toEqual([]);
});

test('a time that is not when the line was written is not its time', () => {
  const at = (line: string) => scanLine(line, UTC).time;
  expect(at('appointment="2026-12-09T10:00:00Z" code=107000')).toBeNull();
  expect(at('appointment="2026-12-09T10:00:00Z" at="2026-11-01T09:15:00Z"')).toBe(Date.UTC(2026, 10, 1, 9, 15));
});

test('a zone that is written as a name is read as that, and the report zone’s own name as its own', () => {
  const at = (timeZone: string) => scanLine('2026-11-01 09:15:00 CST x', { timeZone }).time;
  expect(at('UTC')).toBe(Date.UTC(2026, 10, 1, 15, 15));
  expect(at('Asia/Shanghai')).toBe(Date.UTC(2026, 10, 1, 1, 15));
});

test('refuses a zone that is none', () => {
  expect(() => scanLine('2026-11-01 09:15:00 x', { timeZone: 'Mars/Olympus' })).toThrow(/Mars\/Olympus/);
});
