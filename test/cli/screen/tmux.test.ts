/** The screen of `watch` in a real terminal (tmux, where there is one): sizes, keys, and how the terminal is left. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isLeftOut } from '../../installed.js';
import { PROGRAM } from '../program.js';

describe.skipIf(isLeftOut('tmux'))('in a terminal', () => {
  let folder = '';
  const tmux = (...args: string[]) => execFileSync('tmux', ['-S', join(folder, 'tmux'), ...args], { encoding: 'utf8' });
  const screen = (...more: string[]) => tmux('capture-pane', '-p', ...more);
  /** Other screen, cursor, lines that go on in the next row: 0 1 1 is how a terminal is found. */
  const state = () => tmux('display-message', '-p', '#{alternate_on} #{cursor_flag} #{wrap_flag}').trim();
  const keys = (...names: string[]) => tmux('send-keys', ...names);

  async function until(isThere: (text: string) => boolean): Promise<string> {
    for (let waited = 0; ; waited += 30) {
      const text = screen();
      if (isThere(text)) return text;
      if (waited > 20_000) throw new Error(`not shown:\n${text}`);
      await sleep(30);
    }
  }
  const shows = (...texts: string[]) => until((text) => texts.every((each) => text.includes(each)));

  /** A shell with `$W`, the program, whose terminal is of this size. */
  async function shell(columns: number, rows: number): Promise<void> {
    tmux('kill-session', '-a');
    tmux(
      'new-window',
      '-k',
      '-t',
      '0',
      `cd ${folder}; PS1='$ ' W='${process.execPath} ${PROGRAM} watch' exec bash --norc`,
    );
    tmux('resize-window', '-x', String(columns), '-y', String(rows));
    await shows('$');
  }

  /** How the shell's terminal is after the program: the status, and whether lines are edited and shown. */
  async function after(): Promise<string> {
    await until((text) => state().startsWith('0') && text.trimEnd().endsWith('\n$'));
    keys('echo "status=$?" $(stty -a | grep -oE -- "-?(icanon|echo)\\b" | tr "\\n" " ") done', 'Enter');
    const text = await until((text) => /status=\d+ .*done/.test(text));
    return /status=(\d+ .*) done/.exec(text)![1]!;
  }

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-tmux-'));
    writeFileSync(
      join(folder, 'a.log'),
      Array.from({ length: 40 }, (_, i) => {
        const clock = `09:${String(i).padStart(2, '0')}:00`;
        return i % 5 === 0
          ? `2026-11-01 ${clock} tenant=acme code=109004 order=${i}\n`
          : `2026-11-01 ${clock} tenant=umbrella code=107000\n`;
      }).join(''),
    );
    const env = { ...process.env, LANG: 'C.UTF-8', LC_ALL: '', TZ: 'UTC', NO_COLOR: '', TERM: 'xterm-256color' };
    execFileSync('tmux', ['-S', join(folder, 'tmux'), '-f', '/dev/null', 'new-session', '-d', 'cat'], { env });
  });
  afterAll(() => {
    if (folder === '') return;
    tmux('kill-server');
    rmSync(folder, { recursive: true });
  });

  test.each([
    [80, 24, ['109004  ■', 'acme', 'order=35', 'q ends']],
    [120, 40, ['■ critical', 'platform: retry later', 'acme', 'order=0', 'q ends']],
    [200, 60, ['■ critical', 'platform: retry later', 'acme', 'order=0', 'q ends']],
    [40, 10, ['109004  ■', 'q ends']],
  ])('of %i columns and %i rows', async (columns, rows, texts) => {
    await shell(columns, rows);
    keys('$W a.log --by tenant', 'Enter');
    const text = await shows('40 events', ...texts);
    expect(state()).toBe('1 0 0');
    expect(text.split('\n').length - 1).toBe(rows);
    // Whatever was on the other screen is not on this one.
    expect(text).not.toContain('$W');
    keys('q');
    await until((text) => text.trimEnd().endsWith('\n$'));
  });

  test('is left as it was found, and the summary stands on it', async () => {
    await shell(80, 40);
    keys('$W a.log', 'Enter');
    await shows('q ends');
    keys('q');
    expect(await after()).toBe('130 icanon echo');
    expect(state()).toBe('0 1 1');
    expect(screen()).toContain('Windows of 1 minute');
  });

  test('is left as it was found by a signal, and by an error that nobody caught', async () => {
    await shell(80, 40);
    keys('$W a.log & echo $! > pid; fg', 'Enter');
    await shows('q ends');
    process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 'SIGTERM');
    expect(await after()).toBe('143 icanon echo');
    expect(state()).toBe('0 1 1');
    writeFileSync(join(folder, 'fails.cjs'), "process.on('SIGUSR2', () => { throw new Error('it failed'); });");
    keys('clear; NODE_OPTIONS="-r ./fails.cjs" $W a.log & echo $! > pid; fg', 'Enter');
    await shows('q ends');
    process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 'SIGUSR2');
    expect(await after()).toMatch(/^\d+ icanon echo$/);
    expect(state()).toBe('0 1 1');
    expect(screen()).toContain('it failed');
  });

  test('of a log that is piped takes its keys from the terminal, and stands still after Ctrl-Z', async () => {
    await shell(80, 24);
    keys('(cat a.log; sleep 60) | $W --by tenant', 'Enter');
    await shows('order=35');
    keys('Enter');
    await shows('PlatformUnavailable, critical', 'Esc back');
    keys('C-z');
    await shows('Stopped');
    expect(state()).toBe('0 1 1');
    keys('fg', 'Enter');
    await shows('PlatformUnavailable, critical');
    expect(state()).toBe('1 0 0');
    keys('Escape');
    await until((text) => text.includes('order=35') && !text.includes('Esc back'));
    keys('q');
    await shows('tenant acme: 100% errors');
    expect(state()).toBe('0 1 1');
    keys('C-c');
    await until((text) => text.trimEnd().endsWith('\n$'));
  });

  test('that is closed ends the run, also where SIGHUP reads a watch file anew', async () => {
    writeFileSync(join(folder, 'watch.yaml'), 'inputs: [a.log]\n');
    await shell(80, 24);
    keys('$W --config watch.yaml --plain & echo $! > pid; fg', 'Enter');
    await shows('09:35 to 09:36');
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    tmux('respawn-window', '-k', 'cat');
    for (let waited = 0; ; waited += 20) {
      try {
        process.kill(pid, 0);
      } catch {
        break;
      }
      if (waited > 5000) process.kill(pid, 'SIGKILL');
      expect(waited).toBeLessThanOrEqual(5000);
      await sleep(20);
    }
  });

  test('in a locale without UTF-8 is ASCII', async () => {
    await shell(80, 24);
    keys('LANG=C $W a.log', 'Enter');
    expect(await shows('109004  #')).toMatch(/^[\n -~]+$/);
    keys('q');
    await until((text) => text.trimEnd().endsWith('\n$'));
  });
});
