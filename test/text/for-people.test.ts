import { describe, expect, test } from 'vitest';
import { forPeople } from '../../src/text/for-people.js';

describe('commands to who reads a build’s log', () => {
  test.each([
    ['::stop-commands::x', ': :stop-commands::x'],
    [' \t\u00a0\u3000::error::x', '  \u00a0\u3000: :error::x'],
    ['\x1b[31m::error::x\x1b[0m', '\x1b[31m: :error::x\x1b[0m'],
    ['a\n  ::error::x\nb', 'a\n  : :error::x\nb'],
    ['\u200b:\u200d:error::x', ': \u200d:error::x'],
    ['x ##[error]y', 'x # #[error]y'],
    ['###[group]', '## #[group]'],
    ['##vso[task.complete]', '# #vso[task.complete]'],
    ['x ##teamcity[buildStop]', 'x # #teamcity[buildStop]'],
    ['#\u2060#v\u200bso[x]', '# #vso[x]'],
    ['section_start:1:a\r\x1b[0Kx', 'section_start:1:a x'],
  ])('%j is none any more', (given, expected) => {
    expect(forPeople(given)).toBe(expected);
  });

  test.each(['CPtk::Reply code=109004', 'at a::b::c', '## heading', '# [x]', '#1 ##2', ': x', 'list[0] ##'])(
    '%j is none',
    (given) => {
      expect(forPeople(given)).toBe(given);
    },
  );
});

test('nothing unseen is left, styles and line ends are', () => {
  expect(forPeople('\x1b[1ma\x1b[0m\r\nb\x1b[2Jc\x9b31md\u202ee\u{e0041}f\ud800g\tz\n')).toBe(
    '\x1b[1ma\x1b[0m \nbcdef\ufffdg z\n',
  );
});

test('of all that nobody sees, nothing but joiners and what emoji need is left', () => {
  const left: string[] = [];
  for (let point = 0; point <= 0x10ffff; point++) {
    const sign = String.fromCodePoint(point);
    if (sign === '\n' || /\u200c|\u200d|[\ufe00-\ufe0f]/.test(sign)) continue;
    if (!/[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\p{Surrogate}]/u.test(sign)) continue;
    if (forPeople(`a${sign}b`) === `a${sign}b`) left.push(point.toString(16));
  }
  expect(left).toEqual([]);
});

test('long rubbish takes no long time', () => {
  for (const each of ['#', ' ', '\u0301', ':\u0301', '##a', '\x1b[', '\n '])
    expect(forPeople(each.repeat(200_000)).length).toBeLessThanOrEqual(600_000);
});
