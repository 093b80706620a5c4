/** One file by several names is one input, and that is said. */
import { spawn } from 'node:child_process';
import {
  closeSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep, win32 } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { globIn } from '../../src/sources/glob.js';
import { findInputs } from '../../src/sources/inputs.js';
import { fileName } from '../../src/text/file-name.js';
import { PROGRAM } from '../cli/program.js';

let folder = '';
const isWindows = process.platform === 'win32';
/** As documents have it. */
const at = (name: string) => fileName(join(folder, name));
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
  mkdirSync(at('logs'));
  writeFileSync(at('logs/a.log'), 'code=107000\n');
  writeFileSync(at('logs/b.log'), 'code=107000\n');
  linkSync(at('logs/a.log'), at('hard.log'));
  if (isWindows) return;
  symlinkSync(at('logs/a.log'), at('soft.log'));
  symlinkSync(at('logs'), at('folder'));
  symlinkSync(at('none'), at('dangling'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function found(files: readonly string[], recursive = false) {
  const { inputs, warnings } = await findInputs(files, recursive);
  return { names: inputs.map(({ name }) => name), warnings };
}

const ELSEWHERE: [string, () => string, string][] = [
  ['relative', () => relative('.', at('logs/a.log')), ''],
  ['by a symbolic link', () => at('soft.log'), ''],
  ['through a link to its folder', () => at('folder/a.log'), ''],
];

describe('the same file', () => {
  test.each<[string, () => string, string]>([
    ['by its own name', () => at('logs/a.log'), 'named more than once, read once'],
    ['by another path', () => `${at('logs')}/../logs/./a.log`, ''],
    ['by a hard link', () => at('hard.log'), ''],
    // To make a link needs a privilege on Windows, and what is on another drive has no relative path.
    ...(isWindows ? [] : ELSEWHERE),
  ])('%s', async (_name, other, words) => {
    const first = at('logs/a.log');
    const said = words === '' ? `is ${first}, read once` : words;
    expect(await found([first, other()])).toEqual({ names: [first], warnings: [`${other()}: ${said}`] });
    // The first name is the one that counts.
    expect((await found([other(), first])).names).toEqual([other()]);
  });

  test('in a folder and by a glob: one line for all of them', async () => {
    const { names, warnings } = await found([at('logs'), at('logs/*.log'), at('hard.log')], true);
    expect(names).toEqual([at('logs/a.log'), at('logs/b.log')]);
    expect(warnings).toEqual([`${at('logs/a.log')}: named more than once, read once; so are 2 more`]);
  });
});

describe('a folder that exists is no pattern, however it is called', () => {
  const odd = [
    'Program Files (x86)',
    '[a]',
    '{b}',
    '{a,b}',
    '!',
    '!x',
    '*',
    '**',
    'q?',
    '@(c)',
    '(a|b)',
    '+',
    '#h',
    ']',
    '$1',
  ];
  /** Windows takes fewer names. */
  const possible = odd.filter((name) => !isWindows || !/[<>:"|?*\\]/.test(name));
  /** Beside them folders that those names as patterns would match. */
  const others = ['Program Files x86', 'a', 'b', 'qq', 'c'];
  beforeAll(() => {
    for (const name of [...possible, ...others]) {
      mkdirSync(at(`odd/${name}/in [1]`), { recursive: true });
      for (const file of ['x.log', 'y(1).log', '!z.log', '{q}.log', 'in [1]/w.log'])
        writeFileSync(at(`odd/${name}/${file}`), '');
    }
  });

  const all = ['!z.log', 'in [1]/w.log', 'x.log', 'y(1).log', '{q}.log'];
  const top = all.filter((name) => !name.includes('/'));
  test.each(possible)('%s', async (name) => {
    for (const base of [at(`odd/${name}`), relative('.', at(`odd/${name}`))]) {
      const named = async (pattern: string, recursive = false) => (await found([join(base, pattern)], recursive)).names;
      const below = (names: readonly string[]) => names.map((each) => fileName(join(base, each)));
      expect(await named('*.log')).toEqual(below(top));
      expect(await named('*', true)).toEqual(below(all));
      expect(await named('**/*.log')).toEqual(below(all));
      expect(await named('in [1]/?.log')).toEqual(below(['in [1]/w.log']));
      // Of what only the glob package knows nothing is special either.
      expect(await named('!*.log')).toEqual(below(['!z.log']));
      expect(await named('y(1)*')).toEqual(below(['y(1).log']));
      expect(await named('{x,{q}}.log')).toEqual(below(['x.log', '{q}.log']));
      // Nothing there is a pattern any more: the file itself is missing.
      expect(await found([join(base, 'none.log')])).toEqual({ names: below(['none.log']), warnings: [] });
    }
  });

  test('what no folder is called is a pattern', async () => {
    expect((await found([at('odd/[bc]/x.log')])).names).toEqual([at('odd/b/x.log'), at('odd/c/x.log')]);
    expect((await found([at('odd/{c,b}/x.log')])).names).toEqual([at('odd/b/x.log'), at('odd/c/x.log')]);
  });

  test.skipIf(sep === '\\')('a backslash in its name cannot be read there: that is said', async () => {
    mkdirSync(at('odd/back\\slash'));
    const { inputs } = await findInputs([at('odd/back\\slash/*.log')], false);
    expect(inputs[0]!.error).toMatch(/no pattern is read in a folder with \\ in its name/);
  });

  test.each<[string, readonly string[], { folder: string; pattern: string } | null]>([
    [
      'C:\\Program Files (x86)\\*.log',
      ['C:\\Program Files (x86)\\'],
      { folder: 'C:\\Program Files (x86)\\', pattern: '*.log' },
    ],
    ['C:/logs [1]\\a.log', ['C:/logs [1]\\'], null],
    ['C:\\logs [1]\\a.log', [], { folder: 'C:\\', pattern: 'logs [1]\\a.log' }],
    ['C:*.log', [], { folder: 'C:', pattern: '*.log' }],
    ['\\\\host\\share\\{a}\\*.log', ['\\\\host\\share\\{a}\\'], { folder: '\\\\host\\share\\{a}\\', pattern: '*.log' }],
    ['..\\[a]\\b\\*', ['..\\', '..\\[a]\\'], { folder: '..\\[a]\\', pattern: 'b\\*' }],
    ['a.log', [], null],
  ])('on Windows: %s', (name, folders, glob) => {
    expect(globIn(name, (path) => folders.includes(path), win32)).toEqual(glob);
  });
});

test('equal files are not the same, nor are names that lead nowhere', async () => {
  const all = [at('logs/a.log'), at('logs/b.log'), at('dangling'), at('none'), at('none2')];
  expect(await found(all)).toEqual({ names: all, warnings: [] });
  expect((await found([at('none'), at('none')])).names).toEqual([at('none')]);
});

describe.skipIf(process.platform === 'win32')('standard input', () => {
  async function read(args: readonly string[], skip: number) {
    const fd = openSync(at('logs/a.log'), 'r');
    if (skip > 0) readSync(fd, Buffer.alloc(skip), 0, skip, null);
    const child = spawn(process.execPath, [PROGRAM, '-f', 'json', ...args], {
      cwd: folder,
      stdio: [fd, 'pipe', 'pipe'],
    });
    const [stdout, stderr] = await Promise.all([child.stdout!.toArray(), child.stderr!.toArray()]);
    closeSync(fd);
    const { sources } = JSON.parse(Buffer.concat(stdout).toString());
    return { names: sources.map(({ name }: { name: string }) => name), said: Buffer.concat(stderr).toString() };
  }

  test('from a file that is named too', async () => {
    expect(await read(['logs/a.log', '-'], 0)).toEqual({
      names: ['logs/a.log'],
      said: 'ptk-logscan: standard input: is logs/a.log, read once\n',
    });
    expect(await read(['-', 'soft.log'], 0)).toEqual({
      names: ['-'],
      said: 'ptk-logscan: soft.log: is standard input, read once\n',
    });
  });

  test.skipIf(process.platform !== 'linux')('the rest of such a file is an input of its own', async () => {
    expect(await read(['logs/a.log', '-'], 4)).toEqual({ names: ['-', 'logs/a.log'], said: '' });
  });
});
