/** A folder may be called like a pattern, a placeholder or a list: what is read and written there is the same. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Ended, ended, start } from './program.js';

let root = '';
/** The folder, as it is named from `root`. */
const ODD =
  process.platform === 'win32' ? "Program Files (x86)/{date} [a], b=c !it's" : '*(x86)/{date} [a], b=c: !it’s "x"';
const at = (name: string) => join(root, ODD, name);
const run = (args: readonly string[], cwd: string): Promise<Ended> => ended(start(args, { cwd }));

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ptk-logscan-odd-'));
  mkdirSync(at('logs'), { recursive: true });
  writeFileSync(at('logs/a.log'), '2026-11-03 10:00:00 code=109004\n');
  writeFileSync(at('logs/b.log'), '2026-11-03 11:00:00 code=107000\n');
});
afterEach(() => rmSync(root, { recursive: true }));

test('a job reads its logs there and writes its reports there', async () => {
  writeFileSync(
    at('job.yaml'),
    `inputs: ['logs/*.log']
tz: UTC
reports:
  - { name: daily, period: yesterday, outputs: ['out/{date}.json', '[{date}].parquet'] }
`,
  );
  for (const cwd of [root, join(root, ODD)]) {
    const config = cwd === root ? `${ODD}/job.yaml` : 'job.yaml';
    const dry = await run(['report', '--config', config, '--date', '2026-11-04', '--dry-run'], cwd);
    expect(dry.stdout).toContain('  out/2026-11-03.json\n');
    expect(dry.stdout).toContain(cwd === root ? '  logs/b.log: ' : '  2 files with nothing new');
    const { status, stderr } = await run(['report', '--config', config, '--date', '2026-11-04'], cwd);
    expect([status, stderr]).toEqual([0, '']);
  }
  expect(
    readdirSync(join(root, ODD))
      .filter((name) => /out|parquet/.test(name))
      .sort(),
  ).toEqual(['[2026-11-03].parquet', 'out']);
  expect(readdirSync(at('out'))).toEqual(['2026-11-03.json']);
  const { stdout } = await run(
    ['history', 'query', '--config', at('job.yaml'), '-f', 'csv', 'SELECT name, lines FROM logs ORDER BY ALL'],
    root,
  );
  expect(stdout.split('\r\n').slice(1)).toEqual(['logs/a.log,1', 'logs/b.log,1', '']);
});

test('so do scan and check by a configuration that lies there', async () => {
  writeFileSync(
    at('ptk-logscan.config.yaml'),
    `defaults: { tz: UTC, output: ['json:out.json'] }
check:
  report: ['junit=j.xml, sarif=s.json']
  baseline: base.json
  rules: [{ name: Reachable, select: 109004, max-count: 1 }]
`,
  );
  const config = ['--config', `${ODD}/ptk-logscan.config.yaml`];
  const logs = `${ODD}/logs/*.log`;
  const said = async (args: readonly string[]) => {
    const { status, stdout, stderr } = await run(args, root);
    return [status, stdout, stderr];
  };
  expect(await said(['scan', ...config, logs])).toEqual([0, '', '']);
  expect(await said(['check', ...config, '--update-baseline', logs])).toEqual([0, expect.anything(), '']);
  // Two events are no baseline to speak of, which is said.
  expect(await said(['check', ...config, '-q', logs])).toEqual([0, expect.stringMatching(/PASSED/), '']);
  expect(await said(['events', ...config, '-r', `${ODD}/log?`])).toEqual([
    0,
    expect.stringMatching(/a\.log.*\n.*b\.log/),
    '',
  ]);
  expect(readdirSync(join(root, ODD)).sort()).toEqual(
    ['base.json', 'j.xml', 'logs', 'out.json', 'ptk-logscan.config.yaml', 's.json'].sort(),
  );
});

test.skipIf(process.platform === 'win32')(
  'a history cannot lie below a ?: that is said before anything is read',
  async () => {
    mkdirSync(at('why?'));
    writeFileSync(
      at('why?/job.yaml'),
      "inputs: ['*.log']\ntz: UTC\nreports: [{ name: d, period: yesterday, outputs: [x.md] }]\n",
    );
    const { status, stderr } = await run(['report', '--config', 'job.yaml'], at('why?'));
    expect([status, stderr]).toEqual([
      2,
      `ptk-logscan: job.yaml:1: history: expected a path without ?; got ${at('why?/ptk-logscan.duckdb')}\n`,
    ]);
  },
);
