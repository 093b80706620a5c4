/** Calls of `check`, and of the other commands beside a configuration file. */
import type { Case } from './cases.js';
import { MADE } from './made.js';

const line = (minute: number, code: number, more = '') =>
  `2026-11-01 09:${String(minute).padStart(2, '0')}:00.000 INFO AddInteraction code=${code}${more}\n`;
/** 20 events: 2 errors, one of them critical. */
const LOG = [...Array(18)].map((_, i) => line(i, 107000)).join('') + line(20, 109002) + line(21, 109004);
const BETTER = LOG.replaceAll(/109002|109004/g, '107000');
const TENANTS = line(0, 107000, ' tenant=acme') + line(1, 109004, ' tenant=acme') + line(2, 107000, ' tenant=demo');

/** What a baseline of 20 events is told to be. */
const WEAK = [
  /^ptk-logscan: base\.json: Errors were 0 of 20 events in the baseline, which is too few: no rise to less than 20\.5% can be told from chance, however many events a run has\n$/,
];

const HERE = ['--tz', 'UTC', 'a.log'];
const check = (name: string, args: readonly string[], status: number, more: Partial<Case> = {}): Case => ({
  name: `check: ${name}`,
  args: ['check', ...args],
  files: { 'a.log': LOG },
  status,
  stderr: '',
  ...more,
});
const wrong = (name: string, args: readonly string[], stderr: string | readonly RegExp[], more: Partial<Case> = {}) =>
  check(name, [...args, ...HERE], 2, {
    stdout: '',
    stderr: typeof stderr === 'string' ? `ptk-logscan: ${stderr}\n` : stderr,
    ...more,
  });

const CONFIG = `defaults:
  tz: UTC
check:
  rules:
    - name: Error rate
      max-error-rate: 5%
    - name: No timeouts
      level: warn
      select: CommunicationTimeout
      max-count: 0
`;

export const CHECK_CASES: readonly Case[] = [
  // What it comes to.
  check('a rate at its limit holds', ['--max-error-rate', '10%', ...HERE], 0, {
    stdout:
      'Check PASSED: 1 of 1 rule holds\n\n' +
      'ok    error rate: at most 10%; seen 10% (2 of 20 events)\n\n' +
      'Looked at 20 events, 2 errors, in 20 lines of 1 source; 2026-11-01 09:00 to 09:21 UTC.\n',
  }),
  check(
    'each tenant is held to it',
    ['--max-error-rate', 'tenant:*=10%', '--min-value-events', '1', '--tz', 'UTC', 'a.log'],
    1,
    {
      files: { 'a.log': TENANTS },
      stdout: ['50% (1 of 2 events) with tenant=acme', '1 of 2 values broke it: acme'],
    },
  ),
  check(
    'one that only warns, beside one that fails',
    ['--max-error-rate', '9% warn', '--max-error-rate', '10%', ...HERE],
    0,
    {
      stdout: [/WARN {2}error rate/, /ok {4}error rate: at most 10%/],
    },
  ),
  check('at least so many, and at least so much', ['--require', '107000=19', '--min-rate', 'ok=90%', ...HERE], 1, {
    stdout: [
      '107000 RequestCompleted: 18 of 20 events, at least 19 required',
      'ok    least rate of ok events: at least 90%',
    ],
  }),
  check('a known exception is shown, and no rule sees it', ['--config', 'c.yaml', ...HERE], 0, {
    files: {
      'a.log': LOG,
      'c.yaml': `${CONFIG}  ignore:
    - { code: CommunicationTimeout, until: 2026-11-01, reason: the move of a tenant }
    - { code: 109004, until: 2026-12-31, reason: known }
`,
    },
    stdout: ['Ignored until 2026-11-01: 109002 CommunicationTimeout, 1 event (the move of a tenant).'],
  }),
  check('nor in windows by themselves, nor for values of a key', ['--config', 'c.yaml', '--tz', 'UTC', 'a.log'], 1, {
    files: {
      'a.log': TENANTS,
      'c.yaml': `check:
  ignore: [{ code: 109004, until: 2026-12-31, reason: known }]
  rules:
    - { name: Windows, max-error-rate: 0, per-window: true }
    - { name: Tenants, max-error-rate: 0, within: "tenant:*", min-value-events: 1 }
    - { name: Good ones, max-rate: 0, select: "107000", within: "tenant:*", min-value-events: 1 }
`,
    },
    stdout: [/ok {4}Windows/, /ok {4}Tenants/, '2 of 2 values broke it: acme, demo'],
  }),
  wrong('an exception without an end', ['--config', 'c.yaml'], [/c\.yaml:\d+: check\.ignore\[0\]: expected until/], {
    files: { 'a.log': LOG, 'c.yaml': `${CONFIG}  ignore: [{ code: 109004, reason: known }]\n` },
  }),
  wrong('an exception of a code that there is not', ['--config', 'c.yaml'], [/check\.ignore\[0\]\.code: expected/], {
    files: { 'a.log': LOG, 'c.yaml': `${CONFIG}  ignore: [{ code: NoSuchCode, until: 2026-12-31, reason: known }]\n` },
  }),
  wrong(
    'an exception until a day that there is not',
    ['--config', 'c.yaml'],
    [/check\.ignore\[0\]\.until: expected a day/],
    {
      files: { 'a.log': LOG, 'c.yaml': `${CONFIG}  ignore: [{ code: 109004, until: 2026-02-31, reason: known }]\n` },
    },
  ),
  check('a rate above it does not, and the lines are shown', ['--max-error-rate', '9.9%', ...HERE], 1, {
    stdout: [
      'Check FAILED: 1 of 1 rule broken\n\nFAIL  error rate\n      Errors: 10% (2 of 20 events), at most 9.9% allowed\n',
      '      at a.log:19  2026-11-01T09:20:00.000Z  109002 CommunicationTimeout\n',
      '         | 2026-11-01 09:20:00.000 INFO AddInteraction code=109002\n',
    ],
  }),
  check('standard input has its lines too', ['--max-count', '109004=0', '-'], 1, {
    input: LOG,
    stdout: [
      / {6}at standard input:20 {2}2026-\S+ {2}109004 PlatformUnavailable\n {9}\| 2026-\S+ .*109004.*\n\nLooked/,
    ],
  }),
  check('so many lines as are wanted', ['--max-error-rate', '0%', '--lines', '0', ...HERE], 1, {
    stdout: [/event\n\nLooked/],
  }),
  check('each window', ['--max-rate', 'critical=10%', '--per-window', '-w', '5m', ...HERE], 1, {
    stdout: ['50% (1 of 2 events) in 2026-11-01 09:20 to 09:25, at most 10% allowed; 1 of 5 windows broke it'],
  }),
  check(
    'small windows are excused',
    ['--max-rate', 'critical=10%', '--per-window', '-w', '5m', '--min-window-events', '3', ...HERE],
    0,
    {
      stdout: ['Check PASSED'],
    },
  ),
  check(
    'so many windows in a row, and no fewer',
    ['--max-rate', 'critical=10% for 2 windows', '--max-error-rate', '10% warn for 1 windows', '-w', '1m', ...HERE],
    0,
    {
      stdout: [
        /^ok {4}rate of critical events, 2 windows in a row: at most 10% in each window, for 2 windows; seen at worst .*; at most 1 window in a row broke it$/m,
        /^WARN {2}error rate, 1 window in a row\n.*; 2 of 20 windows broke it, 2 in a row from .*$/m,
      ],
    },
  ),
  check(
    'in either order, beside one for the whole run; rows are named',
    ['--max-error-rate', '50% for 2 windows warn', '--max-error-rate', '10%', '-w', '1m', ...HERE],
    0,
    {
      stdout: [
        /^WARN {2}error rate, 2 windows in a row\n.*2 of 20 windows broke it, 2 in a row from 2026-11-01 09:20 to 09:22$/m,
      ],
    },
  ),
  check(
    'of several lengths',
    [
      '--max-error-rate',
      '50% for 2 windows',
      '--max-error-rate',
      '20% for 30 windows',
      '-w',
      '1m',
      '--report',
      'json',
      ...HERE,
    ],
    1,
    { stdout: ['"max-error-rate/for/2"', '"max-error-rate/for/30"'] },
  ),
  wrong(
    'the same one twice',
    ['--max-error-rate', '50% for 2 windows', '--max-error-rate', '20% for 2 windows'],
    [/expected each rule once; got "error rate, 2 windows in a row" here and by --max-error-rate$/m],
  ),
  wrong(
    'a row of windows for each value of a key',
    ['--max-error-rate', 'tenant:*=5% for 2 windows'],
    [/expected codes in a rule for each window; got tenant:\*\n {2}tip: .*: make it a rule without for$/m],
  ),
  wrong(
    'windows for a value of a key',
    ['--max-error-rate', 'tenant:a=5%', '--per-window'],
    [/: make it a rule without per-window$/m],
  ),
  check('what must not be missing for so long', ['--require', '107000 for 2 windows', '-w', '1m', ...HERE], 1, {
    stdout: ['3 of 21 windows broke it, 4 in a row'],
  }),
  check('in a file', ['--config', 'c.yaml', '-w', '1m', ...HERE], 1, {
    files: { 'a.log': LOG, 'c.yaml': CONFIG.replace('max-error-rate: 5%', 'max-error-rate: 5%\n      for: 2 windows') },
    stdout: ['at most 5% allowed; 2 of 20 windows broke it, 2 in a row from'],
  }),
  wrong(
    'no row of windows',
    ['--max-error-rate', '2% for 0 windows'],
    [
      /^ptk-logscan: --max-error-rate: expected a number of windows from 1 to 1000, such as 2 windows; got "0 windows"$/m,
    ],
  ),
  wrong('a row of something else', ['--max-error-rate', '2% for 3 hours'], [/expected a rate .*got "2% for 3 hours"/]),
  wrong('a row of whole runs', ['--max-rise', '1pp for 3 windows'], [/--max-rise: expected no row of windows/]),
  wrong(
    'a row of whole runs in a file',
    ['--config', 'c.yaml'],
    [/c\.yaml:7: check\.rules\[0\]\.for: expected none beside max-rise/],
    {
      files: { 'a.log': LOG, 'c.yaml': CONFIG.replace('max-error-rate: 5%', 'max-rise: 5%\n      for: 2 windows') },
    },
  ),
  wrong(
    'a row of windows in a rule that has none',
    ['--config', 'c.yaml'],
    [/\.per-window: expected true beside for/],
    {
      files: {
        'a.log': LOG,
        'c.yaml': CONFIG.replace(
          'max-error-rate: 5%',
          'max-error-rate: 5%\n      for: 2 windows\n      per-window: false',
        ),
      },
    },
  ),
  wrong(
    'a row of windows of one tenant',
    ['--max-error-rate', 'tenant:acme=2% for 3 windows'],
    [/expected codes in a rule for each window/],
  ),
  check('what must occur', ['--require', '107000', '--require', '107010', ...HERE], 1, {
    stdout: [
      /^FAIL {2}107010 \w+ must occur$/m,
      /^ok {4}107000 RequestCompleted must occur: at least 1; seen 18 of 20 events$/m,
    ],
  }),
  check('by a value on the line', ['--max-error-rate', 'tenant:acme=50%,tenant:demo=0%', ...HERE], 0, {
    files: { 'a.log': TENANTS },
    stdout: ['error rate among events with tenant=acme: at most 50%; seen 50% (1 of 2 events)'],
  }),
  check('by a value on the line, broken, with its line', ['--max-count', 'Tenant:acme=1', ...HERE], 1, {
    files: { 'a.log': TENANTS },
    stdout: ['Events with Tenant=acme: 2 of 3 events, at most 1 allowed', 'at a.log:1  '],
  }),
  check('a key that is nowhere is a wrong rule', ['--max-count', 'tennant:acme=1', ...HERE], 2, {
    files: { 'a.log': TENANTS },
    stdout: '',
    stderr: [
      /^ptk-logscan: rule "count of events with tennant=acme": expected a key that stands on the lines; none of 3 events has tennant\n/,
    ],
  }),

  // Nothing to check.
  check('no event', ['--max-error-rate', '2%', ...HERE], 1, {
    files: { 'a.log': 'nothing\n' },
    stdout: ['No events to check: none of the 1 line of a.log has a PTK code'],
  }),
  check('no event, allowed', ['--max-error-rate', '2%', '--allow-empty', ...HERE], 0, {
    files: { 'a.log': '' },
    stdout: ['Check PASSED: no events to check, which is allowed'],
  }),
  check('an empty standard input', ['--max-error-rate', '2%'], 1, { input: '', stdout: ['standard input is empty'] }),
  check('too few events', ['--min-events', '21', ...HERE], 1, { stdout: ['Only 20 events, at least 21 required'] }),
  check('events enough, and no other rule', ['--min-events', '20', ...HERE], 0, { stdout: ['Check PASSED'] }),
  check('a file that is not there', ['--max-error-rate', '50%', ...HERE, 'none.log'], 3, {
    stdout: ['Check INCOMPLETE', 'Could not be read whole: none.log: no such file'],
    stderr: 'ptk-logscan: none.log: no such file\n',
  }),
  check('a file that is not there, allowed', ['--max-error-rate', '50%', '--allow-partial', ...HERE, 'none.log'], 0, {
    stdout: ['WARN  input read whole'],
    stderr: 'ptk-logscan: none.log: no such file\n',
  }),

  // Where it is told.
  check(
    'several forms at once',
    [
      '--max-count',
      '109004=0',
      '--report',
      'junit=o.xml,tap=o.tap',
      '--report',
      'sarif=o.sarif',
      '--report',
      'gitlab=o.gl',
      '--report',
      'json=o.json',
      ...HERE,
    ],
    1,
    {
      stdout: [/^Check FAILED/],
      after: {
        'o.xml': /<failure type="max-count"/,
        'o.tap': /^not ok 3 - count of 109004 PlatformUnavailable$/m,
        'o.sarif': /"version": "2\.1\.0"/,
        'o.gl': /"begin": 20/,
        'o.json': /^\{\n {2}"schema": "ptk-logscan\/check@1",\n {2}"verdict": "fail",\n {2}"exitStatus": 1,/,
      },
    },
  ),
  check('a document on standard output stands alone', ['--max-error-rate', '50%', '--report', 'tap', ...HERE], 0, {
    stdout: 'TAP version 14\n1..3\nok 1 - input read whole\nok 2 - events to check\nok 3 - error rate\n',
  }),
  check("GitHub's annotations, and the job's summary", ['--max-count', '109004=0', '--report', 'github', ...HERE], 1, {
    files: { 'a.log': LOG, 'summary.md': 'of an earlier command\n' },
    env: { GITHUB_STEP_SUMMARY: 'summary.md' },
    stdout: [/^Check FAILED/, /^::error file=a\.log,line=20,title=count of 109004 PlatformUnavailable::109004 /m],
    after: { 'summary.md': /^of an earlier command\n## Check ❌ failed\n/ },
  }),
  check(
    'a place that cannot be written to is known before anything is read',
    ['--max-error-rate', '2%', '--report', 'junit=no/o.xml', ...HERE],
    3,
    {
      stdout: '',
      stderr: 'ptk-logscan: no/o.xml: cannot be written: its folder does not exist\n',
    },
  ),

  // Against a baseline.
  check('the first baseline', ['--baseline', 'base.json', '--update-baseline', ...HERE], 0, {
    stdout: [
      'skip  rise of the error rate\n      There is no baseline to compare with yet\n',
      'Wrote the baseline base.json.',
    ],
    after: { 'base.json': /"schema": "ptk-logscan\/summary@1"/ },
  }),
  check('new codes', ['--baseline', 'base.json', '--no-new-codes', ...HERE], 1, {
    files: { 'a.log': LOG, 'base.json': baseline(BETTER) },
    stderr: WEAK,
    stdout: [
      'The baseline has no 109002 CommunicationTimeout or 109004 PlatformUnavailable; this run has 2 events of them',
    ],
  }),
  check('a rise that chance explains', ['--baseline', 'base.json', ...HERE], 0, {
    files: { 'a.log': LOG, 'base.json': baseline(BETTER) },
    stderr: WEAK,
    stdout: ['seen 10% (2 of 20 events), baseline 0% (0 of 20 events): within chance (p 24%)'],
  }),
  check('a baseline with few events, quietly', ['--baseline', 'base.json', '--quiet', ...HERE], 0, {
    files: { 'a.log': LOG, 'base.json': baseline(BETTER) },
  }),
  check('a baseline with enough events', ['--baseline', 'base.json', ...HERE], 0, {
    files: { 'a.log': LOG, 'base.json': baseline(BETTER.repeat(5)) },
    stdout: ['2 of 20 events), baseline 0% (0 of 100 events): within chance'],
  }),
  check(
    'a run that failed does not become the baseline',
    ['--baseline', 'base.json', '--no-new-codes', '--update-baseline', ...HERE],
    1,
    {
      files: { 'a.log': LOG, 'base.json': baseline(BETTER) },
      stderr: WEAK,
      stdout: ['Left the baseline base.json as it was, because the check did not pass.'],
      after: { 'base.json': baseline(BETTER) },
    },
  ),

  // Configuration files.
  check('the rules of a file', ['a.log'], 1, {
    files: { 'a.log': LOG, 'ptk-logscan.config.yaml': CONFIG },
    stdout: ['FAIL  Error rate\n', 'WARN  No timeouts\n'],
  }),
  check('the rules of a file and of the command line', ['--config', 'gate.yaml', '--require', '107000', 'a.log'], 1, {
    files: { 'a.log': LOG, 'gate.yaml': CONFIG },
    stdout: ['FAIL  Error rate\n', 'WARN  No timeouts\n', 'ok    107000'],
  }),
  check('all mistakes in the rules of a file', ['a.log'], 2, {
    files: {
      'a.log': LOG,
      'ptk-logscan.config.yaml':
        'check:\n  rules:\n    - name: a\n      select: critcal\n      max-count: 0\n    - name: b\n      max-error-rate: 2\n    - name: c\n',
    },
    stdout: '',
    stderr: [
      'ptk-logscan: ptk-logscan.config.yaml: 3 mistakes\n',
      '  ptk-logscan.config.yaml:4: check.rules[0].select: expected a known code',
      'got "critcal" (did you mean critical?)',
      '  ptk-logscan.config.yaml:7: check.rules[1].max-error-rate: expected a rate',
      '  ptk-logscan.config.yaml:8: check.rules[2]: expected one of max-error-rate, ',
    ],
  }),
  check('the same name twice', ['a.log'], 2, {
    files: {
      'a.log': LOG,
      'ptk-logscan.config.yaml':
        'check:\n  rules:\n    - {name: A b, require: 107000}\n    - {name: a-B, require: 107010}\n',
    },
    stderr:
      'ptk-logscan: ptk-logscan.config.yaml:4: check.rules[1]: expected each rule once; got "a-B" here and by ptk-logscan.config.yaml:3: check.rules[0]\n',
  }),
  check('settings of a file', ['a.log'], 1, {
    files: {
      'a.log': LOG,
      'ptk-logscan.config.json':
        '{"check": {"max-count": ["109004=0"], "min-events": 50, "report": ["text", "tap=o.tap"]}}',
    },
    stdout: ['Only 20 events, at least 50 required', 'FAIL  count of 109004'],
    after: { 'o.tap': /^TAP version 14/ },
  }),
  {
    name: 'a default of the project, below the environment and the command line',
    args: ['-f', 'json', 'a.log'],
    files: { 'a.log': LOG, 'ptk-logscan.config.yaml': 'defaults: {tz: Asia/Tokyo, window: 1h}\n' },
    status: 0,
    stdout: ['"timeZone": "Asia/Tokyo"', '"window": "1h"'],
  },
  {
    name: 'the environment over the project',
    args: ['-f', 'json', '-w', '1m', 'a.log'],
    files: { 'a.log': LOG, 'ptk-logscan.config.yaml': 'defaults: {tz: Asia/Tokyo, window: 1h}\n' },
    env: { PTK_LOGSCAN_TZ: 'UTC' },
    status: 0,
    stdout: ['"timeZone": "UTC"', '"window": "1m"'],
  },
  {
    name: 'a default of scan alone is none of events',
    args: ['events', 'a.log'],
    files: { 'a.log': LOG, 'ptk-logscan.config.yaml': 'defaults: {format: table}\n' },
    status: 0,
    stdout: [/^\{"time":/],
    stderr: '',
  },
  {
    name: 'a default that is wrong is named with its line',
    args: ['a.log'],
    files: { 'a.log': LOG, 'ptk-logscan.config.yaml': 'defaults:\n  tz: Europe/Berlim\n' },
    status: 2,
    stdout: '',
    stderr: [/^ptk-logscan: ptk-logscan\.config\.yaml:2: defaults\.tz: expected an IANA name/],
  },
  {
    name: 'a configuration that is not there',
    args: ['--config', 'none.yaml', 'a.log'],
    status: 2,
    stderr: 'ptk-logscan: none.yaml: the configuration cannot be read: no such file\n',
  },

  // What is wrong with a call.
  wrong(
    'no rule',
    [],
    [
      /^ptk-logscan: check: expected a rule; got none on the command line and none in a configuration file\n {2}tip: for example --max-error-rate 2%/,
    ],
  ),
  wrong(
    'an unknown code',
    ['--max-count', '109044=0'],
    [
      /^ptk-logscan: --max-count: expected a code of the catalogue; got 109044\n {2}tip: the nearest known code is 1090\d\d /,
    ],
  ),
  wrong('a rate that may be a percentage', ['--max-error-rate', '2'], [/got "2"\n {2}tip: did you mean 2%\?\n$/]),
  wrong(
    'a rate of nothing',
    ['--max-rate', '2%'],
    '--max-rate: expected SELECTOR=RATE, such as critical=0.1%; got "2%"',
  ),
  wrong(
    'the same rule twice',
    ['--max-error-rate', '1%,2%'],
    '--max-error-rate: expected each rule once; got "error rate" here and by --max-error-rate',
  ),
  wrong(
    'a baseline that is not there',
    ['--baseline', 'none.json'],
    [/there is no file none\.json\n {2}tip: --update-baseline makes it/],
  ),
  wrong(
    'a rise over nothing',
    ['--max-rise', '1pp'],
    '--baseline: expected the summary of an earlier run, because of the rule "rise of the error rate"; got none',
  ),
  wrong(
    'new codes over nothing',
    ['--no-new-codes'],
    '--baseline: expected the summary of an earlier run, because of the rule "no new error codes"; got none',
  ),
  wrong(
    'a baseline without the key',
    ['--baseline', 'base.json', '--max-rise', 'tenant:acme=0'],
    [/^ptk-logscan: base\.json: expected counts by tenant, because of a rule; got none\n/],
    {
      files: { 'a.log': LOG, 'base.json': baseline(LOG) },
    },
  ),
  wrong('a filter', ['--severity', 'error', '--max-error-rate', '2%'], [/^ptk-logscan: unknown option --severity\n/]),
  wrong(
    'an unknown form',
    ['--report', 'juint=x', '--max-error-rate', '2%'],
    [/^ptk-logscan: --report: expected text, json, junit, .*; got "juint"\n {2}tip: did you mean junit\?\n$/],
  ),
  wrong(
    'two documents for standard output',
    ['--report', 'json,tap', '--max-error-rate', '2%'],
    [/^ptk-logscan: --report: expected one document for standard output; got json and tap\n/],
  ),
  wrong(
    'one file for two forms',
    ['--report', 'json=x,tap=./x', '--max-error-rate', '2%'],
    [/^ptk-logscan: --report: expected a file for each form; got .*x for two\n$/],
  ),
  {
    name: 'check --help',
    args: ['check', '--help'],
    status: 0,
    stdout: ['Exit status:', '  0  all rules hold', "Fisher's exact test", '--no-new-codes'],
  },
];

/** A summary with the codes of the log, as far as a gate looks at it. */
function baseline(log: string): string {
  const counts = new Map<number, number>();
  for (const [, code] of log.matchAll(/code=(\d+)/g)) counts.set(Number(code), (counts.get(Number(code)) ?? 0) + 1);
  const codes = [...counts].map(([code, count]) => ({ code, count }));
  const events = codes.reduce((sum, { count }) => sum + count, 0);
  return JSON.stringify({ schema: 'ptk-logscan/summary@1', ...MADE, totals: { events }, codes });
}
