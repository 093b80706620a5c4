/** What is shown where there is a terminal, and where it is one that can only write. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CliContext } from '../../src/cli/context.js';
import { isAsciiOnly } from '../../src/cli/locale.js';
import { parse } from '../../src/cli/parse.js';
import { progressOf } from '../../src/cli/progress.js';
import { run } from '../../src/cli/run.js';
import { aContext } from '../job/a-job.js';
import { ended, start } from './program.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
  writeFileSync(join(folder, 'a.log'), '2026-11-01 09:15:00 code=109004\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

type Env = CliContext['env'];

/** What a call writes to a terminal of 100 columns. */
async function shown(args: readonly string[], env: Env): Promise<string> {
  let text = '';
  const write = async (more: string) => {
    text += more;
  };
  const stdout = { isTerminal: true, columns: 100, rows: null, isAscii: false, isClosed: false, write };
  expect(await run(aContext(undefined, { args, env, stdout }))).toBe(0);
  return text;
}

describe('colours on a terminal', () => {
  test.each<[Env, boolean]>([
    [{}, true],
    [{ TERM: 'xterm-256color' }, true],
    [{ TERM: 'dumb' }, false],
    [{ TERM: 'dumb', FORCE_COLOR: '1' }, true],
    [{ TERM: 'dumb', FORCE_COLOR: '' }, false],
    [{ FORCE_COLOR: '0' }, false],
    [{ NO_COLOR: '1' }, false],
    [{ NO_COLOR: '' }, true],
  ])('%j: %s', async (env, isColoured) => {
    for (const args of [['codes', '107000'], ['explain', '107000'], [join(folder, 'a.log')]]) {
      expect((await shown(args, env)).includes('\x1b'), args[0]).toBe(isColoured);
    }
  });

  test('are what the command line says, also where it can only write', async () => {
    expect(await shown(['codes', '107000', '--color', 'always'], { TERM: 'dumb' })).toContain('\x1b[');
    expect(await shown(['codes', '107000', '--color', 'never'], {})).not.toContain('\x1b');
  });
});

describe('how far a run is', () => {
  const isTold = async (args: readonly string[], env: Env, isTerminal: boolean) => {
    const parsed = await parse(args, env);
    if ('text' in parsed) throw new Error(parsed.text);
    return (
      progressOf(parsed.raw, aContext(undefined, { env, stderr: { isTerminal, line: () => {} } })).report !== undefined
    );
  };

  test('is written over and over on a terminal that can do that', async () => {
    expect(await isTold(['a.log'], {}, true)).toBe(true);
    expect(await isTold(['a.log'], { TERM: 'dumb' }, true)).toBe(false);
    expect(await isTold(['a.log'], {}, false)).toBe(false);
    expect(await isTold(['a.log', '--quiet'], {}, true)).toBe(false);
    expect(await isTold(['a.log', '--progress'], {}, false)).toBe(true);
    expect(await isTold(['a.log', '--no-progress'], {}, true)).toBe(false);
  });
});

describe('marks in ASCII', () => {
  test.each<[Env, string, boolean, boolean]>([
    [{ LANG: 'C' }, 'linux', true, true],
    [{ LANG: 'C' }, 'linux', false, true],
    [{ LANG: 'de_DE.ISO-8859-1' }, 'linux', true, true],
    [{ LANG: 'de_DE.UTF-8' }, 'linux', true, false],
    [{ LANG: 'C.utf8' }, 'linux', true, false],
    [{ LANG: 'de_DE.UTF-8', LC_CTYPE: 'POSIX' }, 'linux', true, true],
    [{ LANG: 'C', LC_CTYPE: 'C', LC_ALL: 'en_GB.UTF-8' }, 'linux', true, false],
    [{ LANG: 'C.UTF-8', LC_ALL: '' }, 'linux', true, false],
    [{}, 'linux', true, true],
    [{}, 'linux', false, false],
    [{}, 'win32', true, true],
    [{ LANG: 'C' }, 'win32', false, false],
    [{ LANG: 'en_GB.UTF-8' }, 'win32', true, false],
    [{ WT_SESSION: 'x' }, 'win32', true, false],
    [{ TERM_PROGRAM: 'vscode' }, 'win32', true, false],
    [{ TERM: '' }, 'win32', true, true],
  ])('%j on %s, terminal %s: %s', (env, platform, onTerminal, isAscii) => {
    expect(isAsciiOnly(env, platform, onTerminal)).toBe(isAscii);
  });

  // Windows asks the console's code page, not the locale.
  test.skipIf(process.platform === 'win32')(
    'in every text for people; a document keeps its characters, and so does a file',
    async () => {
      const log = join(folder, 'a.log');
      const call = async (args: readonly string[]) => {
        const { stdout, status } = await ended(start(args, { cwd: folder, env: { LC_ALL: 'C' } }));
        expect(status).toBe(0);
        return stdout;
      };
      for (const args of [[log], ['codes'], ['explain', '109004'], ['events', '-f', 'text', log], ['doctor', log]]) {
        expect(await call(args), args[0]).toMatch(/^[\n -~]+$/);
      }
      expect(await call(['-f', 'markdown', log])).toContain('■ critical');
      expect(await call(['-o', 'out.txt', log])).toBe('');
      expect(readFileSync(join(folder, 'out.txt'), 'utf8')).toContain('■');
    },
  );
});
