/** All that is wrong with configuration, job and watch files is said at once, whatever finds it: the schema or who reads a value. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ended, start } from '../cli/program.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mistakes-'));
  writeFileSync(join(folder, 'a.log'), '2026-11-01 09:00:00 code=107000\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = await ended(start(args, { cwd: folder, env }));
  return { status, stdout, lines: stderr.trimEnd().split('\n') };
}
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

const CONFIG = `defaults:
  tz: Europe/Berln
  window: 7x
  yeer: 2026
check:
  significance: 200%
  report: [text, junitt=check.xml]
  ignore:
    - { code: NoSuchCode, until: 2026-12-31, reason: known }
  rules:
    - name: Level
      max-error-rate: 1%
      level: wran
    - name: Error rate
      max-error-rate: 2 percent
    - name: Row
      max-error-rate: 1%
      for: three windows
`;

describe('a project’s file', () => {
  test('each on a line with its place, in the order of the file', async () => {
    write('ptk-logscan.config.yaml', CONFIG);
    const { status, stdout, lines } = await run(['check', 'a.log']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(
      lines.map((line) =>
        line.replace(/^.*?(ptk-logscan\.config\.yaml:)/, '$1').replace(/: (?:expected|unknown).*/, ''),
      ),
    ).toEqual([
      'ptk-logscan.config.yaml: 9 mistakes',
      'ptk-logscan.config.yaml:2: defaults.tz',
      'ptk-logscan.config.yaml:3: defaults.window',
      'ptk-logscan.config.yaml:4: defaults.yeer',
      'ptk-logscan.config.yaml:6: check.significance',
      'ptk-logscan.config.yaml:7: check.report',
      'ptk-logscan.config.yaml:9: check.ignore[0].code',
      'ptk-logscan.config.yaml:13: check.rules[0].level',
      'ptk-logscan.config.yaml:15: check.rules[1].max-error-rate',
      'ptk-logscan.config.yaml:18: check.rules[2].for',
    ]);
    expect(lines[1]).toContain('got "Europe/Berln" (did you mean Europe/Berlin?)');
  });

  test('a command says what matters to it, and no file is read or written', async () => {
    write('ptk-logscan.config.yaml', CONFIG);
    for (const args of [
      ['a.log', '-o', 'out.json'],
      ['events', 'a.log', '-o', 'out.json'],
    ]) {
      const { status, lines } = await run(args);
      expect(status).toBe(2);
      expect(lines.join('\n')).toMatch(/defaults\.tz[\s\S]*defaults\.yeer[\s\S]*rules\[0\]\.level/);
      expect(lines.join('\n')).not.toContain('significance');
    }
    expect(await run(['-f', 'json', 'out.json'])).toMatchObject({ status: 2 });
  });

  test('what the command line says instead is no mistake', async () => {
    write('c.yaml', 'defaults:\n  tz: Nowhere\n  window: 7x\n');
    const { lines } = await run(['--config', 'c.yaml', '--tz', 'UTC', 'a.log']);
    expect(lines).toEqual([expect.stringMatching(/^ptk-logscan: c\.yaml:3: defaults\.window: expected/)]);
    // Nor is what follows from a mistake of the call itself.
    expect((await run(['--config', 'c.yaml', '--tz', 'Nowhere', 'a.log'])).lines[0]).toMatch(
      /^ptk-logscan: --tz: expected/,
    );
  });

  test('one is said as before, with its tip', async () => {
    write('c.yaml', 'defaults:\n  tz: Europe/Berln\n');
    expect((await run(['--config', 'c.yaml', 'a.log'])).lines).toEqual([
      expect.stringMatching(/^ptk-logscan: c\.yaml:2: defaults\.tz: expected .*"Europe\/Berln"$/),
      '  tip: did you mean Europe/Berlin?',
    ]);
  });

  test('the user’s own too, each file for itself', async () => {
    mkdirSync(join(folder, 'home/ptk-logscan'), { recursive: true });
    write('home/ptk-logscan/config.yaml', 'defaults:\n  date-order: xyz\n  yaer: 1\n');
    write('c.yaml', 'defaults:\n  window: 7x\n  yeer: 1\n');
    const { lines } = await run(['--config', 'c.yaml', 'a.log'], { XDG_CONFIG_HOME: join(folder, 'home') });
    expect(lines[0]).toBe('ptk-logscan: 4 mistakes');
    expect(lines.slice(1).map((line) => /(\w+\.yaml:\d+: defaults\.[\w-]+): /.exec(line)![1])).toEqual([
      'c.yaml:2: defaults.window',
      'c.yaml:3: defaults.yeer',
      'config.yaml:2: defaults.date-order',
      'config.yaml:3: defaults.yaer',
    ]);
  });
});

test('a job file', async () => {
  write(
    'job.yaml',
    `inputs: ['logs/*']
tz: Europe/Berln
window: 7x
schedule: '0 99 * * *'
keys: [tenant]
read: { date-order: xyz, code-kye: [a] }
retention: { minutes: 5 parsecs }
reports:
  - name: daily
    period: yesterdy
    where: segment=x
    outputs: ['out.docx', 'out.html']
    ignore:
      - { code: NoSuchCode, until: 2026-12-31, reason: known }
      - { code: 109004, until: soon, reason: known }
    rules: [{ name: a, max-error-rate: 2 percent }, { name: b, select: nothing, max-count: 0 }]
  - { name: daily, period: last-week, outputs: ['b.html'], compare: never }
  - { name: daily, period: today, outputs: ['c.html'] }
notify:
  - { name: chat, webhook: { url: 'ftp://x' } }
  - { name: both, webhook: { url: 'http://x' }, command: [x] }
  - { name: slow, timeout: never, command: [x] }
`,
  );
  const { status, lines } = await run(['report', '--config', 'job.yaml']);
  expect(status).toBe(2);
  expect(lines[0]).toBe('ptk-logscan: job.yaml: 19 mistakes');
  expect(lines.slice(1).map((line) => /job\.yaml:(\d+: .*?): /.exec(line)![1])).toEqual([
    '2: tz',
    '3: window',
    '4: schedule',
    '6: read.code-kye',
    '6: read.date-order',
    '7: retention.minutes',
    '10: reports[0].period',
    '11: reports[0].where',
    '12: reports[0].outputs[0]',
    '14: reports[0].ignore[0].code',
    '15: reports[0].ignore[1].until',
    '16: reports[0].rules[0].max-error-rate',
    '16: reports[0].rules[1].select',
    '17: reports[1].compare',
    '17: reports[1].name',
    '18: reports[2].name',
    '20: notify[0].webhook.url',
    '21: notify[1]',
    '22: notify[2].timeout',
  ]);
});

/** The places of mistakes, without what is said of them. */
const places = (lines: readonly string[]) => lines.slice(1).map((line) => /\.yaml:(\d+(?:: [^ ]+)?): /.exec(line)![1]);

test('several in one rule or exception, also beside what the schema sees', async () => {
  write(
    'c.yaml',
    `check:
  rules:
    - { name: A, max-error-rate: 500%, for: 0 windows, select: ok }
    - { max-count: none, select: erorr }
    - { name: C, min-value-events: -1, for: 0 windows, within: erorr }
    - { name: '!', max-rise: 5 apples, per-window: true, for: 2 windows, level: wran }
    - { name: E, require: 107000 }
    - { name: e, require: 107000 }
    - { name: E, require: 107000 }
  ignore:
    - { code: 999, until: tomorrow, reason: ' ' }
    - { code: NoSuch, until: tomorrow }
    - {}
`,
  );
  const { status, lines } = await run(['check', '--config', 'c.yaml', 'a.log']);
  expect(status).toBe(2);
  expect(places(lines).sort()).toEqual(
    [
      '3: check.rules[0].max-error-rate',
      '3: check.rules[0].for',
      '3: check.rules[0].select',
      '4: check.rules[1]',
      '4: check.rules[1].max-count',
      '4: check.rules[1].select',
      '5: check.rules[2]',
      '5: check.rules[2].min-value-events',
      '5: check.rules[2].for',
      '5: check.rules[2].within',
      '6: check.rules[3].name',
      '6: check.rules[3].max-rise',
      '6: check.rules[3].per-window',
      '6: check.rules[3].for',
      '6: check.rules[3].level',
      '8: check.rules[5]',
      '9: check.rules[6]',
      '11: check.ignore[0].code',
      '11: check.ignore[0].until',
      '11: check.ignore[0].reason',
      '12: check.ignore[1]',
      '12: check.ignore[1].code',
      '12: check.ignore[1].until',
      ...Array(3).fill('13: check.ignore[2]'),
    ].sort(),
  );
});

test('each element of a list', async () => {
  write('c.yaml', 'defaults:\n  code: [NoSuch, 107000, 5]\n  where: [=, a=b, =]\n  code-key: [1, ok, 2]\n');
  const { lines } = await run(['--config', 'c.yaml', 'a.log']);
  expect(places(lines)).toEqual(
    ['2', '2', '3', '3', '4', '4'].map((n) => `${n}: defaults.${['code', 'where', 'code-key'][Number(n) - 2]}`),
  );
});

describe('a catalogue that is not there', () => {
  const NAMES = 'NoSuch';

  test.each([
    ['nofile.json', 'cannot be read'],
    ['a.log', 'not valid JSON'],
  ])('of a project’s file: %s, which %s: all but the names of codes is said', async (file, reason) => {
    write(
      'c.yaml',
      `defaults: { tz: Nowhere, catalogue: ${file} }
check:
  rules:
    - { name: A, max-error-rate: 500% }
    - { name: B, max-count: 0, select: ${NAMES} }
    - { name: C, max-count: x, select: ${NAMES} }
  ignore:
    - { code: ${NAMES}, until: tomorrow, reason: x }
`,
    );
    const { lines } = await run(['check', '--config', 'c.yaml', 'a.log']);
    expect(lines[0]).toBe('ptk-logscan: c.yaml: 5 mistakes');
    expect(places(lines)).toEqual([
      '1: defaults.catalogue',
      '1: defaults.tz',
      '4: check.rules[0].max-error-rate',
      '6: check.rules[2].max-count',
      '8: check.ignore[0].until',
    ]);
    expect(lines[1]).toContain(reason);
  });

  test('alone', async () => {
    write('c.yaml', 'defaults: { catalogue: nofile.json }\n');
    const { lines } = await run(['--config', 'c.yaml', 'a.log']);
    expect(lines).toEqual([
      expect.stringMatching(
        /^ptk-logscan: c\.yaml:1: defaults\.catalogue: .*nofile\.json: the catalogue cannot be read: no such file$/,
      ),
    ]);
  });

  test('of a job', async () => {
    write(
      'job.yaml',
      `inputs: []
tz: Nowhere
read: { catalogue: nofile.json, year: 1 }
reports:
  - name: a
    period: never
    outputs: [a.html]
    rules: [{ name: A, max-count: x, select: NoSuch }]
    ignore: [{ code: NoSuch, until: tomorrow, reason: x }]
`,
    );
    const { lines } = await run(['report', '--config', 'job.yaml']);
    expect(places(lines)).toEqual([
      '2: tz',
      '3: read.year',
      '3: read.catalogue',
      '6: reports[0].period',
      '8: reports[0].rules[0].max-count',
      '9: reports[0].ignore[0].until',
    ]);
  });
});

test('a mistake of a report or channel that the schema sees hides no other', async () => {
  write(
    'job.yaml',
    `inputs: []
keys: [a, b, c]
reports:
  - name: daily
    compare: never
    period: yesterdy
    window: 7x
    url: ftp://x
    outputs: [a.docx, 5, { x: 1 }]
    where: [=, queue=1]
    significance: 200%
    rules:
      - { max-count: x, select: erorr, levle: warn }
      - { name: B, max-rise: 0, within: 'queue:x' }
    ignore: [{ code: NoSuch, until: 5 }]
  - { name: daily, period: 5, outputs: b.html, min-events: 0 }
  - { name: daily, period: today }
  - text
notify:
  - { name: chat, attempts: 11, timeout: never, webhook: { url: 'ftp://x', url-from: a b, headers-from: { A: a b, B: b c } } }
  - { name: chat, email: { host: 5, password-from: a b } }
`,
  );
  const { status, lines } = await run(['report', '--config', 'job.yaml']);
  expect(status).toBe(2);
  expect(lines.find((line) => line.includes(': keys: '))).toContain('expected at most 2; got 3');
  expect(places(lines).sort()).toEqual(
    [
      '2: keys',
      '5: reports[0].compare',
      '6: reports[0].period',
      '7: reports[0].window',
      '8: reports[0].url',
      '9: reports[0].outputs[0]',
      '9: reports[0].outputs[1]',
      '9: reports[0].outputs[2]',
      '10: reports[0].where[0]',
      '11: reports[0].significance',
      '13: reports[0].rules[0]',
      '13: reports[0].rules[0].max-count',
      '13: reports[0].rules[0].select',
      '13: reports[0].rules[0].levle',
      '15: reports[0].ignore[0]',
      '15: reports[0].ignore[0].code',
      '15: reports[0].ignore[0].until',
      '16: reports[1].name',
      '16: reports[1].period',
      '16: reports[1].outputs',
      '16: reports[1].min-events',
      '17: reports[2]',
      '17: reports[2].name',
      '18: reports[3]',
      '20: notify[0].attempts',
      '20: notify[0].timeout',
      '20: notify[0].webhook.url',
      '20: notify[0].webhook.url-from',
      '20: notify[0].webhook.headers-from.A',
      '20: notify[0].webhook.headers-from.B',
      '21: notify[1].name',
      '21: notify[1].email',
      '21: notify[1].email',
      '21: notify[1].email.host',
      '21: notify[1].email.password-from',
    ].sort(),
  );
});

test('a rule about another key is told with its own place', async () => {
  write(
    'job.yaml',
    `inputs: []
keys: [tenant]
reports:
  - name: a
    period: today
    outputs: [a.html]
    rules:
      - { name: A, max-error-rate: 2%, within: 'Tenant:x' }
      - { name: B, max-error-rate: 2%, within: 'queue:x' }
      - { name: C, max-count: 0, select: 'shop:x' }
      - { name: D, require: 'shop:x' }
`,
  );
  const { lines } = await run(['report', '--config', 'job.yaml']);
  expect(places(lines)).toEqual([
    '9: reports[0].rules[1].within',
    '10: reports[0].rules[2].select',
    '11: reports[0].rules[3].require',
  ]);
});

describe('a watch file', () => {
  test('settings, alerts and channels', async () => {
    write(
      'watch.yaml',
      `inputs: [a.log]
tz: Nowhere
window: 7x
idle: never
by: [a, b, c]
alert: []
read: { year: 1, catalogue: nofile.json }
alerts:
  - { max-error-rate: 500%, over: soon, for: 0 windows, levle: warn }
  - { name: B, max-count: x, select: NoSuch, over: 2d }
  - { name: B, no-data: 0s, over: 5m, for: 2 windows }
  - { name: C, level: wran }
  - { name: D, max-error-rate: 2%, within: 'queue:x' }
  - { name: d, max-error-rate: 2% }
notify:
  - { name: chat, timeout: never, command: [x] }
  - { name: chat, attempts: 0 }
`,
    );
    const { status, stdout, lines } = await run(['watch', '--config', 'watch.yaml']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(places(lines).sort()).toEqual(
      [
        '2: tz',
        '3: window',
        '4: idle',
        '5: by',
        '6: alert',
        '7: read.catalogue',
        '7: read.year',
        '9: alerts[0]',
        '9: alerts[0].levle',
        '9: alerts[0].max-error-rate',
        '9: alerts[0].over',
        '9: alerts[0].for',
        '10: alerts[1].max-count',
        '10: alerts[1].over',
        '11: alerts[2].name',
        '11: alerts[2].over',
        '11: alerts[2].for',
        '11: alerts[2].no-data',
        '12: alerts[3]',
        '12: alerts[3].level',
        '14: alerts[5]',
        '16: notify[0].timeout',
        '17: notify[1].name',
        '17: notify[1].attempts',
        '17: notify[1]',
      ].sort(),
    );
  });

  test('alerts about keys that it does not have', async () => {
    write(
      'watch.yaml',
      "inputs: [a.log]\ntz: Nowhere\nalerts:\n  - { name: A, max-error-rate: 2%, within: 'queue:x' }\n",
    );
    expect(places((await run(['watch', '--config', 'watch.yaml'])).lines)).toEqual(['2: tz', '4: alerts[0].within']);
  });
});
