/** What README.md shows is run, and what it says that comes out comes out. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as library from 'ptk-logscan';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMAND_NAMES, COMMANDS } from '../src/cli/commands.js';
import { END_SIGNALS, EXIT_STATUS, signalStatus } from '../src/model/exit-status.js';
import { PROGRAM } from './cli/program.js';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

interface Block {
  readonly language: string;
  readonly text: string;
  /** The file that it is said to be. */
  readonly file: string | null;
}

const FENCED = /^(?:<!-- file: (\S+) -->\n)?```(\w+)\n(.*?)^```$/gms;
const BLOCKS = [...README.matchAll(FENCED)].map(
  ([, file, language, text]): Block => ({ language: language!, text: text!, file: file ?? null }),
);
const PROSE = README.replace(FENCED, '').replace(/<!--.*?-->/g, '');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
  const bin = join(folder, 'bin');
  const at = (name: string, script: string) =>
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  mkdirSync(bin);
  at('ptk-logscan', `exec "${process.execPath}" "${PROGRAM}" "$@"`);
  at('npx', 'exec "$@"');
  // What is installed, and tested, is this.
  at('npm', 'exit 0');
  symlinkSync(join(ROOT, 'samples'), join(folder, 'samples'));
  mkdirSync(join(folder, 'logs'));
  copyFileSync(join(ROOT, 'samples/callback.log'), join(folder, 'logs/callback.log'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(ROOT, join(folder, 'node_modules/ptk-logscan'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function shell(command: string): string {
  const env = { PATH: `${join(folder, 'bin')}:${process.env.PATH}`, TZ: 'UTC', HOME: folder };
  const { stdout, stderr, status } = spawnSync('sh', ['-c', command], { cwd: folder, env, encoding: 'utf8' });
  // 1: a gate that fails, as shown.
  expect({ stderr, isDone: status === 0 || status === 1 }).toEqual({ stderr: '', isDone: true });
  return stdout;
}

/** `…` alone on a line stands for any lines. */
function holds(output: string, shown: string): void {
  const parts = shown.split(/^…\n/m);
  if (parts.length === 1) {
    expect(output).toBe(shown);
    return;
  }
  expect(output.startsWith(parts[0]!), `${output}\ndoes not begin with\n${parts[0]}`).toBe(true);
  let at = parts[0]!.length;
  for (const part of parts.slice(1, -1)) {
    const found = output.indexOf(`\n${part}`, at - 1);
    expect(found, `${output}\nlacks, or has not in this order\n${part}`).toBeGreaterThanOrEqual(0);
    at = found + 1 + part.length;
  }
  expect(output.slice(at).endsWith(parts.at(-1)!), `${output}\ndoes not end with\n${parts.at(-1)}`).toBe(true);
}

const commands = BLOCKS.filter(({ language }) => language === 'console').flatMap(({ text }) =>
  text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1)] as const),
);

describe.skipIf(process.platform === 'win32')('commands', () => {
  test.each(commands)('%s', (command, shown) => holds(shell(command), shown));

  const lines = BLOCKS.filter(({ language }) => language === 'sh').flatMap(({ text }) => text.trimEnd().split('\n'));
  test.each(lines)('%s', (line) => void shell(line));

  test('there are some', () => {
    expect(commands.length).toBeGreaterThan(3);
    expect(lines[0]).toMatch(/^npm ci && cat samples\/callback\.log \| npx ptk-logscan /);
    expect(lines[1]).toMatch(/^npm cit /);
  });
});

/** The rest of it is in docs/library.md: `test/library/examples.test.ts`. */
describe('the library', () => {
  const examples = BLOCKS.flatMap((block, i) =>
    block.language === 'js' ? [[block.text, BLOCKS[i + 1]!.text] as const] : [],
  );

  // The package is a link here, for which Windows wants a privilege.
  test.skipIf(process.platform === 'win32').each(examples)('%#', (code, output) => {
    writeFileSync(join(folder, 'example.mjs'), code);
    const env = { ...process.env, TZ: 'UTC' };
    expect(execFileSync(process.execPath, ['example.mjs'], { cwd: folder, env, encoding: 'utf8' })).toBe(output);
  });
});

const files = BLOCKS.flatMap(({ file, text }) => (file === null ? [] : [[file, text] as const]));
test.each(files)('%s is shown as it is', (file, text) => {
  expect(text).toBe(readFileSync(join(ROOT, file), 'utf8'));
});

test('every command has its row', () => {
  const rows = [...PROSE.matchAll(/^\| `ptk-logscan \[?([a-z]+)/gm)].map((match) => match[1]!);
  expect(rows.filter((name) => name !== 'completion').sort()).toEqual([...COMMAND_NAMES].sort());
});

test('every option of a scan is named, and every named option exists', async () => {
  const loaded = await Promise.all(Object.values(COMMANDS).map(async ({ load }) => (await load()).command));
  const all = new Set(loaded.flatMap(({ options }) => Object.keys(options)));
  const named = new Set([...PROSE.matchAll(/--([a-z]+(?:-[a-z]+)*)/g)].map((match) => match[1]!));
  expect([...named].filter((name) => name !== 'help' && !all.has(name))).toEqual([]);
  const { command } = await COMMANDS.scan.load();
  expect(Object.keys(command.options).filter((name) => !named.has(name))).toEqual([]);
});

test('the numbers that it says are codes are, and the others are not', () => {
  const rows = [...PROSE.matchAll(/^\| (`.*`) \| (yes|no) \|/gm)];
  const said = rows.flatMap(([, spans, counts]) =>
    [...spans!.matchAll(/`([^`]+)`/g)].map(([, line]) => [line!, counts!]),
  );
  expect(said.length).toBeGreaterThan(10);
  const counts = (line: string) => (library.scanLine(line).codes.length === 1 ? 'yes' : 'no');
  expect(said.map(([line]) => [line!, counts(line!)])).toEqual(said);
});

test('links lead to files', () => {
  const links = [...PROSE.matchAll(/\]\(([^)#]+)\)/g)]
    .map((match) => match[1]!)
    .filter((link) => !/^https?:/.test(link));
  expect(links.length).toBeGreaterThan(5);
  expect(links.filter((link) => !existsSync(join(ROOT, link)))).toEqual([]);
});

describe('exit statuses', () => {
  const ALL: readonly number[] = Object.values(EXIT_STATUS);
  const SIGNALS = (['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const).map(signalStatus);
  /** The numbers that the rows of a table begin with. */
  const rows = (text: string) =>
    [...text.matchAll(/^\| (\d[\d, ]*?) *\|/gm)].flatMap(([, cell]) => cell!.split(', ').map(Number));
  const docs = (name: string) => readFileSync(join(ROOT, 'docs', name), 'utf8');
  const of = async (name: keyof typeof COMMANDS) => {
    const { exits } = (await COMMANDS[name].load()).command;
    return Object.keys(exits).map((each) => EXIT_STATUS[each as keyof typeof EXIT_STATUS]);
  };

  test('README has them all', () => {
    const table = PROSE.slice(PROSE.indexOf('| exit status |'));
    expect(rows(table.slice(0, table.indexOf('\n\n')))).toEqual([...ALL, ...SIGNALS]);
    expect(SIGNALS).toHaveLength(Object.keys(END_SIGNALS).length);
  });

  test('the pages of check and report have those of their commands', async () => {
    const page = docs('check.md');
    expect(rows(page.slice(0, page.indexOf('\n## ')))).toEqual(await of('check'));
    const said = /^Exit status: (.*)$/m.exec(docs('reports.md'))![1]!;
    expect([...said.matchAll(/(?:^|; )(\d)/g)].map(([, each]) => Number(each))).toEqual(await of('report'));
  });

  // As a command of a shell, which Windows does not have.
  test.skipIf(process.platform === 'win32')('a call’s help says what each of the command’s means', () => {
    const help = shell('ptk-logscan check --help');
    const said = help.slice(help.indexOf('\nExit status:\n'));
    expect([...said.matchAll(/^ {2}(\d) {2}\S/gm)].map(([, each]) => Number(each))).toEqual(ALL);
    expect(help.split('\n').every((line) => line.length <= 80)).toBe(true);
  });
});
