/** Standard input, through the built program: only a process has one to try. */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROGRAM } from '../cli/program.js';
import { cut } from './chunks.js';
import { logText } from './log-text.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
});
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 5 }));

const LOG = logText();
const LINES = 6000;
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
const zstd = readFileSync(new URL('../data/archives/checksum.log.zst', import.meta.url));
const whole = { bytes: LOG.length, lines: LINES, events: LINES, error: null };

const CASES: readonly (readonly [string, Uint8Array, object])[] = [
  ['plain text', Buffer.from(LOG), whole],
  ['a mark', Buffer.from(`\ufeff${LOG}`), { ...whole, bytes: LOG.length + 3 }],
  ['UTF-16', utf16(LOG), whole],
  ['UTF-16 without a mark', utf16(LOG).subarray(2), whole],
  ['UTF-16 without a mark, big end first, in gzip', gzipSync(utf16(LOG).subarray(2).swap16()), whole],
  [
    'two texts of UTF-16 behind one another',
    Buffer.concat([utf16(LOG), utf16(LOG)]),
    { ...whole, bytes: 2 * LOG.length, lines: 2 * LINES, events: 2 * LINES },
  ],
  [
    'NULs before a text',
    Buffer.concat([new Uint8Array(9000), Buffer.from(LOG)]),
    { ...whole, bytes: 9000 + LOG.length },
  ],
  ['gzip', gzipSync(LOG), whole],
  [
    'UTF-16 in gzip, two members',
    Buffer.concat([utf16(LOG), utf16(LOG).subarray(2)].map((part) => gzipSync(part))),
    {
      bytes: 2 * LOG.length,
      lines: 2 * LINES,
      events: 2 * LINES,
      error: null,
    },
  ],
  ['zstd', zstd, whole],
  [
    'truncated gzip',
    gzipSync(LOG).subarray(0, -4),
    {
      ...whole,
      error: `unexpected end of gzip data at byte ${gzipSync(LOG).length - 4}`,
    },
  ],
];

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
}

const ARGS = [PROGRAM, '--tz', 'UTC', '-f', 'json'];
const env = { PATH: process.env.PATH, TZ: 'UTC' };

function check({ status, stdout }: Ended, expected: object): void {
  const { sources } = JSON.parse(stdout);
  expect(sources).toEqual([{ name: '-', ...expected }]);
  expect(status).toBe('error' in expected && expected.error !== null ? 3 : 0);
}

describe.each(CASES)('%s', (_name, bytes, expected) => {
  test('redirected from a file', () => {
    const path = join(folder, 'in');
    writeFileSync(path, bytes);
    const fd = openSync(path, 'r');
    check(spawnSync(process.execPath, ARGS, { stdio: [fd, 'pipe', 'ignore'], encoding: 'utf8', env }), expected);
    closeSync(fd);
  });

  // Windows tells nobody where in a file others have read to.
  test.skipIf(process.platform === 'win32')('redirected from a file that was read from already', () => {
    const path = join(folder, 'in');
    const before = Buffer.from('this is not for us, 107000\n');
    writeFileSync(path, Buffer.concat([before, bytes]));
    const fd = openSync(path, 'r');
    readSync(fd, Buffer.alloc(before.length), 0, before.length, null);
    check(spawnSync(process.execPath, ARGS, { stdio: [fd, 'pipe', 'ignore'], encoding: 'utf8', env }), expected);
    closeSync(fd);
  });

  test.skipIf(process.platform === 'win32')('a pipe', () => {
    const path = join(folder, 'in');
    writeFileSync(path, bytes);
    const command = `cat in | "$0" "$@"`;
    const args = ['-c', command, process.execPath, ...ARGS];
    check(
      spawnSync('/bin/sh', args, { stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8', cwd: folder, env }),
      expected,
    );
  });

  test('a socket, the first bytes one by one', async () => {
    const child = spawn(process.execPath, ARGS, { stdio: ['pipe', 'pipe', 'ignore'], env });
    const stdout = child.stdout.setEncoding('utf8').toArray();
    const status = new Promise<number | null>((resolve) => child.on('close', resolve));
    let written = 0;
    for await (const piece of cut(bytes, ...Array<number>(20).fill(1), 9000)) {
      child.stdin.write(piece);
      written += piece.length;
      if (written < 20) await new Promise((resolve) => setTimeout(resolve, 2));
    }
    child.stdin.end();
    check({ stdout: (await stdout).join(''), status: await status }, expected);
  });
});
