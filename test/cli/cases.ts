/** Calls of the program and what must come of them. Run by cases.test.ts in a folder of their own, in UTC. */
export interface Case {
  readonly name: string;
  readonly args: readonly string[];
  /** Standard input, an empty one too; without it the case does not ask for it. */
  readonly input?: string;
  /** Made in the working folder before the call. */
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly status: number;
  /** Exactly this, or all of these in it. */
  readonly stdout?: string | readonly (string | RegExp)[];
  readonly stderr?: string | readonly (string | RegExp)[];
  /** What these files hold afterwards; null: they are not there. */
  readonly after?: Readonly<Record<string, string | RegExp | null>>;
}

const LOG = [
  '2026-11-01 09:15:00.000 INFO AddInteraction code=107000',
  '2026-11-01 09:20:00.000 ERROR AddInteraction code=109004',
  'no time here, code=108005',
  '2026-11-01 11:00:00.000 INFO nothing',
  '',
].join('\n');

const HOURLY = ['--window', '1h', '--tz', 'UTC'];

const wrong = (name: string, args: readonly string[], stderr: string, more: Partial<Case> = {}): Case => ({
  name,
  args,
  files: { 'a.log': LOG },
  status: 2,
  stdout: '',
  stderr: `ptk-logscan: ${stderr}\n`,
  ...more,
});

export const CASES: readonly Case[] = [
  // What it is for.
  {
    name: 'standard input is what is read without a file',
    args: [...HOURLY, '-f', 'ndjson'],
    input: LOG,
    status: 0,
    stdout: [
      /^\{"start":"2026-11-01T09:00:00.000\+00:00",.*"events":3,"errors":2,/,
      '"107000":1,"108005":1,"109004":1',
    ],
    stderr: '',
  },
  {
    name: 'a file, by the command named',
    args: ['scan', ...HOURLY, 'a.log'],
    files: { 'a.log': LOG },
    status: 0,
    stdout: [
      '3 events   2 errors   error rate 66.7%',
      /^109004 {2}■ {2}PlatformUnavailable +09:20:00 {2}09:20:00 {2}platform: later/m,
      'Windows of 1 hour',
    ],
    stderr: '',
  },
  {
    name: '- is standard input, also beside files',
    args: ['-f', 'json', 'a.log', '-'],
    input: '2026-11-01 10:00:00 code=107000\n',
    files: { 'a.log': LOG },
    status: 0,
    stdout: ['"events": 4', /"name": "-"[^}]*"events": 1/, /"name": "a.log"[^}]*"events": 3/],
  },
  {
    name: 'after -- a name may look like an option or a command',
    args: [...HOURLY, '-f', 'ndjson', '--', '--x.log', 'codes'],
    files: { '--x.log': LOG, codes: LOG },
    status: 0,
    stdout: [/"events":6,/],
  },
  {
    name: 'an empty input has no events',
    input: '',
    args: [],
    status: 0,
    stdout: ['No events', 'The input is empty.'],
    stderr: '',
  },
  {
    name: 'severities, and those that are worse',
    args: ['-f', 'json', '--severity', 'error+', 'a.log'],
    files: { 'a.log': LOG },
    status: 0,
    stdout: ['"events": 2', '"errorRate": null'],
  },
  {
    name: 'codes by number and by name',
    args: ['-f', 'json', '--code', '107000,platformunavailable', 'a.log'],
    files: { 'a.log': LOG },
    status: 0,
    stdout: ['"events": 2', '"107000": 1', '"109004": 1'],
  },
  {
    name: 'categories, given twice',
    args: ['-f', 'json', '--category', 'contact', '--category', 'request', 'a.log'],
    files: { 'a.log': LOG },
    status: 0,
    stdout: ['"events": 2'],
  },
  {
    name: 'only events in a span',
    args: ['-f', 'json', '--tz', 'UTC', '--since', '2026-11-01 09:16', '--until', '2026-11-01T10:00Z', 'a.log'],
    files: { 'a.log': LOG },
    status: 0,
    stdout: ['"events": 2', '"filtered": 1'],
  },
  {
    name: 'rows by who has to act',
    args: ['--by', 'fault', 'a.log'],
    files: { 'a.log': LOG },
    status: 0,
    stdout: [/^Who acts +Events/m, /^caller +1 +33\.3%/m],
  },
  {
    name: '--top',
    args: ['--top', '1', 'a.log'],
    files: { 'a.log': LOG },
    status: 0,
    stdout: [/other \(2 more\).* 2\b/],
  },
  {
    name: 'events as JSON lines',
    args: ['events', '--tz', 'UTC', 'a.log'],
    files: { 'a.log': LOG },
    status: 0,
    stdout: [
      '{"time":"2026-11-01T09:20:00.000Z","code":109004,"name":"PlatformUnavailable","category":"availability","severity":"critical","fault":"platform","retry":"later","source":"a.log","line":2,"offset":56,"inherited":false}\n',
      '"line":3,"offset":113,"inherited":true}\n',
    ],
  },
  {
    name: 'events as text',
    args: ['events', '-f', 'text', '--tz', 'UTC', '--severity', 'critical', 'a.log'],
    files: { 'a.log': LOG },
    status: 0,
    stdout:
      '2026-11-01T09:20:00.000Z  critical  109004  PlatformUnavailable               a.log:2\n' +
      '| 2026-11-01 09:20:00.000 ERROR AddInteraction code=109004\n',
  },

  // The environment stands in, the command line is over it.
  {
    name: 'a zone from the environment',
    args: ['-f', 'json', 'a.log'],
    env: { PTK_LOGSCAN_TZ: 'Asia/Tokyo' },
    files: { 'a.log': LOG },
    status: 0,
    stdout: ['"timeZone": "Asia/Tokyo"'],
  },
  {
    name: 'a zone from the command line over that',
    args: ['-f', 'json', '--tz', 'Europe/Berlin', 'a.log'],
    env: { PTK_LOGSCAN_TZ: 'Asia/Tokyo' },
    files: { 'a.log': LOG },
    status: 0,
    stdout: ['"timeZone": "Europe/Berlin"'],
  },
  wrong('the environment is named when it is wrong', ['a.log'], '', {
    env: { PTK_LOGSCAN_WORKERS: 'many' },
    stderr: 'ptk-logscan: PTK_LOGSCAN_WORKERS: expected a whole number from 1 to 256; got "many"\n',
  }),
  {
    name: 'commands that lack an option do not mind its variable',
    args: ['codes', '107000'],
    env: { PTK_LOGSCAN_TZ: 'nowhere' },
    status: 0,
    stdout: ['RequestCompleted'],
  },

  // Colour.
  {
    name: 'an empty variable is as if it were not there',
    args: ['-f', 'json', 'a.log'],
    files: { 'a.log': LOG, 'ptk-logscan.config.yaml': 'defaults: { tz: Europe/Berlin, window: 2h }\n' },
    env: Object.fromEntries(
      [
        ...[
          'TZ',
          'WINDOW',
          'SINCE',
          'UNTIL',
          'LAST',
          'CODE',
          'CATEGORY',
          'SEVERITY',
          'WHERE',
          'BY',
          'MAX_GROUPS',
          'TOP',
        ],
        ...['FORMAT', 'OUTPUT', 'COMPARE', 'COLOR', 'PROGRESS', 'QUIET', 'WORKERS', 'YEAR', 'DATE_ORDER', 'COUNT'],
        ...['CONFIG', 'CATALOGUE', 'RECURSIVE', 'LABELLED', 'CODE_KEY', 'IGNORE_KEY', 'PATTERN', 'TIME_FORMAT'],
      ].map((name) => [`PTK_LOGSCAN_${name}`, '']),
    ),
    status: 0,
    stdout: ['"timeZone": "Europe/Berlin"', '"window": "2h"', '"events": 3', '"filtered": 0'],
    stderr: '',
  },
  {
    name: 'a blank variable is a value that is none',
    args: ['a.log'],
    files: { 'a.log': LOG },
    env: { PTK_LOGSCAN_TZ: ' ' },
    status: 2,
    stdout: '',
    stderr: 'ptk-logscan: PTK_LOGSCAN_TZ: expected a value; got none\n',
  },
  {
    name: 'check takes an empty variable for none too',
    args: ['check', '--max-count', '109004=0', '--report', 'json', 'a.log'],
    files: { 'a.log': LOG },
    env: { PTK_LOGSCAN_MAX_COUNT: '', PTK_LOGSCAN_REPORT: '', PTK_LOGSCAN_ALLOW_EMPTY: '', PTK_LOGSCAN_LINES: '' },
    status: 1,
    stdout: ['"verdict": "fail"'],
    stderr: '',
  },
  { name: 'no colour without a terminal', args: ['codes', '107000'], status: 0, stdout: [/^[^\x1b]*$/] },
  { name: '--color always', args: ['codes', '107000', '--color', 'always'], status: 0, stdout: ['\x1b['] },
  { name: 'FORCE_COLOR', args: ['codes', '107000'], env: { FORCE_COLOR: '1' }, status: 0, stdout: ['\x1b['] },
  {
    name: '--no-color over FORCE_COLOR',
    args: ['codes', '107000', '--no-color'],
    env: { FORCE_COLOR: '1' },
    status: 0,
    stdout: [/^[^\x1b]*$/],
  },

  // Output files.
  {
    name: '--output writes the file and nothing else',
    args: [...HOURLY, '-f', 'ndjson', '-o', 'out.ndjson', 'a.log'],
    files: { 'a.log': LOG, 'out.ndjson': 'old' },
    status: 0,
    stdout: '',
    stderr: '',
    after: { 'out.ndjson': /^\{"start":.*\}\n$/ },
  },
  {
    name: '--output may be the input',
    args: ['events', '-f', 'text', '--code', '109004', '--tz', 'UTC', '-o', 'a.log', 'a.log'],
    files: { 'a.log': LOG },
    status: 0,
    after: {
      'a.log':
        '2026-11-01T09:20:00.000Z  critical  109004  PlatformUnavailable               a.log:2\n' +
        '| 2026-11-01 09:20:00.000 ERROR AddInteraction code=109004\n',
    },
  },
  {
    name: '--output into a folder that is not there',
    args: ['-o', 'none/out.json', 'a.log'],
    files: { 'a.log': LOG },
    status: 3,
    stdout: '',
    stderr: 'ptk-logscan: none/out.json: cannot be written: its folder does not exist\n',
  },
  {
    name: '--output onto a folder',
    args: ['-o', '.', 'a.log'],
    files: { 'a.log': LOG },
    status: 3,
    stderr: 'ptk-logscan: .: expected a file to write to; got a folder\n',
  },
  {
    name: 'what is wrong leaves the old file',
    args: ['codes', '999999', '-o', 'out.txt'],
    files: { 'out.txt': 'old' },
    status: 1,
    after: { 'out.txt': 'old' },
  },

  // Input that cannot be read.
  {
    name: 'a missing file is named, and the others are counted',
    args: ['-f', 'json', 'none.log', 'a.log'],
    files: { 'a.log': LOG },
    status: 3,
    stdout: ['"events": 3', /"name": "none.log"[^}]*"error": "/],
    stderr: [/^ptk-logscan: none\.log: .+\n$/],
  },
  {
    name: 'a hostile file name cannot steer the terminal',
    args: ['\x1b[2Jnone.log'],
    status: 3,
    stdout: [/^[^\x1b]*$/],
    stderr: [/^ptk-logscan: [^\x1b]*none\.log: [^\x1b]+\n$/],
  },

  // Wrong calls: one line, and nothing is read.
  wrong(
    'an unknown option',
    ['--sevrity', 'error', 'a.log'],
    'unknown option --sevrity\n  tip: did you mean --severity?',
  ),
  wrong(
    'an unknown option with a value',
    ['--foo=1', 'a.log'],
    'unknown option --foo\n  tip: ptk-logscan --help lists the options',
  ),
  wrong('an unknown short option', ['-Q', 'a.log'], 'unknown option -Q\n  tip: ptk-logscan --help lists the options'),
  wrong(
    'an option of another command',
    ['codes', '--window', '1h'],
    'unknown option --window\n  tip: ptk-logscan codes --help lists the options',
  ),
  wrong('an option without its value', ['a.log', '--tz'], '--tz: expected a value; got none'),
  wrong('a short option without its value', ['a.log', '-o'], '-o: expected a value; got none'),
  wrong('an option with a blank value', ['a.log', '--tz='], '--tz: expected a value; got none'),
  wrong('an option given twice', ['--tz', 'UTC', '--tz', 'UTC', 'a.log'], '--tz: expected once; got 2 of it'),
  wrong(
    'a format that is none',
    ['-f', 'jsn', 'a.log'],
    '--format: expected table, json, ndjson, html, markdown, csv, csv-windows, csv-codes, csv-groups, prometheus, parquet, pdf or partial; got "jsn"\n  tip: did you mean json?',
  ),
  wrong(
    'a severity that is none',
    ['--severity', 'eror+', 'a.log'],
    '--severity: expected ok, notice, warning, error or critical (with + after it: and worse); got "eror"\n  tip: did you mean error?',
  ),
  wrong(
    'an item that is missing in a list',
    ['--severity', 'error,,ok', 'a.log'],
    '--severity: expected a value; got "error,,ok"',
  ),
  wrong('a category that is none', ['--category', 'tenants', 'a.log'], '', {
    stderr: [
      /^ptk-logscan: --category: expected availability, request, .* or unknown; got "tenants"\n {2}tip: did you mean tenant\?\n$/,
    ],
  }),
  wrong(
    'a code out of range',
    ['--code', '105999', 'a.log'],
    '--code: expected a code from 106000 to 109999; got 105999',
  ),
  wrong(
    'a code name that is none',
    ['--code', 'RequestComplete', 'a.log'],
    '--code: expected a code from 106000 to 109999, or the name of a known one; got "RequestComplete"\n  tip: did you mean RequestCompleted?',
  ),
  wrong('--count', ['--count', 'words', 'a.log'], '--count: expected lines or occurrences; got "words"'),
  wrong(
    '--by',
    ['--by', 'the tenant', 'a.log'],
    '--by: expected code, category, severity, fault, family, or a key of letters, digits, _, -, @ and .; got "the tenant"',
  ),
  wrong(
    '--by of one key twice',
    ['--by', 'tenant,Tenant', 'a.log'],
    '--by: expected different keys, which are found in any case; got tenant, Tenant',
  ),
  wrong('--top', ['--top', '0', 'a.log'], '--top: expected a whole number from 1 on; got "0"'),
  wrong('--year', ['--year', '26', 'a.log'], '--year: expected a whole number from 1970 to 2100; got "26"'),
  wrong('--date-order', ['--date-order', 'ymd', 'a.log'], '--date-order: expected mdy or dmy; got "ymd"'),
  wrong('--color', ['--color', 'red', 'a.log'], '--color: expected auto, always or never; got "red"'),
  wrong(
    '--code-key',
    ['--code-key', 'a b', 'a.log'],
    '--code-key: expected a name of letters, digits, _, - and .; got "a b"',
  ),
  wrong(
    '--since after --until',
    ['--since', '2026-11-02', '--until', '2026-11-01', 'a.log'],
    '--since: expected a time before --until 2026-11-01; got 2026-11-02',
  ),
  wrong(
    'a span that goes forward, before any command',
    ['--last', '-2h', 'a.log'],
    '--last: expected a span of time such as 15m, 2h, 1d12h or 7d; got "-2h"',
  ),
  wrong('a window that does not divide a day', ['--window', '7m', 'a.log'], '', {
    stderr: [/^ptk-logscan: --window: expected a length that divides a day .*"7m"\n/],
  }),
  wrong('a window that is none', ['--window', 'x', 'a.log'], '', {
    stderr: [/^ptk-logscan: --window: expected auto, .*"x"\n$/],
  }),
  wrong('a zone that is none', ['--tz', 'Europe/Berlim', 'a.log'], '', {
    stderr: [/^ptk-logscan: --tz: expected an IANA name .*"Europe\/Berlim"\n {2}tip: did you mean Europe\/Berlin\?\n$/],
  }),
  wrong('a date that is none', ['--since', '2026-02-30', 'a.log'], '', {
    stderr: [/^ptk-logscan: --since: expected a timestamp .*"2026-02-30"\n$/],
  }),
  wrong(
    'a catalogue that is not there',
    ['--catalogue', 'none.json', 'a.log'],
    '--catalogue: none.json: the catalogue cannot be read: no such file',
  ),
  wrong('a catalogue with a mistake', ['--catalogue', 'bad.json', 'a.log'], '', {
    files: { 'bad.json': '{"codes":[{"code":107200,"name":"X","severity":"bad"}]}' },
    stderr: [/^ptk-logscan: --catalogue: bad\.json: codes\[0\] .*severity: expected one of ok, /],
  }),
  wrong('an empty file name', [''], 'FILE: expected the name of a file, a folder or a glob; got an empty text'),

  // The catalogue.
  { name: 'codes: all of them', args: ['codes', '-f', 'csv'], status: 0, stdout: [/^code,name,.*\r\n(.*\r\n){87}$/] },
  {
    name: 'codes: a number that is not known',
    args: ['codes', '106001'],
    status: 1,
    stdout: '',
    stderr: [/^ptk-logscan: 106001: not in the catalogue .*\n {2}tip: .*\n$/],
  },
  {
    name: 'codes: of a catalogue of one’s own',
    args: ['codes', '107200', '-f', 'json', '--catalogue', 'mine.json'],
    files: { 'mine.json': '[{"code":107200,"name":"CallbackPaused","severity":"notice"}]' },
    status: 0,
    stdout: ['"name": "CallbackPaused"'],
  },

  // Help.
  { name: '--version', args: ['--version'], status: 0, stdout: [/^\d+\.\d+\.\d+\n$/], stderr: '' },
  {
    name: '--help',
    args: ['--help'],
    status: 0,
    stdout: ['Usage: ptk-logscan [scan]', 'codes', 'events', '--window', 'Examples:'],
    stderr: '',
  },
  { name: 'scan --help', args: ['scan', '--help'], status: 0, stdout: ['--window', 'Examples:', 'Exit status'] },
  { name: 'events --help', args: ['events', '--help'], status: 0, stdout: ['Usage: ptk-logscan events', 'Examples:'] },
  {
    name: 'help',
    args: ['help'],
    status: 0,
    stdout: ['Usage: ptk-logscan [scan]', 'Commands:', '--window'],
    stderr: '',
  },
  {
    name: 'help of a command',
    args: ['help', 'events'],
    status: 0,
    stdout: ['Usage: ptk-logscan events', 'Exit status'],
  },
  {
    name: '-h: examples first, in a terminal of 24 rows',
    args: ['-h'],
    status: 0,
    stdout: [
      /^Usage: ptk-logscan \[OPTIONS\] \[FILE…\]\n\n {2}cat callback\.log \| ptk-logscan\n(?:.{0,80}\n){8,21}$/,
      '--by',
    ],
    stderr: '',
  },
  {
    name: '-h of a command',
    args: ['check', '-h'],
    status: 0,
    stdout: [/^Usage: ptk-logscan check /, 'ptk-logscan check --help lists all options.'],
  },
  {
    name: 'a mistyped command',
    args: ['evnts', 'day.log'],
    files: { 'day.log': 'code=109004\n' },
    status: 2,
    stdout: '',
    stderr: 'ptk-logscan: evnts: expected a command or a file; got neither\n  tip: did you mean ptk-logscan events?\n',
  },
  {
    name: 'a file that is called nearly like a command',
    args: ['evnts'],
    files: { evnts: 'code=109004\n' },
    status: 0,
    stdout: ['1 event '],
    stderr: '',
  },
  {
    name: 'a file that is not there: one line, and no report of nothing',
    args: ['none.log'],
    status: 3,
    stdout: '',
    stderr: 'ptk-logscan: none.log: no such file\n',
  },
  {
    name: 'a file that is not there beside one that is: the report says so',
    args: ['none.log', 'day.log'],
    files: { 'day.log': 'code=109004\n' },
    status: 3,
    stdout: ['1 event ', 'none.log: no such file'],
    stderr: 'ptk-logscan: none.log: no such file\n',
  },
  {
    name: 'a file that is not there, for programs: the document is whole all the same',
    args: ['none.log', '-f', 'json'],
    status: 3,
    stdout: ['"events": 0', '"error": "no such file"'],
  },
  { name: 'codes --help', args: ['codes', '--help'], status: 0, stdout: ['Usage: ptk-logscan codes', 'Examples:'] },
  {
    name: 'a script for completion in PowerShell',
    args: ['completion', 'powershell'],
    status: 0,
    stdout: ['Register-ArgumentCompleter -Native -CommandName ptk-logscan', '--get-yargs-completions @words'],
  },
  {
    name: 'a script for a shell that there is none for',
    args: ['completion', 'fish'],
    status: 2,
    stderr: ['completion: expected bash, zsh or powershell; got "fish"'],
  },
  {
    name: 'a script for completion',
    args: ['completion', 'bash'],
    status: 0,
    stdout: ['begin-ptk-logscan-completions'],
  },
  {
    name: 'completion of options',
    args: ['--get-yargs-completions', 'ptk-logscan', 'codes', '--o'],
    status: 0,
    stdout: ['--output'],
  },
  {
    name: 'completion of values',
    args: ['--get-yargs-completions', 'ptk-logscan', 'codes', '--format', ''],
    status: 0,
    stdout: ['markdown\n'],
  },
];
