/** Rule 6: what is a header, and what stands under it. */
import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../src/reference/columns.js';
import { fieldsOf, HeaderSearch, headerOf } from '../../src/reference/header.js';
import { readLine } from '../../src/reference/line.js';
import { rulesOf } from '../rules/rules-of.js';
import { latin1 } from './latin1.js';

const RULES = rulesOf();
const header = (line: string) => headerOf(latin1(line), RULES);
/** The header of a source that begins with these lines. */
function found(...lines: string[]) {
  const search = new HeaderSearch(RULES, (line) => readLine(Buffer.from(line, 'latin1'), RULES).timestamp !== null);
  for (const line of lines) if (!search.isDone) search.add(latin1(line));
  return search.header;
}

describe('a header', () => {
  it.each([
    ['time,code,id', ',', ['time', 'code', 'id']],
    ['time;code;a, b', ';', ['time', 'code', 'a, b']],
    ['"time"\t"status"\t"x"', '\t', ['time', 'status', 'x']],
    ['@time | Code | #3', '|', ['@time', 'Code', '#3']],
    ['Größe,Fehler code,cs(User-Agent)', ',', ['Größe', 'Fehler code', 'cs(User-Agent)']],
    [`code,b,${'c'.repeat(64)}`, ',', ['code', 'b', 'c'.repeat(64)]],
  ])('%s', (line, separator, names) => {
    if (names.includes('a, b')) expect(header(line)).toBeNull();
    else expect(header(line)).toMatchObject({ separator, names });
  });

  it.each([
    ...['time,code', 'time,id,text', 'code,1,b', 'code,,b', 'code b c', `code,b,${'c'.repeat(65)}`, 'code,b,c=d', ''],
  ])('not %s', (line) => {
    expect(header(line)).toBeNull();
  });

  it('is the first line, none of JSON and none with a timestamp', () => {
    expect(found('time,code,id')).not.toBeNull();
    expect(found('x', 'time,code,id')).toBeNull();
    expect(found('{"time":1,"code":2,"id":3}')).toBeNull();
    expect(found('Nov 1 2026 09:15:00,code,id')).toBeNull();
  });

  it('is the first #Fields: of the lines with # that the source begins with', () => {
    expect(fieldsOf('#Fields: date  time sc-status', RULES)?.names).toEqual(['date', 'time', 'sc-status']);
    expect(found('#Version: 1.0', '#Date: 2026-11-01', '#Fields: date time sc-status')?.separator).toBe('blank');
    expect(found('x', '#Fields: date time sc-status')).toBeNull();
    expect(found('#Version: 1.0', 'time,code,id')).toBeNull();
  });
});

describe('rows', () => {
  const accepted = (head: string, line: string) => readLine(line, RULES, found(head)).accepted;

  it('have codes where a column says so, and none elsewhere', () => {
    expect(accepted('time,code,id', '09:15,107999,107000')).toEqual([107999]);
    expect(accepted('time,id,code,reason', 'x,107000,"107001", 107002 ')).toEqual([107001, 107002]);
    expect(accepted('time,text,code', 'x,107000,')).toEqual([]);
  });

  it('with another number of columns are read as any line is', () => {
    expect(accepted('time,code,id', 'x,107000')).toEqual([107000]);
    expect(accepted('time,code,text', 'x,107999,"a, b"')).toEqual([107999]);
    expect(accepted('time,code,id', `x,107999,${'y'.repeat(4096)}`)).toEqual([]);
  });

  it('have the value without its quotes and blanks', () => {
    const columns = columnsOf('a, "b c" ,""', 0, header('x,code,y')!);
    expect(columns?.map(({ name, start, end }) => [name, start, end])).toEqual([
      ['x', 0, 1],
      ['code', 4, 7],
      ['y', 11, 11],
    ]);
  });

  it('have their time where a column is one of times', () => {
    const time = (head: string) =>
      readLine('2026-11-02 10:00:00;2026-11-01 09:15:00;107000', RULES, found(head)).timestamp?.start;
    expect(time('due;logged;code')).toBe(20);
    expect(time('time;x;code')).toBe(0);
    expect(time('due;x;code')).toBeUndefined();
    expect(time('x;due;code')).toBe(0);
  });
});
