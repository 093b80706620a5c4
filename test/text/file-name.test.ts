import { expect, test } from 'vitest';
import { fileName } from '../../src/text/file-name.js';

test.each([
  ['C:\\logs\\a.log', 'C:/logs/a.log'],
  ['\\\\server\\share\\a.log', '//server/share/a.log'],
  ['\\\\?\\C:\\a.log', '//?/C:/a.log'],
  ['logs/a.log', 'logs/a.log'],
  ['-', '-'],
  ['nul', '//./nul'],
  ['C:\\logs\\COM1', '//./COM1'],
  ['null.log', 'null.log'],
  ['NUL.log', 'NUL.log'],
])('%j is %j on Windows, and stays what it is elsewhere', (name, wanted) => {
  expect(fileName(name, '\\')).toBe(wanted);
  expect(fileName(name, '/')).toBe(name);
});
