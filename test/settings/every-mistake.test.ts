/** All that is wrong with configuration and job files is said at once, whatever finds it: the schema or who reads a value. */
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
  expect(lines[0]).toBe('ptk-logscan: job.yaml: 18 mistakes');
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
    '18: reports[2].name',
    '20: notify[0].webhook.url',
    '21: notify[1]',
    '22: notify[2].timeout',
  ]);
});
