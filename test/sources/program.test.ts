import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unpackWith } from '../../src/sources/program.js';
import { TextStream } from '../../src/sources/text-stream.js';
import { isLeftOut } from '../installed.js';
import { cut, firstDifference, readAll } from './chunks.js';
import { logText } from './log-text.js';

const LOG = Buffer.from(logText().repeat(4));
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(['bzip2', 'xz'] as const)('%s', (program) => {
  describe.skipIf(isLeftOut(program))('installed', () => {
    const pack = (bytes: Uint8Array) => spawnSync(program, ['-c'], { input: bytes, maxBuffer: 1 << 26 }).stdout;
    const unpack = (bytes: Uint8Array, size = 65_536) => readAll(unpackWith(program, cut(bytes, size)));
    let packed: Buffer;
    beforeAll(() => {
      packed = pack(LOG);
    });

    test('one archive, and several behind one another', async () => {
      for (const size of [1000, 1 << 20]) {
        const { bytes, error } = await unpack(Buffer.concat([packed, pack(Buffer.from('last\n'))]), size);
        expect(error).toBeNull();
        expect(firstDifference(bytes, Buffer.concat([LOG, Buffer.from('last\n')]))).toBe('none');
      }
    });

    test('one byte at a time', async () => {
      expect(await unpack(pack(Buffer.from('a line\n')), 1)).toEqual({ bytes: Buffer.from('a line\n'), error: null });
    });

    test('truncated: what the program could read, and the byte', async () => {
      for (const length of [10, Math.floor(packed.length / 2), packed.length - 1]) {
        const { bytes, error } = await unpack(packed.subarray(0, length));
        expect(error).toBe(`unexpected end of ${program} data at byte ${length}`);
        expect(firstDifference(bytes, LOG.subarray(0, bytes.length))).toBe('none');
      }
      // bzip2 itself drops what does not fill its buffer of 5000 bytes.
      const lost = LOG.length - (await unpack(packed.subarray(0, -1))).bytes.length;
      expect(lost).toBeLessThan(program === 'bzip2' ? 5000 : 1);
    });

    test('corrupt: what the program could read, and its words', async () => {
      const broken = Buffer.from(packed);
      broken.fill(0x55, packed.length - 3000, packed.length - 2990);
      const { error } = await unpack(broken);
      expect(error).toMatch(new RegExp(`^${program}: .*(integrity|corrupt)[^\\n]*$`, 'i'));
    });

    test('something else behind it', async () => {
      const { bytes, error } = await unpack(Buffer.concat([packed, Buffer.from('garbage, and a lot of it')]));
      expect(error).not.toBeNull();
      expect(firstDifference(bytes, LOG)).toBe('none');
    });

    test('a failure of reading comes behind what was read before', async () => {
      const failing = async function* () {
        yield packed;
        throw new Error('input/output error');
      };
      const { bytes, error } = await readAll(unpackWith(program, failing()));
      expect(error).toBe('input/output error');
      expect(firstDifference(bytes, LOG)).toBe('none');
    });
  });

  test('missing: says what is needed', async () => {
    const { bytes, error } = await readAll(unpackWith(program, cut(LOG), { path: folder }));
    expect(error).toBe(`reading ${program} data needs the program ${program}, which was not found`);
    expect(bytes.length).toBe(0);
  });

  test.skipIf(process.platform === 'win32')(
    'is ended when its reader leaves, also in the midst of nothing',
    async () => {
      const search = mkdtempSync(join(folder, 'bin-'));
      const pidFile = join(search, 'pid');
      const fake = join(search, program);
      writeFileSync(
        fake,
        `#!/bin/sh\necho $$ >${pidFile}.new\n/bin/mv ${pidFile}.new ${pidFile}\nexec /bin/sleep 600\n`,
      );
      chmodSync(fake, 0o755);
      const endless = async function* (): AsyncGenerator<Uint8Array> {
        yield LOG;
        await new Promise(() => {});
      };
      const end = new AbortController();
      const chunks = unpackWith(program, endless(), { path: search, signal: end.signal });
      const stream = new TextStream(chunks, () => end.abort());
      stream.read();
      while (!existsSync(pidFile)) await setTimeout(10);
      const pid = Number(readFileSync(pidFile, 'utf8'));
      expect(isAlive(pid)).toBe(true);
      stream.destroy();
      for (let i = 0; i < 500 && isAlive(pid); i++) await setTimeout(10);
      expect(isAlive(pid)).toBe(false);
    },
  );
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
