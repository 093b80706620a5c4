import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../src/scan/custom-format/pattern.js';
import { lineMatcher } from '../../../src/scan/custom-format/watched-pattern.js';

describe('a pattern', () => {
  it('gives time, code and the other groups in their order', () => {
    const pattern = compilePattern('(?<host>\\w+) (?<time>\\S+) (?<code>\\S+)(?: (?<user>\\w+))?');
    const { fields } = pattern;
    const read = lineMatcher(pattern);
    expect(fields).toEqual(['host', 'user']);
    const reading = read('web1 09:15 ptk-107000 ann');
    expect(reading).toMatchObject({ time: '09:15', codes: [107000], fields: { host: 'web1', user: 'ann' } });
    expect(Object.keys(reading!.fields!)).toEqual(['host', 'user']);
    expect(read('web1 09:15 200')).toMatchObject({ time: '09:15', codes: [], fields: { host: 'web1', user: null } });
    expect(read('web1')).toBeNull();
  });

  it('says nothing of a code that has no group, or whose group took no part', () => {
    expect(lineMatcher(compilePattern('(?<time>\\d+)'))('7')).toMatchObject({ time: '7', codes: null, fields: null });
    expect(lineMatcher(compilePattern('(?<time>\\d+)(?: (?<code>\\d+))?'))('7')?.codes).toBeNull();
  });

  it.each([
    ['(', 'expected a regular expression; got "(" (Unterminated group)'],
    ['\\d+', 'expected a named group'],
    ['(?<line>x)', "expected a name for a group that events don't have already; got (?<line>…)"],
    ['(?<__proto__>x)', 'got (?<__proto__>…)'],
  ])('%s is refused', (pattern, message) => {
    expect(() => compilePattern(pattern)).toThrow(message);
  });
});
