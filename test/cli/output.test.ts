/** Where results go: files, their modes, links and what is left of them; standard output; and what else a run needs of the system. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ended, PROGRAM, start } from './program.js';

let folder = '';
const path = (name: string) => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
  writeFileSync(path('a.log'), '2026-11-01 09:15:00 code=109004\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function refused(output: string): Promise<string> {
  const child = start(['-f', 'json', '-o', output, 'a.log'], { cwd: folder });
  child.stdin.end();
  const { status, stdout, stderr } = await ended(child);
  expect([status, stdout]).toEqual([3, '']);
  return stderr;
}

async function write(output: string): Promise<void> {
  const child = start(['-f', 'json', '-o', output, 'a.log'], { cwd: folder });
  child.stdin.end();
  expect(await ended(child)).toEqual({ status: 0, stdout: '', stderr: '' });
}

// Windows has no such modes, and makes links only for administrators.
describe.skipIf(process.platform === 'win32')('a file to write to', () => {
  const modeOf = (name: string) => (statSync(path(name)).mode & 0o777).toString(8);

  test.each(['600', '640', '664', '666', '755'])('that is there keeps its mode: %s', async (mode) => {
    writeFileSync(path('out.json'), 'old');
    chmodSync(path('out.json'), Number.parseInt(mode, 8));
    await write('out.json');
    expect(JSON.parse(readFileSync(path('out.json'), 'utf8')).schema).toBe('ptk-logscan/summary@1');
    expect(modeOf('out.json')).toBe(mode);
  });

  test('that is new has the mode of new files', async () => {
    await write('out.json');
    expect(modeOf('out.json')).toBe(modeOf('a.log'));
  });

  test('that is a link stays one, and what it points at is written', async () => {
    mkdirSync(path('far'));
    writeFileSync(path('far/real.json'), 'old');
    chmodSync(path('far/real.json'), 0o640);
    symlinkSync('far/real.json', path('out.json'));
    await write('out.json');
    expect(lstatSync(path('out.json')).isSymbolicLink()).toBe(true);
    expect(JSON.parse(readFileSync(path('far/real.json'), 'utf8')).schema).toBe('ptk-logscan/summary@1');
    expect(modeOf('far/real.json')).toBe('640');
    expect(readdirSync(path('far'))).toEqual(['real.json']);
  });

  // Windows has no such name.
  test.skipIf(process.platform === 'win32').each([
    ['a pipe', '| cat'],
    ['a file', '> shown.txt; cat shown.txt'],
  ])('that is a link to standard output, %s', (_what, to) => {
    const call = `'${process.execPath}' '${PROGRAM}' -f json -o /dev/stdout a.log`;
    const { stdout } = spawnSync('sh', ['-c', `${call} ${to}`], { cwd: folder, encoding: 'utf8' });
    expect(JSON.parse(stdout).schema).toBe('ptk-logscan/summary@1');
  });

  test('that is a link to what is not there yet makes that, through any number of links', async () => {
    mkdirSync(path('far'));
    symlinkSync('far/second.json', path('out.json'));
    symlinkSync('../real.json', path('far/second.json'));
    await write('out.json');
    expect(lstatSync(path('out.json')).isSymbolicLink()).toBe(true);
    expect(lstatSync(path('far/second.json')).isSymbolicLink()).toBe(true);
    expect(JSON.parse(readFileSync(path('real.json'), 'utf8')).schema).toBe('ptk-logscan/summary@1');
  });

  test.each([
    ['far/real.json', 'out.json: cannot be written: its folder does not exist'],
    ['out.json', 'out.json: cannot be written: a link that leads back to itself'],
  ])('that is a link to %s says what is wrong, and stays', async (aim, reason) => {
    symlinkSync(aim, path('out.json'));
    expect(await refused('out.json')).toBe(`ptk-logscan: ${reason}\n`);
    expect(readdirSync(folder).sort()).toEqual(['a.log', 'out.json']);
    expect(lstatSync(path('out.json')).isSymbolicLink()).toBe(true);
  });
});

test.each([241, 242, 255])('a name of %i bytes', async (bytes) => {
  const name = `${'ü'.repeat(100)}${'x'.repeat(bytes - 205)}.json`;
  await write(name);
  expect(readdirSync(folder).sort()).toEqual(['a.log', name]);
});

test('a name that no file can have is refused before anything is read', async () => {
  const name = `${'x'.repeat(251)}.json`;
  const reason =
    process.platform === 'win32' ? 'no file can have this name here, or it is too long' : 'the name is too long';
  expect(await refused(name)).toBe(`ptk-logscan: ${name}: cannot be written: ${reason}\n`);
});

describe('what a killed run leaves', () => {
  const temporary = () => readdirSync(folder).filter((name) => name.endsWith('.tmp'));

  /** A run that has opened its output and waits for its input. */
  async function waiting(output: string) {
    const child = start(['-f', 'json', '-o', output, '-'], { cwd: folder });
    child.stdin.on('error', () => {});
    const before = temporary().length;
    while (temporary().length === before) await new Promise((resolve) => setTimeout(resolve, 10));
    return child;
  }

  test.each(['out.json', `${'x'.repeat(240)}.json`])(
    'is removed by the next one that writes the same file: %s',
    async (name) => {
      const killed = await waiting(name);
      killed.kill('SIGKILL');
      await ended(killed);
      expect(temporary()).toHaveLength(1);
      await write('other.json');
      expect(temporary()).toHaveLength(1);
      await write(name);
      expect(temporary()).toEqual([]);
    },
  );

  test('is left alone while that run goes on', async () => {
    const running = await waiting('out.json');
    const [own] = temporary();
    await write('out.json');
    expect(temporary()).toEqual([own]);
    running.stdin.end('2026-11-01 09:15:00 code=107000\n');
    expect((await ended(running)).status).toBe(0);
    expect(readFileSync(path('out.json'), 'utf8')).toContain('107000');
    expect(temporary()).toEqual([]);
  });

  test('without a process in its name, or of another machine, is removed after a day', async () => {
    const names = ['.out.json.0123abcd.tmp', `.out.json.${'0'.repeat(24)}.tmp`];
    for (const name of names) writeFileSync(path(name), 'half');
    await write('out.json');
    expect(temporary()).toEqual(names.sort());
    for (const name of names) utimesSync(path(name), Date.now() / 1000 - 90_000, Date.now() / 1000 - 90_000);
    for (const name of ['.out.json.notes.tmp', 'out.json.0123abcd.tmp']) {
      writeFileSync(path(name), 'mine');
      utimesSync(path(name), 0, 0);
    }
    await write('out.json');
    expect(temporary()).toEqual(['.out.json.notes.tmp', 'out.json.0123abcd.tmp']);
  });
});

describe.skipIf(process.platform !== 'linux')('standard output that is closed', () => {
  const closed = (...args: string[]) => {
    const call = [process.execPath, PROGRAM, ...args].map((word) => `'${word}'`).join(' ');
    const { status, stderr } = spawnSync('sh', ['-c', `${call} >&-`], { cwd: folder, encoding: 'utf8' });
    return { status, stderr };
  };

  test.each([
    ['a.log'],
    ['-f', 'json', 'a.log'],
    ['events', 'a.log'],
    ['codes'],
    ['explain', '109004'],
    ['doctor', 'a.log'],
    ['watch', '-f', 'ndjson', 'a.log'],
    ['watch', '--plain', 'a.log'],
    ['--version'],
  ])('%s %s %s: its result is lost, which is an error', (...args) => {
    expect(closed(...args)).toEqual({ status: 3, stderr: 'ptk-logscan: standard output: is closed\n' });
  });

  test('does not matter to a run whose result is a file or the exit status', () => {
    expect(closed('-o', 'out.json', 'a.log')).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(readFileSync(path('out.json'), 'utf8')).totals.events).toBe(1);
    expect(closed('check', '--max-count', '109004=1', 'a.log')).toEqual({ status: 0, stderr: '' });
    expect(closed('check', '--max-count', '109004=0', 'a.log')).toEqual({ status: 1, stderr: '' });
  });

  test('is not the null device', () => {
    expect(
      spawnSync('sh', ['-c', `'${process.execPath}' '${PROGRAM}' a.log > /dev/null`], { cwd: folder }).status,
    ).toBe(0);
  });
});

describe.skipIf(process.platform !== 'linux')('what the system does not give', () => {
  const shell = (before: string, ...args: string[]) => {
    const call = [process.execPath, PROGRAM, ...args].map((word) => `'${word}'`).join(' ');
    return spawnSync('sh', ['-c', `${before}; ${call}`], { cwd: folder, encoding: 'utf8' });
  };

  test.each([['a.log'], ['codes'], ['--help'], ['report', '--status']])(
    'a working folder that is gone: %s',
    (...args) => {
      const { status, stderr } = shell('mkdir gone && cd gone && rmdir ../gone', ...args);
      expect(stderr).toBe('ptk-logscan: the working folder is not there any more: change to another one\n');
      expect(status).toBe(3);
    },
  );

  // From Node 24 on V8 does without what it reserves for WebAssembly.
  test.skipIf(Number.parseInt(process.versions.node, 10) >= 24)('memory', () => {
    const { status, stderr } = shell('ulimit -v 4000000', 'a.log');
    expect(stderr).toMatch(
      /^ptk-logscan: there is not enough memory, or too little of it is allowed \(ulimit -v; [^\n]*\n$/,
    );
    expect(status).toBe(3);
  });

  test('addresses for a second thread: the first one does it all', () => {
    writeFileSync(path('large.log'), '2026-11-01 09:15:00 code=109004\n'.repeat(1_100_000));
    for (const workers of [['--workers', '2'], []]) {
      const { status, stdout, stderr } = shell('ulimit -v 13000000', '-f', 'json', ...workers, 'large.log');
      expect([status, stderr]).toEqual([0, '']);
      expect(JSON.parse(stdout).totals.events).toBe(1_100_000);
    }
  });
});

describe('an output that would take the place of what is read is refused', () => {
  const LOG = '2026-11-01 09:15:00 code=109004\n';
  test.each<[name: string, args: string[]]>([
    ['its own name', ['-o', 'a.log', 'a.log']],
    ['another name', ['-o', './x/../a.log', 'a.log']],
    ['a link', ['-o', 'link.log', 'a.log']],
    ['of a glob', ['-f', 'csv', '-o', 'a.log', '*.log']],
    ['in a folder', ['-r', '-o', 'a.log', '.']],
    ['a report of check', ['check', '--max-error-rate', '100%', '--report', 'json=a.log', 'a.log']],
    ['live', ['watch', '-o', 'a.log', 'a.log']],
  ])('%s', async (_name, args) => {
    mkdirSync(path('x'));
    if (process.platform !== 'win32') symlinkSync('a.log', path('link.log'));
    const child = start(args, { cwd: folder });
    child.stdin.end();
    const { status, stdout, stderr } = await ended(child);
    if (process.platform === 'win32' && args.includes('link.log')) return;
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/: expected an output that is not read; got (an input|a\.log|\.\/a\.log|link\.log)\n$/);
    expect(readFileSync(path('a.log'), 'utf8')).toBe(LOG);
  });

  test('an earlier output that is not read is written anew', async () => {
    writeFileSync(path('b.json'), '{}');
    await write('b.json');
  });
});

test.each<[outputs: string[], message: string]>([
  [['x.csv', 'csv-codes:x.csv'], '--output: expected a file for each; got x.csv for two'],
  [['x.csv', './x.csv'], '--output: expected a file for each; got x.csv for two'],
  [['csv-code:x.csv'], '--output: expected FORM:FILE; got "csv-code:x.csv"\n  tip: did you mean csv-codes?'],
  [['CSV-CODES:x.csv'], '--output: expected FORM:FILE; got "CSV-CODES:x.csv"\n  tip: did you mean csv-codes?'],
  [['html:'], '--output: expected FORM:FILE; got "html:"'],
])('%j are refused', async (outputs, message) => {
  const child = start([...outputs.flatMap((output) => ['-o', output]), 'a.log'], { cwd: folder });
  child.stdin.end();
  expect(await ended(child)).toEqual({ status: 2, stdout: '', stderr: `ptk-logscan: ${message}\n` });
  expect(readdirSync(folder)).toEqual(['a.log']);
});
