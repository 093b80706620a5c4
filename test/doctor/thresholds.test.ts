/** From where on the doctor says something: exactly there, and just before. */
import { describe, expect, test } from 'vitest';
import { one } from './look.js';

const said = async (text: string, told = {}) => (await one(text, told)).findings.join('\n');
const row = '2026-11-01 09:15:00,107000,x\n';
const other = 'a line without columns\n';

describe('a header', () => {
  const HEADER = 'time,code,text\n';
  test('is doubted where more lines have other columns than have its own', async () => {
    expect(await said(HEADER + row.repeat(3) + other.repeat(3))).not.toContain('It may be none');
    expect(await said(HEADER + row.repeat(3) + other.repeat(4))).toContain('but 4 of 7 lines below it have others');
  });
});

describe('codes that the catalogue does not know', () => {
  const unknown = (n: number) =>
    said(Array.from({ length: n }, (_, i) => `2026-11-01 09:15:00 code=${109900 + i}\n`).join(''));
  test('are named up to five', async () => {
    expect(await unknown(5)).toMatch(/does not know 109900, 109901, 109902, 109903, 109904:/);
    expect(await unknown(6)).toMatch(/does not know 109900, .*, 109904 and 1 more:/);
  });
});

describe('times', () => {
  const at = (time: string) => `2026-11-01T09:00:00.000Z code=107000\n${time} code=107000\n`;
  const told = { timeZone: 'UTC', written: '2026-11-01T09:00:00Z', now: '2026-11-01T09:00:00Z' };
  const diagnosed = async (time: string) => (await one(at(time), told)).times;

  test('lie in the future from more than five minutes ahead on', async () => {
    expect((await diagnosed('2026-11-01T09:05:00.000Z')).ahead).toBeNull();
    expect((await diagnosed('2026-11-01T09:05:00.001Z')).ahead).toMatchObject({ count: 1 });
  });

  test('are far from when the file was written from more than 366 days on', async () => {
    expect((await diagnosed('2025-10-31T09:00:00.000Z')).far).toBeNull();
    expect((await diagnosed('2025-10-31T08:59:59.999Z')).far).toMatchObject({ count: 1 });
  });
});
