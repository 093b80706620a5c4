/** PDF by the browser that is installed, and by others that fail: no part of a file is left, nor anything that runs. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.js';
import { printPage } from '../../src/report/pdf/print-page.js';
import { ended, start } from '../cli/program.js';
import { isLeftOut } from '../installed.js';
import { aContext } from '../job/a-job.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-pdf-'));
  mkdirSync(path('tmp'));
  writeFileSync(path('a.log'), '2026-11-01 09:15:00 code=109004\n2026-11-01 10:15:00 code=107000\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

const path = (name: string) => join(folder, name);
/** Temporary files have a place of their own, to see that they go away. */
const call = (args: readonly string[], env: Record<string, string> = {}) =>
  start(args, { cwd: folder, env: { TMPDIR: path('tmp'), TEMP: path('tmp'), TMP: path('tmp'), ...env } });
const left = () => readdirSync(path('tmp'));
const NONE = 'pdf: expected Chromium, Chrome or Edge in PATH, which prints it; got none of them';

describe.skipIf(isLeftOut('chromium'))('by the browser that is installed', () => {
  const isWhole = (pdf: Buffer) => {
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.subarray(-10).toString()).toContain('%%EOF');
  };

  test('the page is a file, beside others, with its title', async () => {
    expect(await ended(call(['-o', 'r.pdf', '-o', 'r.json', 'a.log']))).toEqual({ status: 0, stdout: '', stderr: '' });
    const pdf = readFileSync(path('r.pdf'));
    isWhole(pdf);
    expect(pdf.toString('latin1')).toContain(
      '/Title (PTK status codes, Sun 1 Nov 2026, 09:15 to Sun 1 Nov 2026, 10:15)',
    );
    expect(existsSync(path('r.json'))).toBe(true);
    expect(left()).toEqual([]);
  });

  test('goes to a pipe', async () => {
    const child = call(['-f', 'pdf', 'a.log']);
    const pieces: Buffer[] = [];
    child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
    isWhole(Buffer.concat(pieces));
    expect(left()).toEqual([]);
  });

  test('is an output of a job', async () => {
    const output = `outputs: ['out/{date}.pdf', 'pdf:out/again']`;
    const job = `inputs: [a.log]\ntz: UTC\nhistory: h.duckdb\nreports: [{ name: d, period: 2026-11-01..2026-11-02, ${output} }]\n`;
    writeFileSync(path('job.yaml'), job);
    expect(await ended(call(['report', '--config', 'job.yaml']))).toMatchObject({ status: 0, stderr: '' });
    for (const name of ['2026-11-01.pdf', 'again']) isWhole(readFileSync(path(`out/${name}`)));
    expect(left()).toEqual([]);
  });
});

test('a terminal is no place for it', async () => {
  const said: string[] = [];
  const stdout = { ...aContext().stdout, isTerminal: true, columns: 80 };
  const args = ['-f', 'pdf', path('none.log')];
  expect(await run(aContext(undefined, { args, stdout, warn: (...text) => said.push(text.flat().join(', ')) }))).toBe(
    2,
  );
  expect(said).toEqual(['pdf: expected a file, or a pipe; got a terminal, tip: -o report.pdf']);
});

// Where a system has usual places for browsers, they are looked at too.
const hasPathAlone = process.platform !== 'win32' && process.platform !== 'darwin';

describe.runIf(hasPathAlone)('where there is none', () => {
  test('it is said before anything is read, and no file begun', async () => {
    const { status, stderr } = await ended(call(['-o', 'n.pdf', '-o', 'n.json', 'none.log'], { PATH: path('tmp') }));
    expect([status, stderr.split('\n')[0]]).toEqual([2, `ptk-logscan: ${NONE}`]);
    expect(readdirSync(folder).filter((name) => /n\.(pdf|json)/.test(name))).toEqual([]);
  });

  test('a job does not begin either', async () => {
    const job = 'inputs: [a.log]\nhistory: n.duckdb\nreports: [{ name: d, period: yesterday, outputs: [n.pdf] }]\n';
    writeFileSync(path('none.yaml'), job);
    const { status, stderr } = await ended(call(['report', '--config', 'none.yaml'], { PATH: path('tmp') }));
    expect([status, stderr.split('\n')[0]]).toEqual([2, `ptk-logscan: ${NONE}`]);
    expect(existsSync(path('n.duckdb'))).toBe(false);
  });
});

describe.runIf(process.platform !== 'win32')('a browser that fails', () => {
  /** A folder with a program of that name, which comes before all others. */
  function fake(script: string): { PATH: string; browser: string } {
    const bin = mkdtempSync(join(folder, 'bin-'));
    const browser = join(bin, 'chromium');
    writeFileSync(browser, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return { PATH: `${bin}${delimiter}${process.env.PATH}`, browser };
  }
  const PRINTED =
    'for each; do case "$each" in --print-to-pdf=*) to=$(expr "$each" : "--print-to-pdf=\\(.*\\)");; esac; done';
  const isRunning = (pid: string) => {
    try {
      return !/^Z/.test(execFileSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' }).trim());
    } catch {
      return false;
    }
  };

  test.each([
    [
      'says why',
      'echo "[1:2:ERROR:dbus/bus.cc(1)] no bus" >&2; echo "[1:2:FATAL:a.cc(3)] no sandbox" >&2; exit 7',
      'chromium: exit status 7: no sandbox',
    ],
    ['writes nothing', 'exit 0', 'chromium wrote no whole PDF'],
    ['writes a part', `${PRINTED}; echo "%PDF-1.4 and no more" > "$to"`, 'chromium wrote no whole PDF'],
    ['is killed', 'kill -9 $$', 'chromium: ended by SIGKILL'],
  ])('%s', async (_name, script, why) => {
    writeFileSync(path('f.pdf'), 'as it was');
    const { PATH } = fake(script);
    expect(await ended(call(['-o', 'f.pdf', '-o', 'f.json', 'a.log'], { PATH }))).toEqual({
      status: 3,
      stdout: '',
      stderr: `ptk-logscan: f.pdf: cannot be printed: ${why}\n`,
    });
    expect(readFileSync(path('f.pdf'), 'utf8')).toBe('as it was');
    expect(readdirSync(folder).filter((name) => /f\.json|\.tmp$/.test(name))).toEqual([]);
    expect(left()).toEqual([]);
  });

  test('takes too long: it and what it has started are ended', async () => {
    const { browser } = fake(`sleep 600 & echo $! > ${path('pid')}; sleep 600`);
    await expect(
      printPage('<p>a</p>', path('late.pdf'), { browser, env: process.env, deadline: 1000 }),
    ).rejects.toThrow(`${path('late.pdf')}: cannot be printed: chromium took longer than 1 s`);
    await expect.poll(() => isRunning(readFileSync(path('pid'), 'utf8').trim())).toBe(false);
    expect(existsSync(path('late.pdf'))).toBe(false);
  });

  test('is interrupted: the same, and the exit status of the signal', async () => {
    const { PATH } = fake(`mktemp -d; sleep 600 & echo $! > ${path('pid2')}; echo > ${path('begun')}; sleep 600`);
    const child = call(['-o', 'i.pdf', 'a.log'], { PATH });
    const end = ended(child);
    while (!existsSync(path('begun'))) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGINT');
    expect(await end).toEqual({
      status: 130,
      stdout: '',
      stderr: 'ptk-logscan: i.pdf: cannot be printed: interrupted\n',
    });
    await expect.poll(() => isRunning(readFileSync(path('pid2'), 'utf8').trim())).toBe(false);
    expect([existsSync(path('i.pdf')), left()]).toEqual([false, []]);
  });

  test('is not ended by an interruption before it: what was read is still printed', async () => {
    const { browser } = fake(`${PRINTED}; printf '%%PDF-1.4\\n%%%%EOF\\n' > "$to"`);
    await printPage('<p>a</p>', path('read.pdf'), { browser, env: process.env, signal: AbortSignal.abort() });
    expect(readFileSync(path('read.pdf'), 'utf8')).toBe('%PDF-1.4\n%%EOF\n');
  });
});
