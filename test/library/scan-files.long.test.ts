/** Files by one call: the numbers of the command line, byte for byte, and nothing else happens. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Catalogue, catalogue, render, type ScanFilesOptions, scanFiles } from 'ptk-logscan';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROGRAM } from '../cli/program.js';
import { zipOf } from '../sources/archive/make.js';

const LINES = [
  'before any time code=108005',
  '2026-11-01 09:15:00.000 INFO tenant=acme code=107000 code=107000',
  '   at Ptk.Service status: 109004',
  '2026-11-01 11:00:00.000 WARN tenant=globex outcomeNo=109999',
  '02/03/2026 10:00:00 ERROR tenant=acme code=109002',
  '{"at":"03.02.26 11:00:00","answer":{"no":"109016"},"tenant":"initech"}',
  '',
].join('\n');
/** Over the size from which several threads share a file. */
const LARGE = LINES.repeat(60_000);

/** In the repository. */
const ZSTD = fileURLToPath(new URL('../data/archives/plain.log.zst', import.meta.url));

let folder = '';
const at = (...names: string[]) => join(folder, ...names);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
  mkdirSync(at('logs/inner'), { recursive: true });
  writeFileSync(at('a.log'), LINES);
  writeFileSync(at('logs/b.log'), LINES);
  writeFileSync(at('logs/inner/c.log.gz'), gzipSync(LINES));
  writeFileSync(at('cut.gz'), gzipSync(LINES.repeat(50)).subarray(0, 120));
  writeFileSync(at('wide.log'), Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(LINES, 'utf16le')]));
  writeFileSync(at('logs.zip'), zipOf(['one.log', 'two.log'].map((path) => ({ path, bytes: LINES }))));
  writeFileSync(at('large.log'), LARGE);
});
afterAll(() => rmSync(folder, { recursive: true }));

function printed(args: readonly string[]): string {
  const env = { ...process.env, TZ: 'UTC' };
  return spawnSync(process.execPath, [PROGRAM, '-f', 'json', ...args], { encoding: 'utf8', env, maxBuffer: 1e9 })
    .stdout;
}

type Call = readonly [files: readonly string[], options: ScanFilesOptions, args: readonly string[]];

const CALLS: Readonly<Record<string, Call>> = {
  'a file': [['a.log'], {}, []],
  'several, one of them compressed': [['a.log', 'logs/inner/c.log.gz'], {}, []],
  'UTF-16': [['wide.log'], {}, []],
  zstd: [[ZSTD], {}, []],
  'an archive': [['logs.zip'], {}, []],
  'a folder': [['logs'], { recursive: true }, ['-r']],
  'a glob': [['*.log'], {}, []],
  'what is not there, damaged, or a folder': [['none.log', 'cut.gz', 'logs', 'a.log'], {}, []],
  'a large file on threads': [['large.log'], { workers: 3 }, ['--workers', '3']],
  'groups on threads': [['large.log'], { by: 'tenant', workers: 2 }, ['--by', 'tenant', '--workers', '2']],
  'two keys, few rows': [
    ['a.log', 'logs.zip'],
    { by: ['tenant', 'at'], maxGroups: 2 },
    ['--by', 'tenant,at', '--max-groups', '2'],
  ],
  filters: [
    ['a.log'],
    { since: '2026-11-01', until: '2026-11-01T10:00Z', codes: [107000, 'PlatformUnavailable'], window: '15m' },
    ['--since', '2026-11-01', '--until', '2026-11-01T10:00Z', '--code', '107000,PlatformUnavailable', '-w', '15m'],
  ],
  'times that are no texts': [
    ['a.log'],
    { since: Date.UTC(2026, 10, 1), until: new Date('2026-11-01T10:00:00Z') },
    ['--since', '2026-11-01T00:00Z', '--until', '2026-11-01T10:00Z'],
  ],
  'classes and conditions': [
    ['a.log'],
    { severities: 'error+', categories: ['availability', 'routing'], where: ['tenant~a*', 'code'] },
    ['--severity', 'error+', '--category', 'availability,routing', '--where', 'tenant~a*', '--where', 'code'],
  ],
  'the last part': [['a.log', 'large.log'], { last: '2h' }, ['--last', '2h']],
  'how lines are read': [
    ['a.log'],
    {
      count: 'occurrences',
      codeKeys: 'outcomeNo',
      ignoreKeys: ['status'],
      dateOrder: 'dmy',
      labelled: true,
      year: 2026,
    },
    ['--count', 'occurrences', '--code-key', 'outcomeNo', '--ignore-key', 'status', '--date-order', 'dmy'].concat([
      '--labelled',
      '--year',
      '2026',
    ]),
  ],
  'a format of one’s own': [
    ['a.log'],
    { jsonCode: 'answer.no', jsonTime: 'at', timeFormat: '%d.%m.%y %H:%M:%S' },
    ['--json-code', 'answer.no', '--json-time', 'at', '--time-format', '%d.%m.%y %H:%M:%S'],
  ],
  'a pattern': [
    ['large.log'],
    { pattern: '^(?<time>\\S+ \\S+) \\w+ tenant=(?<tenant>\\w+) .*?(?<code>10\\d{4})' },
    ['--pattern', '^(?<time>\\S+ \\S+) \\w+ tenant=(?<tenant>\\w+) .*?(?<code>10\\d{4})'],
  ],
  'another zone': [['a.log'], { timeZone: 'Asia/Kolkata' }, ['--tz', 'Asia/Kolkata']],
};

test.each(Object.entries(CALLS))('%s: the document of the command line', async (_name, [files, options, args]) => {
  const paths = files.map((file) => (file === ZSTD ? file : at(file)));
  const zone = args.includes('--tz') ? [] : ['--tz', 'UTC'];
  const summary = await scanFiles(paths, { timeZone: 'UTC', ...options });
  const document = printed([...zone, ...args, ...paths]);
  expect(await render(summary, 'json')).toBe(document);
  // Every object has its fields, as it has when it is read from a file.
  expect(structuredClone(summary)).toEqual(JSON.parse(document));
});

test('a catalogue of one’s own', async () => {
  const mine = new Catalogue([...catalogue.all(), { ...catalogue.get(107000), severity: 'critical' }]);
  const { codes, producer } = await scanFiles(at('a.log'), { catalogue: mine });
  expect(codes.find(({ code }) => code === 107000)?.severity).toBe('critical');
  expect(producer.catalogue).toBe(mine.digest);
});

test('several calls at once do not mix', async () => {
  const files = ['a.log', 'large.log', 'logs.zip', 'large.log', 'wide.log'].map((file) => at(file));
  const alone: unknown[] = [];
  for (const file of files) alone.push(await scanFiles(file, { timeZone: 'UTC', by: 'tenant' }));
  expect(await Promise.all(files.map((file) => scanFiles(file, { timeZone: 'UTC', by: 'tenant' })))).toEqual(alone);
});

test('what the command line would warn of, and how far it is, goes to whoever asks', async () => {
  const warnings: string[] = [];
  const options = { by: 'tenent', onWarning: (message: string) => warnings.push(message) };
  await scanFiles([at('a.log'), at('a.log')], options);
  expect(warnings).toEqual([
    expect.stringContaining('named more than once, read once'),
    expect.stringMatching(/tenent.*tenant/s),
  ]);
});

describe('a signal', () => {
  test('that was there before ends it before anything is read', async () => {
    const reason = new Error('no longer wanted');
    await expect(scanFiles(at('none.log'), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  test('ends a run that goes on', async () => {
    const ended = new AbortController();
    // A pattern on very many lines takes its time; the first news of it ends it.
    const run = scanFiles(at('large.log'), {
      pattern: '(?<code>10\\d{4})$',
      workers: 1,
      signal: ended.signal,
      onProgress: () => ended.abort(),
    });
    await expect(run).rejects.toHaveProperty('name', 'AbortError');
  });
});

test('a process is left as it was: it prints nothing, goes on, and V8 has the flags that it had', () => {
  const script = `
    import { Script } from 'node:vm';
    import { scanFiles, scanPartial } from 'ptk-logscan';
    const flags = () => new Script('').createCachedData().toString('latin1');
    const before = flags();
    await scanFiles(['large.log', 'none.log'], { by: 'tenant', workers: 2 });
    await scanPartial('large.log', { workers: 3 });
    if (flags() !== before) throw new Error('other flags');
    if (process.exitCode !== undefined) throw new Error('an exit status');`;
  writeFileSync(at('use.mjs'), script.replace("'ptk-logscan'", JSON.stringify(import.meta.resolve('ptk-logscan'))));
  const child = spawnSync(process.execPath, ['use.mjs'], { cwd: folder, encoding: 'utf8' });
  expect(child).toMatchObject({ status: 0, stdout: '', stderr: '' });
});
