/** The action for GitHub: its step is run as the runner runs it, with the built program in the place of `npx`. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { VERSION } from '../src/model/version.js';
import { PROGRAM } from './cli/program.js';

interface Action {
  readonly inputs: Readonly<
    Record<string, { readonly description: string; readonly default?: string; readonly required?: boolean }>
  >;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly { id: string; shell: string; run: string; env: Readonly<Record<string, string>> }[];
  };
}

const TEXT = readFileSync(new URL('../action.yml', import.meta.url), 'utf8');
const ACTION = parse(TEXT) as Action;
const [STEP] = ACTION.runs.steps as [Action['runs']['steps'][0]];
const LOG = fileURLToPath(new URL('../samples/callback.log', import.meta.url));

test('is a composite action that runs its own version of the package', () => {
  expect(ACTION.runs).toMatchObject({ using: 'composite', steps: [{ id: 'check', shell: 'bash' }] });
  expect(ACTION.inputs.version!.default).toBe(VERSION);
  for (const { description } of [...Object.values(ACTION.inputs), ...Object.values(ACTION.outputs)])
    expect(description).toMatch(/^\S.*\.$/);
  for (const [name, { value }] of Object.entries(ACTION.outputs))
    expect(value).toBe(`\${{ steps.check.outputs.${name} }}`);
});

test('no input is part of the script', () => {
  expect(STEP.run).not.toContain('${{');
  expect(Object.values(STEP.env).sort()).toEqual(
    Object.keys(ACTION.inputs)
      .map((name) => `\${{ inputs.${name} }}`)
      .sort(),
  );
});

test('its inputs and outputs are in the page about the gate', () => {
  const page = readFileSync(new URL('../docs/check.md', import.meta.url), 'utf8');
  const part = page.slice(page.indexOf('### The action'), page.indexOf('## The configuration file'));
  for (const name of [...Object.keys(ACTION.inputs), ...Object.keys(ACTION.outputs)])
    expect(part).toContain(`\`${name}\``);
});

// Runners on Windows have bash too; here it need not be there.
describe.skipIf(process.platform === 'win32')('its step', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'action-'));
    // Keeps what it was called with, and does what npx would with the package.
    writeFileSync(
      join(folder, 'npx'),
      `#!/bin/sh\nprintf '%s\\0' "$@" > "${folder}/called"\nshift 2\nexec "${process.execPath}" "${PROGRAM}" "$@"\n`,
    );
    chmodSync(join(folder, 'npx'), 0o755);
    copyFileSync(LOG, join(folder, 'callback.log'));
    writeFileSync(join(folder, 'good.log'), '2026-11-01 09:00:00 code=107000\n');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const run = (inputs: Readonly<Record<string, string>>) => {
    const values = Object.entries(STEP.env).map(([name, value]) => {
      const input = /inputs\.(\w+)/.exec(value)![1]!;
      return [name, inputs[input] ?? ACTION.inputs[input]!.default ?? ''];
    });
    const [script, output] = [join(folder, 'step.sh'), join(folder, 'output')];
    writeFileSync(script, STEP.run);
    writeFileSync(output, '');
    const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...Object.fromEntries(values),
        PATH: `${folder}${delimiter}${process.env.PATH}`,
        TZ: 'UTC',
        RUNNER_TEMP: folder,
        GITHUB_OUTPUT: output,
      },
    });
    const called = existsSync(join(folder, 'called'))
      ? readFileSync(join(folder, 'called'), 'utf8').split('\0').slice(0, -1)
      : null;
    const lines = readFileSync(output, 'utf8').trimEnd().split('\n');
    const outputs = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
    return { status, stdout, stderr, called, outputs };
  };

  test('a log that passes', () => {
    const { status, outputs, called, stdout } = run({ files: 'good.log', args: '--max-error-rate\n2%\n' });
    expect(status).toBe(0);
    expect(called).toEqual([
      ...['--yes', `ptk-logscan@${VERSION}`, 'check', '--report', 'github'],
      ...['--report', `markdown=${folder}/ptk-logscan.md`, '--max-error-rate', '2%', '--', 'good.log'],
    ]);
    expect(outputs).toEqual({ verdict: 'pass', report: `${folder}/ptk-logscan.md` });
    expect(readFileSync(outputs.report!, 'utf8')).toMatch(/^## Check ✅ passed\n/);
    expect(stdout).toContain('Check PASSED');
    expect(stdout).toContain('::notice title=');
  });

  test('one that does not, with its comment where it was asked for', () => {
    const args = '--max-error-rate\r\n5% for 3 windows\r\n-w\r\n15m\r\n\r\n';
    const { status, outputs } = run({ files: 'callback.log\ngood.log', args, report: 'a b.md' });
    expect(status).toBe(1);
    expect(outputs).toEqual({ verdict: 'fail', report: 'a b.md' });
    expect(readFileSync(join(folder, 'a b.md'), 'utf8')).toContain('3 in a row from');
  });

  test.each([
    ['what cannot be read', { files: 'gone.log', args: '--max-error-rate=2%' }, 3, 'incomplete'],
    ['a call that is wrong', { files: 'good.log', args: '--max-eror-rate=2%' }, 2, 'error'],
    ['no file', { files: '\n\n', args: '--max-error-rate=2%' }, 2, 'error'],
  ])('%s', (_, inputs, ended, verdict) => {
    const { status, outputs } = run(inputs);
    expect([status, outputs.verdict]).toEqual([ended, verdict]);
  });

  test.each([
    '$(touch hurt)',
    '`touch hurt`',
    '"; touch hurt; "',
    "'; touch hurt; '",
    '; touch hurt',
    '& touch hurt &',
    '\\',
    '*',
    '-n',
    '--report=json=hurt',
    '$PATH',
    '%s%n',
  ])('an input is taken as it is: %s', (hostile) => {
    const { called } = run({ files: `good.log\n${hostile}`, args: `--where\ntenant=${hostile}\n--max-error-rate\n2%` });
    expect(called!.slice(-6)).toEqual([`tenant=${hostile}`, '--max-error-rate', '2%', '--', 'good.log', hostile]);
    expect(readdirSync(folder)).not.toContain('hurt');
  });

  test.each([
    ['version', 'x; touch hurt'],
    ['version', '$(touch hurt)'],
    ['version', 'https://example.com/x.tgz'],
    ['version', '../x'],
    ['version', '1.0.0\nx'],
    ['version', '-g'],
    ['version', ''],
    ['report', 'x.md\nverdict=pass'],
    ['report', 'x.md\rverdict=pass'],
    ['report', 'x.md,json=hurt'],
  ])('a %s that is none is refused: %j', (name, value) => {
    const { status, called, outputs, stderr } = run({
      files: 'callback.log',
      args: '--max-error-rate\n2%',
      [name]: value,
    });
    expect([status, called, outputs]).toEqual([2, null, { verdict: 'error' }]);
    expect(stderr).toMatch(new RegExp(`^ptk-logscan action: ${name}: expected .*\\n$`));
    expect(readdirSync(folder)).not.toContain('hurt');
  });

  test('a report in a place whose name is hostile', () => {
    const { outputs, status } = run({ files: 'good.log', args: '--max-error-rate\n2%', report: '$(touch hurt)"\'.md' });
    expect([status, outputs.report]).toEqual([0, '$(touch hurt)"\'.md']);
    expect(readdirSync(folder)).toContain('$(touch hurt)"\'.md');
    expect(readdirSync(folder)).not.toContain('hurt');
  });
});
