/** What lies exactly at a limit of time: `--since` lets it in, `--until` does not. See cases.ts. */
import type { Case } from './cases.js';

/** A line without a time has that of the line before it. */
const LOG = [
  '2026-11-01 08:59:59.999 ERROR code=109004 tenant=acme',
  '2026-11-01 09:00:00.000 ERROR code=109004 tenant=acme',
  '   at x code=109002 tenant=acme',
  '2026-11-01 09:59:59.999 ERROR code=109004 tenant=acme',
  '2026-11-01 10:00:00.000 ERROR code=109004 tenant=acme',
  '   at y code=109002 tenant=acme',
  '',
].join('\n');
const files = { 'a.log': LOG };
const UNTIL = ['--tz', 'UTC', '--until', '2026-11-01T10:00Z'];
const BOTH = [...UNTIL, '--since', '2026-11-01T09:00Z'];
const SUMMARY = [
  '"events": 3',
  '"inherited": 1',
  '"filtered": 3',
  '"first": "2026-11-01T09:00:00.000Z"',
  '"last": "2026-11-01T09:59:59.999Z"',
];
/** These lines, each once, and no others. */
const linesOf = (...lines: number[]) =>
  new RegExp(`^(?:(?!a\\.log:)[^])*${lines.map((n) => `a\\.log:${n} (?:(?!a\\.log:)[^])*`).join('')}$`);
const check = (name: string, args: readonly string[], lines: readonly number[]): Case => ({
  name: `check at the limits: ${name}`,
  args: ['check', '--lines', '9', '-w', '1d', ...BOTH, ...args, 'a.log'],
  files,
  status: 1,
  stdout: [linesOf(...lines), 'Looked at 3 events, 3 errors', '3 events outside the span of time'],
  stderr: '',
});

export const LIMIT_CASES: readonly Case[] = [
  { name: 'scan at the limits', args: ['-f', 'json', ...BOTH, 'a.log'], files, status: 0, stdout: SUMMARY },
  {
    name: 'scan at the limits, by a key',
    args: ['-f', 'json', '--by', 'tenant', ...BOTH, 'a.log'],
    files,
    status: 0,
    stdout: [...SUMMARY, /"acme"\n +\],\n +"events": 3,/],
  },
  {
    name: 'scan at the limits, by a form of one’s own',
    args: ['-f', 'json', '--pattern', '^(?<time>\\S+ \\S+) .*code=(?<code>\\d+)', ...BOTH, 'a.log'],
    files,
    status: 0,
    stdout: SUMMARY,
  },
  {
    name: 'scan at the limits, of the last hour from a pipe',
    args: ['-f', 'json', '--last', '1h', ...UNTIL],
    // One more at the beginning of the hour comes when the newest is known.
    input: `${LOG}2026-11-01 09:00:00.000 code=107000\n`,
    status: 0,
    stdout: ['"events": 4', ...SUMMARY.slice(1)],
  },
  {
    name: 'scan of codes at the limits',
    args: ['-f', 'json', '--code', '109004', ...BOTH, 'a.log'],
    files,
    status: 0,
    stdout: ['"events": 2', '"filtered": 4'],
  },
  {
    name: 'events at the limits',
    args: ['events', ...BOTH, 'a.log'],
    files,
    status: 0,
    stdout: [/^.*"line":2,.*\n.*"line":3,.*\n.*"line":4,.*\n$/],
    stderr: '',
  },
  check('a count', ['--max-count', '109004=0'], [2, 4]),
  check('a count in a window', ['--max-count', 'error+=0', '--per-window'], [2, 3, 4]),
  check('a count of a value', ['--max-count', 'tenant:acme=0'], [2, 3, 4]),
  {
    name: 'a span that ends where it begins is none',
    args: ['--since', '2026-11-01T10:00Z', ...UNTIL, 'a.log'],
    files,
    status: 2,
    stdout: '',
    stderr: [/^ptk-logscan: --since: expected a time before --until/],
  },
];
