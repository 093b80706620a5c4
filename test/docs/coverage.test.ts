/** What there is, is in README.md and docs/; and what they say, is there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as library from 'ptk-logscan';
import { describe, expect, test } from 'vitest';
import { COMMAND_NAMES, COMMANDS } from '../../src/cli/commands.js';
import { END_SIGNALS, EXIT_STATUS, signalStatus } from '../../src/model/exit-status.js';
import { SUMMARY_FORMATS } from '../../src/report/formats.js';
import { PAGES, page, ROOT } from './pages.js';
import { scratchFolder } from './scratch-folder.js';

test('README.md is short', () => {
  expect(page('README.md').text.split('\n').length).toBeLessThan(200);
});

test('its first commands are those that it promises', () => {
  const [, first] = page('README.md').blocks;
  expect(first!.text).toMatch(/^npm ci && cat samples\/callback\.log \| npx ptk-logscan .*\nnpm cit .*\n$/);
});

test('every command has its row in README.md', () => {
  const rows = [...page('README.md').prose.matchAll(/^\| `ptk-logscan \[?([a-z]+)/gm)].map((match) => match[1]!);
  expect(rows.filter((name) => name !== 'completion').sort()).toEqual([...COMMAND_NAMES].sort());
});

test('every option that is named exists', async () => {
  const loaded = await Promise.all(Object.values(COMMANDS).map(async ({ load }) => (await load()).command));
  const all = new Set(loaded.flatMap(({ options }) => Object.keys(options)));
  const unknown = PAGES.flatMap(({ path, prose }) => {
    const known = new Set([...all, 'help', 'version', ...(OF_OTHERS[path] ?? [])]);
    const named = new Set([...prose.matchAll(/(?<![\w-])--([a-z]+(?:-[a-z]+)*)/g)].map(([, name]) => name!));
    return [...named].filter((name) => !known.has(name)).map((name) => `${path}: --${name}`);
  });
  expect(unknown).toEqual([]);
});

/** Options of other programs that the text of a page names: of the jobs for Spark, of scripts of the project, of npm. */
const OF_OTHERS: Readonly<Record<string, readonly string[]>> = {
  'docs/cluster.md': [
    ...['program', 'task-size', 'merge-above', 'master', 'archives'],
    ...['windows', 'windows-topic', 'trigger', 'once'],
  ],
  'docs/findings.md': ['runs'],
  'docs/releasing.md': ['made'],
  'docs/troubleshooting.md': ['omit'],
};

test('every export of the library is named', () => {
  const index = readFileSync(join(ROOT, 'src/index.ts'), 'utf8').replace(/^export type \{/gm, 'export {');
  const exported = [...index.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, names]) =>
    names!.split(',').map((name) => name.trim().replace(/^type |^.* as /, '')),
  );
  const names = exported.filter((name) => name !== '');
  expect(names).toEqual(expect.arrayContaining(Object.keys(library)));
  const { text } = page('docs/library.md');
  expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(text))).toEqual([]);
});

test('every format of a summary has its row', () => {
  const { text } = page('docs/forms.md');
  expect(SUMMARY_FORMATS.filter((format) => !text.includes(`| \`${format}\``))).toEqual([]);
});

test('the numbers that a page says are codes are, and the others are not', () => {
  const rows = [...page('docs/troubleshooting.md').prose.matchAll(/^\| (`.*`) \| (yes|no) \|/gm)];
  const said = rows.flatMap(([, spans, counts]) =>
    [...spans!.matchAll(/`([^`]+)`/g)].map(([, line]) => [line!, counts!]),
  );
  expect(said.length).toBeGreaterThan(10);
  const counts = (line: string) => (library.scanLine(line).codes.length === 1 ? 'yes' : 'no');
  expect(said.map(([line]) => [line!, counts(line!)])).toEqual(said);
});

describe('exit statuses', () => {
  const ALL: readonly number[] = Object.values(EXIT_STATUS);
  const SIGNALS = (['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const).map(signalStatus);
  /** The numbers that the rows of a table begin with. */
  const rows = (text: string) =>
    [...text.matchAll(/^\| (\d[\d, ]*?) *\|/gm)].flatMap(([, cell]) => cell!.split(', ').map(Number));
  const of = async (name: keyof typeof COMMANDS) => {
    const { exits } = (await COMMANDS[name].load()).command;
    return Object.keys(exits).map((each) => EXIT_STATUS[each as keyof typeof EXIT_STATUS]);
  };

  test('the page of counting has them all', () => {
    const { prose } = page('docs/counting.md');
    const table = prose.slice(prose.indexOf('| exit status |'));
    expect(rows(table.slice(0, table.indexOf('\n\n')))).toEqual([...ALL, ...SIGNALS]);
    expect(SIGNALS).toHaveLength(Object.keys(END_SIGNALS).length);
  });

  test('the pages of check and report have those of their commands', async () => {
    const check = page('docs/check.md').text;
    expect(rows(check.slice(0, check.indexOf('\n## ')))).toEqual(await of('check'));
    const said = /^Exit status: (.*)$/m.exec(page('docs/reports.md').text)![1]!;
    expect([...said.matchAll(/(?:^|; )(\d)/g)].map(([, each]) => Number(each))).toEqual(await of('report'));
  });

  // As a command of a shell, which Windows does not have.
  test.skipIf(process.platform === 'win32')('a call’s help says what each of the command’s means', async () => {
    const folder = scratchFolder();
    const { output } = await folder.run('ptk-logscan check --help', 0);
    folder.remove();
    const said = output.slice(output.indexOf('\nExit status:\n'));
    expect([...said.matchAll(/^ {2}(\d) {2}\S/gm)].map(([, each]) => Number(each))).toEqual(ALL);
    expect(output.split('\n').every((line) => line.length <= 80)).toBe(true);
  });
});
