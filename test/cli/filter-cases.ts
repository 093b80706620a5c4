/** Calls that filter, and what is compared with what: see cases.ts. */
import { RULES_EDITION } from '../../src/model/rules-edition.js';
import type { Case } from './cases.js';
import { MADE } from './made.js';

const LOG = [
  ...[0, 1, 2, 3].map((i) => `2026-11-01 09:1${i}:00.000 tenant=north queue=q${i} code=107000`),
  '2026-11-01 09:20:00.000 tenant=north queue=q1 code=109004',
  '2026-11-01 09:21:00.000 tenant=west queue=q1 code=109004',
  '2026-11-01 09:22:00.000 tenant=west queue=q1 code=109003',
  '2026-11-01 09:23:00.000 tenant=a queue=q1 code=107000',
  '2026-11-01 09:24:00.000 code=107000',
  '',
].join('\n');
const files = { 'a.log': LOG };
const UTC = ['--tz', 'UTC'];

/** An earlier summary of ten events, as far as it is looked at. */
function earlier(made: object): string {
  const codes = [{ code: 107000, name: 'RequestCompleted', category: 'request', severity: 'ok', count: 10 }];
  const totals = { events: 10, errors: 0, errorRate: 0, first: null, last: null };
  const counts = { codes, categories: { request: 10 }, windows: [], sources: [] };
  return JSON.stringify({ schema: 'ptk-logscan/summary@1', ...made, timeZone: 'UTC', window: '1m', totals, ...counts });
}

const made = (options: object, producer: object = {}) =>
  earlier({ producer: { ...MADE.producer, ...producer }, options: { ...MADE.options, ...options } });

const refused = (name: string, args: readonly string[], options: object, got: string): readonly Case[] => {
  const base = {
    files: { ...files, 'b.json': made(options) },
    status: 2,
    stdout: '',
    stderr: `ptk-logscan: b.json: expected a summary that was made as this one; got ${got}\n`,
  };
  return [
    { name: `compared with ${name}`, args: ['--compare', 'b.json', ...args, 'a.log'], ...base },
    // The gate has no filters of codes.
    ...(args.includes('--code')
      ? []
      : [{ name: `a baseline with ${name}`, args: ['check', '--baseline', 'b.json', ...args, 'a.log'], ...base }]),
  ];
};

const told = (name: string, document: string, what: string): readonly Case[] => {
  const more = {
    files: { ...files, 'b.json': document },
    stderr: [`ptk-logscan: b.json: numbers may differ for another reason than the log: ${what}\n`],
  };
  return [
    { name: `compared with ${name}`, args: ['--compare', 'b.json', ...UTC, 'a.log'], status: 0, ...more },
    { name: `a baseline with ${name}`, args: ['check', '--baseline', 'b.json', ...UTC, 'a.log'], status: 0, ...more },
  ];
};

const filtered = (name: string, args: readonly string[], said: string | RegExp, form = 'table'): Case => ({
  name: `${name}, as ${form}`,
  args: [...UTC, '-f', form, ...args, 'a.log'],
  files,
  status: 0,
  stdout: [said],
  stderr: '',
});

const WHERE = ['--where', 'tenant=north', '--where', 'tenant~w*', '--where', 'queue!=q3'];
const PICKED = ['--severity', 'error+', '--since', '2026-11-01 09:15'];
/** In minutes; the lines of the earlier hour are further apart than those of the later one. */
const SPARSE = [10, 50, 60, 65, 70]
  .map((minute) => `2026-11-01 ${9 + Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}:00 code=107000`)
  .join('\n');

export const FILTER_CASES: readonly Case[] = [
  ...['table', 'markdown', 'html'].flatMap((form) => [
    filtered('lines with some values', WHERE, /Only lines with tenant=north or tenant\\?~w\\?\* and queue!=q3/, form),
    filtered('picked codes', PICKED, /Only severity error or critical, from (<b>)?Sun 1 Nov 2026, 09:15 on/, form),
  ]),
  {
    name: 'picked codes have no rate',
    args: [...UTC, '-o', 'a.md', '-o', 'a.html', '-o', 'a.txt', ...PICKED, 'a.log'],
    files,
    status: 0,
    after: {
      'a.md': /^(?![\s\S]*(error rate 1|100%? of all|of all events)[\s\S]*)## /,
      'a.html': /^(?![\s\S]*of all events\.?<\/(dd|li)>)<!DOCTYPE/,
      'a.txt': /^(?!.*error rate)3 events {3}3 errors\n/,
    },
  },
  {
    name: 'a filter that leaves nothing',
    args: [...UTC, '--where', 'tenant=nobody', 'a.log'],
    files,
    status: 0,
    stdout: ['No events\nOnly lines with tenant=nobody\n', '9 events found, and every one dropped'],
  },
  {
    name: 'a code that the catalogue does not have',
    args: [...UTC, '--code', '109044,107000,109045', 'a.log'],
    files,
    status: 0,
    stdout: ['6 events'],
    stderr: 'ptk-logscan: --code: the catalogue has no code 109044 or 109045\n',
  },
  {
    name: 'events of a code that the catalogue does not have',
    args: ['events', '--code', '109044', 'a.log'],
    files: { 'a.log': 'code=109044\ncode=109004\n' },
    status: 0,
    stdout: [/^\{"time":null,"code":109044,[^\n]*\n$/],
    stderr: 'ptk-logscan: --code: the catalogue has no code 109044\n',
  },

  ...refused(
    'another filter',
    ['--where', 'Tenant=west', '--where', 'queue'],
    { where: ['queue', 'tenant=north'] },
    ['--where queue,tenant=north there, --where queue,tenant=west here'].join(),
  ),
  ...refused('picked codes', [], { codes: [109003, 109004] }, '--code 109003,109004 there, no --code here'),
  ...refused('all codes', ['--code', '109004'], {}, 'no --code there, --code 109004 here'),
  ...refused(
    'another count',
    ['--count', 'occurrences'],
    { labelled: true },
    '--count lines there, --count occurrences here; --labelled there, no --labelled here',
  ),
  ...refused('a pattern', [], { pattern: '(?<code>x)' }, '--pattern (?<code>x) there, no --pattern here'),
  {
    name: 'compared with the same conditions in another order',
    args: [...UTC, '--compare', 'b.json', '--where', 'TENANT=north', '--where', 'tenant=west', 'a.log'],
    files: { ...files, 'b.json': made({ where: ['tenant=west', 'tenant=north'], since: '2026-01-01T00:00:00.000Z' }) },
    status: 0,
    stderr: '',
  },
  ...told(
    'another edition of the rules and another catalogue',
    made({}, { rules: 1, catalogue: 'x' }),
    `edition 1 of the rules there, edition ${RULES_EDITION} of the rules here; another catalogue`,
  ),
  ...told('times of another form', made({ dateOrder: 'dmy' }), '--date-order dmy there, no --date-order here'),
  ...told('an earlier version', earlier({}), 'it does not say by which filters and rules it was made'),
  {
    name: 'a baseline that was made otherwise is made anew',
    args: ['check', '--baseline', 'b.json', '--update-baseline', '--where', 'tenant=north', 'a.log'],
    files: { ...files, 'b.json': made({}) },
    status: 0,
    stdout: ['There is no baseline to compare with yet', 'Wrote the baseline b.json.'],
    stderr: [/no --where there, --where tenant=north here: nothing is compared with it\n$/],
    after: { 'b.json': /"where": \[\n\s+"tenant=north"/ },
  },

  {
    name: 'both spans have windows of the length that the earlier one needs',
    args: [...UTC, '--since', '2026-11-01 10:00', '--until', '2026-11-01 11:00', '--compare', 'previous', 'a.log'],
    files: { 'a.log': SPARSE.replace('09:10', '9:00').replace('9:50', '9:59') },
    status: 0,
    stdout: ['Windows of 5 minutes'],
    stderr: '',
  },
  {
    name: 'both spans have windows of the length that the later one needs',
    args: [
      ...UTC,
      '--since',
      '2026-11-01 10:00',
      '--until',
      '2026-11-01 11:00',
      '--compare',
      'previous',
      '-f',
      'json',
      'a.log',
    ],
    files: { 'a.log': ['9:00', '9:05', '10:00', '10:59'].map((at) => `2026-11-01 ${at}:00 code=107000`).join('\n') },
    status: 0,
    stdout: ['"window": "5m"'],
    stderr: '',
  },

  ...(
    [
      ['errors', 'west', 'north'],
      ['rate', 'west', 'north'],
      ['events', 'north', 'west'],
      ['name', '(none)', 'a'],
    ] as const
  ).flatMap(([order, first, second]): Case[] => [
    {
      name: `groups by ${order}`,
      args: [...UTC, '--by', 'tenant', '--sort', order, '--top', '2', '-o', 'a.md', '-o', 'a.html', '-o', '-', 'a.log'],
      files,
      status: 0,
      stdout: [new RegExp(`^tenant .*\n${escaped(first)} .*\n${escaped(second)} .*\n2 more `, 'm')],
      stderr: '',
      after: {
        'a.md': new RegExp(`\n\\| ${escaped(first)} \\|.*\n\\| ${escaped(second)} \\|.*\n\\| 2 more groups `),
        'a.html': new RegExp(`>${escaped(first)}<[\\s\\S]*>${escaped(second)}<[\\s\\S]*>2 more<`),
      },
    },
  ]),
  {
    name: 'the order of groups is in no document',
    args: [...UTC, '--by', 'tenant', '--sort', 'name', '-f', 'json', 'a.log'],
    files,
    status: 0,
    stdout: [/"rows": \[\s+\{\s+"values": \[\s+"west"/],
  },
  {
    name: 'an order that there is not',
    args: ['--by', 'tenant', '--sort', 'size', 'a.log'],
    files,
    status: 2,
    stdout: '',
    stderr: [/^ptk-logscan: --sort: expected errors, rate, events or name; got "size"\n/],
  },

  {
    name: 'a condition on a key that is on no line',
    args: [...UTC, '--where', 'tennant!=north', '--where', 'sector!=x', 'a.log'],
    files,
    status: 0,
    stdout: ['9 events'],
    stderr: [
      'ptk-logscan: --where: no line with a code has the key tennant\n  tip: did you mean tenant?\n',
      'ptk-logscan: --where: no line with a code has the key sector\n  tip: the lines have code, queue and tenant\n',
    ],
  },
  {
    name: 'a mistyped key, of a pipe',
    args: ['--by', 'quue', '--year', '2026'],
    input: LOG,
    status: 0,
    stderr: 'ptk-logscan: --by: no line with a code has the key quue\n  tip: did you mean queue?\n',
  },
  {
    name: 'a mistyped key, of a pipe of JSON',
    args: ['--by', 'tenat'],
    input: '{"time":"2026-11-01T09:15:00Z","tenant":"x","code":107000}\n',
    status: 0,
    stderr: 'ptk-logscan: --by: no line with a code has the key tenat\n  tip: did you mean tenant?\n',
  },
  {
    name: 'a condition without a value',
    args: ['--where', 'tenant=', 'a.log'],
    files,
    status: 2,
    stdout: '',
    stderr: [/^ptk-logscan: --where: expected KEY=VALUE, KEY!=VALUE, KEY~PATTERN or KEY, .*; got "tenant="\n$/],
  },
  {
    name: 'conditions on five keys',
    args: ['--where', 'a', '--where', 'b', '--where', 'c', '--where', 'd', '--where', 'e', 'a.log'],
    files,
    status: 2,
    stdout: '',
    stderr: 'ptk-logscan: --where: expected conditions about at most 4 keys; got a, b, c, d, e\n',
  },
  {
    name: 'conditions from a configuration, with commas in them',
    args: [...UTC, '-f', 'json', 'a.log'],
    files: {
      'a.log': 'tenant="a,b" code=107000\ntenant=a code=107000\n',
      'ptk-logscan.config.yaml': 'defaults:\n  where: ["tenant=a,b"]\n',
    },
    status: 0,
    stdout: [/"where": \[\s+"tenant=a,b"\s+\]/, /"events": 1,/],
  },
];

function escaped(text: string): string {
  return text.replace(/[()]/g, '\\$&');
}
