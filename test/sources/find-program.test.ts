import { posix, win32 } from 'node:path';
import { expect, test } from 'vitest';
import { findProgram } from '../../src/sources/find-program.js';

const on = (path: typeof posix, env: Record<string, string>, there: readonly string[]) => (name: string) =>
  findProgram(name, { env, path, isProgram: (file) => there.includes(file) });

test('is found in the folders of PATH, the first one first, and never in the working folder', () => {
  const find = on(posix, { PATH: ':.:bin:/a:/b' }, ['xz', './xz', 'bin/xz', '/b/xz', '/a/bzip2', '/b/bzip2']);
  expect(['xz', 'bzip2', 'zstd'].map(find)).toEqual(['/b/xz', '/a/bzip2', null]);
  expect(on(posix, {}, ['xz'])('xz')).toBeNull();
});

test('is found on Windows with its ending, whatever the variable is called', () => {
  const there = [
    'xz.exe',
    'C:\\work\\xz.exe',
    'C:\\Program Files\\xz.exe',
    'D:\\bin\\page.cmd',
    'D:\\bin\\page.cmd.exe',
  ];
  const find = on(win32, { Path: 'bin;;.;"C:\\Program Files";D:\\bin' }, there);
  expect(['xz', 'xz.exe', 'page', 'page.cmd', 'no'].map(find)).toEqual([
    'C:\\Program Files\\xz.exe',
    'C:\\Program Files\\xz.exe',
    'D:\\bin\\page.cmd',
    'D:\\bin\\page.cmd',
    null,
  ]);
});
