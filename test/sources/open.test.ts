import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSource } from '../../src/sources/open.js';
import type { OpenSource } from '../../src/sources/open-source.js';
import { cut, firstDifference, type Read, readAll } from './chunks.js';
import { logText } from './log-text.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const LINE = 'Zeile eins — 107000 ✓ 😀\r\n';
const LOG = logText();
const MARK = '\ufeff';
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const big = (text: string) => Buffer.from(text, 'utf16le').swap16();

let count = 0;
function fileOf(bytes: string | Uint8Array): string {
  const path = join(folder, `${++count}.any`);
  writeFileSync(path, bytes);
  return path;
}

/** All that a source gives, the road that it offers first. */
async function readSource(source: OpenSource): Promise<Read> {
  if (source.file === null) return readAll(source.stream!);
  const { fd, position } = source.file;
  const bytes = Buffer.alloc(1 << 20);
  const length = readSync(fd, bytes, 0, bytes.length, position + source.start);
  return { bytes: bytes.subarray(0, length), error: null };
}

describe('a file', () => {
  test.each<[string, string | Uint8Array, string, string, string, number]>([
    ['plain text', LINE, LINE, 'utf-8', 'none', 0],
    ['with a mark', MARK + LINE, LINE, 'utf-8 with mark', 'none', 3],
    ['nothing but a mark', MARK, '', 'utf-8 with mark', 'none', 3],
    ['empty', '', '', 'utf-8', 'none', 0],
    ['one byte', 'B', 'B', 'utf-8', 'none', 0],
    ['UTF-16, little end first', utf16(MARK + LINE), LINE, 'utf-16le', 'none', 0],
    ['UTF-16, big end first', big(MARK + LINE), LINE, 'utf-16be', 'none', 0],
    ['UTF-16, nothing but a mark', utf16(MARK), '', 'utf-16le', 'none', 0],
    ['gzip', gzipSync(LINE), LINE, 'utf-8', 'gzip', 0],
    ['an empty text in gzip', gzipSync(''), '', 'utf-8', 'gzip', 0],
    ['a mark in gzip', gzipSync(MARK + LINE), LINE, 'utf-8 with mark', 'gzip', 3],
    ['UTF-16 in gzip', gzipSync(utf16(MARK + LINE)), LINE, 'utf-16le', 'gzip', 0],
    ['UTF-16 in gzip, the other way', gzipSync(big(MARK + LOG)), LOG, 'utf-16be', 'gzip', 0],
    ['two marks: the second is text', `${MARK}${MARK}a`, `${MARK}a`, 'utf-8 with mark', 'none', 3],
  ])('%s', async (_name, bytes, text, encoding, compression, start) => {
    const source = await openSource(fileOf(bytes));
    expect(source).toMatchObject({ encoding, compression, start });
    expect(source.modified).toBeGreaterThan(Date.UTC(2020));
    expect(source.pipe).toBeNull();
    expect(source.file === null).toBe(compression !== 'none' || encoding.startsWith('utf-16'));
    const { bytes: read, error } = await readSource(source);
    expect(error).toBeNull();
    expect(read.toString('utf8')).toBe(text);
    source.close();
  });

  test('zstd', async () => {
    const source = await openSource(fileURLToPath(new URL('../data/archives/stream.log.zst', import.meta.url)));
    expect(source).toMatchObject({ encoding: 'utf-8', compression: 'zstd', start: 0, file: null });
    expect(firstDifference((await readSource(source)).bytes, Buffer.from(LOG))).toBe('none');
  });

  test.each(['bzip2', 'xz'])('%s', async (program) => {
    const { error, stdout } = spawnSync(program, ['-c'], { input: utf16(MARK + LINE) });
    if (error !== undefined) return;
    const source = await openSource(fileOf(stdout));
    expect(source).toMatchObject({ encoding: 'utf-16le', compression: program });
    expect((await readSource(source)).bytes.toString('utf8')).toBe(LINE);
  });

  test('packed several times over is unpacked as often, but not for ever', async () => {
    const packed = (times: number) => {
      let bytes = Buffer.from(LINE);
      for (let i = 0; i < times; i++) bytes = gzipSync(bytes);
      return bytes;
    };
    const source = await openSource(fileOf(packed(5)));
    expect(source).toMatchObject({ encoding: 'utf-8', compression: 'gzip' });
    expect((await readSource(source)).bytes.toString('utf8')).toBe(LINE);
    await expect(openSource(fileOf(packed(6)))).rejects.toThrow('compressed more than 5 times over');
  });

  test('truncated in its first bytes: opens, and says so when it is read', async () => {
    for (const length of [2, 5, 10, 12]) {
      const source = await openSource(fileOf(gzipSync(LINE).subarray(0, length)));
      expect(source).toMatchObject({ compression: 'gzip', encoding: 'utf-8' });
      expect((await readSource(source)).error).toBe(`unexpected end of gzip data at byte ${length}`);
    }
  });

  test('corrupt: fails with an error of the input, behind all that could be decoded', async () => {
    const bytes = gzipSync(LOG);
    bytes[bytes.length - 6]! ^= 1;
    const source = await openSource(fileOf(bytes));
    const read: Buffer[] = [];
    const failure = await new Promise<Error>((resolve) => {
      source.stream!.on('data', (chunk: Buffer) => read.push(chunk)).on('error', resolve);
    });
    expect(failure).toMatchObject({ name: 'LogscanError', code: 'input' });
    expect(failure.message).toMatch(/^corrupt gzip data at byte \d+: incorrect data check$/);
    expect(firstDifference(Buffer.concat(read), Buffer.from(LOG))).toBe('none');
  });

  test('truncated, and its reader is slow: nothing is dropped', async () => {
    const source = await openSource(fileOf(gzipSync(LOG.repeat(10)).subarray(0, -4)));
    let length = 0;
    await expect(async () => {
      for await (const chunk of source.stream!) {
        length += chunk.length;
        await setTimeout(20);
      }
    }).rejects.toThrow('unexpected end of gzip data');
    expect(length).toBe(LOG.length * 10);
  });

  test('that shrinks while it is read is cut off, not waited for', async () => {
    const path = fileOf(gzipSync(Buffer.from(LOG.repeat(60)), { level: 0 }));
    const source = await openSource(path);
    await truncate(path, 600_000);
    const { bytes, error } = await readSource(source);
    expect(error).toMatch(/^became shorter while it was read: it ended at byte 600,000 of \d/);
    expect(firstDifference(bytes, Buffer.from(LOG.repeat(60)).subarray(0, bytes.length))).toBe('none');
  });

  test('missing, or a folder: the system’s error', async () => {
    await expect(openSource(join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
    mkdirSync(join(folder, 'sub'));
    await expect(openSource(join(folder, 'sub'))).rejects.toMatchObject({ code: 'EISDIR' });
  });

  test.skipIf(process.platform !== 'linux')('its descriptor is closed, however it ends', async () => {
    const open = async () => (await readdir('/proc/self/fd')).length;
    const good = fileOf(gzipSync(LOG));
    const bad = fileOf(gzipSync(LOG).subarray(0, 3000));
    const plain = fileOf(LOG);
    const before = await open();
    for (let i = 0; i < 5; i++) {
      for (const path of [good, bad, plain]) {
        const read = await openSource(path);
        await readSource(read);
        read.close();
        read.close();
        const left = await openSource(path);
        left.close();
      }
    }
    for (let i = 0; i < 100 && (await open()) > before; i++) await setTimeout(10);
    expect(await open()).toBeLessThanOrEqual(before);
  });
});

const canMakePipes = spawnSync('mkfifo', ['--version']).error === undefined;

describe.skipIf(!canMakePipes)('a named pipe', () => {
  function newPipe(): string {
    const path = join(folder, `${++count}.pipe`);
    expect(spawnSync('mkfifo', [path]).status).toBe(0);
    return path;
  }

  function writerInto(path: string) {
    // The reader may leave while something is still to be written.
    return createWriteStream(path).on('error', () => {});
  }

  /** Opens the pipe and then writes into it, pieces of the sizes given, a little apart while they are small. */
  async function piped(bytes: string | Uint8Array, ...sizes: number[]): Promise<OpenSource> {
    const path = newPipe();
    const opening = openSource(path);
    const to = writerInto(path);
    void (async () => {
      for await (const piece of cut(Buffer.from(bytes as string), ...sizes)) {
        to.write(piece);
        if (piece.length < 4) await setTimeout(1);
      }
      to.end();
    })();
    return opening;
  }

  test.each<[string, string | Uint8Array, string, string, string]>([
    ['plain text', LINE, LINE, 'utf-8', 'none'],
    ['a mark', MARK + LINE, LINE, 'utf-8 with mark', 'none'],
    ['nothing', '', '', 'utf-8', 'none'],
    ['UTF-16', utf16(MARK + LINE), LINE, 'utf-16le', 'none'],
    ['gzip', gzipSync(LINE), LINE, 'utf-8', 'gzip'],
    ['UTF-16 in gzip', gzipSync(big(MARK + LINE)), LINE, 'utf-16be', 'gzip'],
    ['what might have been bzip2', 'BZh9 is not', 'BZh9 is not', 'utf-8', 'none'],
    ['what ends before it is told', 'BZh9', 'BZh9', 'utf-8', 'none'],
  ])('%s, byte by byte and whole', async (_name, bytes, text, encoding, compression) => {
    for (const size of [1, 1 << 20]) {
      const source = await piped(bytes, size);
      expect(source).toMatchObject({ encoding, compression, modified: null, file: null });
      const { bytes: read, error } = await readAll(source.stream!);
      expect(error).toBeNull();
      expect(read.toString('utf8')).toBe(text);
    }
  });

  test('a large text, the fast way, with a reader that needs time now and then', async () => {
    const source = await piped(MARK + LOG.repeat(5), 200_000);
    const read: Buffer[] = [];
    let isBusy = false;
    await source.pipe!.each((bytes) => {
      expect(isBusy).toBe(false);
      read.push(Buffer.from(bytes));
      if (read.length % 3 > 0) return;
      isBusy = true;
      return setTimeout(1).then(() => {
        isBusy = false;
      });
    });
    expect(source.start).toBe(3);
    expect(firstDifference(Buffer.concat(read), Buffer.from(LOG.repeat(5)))).toBe('none');
  });

  test('a large text as a stream with a slow reader', async () => {
    const source = await piped(LOG.repeat(10), 1 << 20);
    const read: Buffer[] = [];
    for await (const chunk of source.stream!) {
      read.push(chunk);
      if (read.length % 10 === 0) await setTimeout(2);
    }
    expect(firstDifference(Buffer.concat(read), Buffer.from(LOG.repeat(10)))).toBe('none');
  });

  test('a reader that fails ends the reading with its error', async () => {
    const failure = new Error('no');
    const { pipe, close } = await piped(LINE, 1000);
    await expect(
      pipe!.each(() => {
        throw failure;
      }),
    ).rejects.toBe(failure);
    close();
    const later = await piped(LINE, 1000);
    await expect(later.pipe!.each(() => Promise.reject(failure))).rejects.toBe(failure);
    later.close();
  });

  test('the first line comes while the pipe is open, and closing it ends the wait for more', async () => {
    const path = newPipe();
    const opening = openSource(path);
    const to = writerInto(path);
    to.write('2\n');
    const source = await opening;
    const read: string[] = [];
    const first = new Promise<void>((resolve) => {
      source.stream!.on('data', (chunk: Buffer) => {
        read.push(chunk.toString());
        resolve();
      });
    });
    await first;
    expect(read).toEqual(['2\n']);
    const closed = new Promise((resolve) => source.stream!.on('close', resolve));
    source.stream!.destroy();
    await closed;
    to.destroy();
  });

  test.each(['', '2', '\x1f', '\x1f\x8b', 'a\0b\0'])('the wait for more than %j can be ended', async (start) => {
    const path = newPipe();
    const end = new AbortController();
    const opening = openSource(path, () => end.signal);
    const to = writerInto(path);
    to.write(Buffer.from(start, 'latin1'));
    await setTimeout(20);
    end.abort();
    expect((await readAll((await opening).stream!)).error).toBe('closed before its end');
    to.destroy();
  });

  test('closed while the fast way waits: it fails', async () => {
    const path = newPipe();
    const opening = openSource(path);
    const to = writerInto(path);
    to.write('2\n');
    const source = await opening;
    const reading = source.pipe!.each(() => {});
    source.close();
    await expect(reading).rejects.toThrow('closed before its end');
    to.destroy();
  });

  test('truncated gzip: as from a file', async () => {
    const packed = gzipSync(LOG).subarray(0, 9000);
    const [file, pipe] = [await openSource(fileOf(packed)), await piped(packed, 700)];
    const [read, expected] = [await readSource(pipe), await readSource(file)];
    expect(expected.error).toBe('unexpected end of gzip data at byte 9000');
    expect(read.error).toBe(expected.error);
    expect(firstDifference(read.bytes, expected.bytes)).toBe('none');
    expect(read.bytes.length).toBeGreaterThan(100_000);
  });
});

test.skipIf(process.platform === 'win32')('a device', async () => {
  const source = await openSource('/dev/null');
  expect(source).toMatchObject({ encoding: 'utf-8', compression: 'none', modified: null, file: null });
  expect(await readAll(source.stream!)).toEqual({ bytes: Buffer.alloc(0), error: null });
});
