import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText } from '../../src/reference/read-text.js';
import { latin1 } from './latin1.js';

const read = (text: string) => readText(latin1(text), 0, latin1(text).length).text;

describe('how text is read', () => {
  it.each([
    ['a\tb', 'a b'],
    ['a\u00a0b\u202fc', 'a b c'],
    ['\x1b[1;31mred\x1b[0m', 'red'],
    ['\\u001b[31mred\\x1b[0m#033[m\\033[2Kgreen\\\\u001B[m', 'redgreen'],
    ['\x1b[?25h', ''],
    ['a\\nb\\r\\nc\\\\td', 'a b  c d'],
    ['{\\"code\\":\\\\\\"1\\\\\\"}', '{"code":"1"}'],
    ["\\'x\\'", "'x'"],
    ['code%3D1%20%22x%22', 'code=1 "x"'],
    ['code\\u003d1\\\\u003D2', 'code=1=2'],
    ['&lt;a&gt;&quot;&apos;&amp;&nbsp;x', '<a>"\'& x'],
  ])('%j as %j', (text, as) => {
    expect(read(text)).toBe(as);
  });

  it.each([
    ...['\x1b', '\x1b[31', '\x1b(B', '\\x1c[m', '\\u001b', '#033', '\\z', '\\\\', '%', '%2', '%41', '%zz', '%a0'],
    ...['\\u0041', '\\u00', '&', '&lt', '&euro;', '\\'],
  ])('%j as it stands', (text) => {
    expect(read(text)).toBe(text);
  });

  it('once: what an escape stands for begins none', () => {
    expect(read('%2526')).toBe('%2526'.replace('%25', '%'));
    expect(read('&amp;lt;')).toBe('&lt;');
    expect(read('%5cn')).toBe('\\n');
  });

  it('tells where each character begins', () => {
    const { text, offsets } = readText('xx \x1b[0m%3D\\"1', 2, 14);
    expect([text, offsets]).toEqual([' ="1', [2, 7, 10, 12, 13]]);
  });

  it('reads no escape that goes on behind the end', () => {
    expect(readText('a%3D', 0, 3).text).toBe('a%3');
    expect(readText('a\\"', 0, 2).text).toBe('a\\');
  });

  it('reads any bytes, and keeps those that are no escapes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const line = Buffer.from(bytes).toString('latin1');
        const { text, offsets } = readText(line, 0, line.length);
        expect(offsets).toHaveLength(text.length + 1);
        expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
        if (!/[\\%&#\x1b\t\xc2\xe2]/.test(line)) expect(text).toBe(line);
      }),
    );
  });
});
