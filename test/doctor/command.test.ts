import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandOf } from '../../src/doctor/command.js';
import { shellOf, shellWord } from '../../src/text/shell-word.js';

describe('a command to run', () => {
  it('reads as people write it', () => {
    expect(commandOf([['tz', 'Europe/Berlin']], ['recursive'], ['logs', 'my log'])).toBe(
      "ptk-logscan --tz Europe/Berlin --recursive logs 'my log'",
    );
    expect(commandOf([['pattern', '-(?<time>x)']], [], ['-x.log'])).toBe(
      "ptk-logscan '--pattern=-(?<time>x)' -- -x.log",
    );
    expect(commandOf([], [], ['-'])).toBe('ptk-logscan -');
  });

  // There is no such shell on Windows by itself.
  it.skipIf(process.platform === 'win32')('means to a shell what was meant', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 }).filter((word) => !/\0|\p{Surrogate}/u.test(word));
    const words = fc.sample(
      fc.oneof(text, fc.constantFrom("it's", '$HOME', '`id`', '\\', '\x1b[31m', 'a\nb', '\u202e')),
      {
        seed: 5,
        numRuns: 300,
      },
    );
    const printed = execFileSync(
      'bash',
      ['-c', `printf '%s\\0' ${words.map((word) => shellWord(word, 'posix')).join(' ')}`],
      {
        encoding: 'utf8',
      },
    );
    expect(printed.split('\0').slice(0, -1)).toEqual(words);
  });

  it('shows nothing that a terminal would obey', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (word) => {
        expect(shellWord(word, 'posix')).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});

it.each([
  [{}, 'linux', 'posix'],
  [{ PROMPT: '$P$G' }, 'win32', 'cmd'],
  [{ PSModulePath: 'x' }, 'win32', 'powershell'],
  [{ SHELL: '/usr/bin/bash', PROMPT: '$P$G' }, 'win32', 'posix'],
] as const)('the shell of %j on %s is %s', (env, platform, shell) => {
  expect(shellOf(env, platform)).toBe(shell);
});

it.each([
  ['C:\\logs\\a.log', 'C:\\logs\\a.log', 'C:\\logs\\a.log'],
  ['C:/Program Files (x86)/a.log', '"C:/Program Files (x86)/a.log"', "'C:/Program Files (x86)/a.log'"],
  ["it's & 100 $x", '"it\'s & 100 $x"', "'it''s & 100 $x'"],
  ['say "no\\"', '"say \\"no\\\\\\""', '\'say \\"no\\\\\\"\''],
  ['a,b', '"a,b"', "'a,b'"],
  ['', '""', "''"],
])('%j on Windows', (word, cmd, powershell) => {
  expect([shellWord(word, 'cmd'), shellWord(word, 'powershell')]).toEqual([cmd, powershell]);
});
