/** A file that is emptied, cut or replaced while it is read: what was read counts, and the rest is an error of it. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ended, start } from './cli/program.js';
import { tarOf, zipOf } from './sources/archive/make.js';

let folder = '';
const at = (name: string) => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Packed it is half as large: of noise, so that a good part of it is still unread when the first events come. */
const LINES = 40_000;
const TEXT = Array.from({ length: LINES }, (_, i) => {
  const noise = createHash('sha256').update(String(i)).digest('hex');
  return `2026-11-01 09:15:00.000 INFO AddInteraction code=107000 ${noise}\n`;
}).join('');
const HALF = TEXT.slice(0, TEXT.length / 2);
const inMembers = (text: string) => Buffer.concat([gzipSync(text), gzipSync(text), gzipSync(text)]);
const SHORTER = /became shorter while it was read: it ended at byte [\d,]+ of [\d,]+/;

describe('on one thread, while its first events wait to be written', () => {
  test.each<[string, () => Uint8Array | string, (size: number) => number, RegExp]>([
    ['a text, to nothing', () => TEXT, () => 0, SHORTER],
    ['a text, by its last byte', () => TEXT, (size) => size - 1, SHORTER],
    ['UTF-16', () => Buffer.from(`\ufeff${TEXT}`, 'utf16le'), (size) => size - 2, SHORTER],
    // Each would be whole as it is then: only its size tells.
    ['gzip, between its members', () => inMembers(TEXT), (size) => (size / 3) * 2, SHORTER],
    [
      'tar, between its members',
      () =>
        tarOf([
          { path: 'a', bytes: TEXT },
          { path: 'b', bytes: TEXT },
        ]),
      () => tarOf([{ path: 'a', bytes: TEXT }]).length - 1024,
      SHORTER,
    ],
    ['gzip, in a member', () => inMembers(TEXT), (size) => size / 2, SHORTER],
    [
      'zip',
      () =>
        zipOf([
          { path: 'a', bytes: TEXT },
          { path: 'b', bytes: TEXT },
        ]),
      () => HALF.length,
      /a|corrupt|zip/,
    ],
  ])('%s', async (_name, bytesOf, sizeOf, reason) => {
    const bytes = bytesOf();
    writeFileSync(at('a.log'), bytes);
    const child = start(['events', 'a.log'], { cwd: folder });
    // More is written than the pipe takes, and nobody reads on before the file is cut.
    await new Promise((resolve) => child.stdout.once('readable', resolve));
    truncateSync(at('a.log'), Math.floor(sizeOf(bytes.length)));
    const { status, stdout, stderr } = await ended(child);
    expect(stderr).toMatch(/^ptk-logscan: a\.log/);
    expect(stderr).toMatch(reason);
    expect(status).toBe(3);
    expect(stdout.split('\n').length).toBeGreaterThan(100);
  });

  test('a file that only grows is no such file', async () => {
    writeFileSync(at('a.log'), TEXT);
    const child = start(['events', 'a.log'], { cwd: folder });
    await new Promise((resolve) => child.stdout.once('readable', resolve));
    writeFileSync(at('a.log'), 'code=107000\n', { flag: 'a' });
    const { status, stdout, stderr } = await ended(child);
    expect([status, stderr, stdout.split('\n').length]).toEqual([0, '', LINES + 2]);
  });
});

test.skipIf(process.platform !== 'linux')('files of the system, whose size says nothing, are whole', async () => {
  // Its size is that of a page.
  const { status, stderr } = await ended(
    start(['/sys/kernel/mm/transparent_hugepage/enabled', '/proc/self/status'], { cwd: folder }),
  );
  expect([status, stderr]).toEqual([0, '']);
});

const canMakePipes = spawnSync('mkfifo', ['--version']).error === undefined;

describe.skipIf(!canMakePipes)('on several threads, that all still read something else', () => {
  /** Both threads read a pipe first: the file has been divided by then, and nothing of it read. */
  async function scanned(event: () => void) {
    const size = 33 << 20;
    writeFileSync(at('a.log'), TEXT.repeat(Math.ceil(size / TEXT.length)).slice(0, size));
    expect(spawnSync('mkfifo', [at('p1'), at('p2')]).status).toBe(0);
    const child = start(['-f', 'json', '--workers', '2', 'p1', 'p2', 'a.log'], { cwd: folder });
    // Opening for writing waits for the reader.
    const pipes = await Promise.all([open(at('p1'), 'w'), open(at('p2'), 'w')]);
    event();
    for (const pipe of pipes) await pipe.close();
    const { status, stdout, stderr } = await ended(child);
    const { lines, error } = JSON.parse(stdout).sources.find(({ name }: { name: string }) => name === 'a.log');
    return { status, stderr, lines, error };
  }

  test('emptied', async () => {
    expect(await scanned(() => truncateSync(at('a.log'), 0))).toMatchObject({
      status: 3,
      lines: 0,
      error: `became shorter while it was read: it ended at byte 0 of ${(33 << 20).toLocaleString('en')}`,
    });
  });

  test('cut in its last line', async () => {
    const result = await scanned(() => truncateSync(at('a.log'), (33 << 20) - 1));
    expect(result).toMatchObject({ status: 3, error: expect.stringMatching(SHORTER) });
    expect(result.lines).toBeGreaterThan(200_000);
  });

  test('replaced: its parts would be of two files', async () => {
    const result = await scanned(() => {
      renameSync(at('a.log'), at('a.log.1'));
      writeFileSync(at('a.log'), TEXT.repeat(20));
    });
    expect(result).toMatchObject({ status: 3, lines: 0, error: 'was replaced by another file while it was read' });
  });
});
