import { expect, test } from 'vitest';
import { batchCall, cmdSignIn, isBatchFile } from '../../src/text/batch-call.js';

test('a batch file is called with its words in quotes where they need them', () => {
  expect(batchCall('C:\\Program Files\\page.cmd', ['on', 'a b'])).toEqual([
    '/d',
    '/s',
    '/c',
    '""C:\\Program Files\\page.cmd" on "a b""',
  ]);
  expect(['a.cmd', 'A.BAT', 'a.exe', 'cmd'].map(isBatchFile)).toEqual([true, true, false, false]);
});

test.each(['&', '|', '<', '>', '^', '%', '!', '"', '(', ')', '\r', '\n'])('%j is one of its signs', (sign) => {
  expect(cmdSignIn(['plain', `a${sign}b`])).toBe(sign);
  expect(cmdSignIn(['plain', 'a b', "it's", '$HOME', ';,='])).toBeNull();
});
