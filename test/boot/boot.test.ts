/** How the built command line starts: from compiled code or without it, and with threads that do not do as they should. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, homedir, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cacheFile } from '../../src/boot/load.js';
import { sealed, unsealed } from '../../src/boot/sealed.js';
import { type Ended, ended, start } from '../cli/program.js';
import { buildHere } from './built-here.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const LINE = '2026-11-01 09:15:00 statusCode=109004\n';
/** Has all that a start loads. */
const ALL = 'start-files.cjs';

/** For all tests: what was built, and the log that threads share. */
let original = '';
let logs = '';
beforeAll(() => {
  original = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
  buildHere(original);
  logs = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
  writeFileSync(join(logs, 'large.log'), LINE.repeat(Math.ceil((33 << 20) / LINE.length)));
});
afterAll(() => {
  for (const path of [logs, original]) rmSync(path, { recursive: true });
});

/** For each test: a copy of what was built. */
let folder = '';
const built = (name: string) => join(folder, 'dist/cli', name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
  cpSync(original, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

function run(...args: string[]): Promise<Ended> {
  return ended(start(args, { cwd: logs, program: join(folder, 'bin/ptk-logscan.js') }));
}

/** With up to 64 bytes from there on changed. */
function flipped(code: Buffer, share: number): Buffer {
  const from = Math.floor(code.length * share);
  for (let at = from; at < Math.min(code.length, from + 64); at++) code[at]! ^= 0xff;
  return code;
}

describe('the same report', () => {
  const SAMPLE = join(ROOT, 'samples/callback.log');
  const caches = () => readdirSync(built('')).filter((name) => name.endsWith('.cache'));

  test.each<[string, () => void]>([
    ['from compiled code', () => {}],
    ['without it', () => caches().map((name) => rmSync(built(name)))],
    ['where it is damaged', () => caches().map((name) => writeFileSync(built(name), 'no code'))],
    [
      'where it was made of something else',
      () => writeFileSync(cacheFile(built(ALL)), sealed(new Script('let a = 1').createCachedData())),
    ],
    [
      'where it ends early',
      () => caches().map((name) => writeFileSync(built(name), readFileSync(built(name)).subarray(0, 1000))),
    ],
    // Where V8 looks at its own marks it refuses; elsewhere it believes what it reads, and the process ends with a signal.
    ...[0.001, 0.1, 0.3, 0.5, 0.7, 0.9, 0.999].map((share): [string, () => void] => [
      `where bytes are flipped at ${share * 100}%`,
      () => caches().map((name) => writeFileSync(built(name), flipped(readFileSync(built(name)), share))),
    ]),
  ])('%s', async (_name, change) => {
    // Of what a start loads, of what a thread does, and of what a job loads besides.
    const names = [ALL, 'engine.cjs'].map((name) => basename(cacheFile(name)));
    const ofJob = ['report', 'open-history', 'reader', 'count-range', 'validate'].map((name) =>
      expect.stringMatching(`^${name}-.*\\.cache$`),
    );
    expect(caches()).toEqual(expect.arrayContaining([...names, ...ofJob]));
    change();
    const { status, stdout, stderr } = await run(SAMPLE);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('203 events   38 errors');

    // For the database.
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const history = join(folder, 'history.duckdb');
    const reports = [{ name: 'day', period: '2026-11-01..2026-11-02', outputs: [join(folder, 'day.json')] }];
    writeFileSync(join(folder, 'job.yaml'), JSON.stringify({ inputs: [SAMPLE], tz: 'UTC', history, reports }));
    const job = await run('report', '--config', join(folder, 'job.yaml'));
    expect(job).toMatchObject({ status: 0, stdout: expect.stringContaining('day 2026-11-01: made'), stderr: '' });
  });
});

/** Whether V8 refused what it was given, by file; undefined: it was given nothing. */
function refused(env: Record<string, string> = {}): string[] {
  const run = `
    process.argv = [process.argv[0], ...${JSON.stringify([join(folder, 'bin/ptk-logscan.js'), join(ROOT, 'samples/callback.log')])}];
    process.on('exit', () => {
      const { scripts } = require(${JSON.stringify(built('start.cjs'))});
      for (const [file, { cachedDataRejected }] of scripts) {
        process.stderr.write(require('node:path').basename(file) + ' ' + cachedDataRejected + '\\n');
      }
    });
    require(process.argv[1]);`;
  const { stderr } = spawnSync(process.execPath, ['-e', run], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, NODE_DISABLE_COMPILE_CACHE: '1', ...env },
  });
  return stderr.trimEnd().split('\n');
}

const USED = [`${ALL} false`];
const COMPILED = [`${ALL} undefined`];

test('compiled code is really used', () => {
  expect(refused()).toEqual(USED);
});

describe('where another Node has built it', () => {
  let home = '';
  beforeEach(() => {
    for (const name of readdirSync(built(''))) if (name.endsWith('.cache')) rmSync(built(name));
    home = mkdtempSync(join(homedir(), '.ptk-logscan-test-'));
  });
  afterEach(() => rmSync(home, { recursive: true }));
  const env = () => ({
    HOME: home,
    XDG_CACHE_HOME: join(home, 'cache'),
    NODE_DISABLE_COMPILE_CACHE: undefined as never,
  });
  const kept = () => readdirSync(join(home, 'cache/ptk-logscan')).map((name) => join(home, 'cache/ptk-logscan', name));

  // A shared folder is none for a cache.
  const isShared = ['/tmp', '/dev/shm'].some((shared) => homedir().startsWith(shared));
  describe.skipIf(isShared || process.platform === 'win32')('the first run keeps what it compiles', () => {
    test('for the next one, in a folder of the user alone', () => {
      expect(refused(env())).toEqual(COMPILED);
      expect(kept().map((path) => statSync(path).mode & 0o777)).toEqual([0o700]);
      expect(readdirSync(kept()[0]!)).toHaveLength(1);
      expect(refused(env())).toEqual(USED);
    });

    test.each<[string, () => void]>([
      ['others may write to', () => chmodSync(kept()[0]!, 0o770)],
      ['others may look into', () => chmodSync(kept()[0]!, 0o755)],
      [
        'is a link',
        () => {
          const [path] = kept() as [string];
          renameSync(path, join(home, 'elsewhere'));
          symlinkSync(join(home, 'elsewhere'), path);
        },
      ],
    ])('but takes nothing from one that %s', (_, change) => {
      refused(env());
      change();
      expect(refused(env())).toEqual(COMPILED);
    });

    test('a file that was made anew is compiled anew, and damaged code is not run', () => {
      refused(env());
      utimesSync(built(ALL), 1, 1);
      expect(refused(env())).toEqual(COMPILED);
      for (const name of readdirSync(kept()[0]!)) {
        const path = join(kept()[0]!, name);
        writeFileSync(path, flipped(readFileSync(path), 0.5));
      }
      expect(refused(env())).toEqual(COMPILED);
      expect(refused(env())).toEqual(USED);
    });

    test('a longer run adds what a call for help has not compiled', async () => {
      const size = () => statSync(join(kept()[0]!, readdirSync(kept()[0]!).find((name) => name.startsWith(ALL))!)).size;
      const runs = async (...args: string[]) =>
        ended(start(args, { cwd: logs, program: join(folder, 'bin/ptk-logscan.js'), env: env() }));
      await runs('--help');
      const first = size();
      writeFileSync(join(home, 'a.log'), LINE.repeat(200_000));
      await runs('events', '-o', join(home, 'events'), join(home, 'a.log'));
      expect(size()).toBeGreaterThan(first * 1.05);
    });

    test('a run that changes V8’s flags, and its threads, leave it to others', async () => {
      const runs = () =>
        ended(
          start(['--workers', '2', 'large.log'], {
            cwd: logs,
            program: join(folder, 'bin/ptk-logscan.js'),
            env: env(),
          }),
        );
      expect((await runs()).status).toBe(0);
      expect(refused(env())).toEqual(COMPILED);
      expect((await runs()).status).toBe(0);
      expect(refused(env())).toEqual(USED);
    });

    test('of earlier versions few are kept', () => {
      for (let i = 0; i < 12; i++) {
        const path = join(home, 'cache/ptk-logscan', `0.0.${i}`);
        mkdirSync(path, { recursive: true });
        utimesSync(path, i, i);
      }
      refused(env());
      expect(kept()).toHaveLength(8);
      expect(refused(env())).toEqual(USED);
    });
  });

  test.each<[string, () => Record<string, string | undefined>]>([
    ['it is below a folder that all share', () => ({ XDG_CACHE_HOME: join(folder, 'cache') })],
    ['it is asked not to', () => ({ NODE_DISABLE_COMPILE_CACHE: '1' })],
    ['its place is relative', () => ({ XDG_CACHE_HOME: 'cache' })],
    ['nobody has a home', () => ({ XDG_CACHE_HOME: '', HOME: '' })],
  ])('nothing is kept where %s', (_, more) => {
    const given = { ...env(), ...more() } as Record<string, string>;
    refused(given);
    expect(refused(given)).toEqual(COMPILED);
    expect([join(home, 'cache'), join(folder, 'cache'), 'cache'].filter((path) => existsSync(path))).toEqual([]);
  });
});

describe('a checksum', () => {
  // Longer than what it is made from at once, and no whole number of words.
  const CODE = Buffer.from(Array.from({ length: 70_003 }, (_, i) => (i * 7 + (i >> 8)) & 0xff));
  const offsets = Array.from({ length: 1000 }, (_, i) => Math.floor((i * (CODE.length + 8)) / 1000));

  test('lets through what is as it was', () => {
    const codes = [0, 1, 7, 8, 9, 65_535, 65_536, 65_537, CODE.length].map((length) => CODE.subarray(0, length));
    // One after the other: none depends on what came before it.
    const files = codes.map(sealed);
    expect(files.map(unsealed)).toEqual(codes.map((code) => (code.length === 0 ? undefined : code)));
  });

  test('finds a flipped bit, wherever it is', () => {
    const missed = offsets.filter((at) => {
      const file = sealed(CODE);
      file[at]! ^= 1 << (at % 8);
      return unsealed(file) !== undefined;
    });
    expect(missed).toEqual([]);
  });

  test('finds what is missing, added or moved', () => {
    const file = sealed(CODE);
    const missed = offsets.filter((at) =>
      [
        file.subarray(0, at),
        file.subarray(at + 1),
        Buffer.concat([file.subarray(0, at), Buffer.alloc(1), file.subarray(at)]),
        Buffer.concat([
          file.subarray(0, at),
          file.subarray(at + 8, at + 16),
          file.subarray(at, at + 8),
          file.subarray(at + 16),
        ]),
        Buffer.concat([file.subarray(0, at), Buffer.alloc(file.length - at)]),
      ].some((each) => !each.equals(file) && unsealed(each) !== undefined),
    );
    expect(missed).toEqual([]);
  });
});

describe('a thread', () => {
  // Neither is ever a short count.
  const BROKEN: [string, string, string][] = [
    ['that cannot be loaded', `throw new Error('no such luck')`, 'no such luck'],
    ['that ends at its order', `require('node:worker_threads').parentPort.once('message', () => process.exit(7))`, '7'],
  ];
  // With one core there is no second thread unless it is asked for.
  const WAYS: [string, string[]][] = [
    ...(availableParallelism() > 1 ? [['started ahead', []] satisfies [string, string[]]] : []),
    ['asked for', ['--workers', '3']],
  ];

  test.each(BROKEN.flatMap(([what, code, reason]) => WAYS.map(([how, args]) => ({ what, code, reason, how, args }))))(
    '$what, $how: a clear error',
    async ({ code, reason, args }) => {
      writeFileSync(built('worker.cjs'), code);
      const { status, stdout, stderr } = await run(...args, '--no-progress', 'large.log');
      expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
      expect(stderr).toMatch(/^ptk-logscan: a worker thread ended before its work was done: .*\n$/);
      expect(stderr).toContain(reason);
    },
  );

  test('started ahead for a file that it is not needed for does not keep the run', async () => {
    const { status, stdout } = await run('events', '--until', '2026-10-31', 'large.log');
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });
});

test('what is compiled with a cache imports nothing by itself', () => {
  const files = readdirSync(built('')).filter((name) => name.endsWith('.cjs'));
  expect(files).toContain('core.cjs');
  expect(files.filter((name) => /(?<![\w.$])import\(/.test(readFileSync(built(name), 'utf8')))).toEqual([]);
});
