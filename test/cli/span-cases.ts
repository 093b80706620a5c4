/** Calls about spans of time, and what is told of times: see cases.ts. */
import type { Case } from './cases.js';

const LOG = [
  '2026-11-01 09:15:00.000 INFO AddInteraction code=107000',
  '2026-11-01 09:20:00.000 ERROR AddInteraction code=109004',
  'no time here, code=108005',
  '2026-11-01 11:00:00.000 INFO nothing',
  '2026-11-01 11:20:00.000 INFO AddInteraction code=107000',
  '',
].join('\n');
/** Its newest event is late: 11:05, before one of 10:50. */
const OTHER = ['2026-11-01 11:05:00.000 code=107010', '2026-11-01 10:50:00.000 code=107010', ''].join('\n');
const files = { 'a.log': LOG, 'b.log': OTHER };
const JSON_OF = ['-f', 'json', '--tz', 'UTC'];

/** Digits of a time that depends on the clock. */
const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

const wrong = (name: string, args: readonly string[], stderr: string, more: Partial<Case> = {}): Case => ({
  name,
  args,
  files,
  status: 2,
  stdout: '',
  stderr: `ptk-logscan: ${stderr}\n`,
  ...more,
});

const SINCE_CASES: readonly Case[] = [
  {
    name: '--since of several units',
    args: [...JSON_OF, '--since', '1h30m', '-'],
    input: [-200, -100, -80, -1].map((minutes) => `${minutesFromNow(minutes)} code=107000\n`).join(''),
    status: 0,
    stdout: ['"events": 2', '"filtered": 2'],
    stderr: '',
  },
  {
    name: '--until of several units',
    args: [...JSON_OF, '--until', '1h30m', '-'],
    input: [-200, -100, -80, -1].map((minutes) => `${minutesFromNow(minutes)} code=107000\n`).join(''),
    status: 0,
    stdout: ['"events": 2', '"filtered": 2'],
    stderr: '',
  },
  ...['30m2h', '1h1h', '2h 30m', '1.5h'].map((text) =>
    wrong(`--since ${text} is none`, ['--since', text, 'a.log'], '', {
      stderr: [`ptk-logscan: --since: expected a timestamp`, `got "${text}"\n`],
    }),
  ),
  {
    name: 'a span that drops everything names the log’s own',
    args: [...JSON_OF, '--since', '2026-11-25', 'a.log', 'b.log'],
    files,
    status: 0,
    stdout: ['"events": 0', '"filtered": 6'],
    stderr:
      'ptk-logscan: --since 2026-11-25: all 6 events were dropped: the log has events from 2026-11-01T09:15:00+00:00 to 2026-11-01T11:20:00+00:00\n',
  },
  {
    name: 'a time of the day that drops everything says which day it was taken to be of',
    args: [...JSON_OF, '--since', '0:00', 'a.log'],
    files,
    status: 0,
    stdout: ['"events": 0'],
    stderr: [
      `ptk-logscan: --since 0:00 (${minutesFromNow(0).slice(0, 10)}): all 4 events were dropped: the log has events from 2026-11-01T`,
    ],
  },
  {
    name: 'of those that other filters let pass',
    args: ['-f', 'json', '--tz', 'Europe/Berlin', '--until', '2026-11-01T09:00', '--code', '107010', 'b.log', 'a.log'],
    files,
    status: 0,
    stdout: ['"filtered": 6'],
    stderr:
      'ptk-logscan: --until 2026-11-01T09:00: all 2 events that the other filters let pass were dropped: the log has events from 2026-11-01T10:50:00+01:00 to 2026-11-01T11:05:00+01:00\n',
  },
  {
    name: 'nothing is said of a log without events, nor where something is left',
    args: [...JSON_OF, '--since', '2026-11-01T11:20', 'a.log', 'none.log'],
    files: { ...files, 'none.log': 'nothing\n' },
    status: 0,
    stdout: ['"events": 1'],
    stderr: '',
  },
  {
    name: 'events tells it too, and --quiet keeps it back elsewhere',
    args: ['events', '--tz', 'UTC', '--until', '2020-01-01', 'b.log'],
    files,
    status: 0,
    stdout: '',
    stderr: ['--until 2020-01-01: all 2 events were dropped'],
  },
  {
    name: 'no warning with --quiet',
    args: ['--quiet', '--tz', 'UTC', '--until', '2020-01-01', 'b.log'],
    files,
    status: 0,
    stderr: '',
  },
];

const LAST_CASES: readonly Case[] = [
  {
    name: '--last of all inputs, the newest event and the first of the span included',
    args: [...JSON_OF, '--last', '2h', 'a.log', 'b.log'],
    files,
    status: 0,
    stdout: ['"events": 5', '"filtered": 1', '"first": "2026-11-01T09:20:00.000Z"', '"inherited": 1'],
    stderr: '',
  },
  {
    name: '--last from a pipe',
    args: [...JSON_OF, '--last', '2h'],
    input: LOG + OTHER,
    status: 0,
    stdout: ['"events": 5', '"filtered": 1', '"first": "2026-11-01T09:20:00.000Z"', '"inherited": 1'],
    stderr: '',
  },
  {
    name: '--last of a pipe beside a file',
    args: [...JSON_OF, '--last', '2h', 'b.log', '-'],
    files,
    input: LOG,
    status: 0,
    stdout: ['"events": 5', '"filtered": 1', /"name": "-"[^}]*"events": 3/, /"name": "b.log"[^}]*"events": 2/],
    stderr: '',
  },
  {
    name: 'the newest event is one before the filters',
    args: [...JSON_OF, '--last', '16m', '--code', '107010', 'a.log', 'b.log'],
    files,
    status: 0,
    stdout: ['"events": 1', '"first": "2026-11-01T11:05:00.000Z"', '"filtered": 5'],
    stderr: '',
  },
  {
    name: '--last of events, also by a pattern',
    args: [
      'events',
      '--tz',
      'UTC',
      '--last',
      '20m30s',
      '--pattern',
      '^(?<time>2\\S+ \\S+) .*code=(?<code>\\d+)',
      'a.log',
      'b.log',
    ],
    files,
    status: 0,
    stdout: [/^\{"time":"2026-11-01T11:20:00\.000Z".*\n\{"time":"2026-11-01T11:05:00\.000Z".*\n$/],
    stderr: '',
  },
  {
    name: '--last of a check',
    args: ['check', '--tz', 'UTC', '--last', '2h', '--max-count', '109004=0', 'a.log'],
    files,
    status: 1,
    stdout: ['1 of 3 events', 'a.log:2'],
  },
  {
    name: '--last in a configuration file, under --since on the command line',
    args: [...JSON_OF, '--since', '2026-11-01T11:00', 'a.log'],
    files: { ...files, 'ptk-logscan.config.json': '{"defaults": {"last": "2h"}}' },
    status: 0,
    stdout: ['"events": 1', '"filtered": 3'],
    stderr: '',
  },
  {
    name: '--last from a configuration file',
    args: [...JSON_OF, 'a.log'],
    files: { ...files, 'ptk-logscan.config.json': '{"defaults": {"last": "2h"}}' },
    status: 0,
    stdout: ['"events": 3', '"filtered": 1'],
    stderr: '',
  },
  {
    name: '--last compared with the span before',
    args: ['--tz', 'UTC', '--last', '1h', '--compare', 'previous', 'a.log'],
    files,
    status: 0,
    stdout: ['Against the span before', /^events +2 +1 /m],
    stderr: '',
  },
  wrong(
    '--last with --since',
    ['--last', '2h', '--since', '24h', 'a.log'],
    '--last: expected without --since; got both',
  ),
  wrong(
    '--last that is no span',
    ['--last', '2026-11-01', 'a.log'],
    '--last: expected a span of time such as 15m, 2h, 1d12h or 7d; got "2026-11-01"',
  ),
  wrong(
    '--last of nothing',
    ['--last', '0s', 'a.log'],
    '--last: expected a span of time such as 15m, 2h, 1d12h or 7d; got "0s"',
  ),
  wrong(
    '--last of events from a pipe',
    ['events', '--last', '2h'],
    '--last 2h: expected files, which are read twice; got standard input: --since does it with one look',
    { input: LOG },
  ),
  wrong(
    '--last of a check from a pipe',
    ['check', '--last', '2h', '--max-count', '109004=0', 'a.log', '-'],
    '--last 2h: expected files, which are read twice; got standard input: --since does it with one look',
    { input: LOG },
  ),
  ...[['u.log'], []].map(
    (names): Case => ({
      name: `--last of a log without times, ${names.length === 0 ? 'from a pipe' : 'in a file'}`,
      args: [...JSON_OF, '--last', '2h', ...names],
      files: { 'u.log': 'code=107000\ncode=109004\n' },
      input: 'code=107000\ncode=109004\n',
      status: 0,
      stdout: ['"events": 0', '"filtered": 2'],
      stderr: 'ptk-logscan: --last 2h: all 2 events were dropped: none of them has a time\n',
    }),
  ),
  {
    name: '--last of a log without events',
    args: [...JSON_OF, '--last', '2h'],
    input: 'nothing\n',
    status: 0,
    stdout: ['"events": 0', '"filtered": 0'],
    stderr: 'ptk-logscan: --last 2h: there is no event with a time\n',
  },
];

const FUTURE_CASES: readonly Case[] = [
  {
    name: 'events in the future are told of, with those within five minutes taken for now',
    args: [...JSON_OF],
    input: [-10, 4, 40, 310].map((minutes) => `${minutesFromNow(minutes)} code=107000\n`).join(''),
    status: 0,
    stdout: ['"events": 4'],
    stderr: 'ptk-logscan: 2 events lie up to 5 h in the future: is --tz right?\n',
  },
  {
    name: 'one event in the future, in events',
    args: ['events'],
    input: `${minutesFromNow(60 * 24 * 5)} code=107000\n`,
    status: 0,
    stderr: 'ptk-logscan: 1 event lies 5 days in the future: is --tz right?\n',
  },
];

const GROUP_LOG = [
  '2026-11-01 09:15:00 {"tenant":"Z\\u00fcrich","code":107000}',
  '2026-11-01 09:16:00 tenant=Zürich code=107000',
  '2026-11-01 09:17:00 <tenant>Z&#252;rich</tenant> <code>107000</code>',
  '2026-11-01 09:18:00 tenant="Q&amp;A" code=107000',
  '2026-11-01 09:19:00 {"tenant":"Q&A","code":109004}',
  '',
].join('\n');

const GROUP_CASES: readonly Case[] = [
  {
    name: 'two spellings of a value are one group',
    args: [...JSON_OF, '--by', 'tenant', 'a.log'],
    files: { 'a.log': GROUP_LOG },
    status: 0,
    stdout: [/"Zürich"\s*\],\s*"events": 3,/, /"Q&A"\s*\],\s*"events": 2,/, '"other": null'],
    stderr: '',
  },
  {
    name: 'by a pattern too',
    args: [...JSON_OF, '--by', 'tenant', '--pattern', '^(?<time>\\S+ \\S+) .*code\\W*(?<code>\\d+)'],
    input: GROUP_LOG,
    status: 0,
    stdout: [/"Zürich"\s*\],\s*"events": 3,/, /"Q&A"\s*\],\s*"events": 2,/],
  },
];

export const SPAN_CASES: readonly Case[] = [...SINCE_CASES, ...LAST_CASES, ...FUTURE_CASES, ...GROUP_CASES];
