/** What every command writes, to standard output and standard error, about a log, files and settings that are hostile. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ended, start } from '../cli/program.js';
import { commandsOf, unseenIn } from './runners.js';
import { EVERYTHING } from './texts.js';

// Windows has no such names.
describe.skipIf(process.platform === 'win32')('no line is a command to who reads a build’s log', () => {
  let folder = '';
  const NAME = '::error::a ##vso[x]\n::b \u202e\u001b[31m.log';
  const GONE = '\n::error::gone ##[x]';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
    const line = EVERYTHING.replace(/[\r\n"]/g, '');
    const log = [
      `::stop-commands::x code=109004`,
      `  \u3000::stop-commands::x code=109004 tenant="::error::t"`,
      `2026-11-01 09:00:00 code=109003 tenant="##vso[a]"`,
      `2026-11-01 09:00:01 code=109004 ${line}`,
      `2026-11-01 09:00:02 code=107999 tenant="${line}"`,
      `CPtk::Reply code=109004`,
      `${'wide '.repeat(30)}::error::wide code=109004`,
    ];
    writeFileSync(join(folder, NAME), `${log.join('\n')}\n`);
    writeFileSync(
      join(folder, 'codes.json'),
      JSON.stringify([
        { code: 107999, name: '::error::n ##[x]', severity: 'error', description: '::error::d \u202e ##teamcity[x]' },
      ]),
    );
    writeFileSync(
      join(folder, 'job.yaml'),
      `inputs: ['./*.log', 'gone.log']\ntz: UTC\nhistory: h.duckdb\nreports: [{ name: '::error::r', period: '2026-11-01..2026-11-02', outputs: ['out/{date}.txt'] }]\n`,
    );
    writeFileSync(
      join(folder, 'wrong.yaml'),
      `check:\n  rules:\n    - { name: "::error::w", max-count: "::error:: ##vso[x]" }\n    - { "::error::k": 1 }\n`,
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const LOG = [NAME, GONE];
  test.each([
    ['scan', '--by', 'tenant', ...LOG],
    ['scan', '-f', 'markdown', '--by', 'tenant', ...LOG],
    ['scan', '-f', 'json', '--by', 'tenant', ...LOG],
    ['scan', '-f', 'html', '--by', 'tenant', ...LOG],
    ['scan', '--color', 'always', '--by', 'tenant', ...LOG],
    ['events', '-f', 'text', ...LOG],
    ['events', ...LOG],
    ['check', '--max-count', '109004=0', '--lines', '9', ...LOG],
    ['check', '--max-count', '109004=0', '--report', 'junit', ...LOG],
    ['check', '--max-count', '109004=0', '--report', 'tap', ...LOG],
    ['check', '--max-count', '109004=0', '--report', 'json', ...LOG],
    ['check', '--config', 'wrong.yaml', ...LOG],
    ['doctor', ...LOG],
    ['doctor', '--line', `${'::error::x '.repeat(20)} code=109004`],
    ['codes', '--catalogue', 'codes.json', '107999'],
    ['explain', '--catalogue', 'codes.json', '107999'],
    ['codes', '::error::x'],
    ['explain', '\n::error::x'],
    ['report', '--config', 'job.yaml', '--dry-run'],
    ['report', '--config', 'job.yaml'],
    ['report', '--config', 'job.yaml', '--status'],
    ['report', '--config', '\n::error::x.yaml'],
    ['--config', '\n::error::x.yaml', NAME],
    ['--tz', '\n::error::x', NAME],
    ['--::error::x'],
    ['-o', 'gone/\n::error::x', NAME],
  ])('%j %j %j', async (...args) => {
    const child = start(args, { cwd: folder });
    child.stdin.on('error', () => {});
    child.stdin.end();
    const { stdout, stderr } = await ended(child);
    expect(stdout + stderr).not.toBe('');
    expect(stderr).not.toContain('internal error');
    for (const text of [stdout, stderr]) {
      const shown = text.replaceAll(/\u001b\[[0-9;]*m/g, '');
      expect(commandsOf(shown)).toEqual([]);
      expect(unseenIn(shown)).toEqual([]);
    }
    // The log was read.
    if (args.includes(GONE) && !args.includes('wrong.yaml')) expect(stdout).toContain('109004');
    if (args[0] === 'check' && args.includes('--lines')) expect(stdout).toContain('| CPtk::Reply code=109004\n');
    if (!args.includes('--color')) expect(stdout + stderr).not.toContain('\u001b');
  });

  test("but for TeamCity's messages, which are meant", async () => {
    const args = ['check', '--max-count', '109004=0', '--report', 'teamcity', '--report', 'markdown=check.md', ...LOG];
    const child = start(args, { cwd: folder });
    child.stdin.end();
    const { stdout } = await ended(child);
    const commands = commandsOf(stdout);
    const messages = stdout.split('\n').filter((line) => /^##teamcity\[\w+ .*\]$/.test(line));
    expect(messages.length).toBeGreaterThan(4);
    expect(commands).toEqual(messages.map((line) => ({ runner: 'TeamCity', line })));
    expect(commandsOf(readFileSync(join(folder, 'check.md'), 'utf8'))).toEqual([]);
  });

  test("but for GitHub's annotations, which are meant", async () => {
    const child = start(['check', '--max-count', '109004=0', '--report', 'github', ...LOG], { cwd: folder });
    child.stdin.end();
    const { stdout } = await ended(child);
    const commands = commandsOf(stdout);
    expect(commands.length).toBeGreaterThan(1);
    for (const { line } of commands)
      expect(line).toMatch(/^::error (?:file=%3A%3Aerror%3A%3Aa # #vso\[x] |title=input read whole::)/);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .filter((line) => line.startsWith('::')),
    ).toHaveLength(commands.length);
  });
});
