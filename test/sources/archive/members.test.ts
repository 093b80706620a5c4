/** The members of archives, one after the other, as sources of their own. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSource, openSources } from '../../../src/sources/open.js';
import type { OpenSource } from '../../../src/sources/open-source.js';
import { firstDifference, readAll } from '../chunks.js';
import { logText } from '../log-text.js';
import { paxOf, tarOf, zipOf } from './make.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const LINE = 'Zeile eins — 107000 ✓ 😀\r\n';
const LOG = logText();
const PLAIN = '2026-11-01 Größe\r\n';

let count = 0;
function fileOf(bytes: Uint8Array): string {
  const path = join(folder, `${++count}.any`);
  writeFileSync(path, bytes);
  return path;
}

interface Found {
  /** Without the archive's. */
  readonly name: string;
  readonly text: string;
  readonly error: string | null;
  readonly source: OpenSource;
}

async function membersOf(bytes: Uint8Array): Promise<Found[]> {
  const path = fileOf(bytes);
  const all: Found[] = [];
  for await (const source of openSources(path)) {
    const name = source.name.startsWith(path) ? source.name.slice(path.length) : source.name;
    const { bytes: text, error } = await readAll(source.stream!);
    all.push({ name, text: text.toString('utf8'), error, source });
  }
  return all;
}

/** Name, text and error. */
async function read(bytes: Uint8Array): Promise<[string, string, string | null][]> {
  return (await membersOf(bytes)).map(({ name, text, error }) => [name, text, error]);
}

const KINDS = [
  ['zip', (members: [string, Uint8Array | string][]) => zipOf(members.map(([path, bytes]) => ({ path, bytes })))],
  ['tar', (members: [string, Uint8Array | string][]) => tarOf(members.map(([path, bytes]) => ({ path, bytes })))],
] as const;

describe.each(KINDS)('%s', (kind, make) => {
  test('each member by its path, in order, and nothing but members', async () => {
    const found = await membersOf(
      make([
        ['b/x.log', LINE],
        ['./a.log', LOG],
        ['/abs', ''],
        ['b/x.log', LINE.repeat(2)],
      ]),
    );
    expect(found.map(({ name }) => name)).toEqual(['!/b/x.log', '!/a.log', '!/abs', '!/b/x.log (2)']);
    expect(found.map(({ text }) => text.length)).toEqual([LINE.length, LOG.length, 0, 2 * LINE.length]);
    expect(firstDifference(Buffer.from(found[1]!.text), Buffer.from(LOG))).toBe('none');
    expect(found.map(({ error }) => error)).toEqual([null, null, null, null]);
    expect(found[0]!.source).toMatchObject({ archive: kind, compression: 'none', encoding: 'utf-8', file: null });
  });

  test('members are decoded as files are', async () => {
    const utf16 = Buffer.from(`\ufeff${LINE}`, 'utf16le');
    const found = await membersOf(
      make([
        ['marked', utf16],
        ['unmarked', Buffer.from(PLAIN.repeat(9), 'utf16le').swap16()],
        ['packed', gzipSync(utf16)],
        ['utf-8 with mark', `\ufeff${LINE}`],
        ['7z', Buffer.from('377abcaf271c0004', 'hex')],
      ]),
    );
    expect(
      found.map(({ source: { encoding, compression, start, marked } }) => [encoding, compression, start, marked]),
    ).toEqual([
      ['utf-16le', 'none', 0, true],
      ['utf-16be', 'none', 0, false],
      ['utf-16le', 'gzip', 0, true],
      ['utf-8 with mark', 'none', 3, true],
      ['utf-8', 'none', 0, false],
    ]);
    expect(found.map(({ text }) => text)).toEqual([LINE, PLAIN.repeat(9), LINE, LINE, '']);
    expect(found[4]!.error).toContain('is a 7z archive, which is not read: unpack it first');
  });

  test('an archive without members is a source without lines', async () => {
    // Nothing but zeros, which is how a tar archive without members looks, cannot be told from a text of NULs.
    const bytes = kind === 'zip' ? make([]) : tarOf([{ path: 'folder/', kind: '5' }]);
    expect(await read(bytes)).toEqual([['', '', null]]);
  });

  test('archives in archives, five deep; the next is an error of its own', async () => {
    const nest = (depth: number) => {
      let bytes: Uint8Array = Buffer.from(LINE);
      for (let i = depth; i > 0; i--) {
        const [, pack] = KINDS[i % 2]!;
        bytes = pack([[`${i}`, i % 2 ? bytes : gzipSync(bytes)]]);
      }
      return make([
        ['before', LINE],
        ['0', bytes],
        ['after', LINE],
      ]);
    };
    expect(await read(nest(4))).toEqual([
      ['!/before', LINE, null],
      ['!/0!/1!/2!/3!/4', LINE, null],
      ['!/after', LINE, null],
    ]);
    expect(await read(nest(5))).toEqual([
      ['!/before', LINE, null],
      ['!/0!/1!/2!/3!/4', '', 'is an archive inside of 5 others: not read; unpack it first'],
      ['!/after', LINE, null],
    ]);
  });

  test('names that lead elsewhere, that are long or hold anything are names', async () => {
    const path = fileOf(
      make([
        ['../../etc/passwd', LINE],
        ['\x1b[2J\r', LINE],
      ]),
    );
    const names: string[] = [];
    for await (const { name } of openSources(path)) names.push(name.slice(path.length));
    expect(names).toEqual(['!/../../etc/passwd', '!/\x1b[2J\r']);
    const long = `${'x'.repeat(5000)}/y.log`;
    const bytes = kind === 'zip' ? make([[long, LINE]]) : tarOf([paxOf({ path: long }), { path: 'x', bytes: LINE }]);
    const [found] = await read(bytes);
    expect(found![0].length).toBeLessThan(1010);
    expect(found![0]).toMatch(/^!\/x+…x+\/y\.log$/);
  });

  test('one that is left early does not hold up the others', async () => {
    const path = fileOf(
      make([
        ['a', LOG.repeat(20)],
        ['b', LINE],
      ]),
    );
    const texts: string[] = [];
    for await (const source of openSources(path)) {
      for await (const chunk of source.stream!) {
        texts.push(chunk.toString('utf8').slice(0, 10));
        break;
      }
    }
    expect(texts).toEqual([LOG.slice(0, 10), LINE.slice(0, 10)]);
  });

  test('a thousand members and more', async () => {
    const found = await read(make(Array.from({ length: 3000 }, (_, i) => [`${i}.log`, `${i}\n`])));
    expect(found).toEqual(Array.from({ length: 3000 }, (_, i) => [`!/${i}.log`, `${i}\n`, null]));
  });

  test('truncated anywhere: what was read counts, and one source says so', async () => {
    const bytes = make([
      ['a', LINE],
      ['b', LOG],
      ['c', LINE],
    ]);
    for (let cut = 5; cut < bytes.length; cut += kind === 'zip' ? 997 : 31_013) {
      const found = await read(bytes.subarray(0, cut));
      const errors = found.flatMap(([, , error]) => error ?? []);
      if (cut > 512) expect(errors.at(-1)).toBe(`unexpected end of ${kind} data at byte ${cut}`);
      // The member that was cut off, and for a zip archive that nothing is known of those behind it.
      expect(errors.length).toBeLessThanOrEqual(kind === 'zip' ? 2 : 1);
      const all = found.map(([, text]) => text).join('');
      expect((LINE + LOG + LINE).startsWith(all)).toBe(true);
      if (kind === 'zip' && cut > 200) expect(all.startsWith(LINE)).toBe(true);
      if (kind === 'tar' && cut > 3000) expect(Buffer.byteLength(all)).toBeGreaterThan(cut - 3000);
    }
  });

  test('garbage in it: an error, never an end of the program', async () => {
    const bytes = make([
      ['a', LINE],
      ['b', LOG],
      ['c', zipOf([{ path: 'd', bytes: LINE }])],
    ]);
    let state = 7;
    const random = (below: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return (state >>> 8) % below;
    };
    for (let round = 0; round < 150; round++) {
      const bad = Buffer.from(bytes);
      // The directory of a zip archive is in its last bytes.
      const from = kind === 'zip' && round % 2 === 0 ? bad.length - 300 : 4;
      for (let i = 0; i < 3; i++) bad[from + random(bad.length - from)] = random(256);
      const found = await read(bad);
      expect(found.length).toBeGreaterThan(0);
    }
  });
});

describe('tar', () => {
  test.each([
    ['POSIX', 'ustar\x0000'],
    ['GNU', 'ustar  \0'],
    ['the oldest', ''],
  ])('of %s', async (_name, magic) => {
    expect(await read(tarOf([{ path: 'a', bytes: LINE }], { magic }))).toEqual([['!/a', LINE, null]]);
  });

  test.each(['gzip', 'bzip2', 'xz', 'zstd'])('packed by %s, also when it is cut off', async (program) => {
    const tar = tarOf([
      { path: 'a', bytes: LINE },
      { path: 'b', bytes: LOG },
    ]);
    const { error, stdout } = spawnSync(program, ['-c'], { input: tar });
    if (error !== undefined) return;
    expect((await read(stdout)).map(([name, text]) => [name, text.length])).toEqual([
      ['!/a', LINE.length],
      ['!/b', LOG.length],
    ]);
    const cut = await read(stdout.subarray(0, -2000));
    expect(cut.flatMap(({ 2: why }) => why ?? [])).toEqual([
      `unexpected end of ${program} data at byte ${stdout.length - 2000}`,
    ]);
    expect(cut[0]![1]).toBe(program === 'bzip2' ? cut[0]![1] : LINE);
  });

  test('folders, links and devices are not read; a name of any length is', async () => {
    const path = `${'d/'.repeat(200)}x.log`;
    const found = await read(
      tarOf([
        { path: 'd/', kind: '5' },
        { path: 'hard', kind: '1' },
        { path: 'soft', kind: '2' },
        { path: 'tty', kind: '3' },
        { path: 'disk', kind: '4' },
        { path: 'fifo', kind: '6' },
        { path: 'global', kind: 'g', bytes: '19 comment=nothing\n' },
        paxOf({ path, mtime: '1' }),
        { path: 'short', bytes: LINE },
        { path: 'contiguous', kind: '7', bytes: LINE },
      ]),
    );
    expect(found).toEqual([
      [`!/${path}`, LINE, null],
      ['!/contiguous', LINE, null],
    ]);
  });

  test('a file with holes is an error of its own', async () => {
    const words = 'is stored with holes, or in parts, which is not read: unpack it first';
    expect(
      await read(
        tarOf([
          { path: 'old', kind: 'S', bytes: LINE },
          paxOf({ 'GNU.sparse.major': '1', 'GNU.sparse.name': 'new' }),
          { path: 'GNUSparseFile.1/new', bytes: LINE },
          { path: 'b', bytes: LINE },
        ]),
      ),
    ).toEqual([
      ['!/old', '', words],
      ['!/new', '', words],
      ['!/b', LINE, null],
    ]);
  });

  test('a damaged header, and a header without end', async () => {
    const bytes = tarOf([
      { path: 'a', bytes: LINE },
      { path: 'b', bytes: LINE },
    ]);
    bytes[1024 + 150] = 0x37;
    expect(await read(bytes)).toEqual([
      ['!/a', LINE, null],
      ['', '', 'corrupt tar data at byte 1024: no valid header'],
    ]);
    const [found] = await read(tarOf([{ path: 'x', kind: 'x', size: 1 << 30, bytes: 'x'.repeat(9000) }]));
    expect(found).toEqual(['', '', 'corrupt tar data at byte 0: Header exceeds max size']);
  });

  test('several behind one another', async () => {
    const one = tarOf([{ path: 'a', bytes: LINE }]);
    expect((await read(Buffer.concat([one, one]))).map(([name]) => name)).toEqual(['!/a', '!/a (2)']);
  });

  test('what is not read of it in the first place is told by the archive', async () => {
    const bytes = tarOf([{ path: 'link', kind: '2', bytes: LOG }], { end: false });
    expect(await read(bytes.subarray(0, 9000))).toEqual([['', '', 'unexpected end of tar data at byte 9000']]);
  });
});

describe('zip', () => {
  test('stored, deflated, in the long form', async () => {
    for (const zip64 of [false, true]) {
      const members = [0, 8].map((method) => ({ path: `${method}`, bytes: LOG, method }));
      const found = await read(zipOf(members, { zip64 }));
      expect(found.map(([name, text, error]) => [name, text === LOG, error])).toEqual([
        ['!/0', true, null],
        ['!/8', true, null],
      ]);
    }
  });

  test('what is wrong with a member is its own error, and the others are read', async () => {
    const at = { path: 'x', bytes: LOG };
    const good = { path: 'good', bytes: LINE };
    const errorOf = async (member: object) => {
      const found = await read(zipOf([{ ...at, ...member }, good]));
      expect(found[1]).toEqual(['!/good', LINE, null]);
      return [found[0]![1].length, found[0]![2]];
    };
    expect(await errorOf({ crc: 1 })).toEqual([LOG.length, 'corrupt zip data at byte 31: the checksum does not match']);
    expect(await errorOf({ size: 1e6 })).toEqual([
      LOG.length,
      `corrupt zip data at byte 31: ${LOG.length} bytes where 1000000 were announced`,
    ]);
    expect((await errorOf({ size: 10 }))[1]).toBe(
      'corrupt zip data at byte 31: more than the 10 bytes that were announced',
    );
    expect(await errorOf({ flags: 1 })).toEqual([0, 'is encrypted: unpack it with its password first']);
    expect(await errorOf({ method: 99 })).toEqual([0, 'is encrypted: unpack it with its password first']);
    expect((await errorOf({ method: 9 }))[1]).toMatch(
      /^is compressed by deflate64, which is not read.*unpack it first$/,
    );
    expect((await errorOf({ method: 77 }))[1]).toContain('by method 77');
    expect((await errorOf({ packedSize: 4000 }))[1]).toBe('unexpected end of deflate data at byte 4000');
    const broken = zipOf([at, good]);
    broken.fill(0xff, 5000, 9000);
    const [first, second] = await read(broken);
    expect(first![2]).toMatch(/^corrupt (deflate|zip) data at byte \d+: /);
    expect(first![1].slice(0, 20_000)).toBe(LOG.slice(0, 20_000));
    expect(second).toEqual(['!/good', LINE, null]);
  });

  test('links and folders are not read', async () => {
    const found = await read(
      zipOf([
        { path: 'd/', bytes: '' },
        { path: 'link', bytes: 'target', mode: 0o120777 },
        { path: 'fifo', bytes: '', mode: 0o010644 },
        { path: 'file', bytes: LINE, mode: 0o100644 },
      ]),
    );
    expect(found).toEqual([['!/file', LINE, null]]);
  });

  test('members that share their bytes are not followed', async () => {
    const bytes = zipOf([
      { path: 'a', bytes: LOG },
      { path: 'b', bytes: LINE, packedSize: 1e6 },
    ]);
    const found = await read(bytes);
    expect(found.map(([name, , error]) => [name, error])).toEqual([
      ['!/a', null],
      ['', 'its members overlap, as in archives made to do harm: not read on'],
    ]);
  });

  test('in several files', async () => {
    const bytes = zipOf([{ path: 'a', bytes: LINE }]);
    bytes[bytes.length - 18] = 2;
    expect((await read(bytes))[0]![2]).toContain('join them first');
  });
});

test('a member’s own time, else the archive’s', async () => {
  const archive = new Date('2024-05-05T00:00:00Z');
  const timesOf = async (bytes: Uint8Array) => {
    const path = fileOf(bytes);
    utimesSync(path, archive, archive);
    const times: (string | null)[] = [];
    for await (const { modified } of openSources(path))
      times.push(modified === null ? null : new Date(modified).toISOString());
    return times;
  };
  expect(await timesOf(tarOf([{ path: 'a' }, { path: 'b', time: 0 }]))).toEqual([
    '2026-11-25T12:00:00.000Z',
    archive.toISOString(),
  ]);
  // The first time that a zip archive can tell is what is written where there is none.
  const zip = zipOf([
    { path: 'a', bytes: '' },
    { path: 'b', bytes: '', time: (1 << 21) | (1 << 16) },
    { path: 'c', bytes: '', time: 0 },
  ]);
  expect(await timesOf(zip)).toEqual(['2026-11-25T12:00:00.000Z', archive.toISOString(), archive.toISOString()]);
});

test('too many members: those up to there, and an error of the archive', async () => {
  // Locked ones are the quickest to get past.
  const locked = { path: 'a', bytes: '', method: 0, flags: 1 };
  const path = fileOf(zipOf(new Array(100_001).fill(locked), { zip64: true }));
  let members = 0;
  let last: OpenSource | null = null;
  for await (const source of openSources(path)) {
    members += 1;
    last = source;
  }
  expect(members).toBe(100_001);
  expect(last!.name).toBe(path);
}, 60_000);

test.skipIf(process.platform !== 'linux')('descriptors are closed, however it ends', async () => {
  const open = () => readdirSync('/proc/self/fd').length;
  const zip = zipOf([
    { path: 'a', bytes: LOG },
    { path: 'b', bytes: zipOf([{ path: 'c', bytes: LOG }]) },
  ]);
  const tar = gzipSync(
    tarOf([
      { path: 'a', bytes: LOG },
      { path: 'z', bytes: zip },
    ]),
  );
  const all = [zip, tar, zip.subarray(0, 900), tar.subarray(0, 900), Buffer.from('377abcaf271c0004', 'hex')].map(
    fileOf,
  );
  const before = open();
  for (const path of all) {
    for (const most of [0, 1, 9]) {
      let seen = 0;
      try {
        for await (const source of openSources(path)) {
          if (seen++ >= most) break;
          await readAll(source.stream!);
        }
      } catch {}
      await openSource(path).catch(() => {});
    }
  }
  for (let i = 0; i < 100 && open() > before; i++) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(open()).toBeLessThanOrEqual(before);
});

test('who wants one text gets no archive', async () => {
  const zip = zipOf([{ path: 'a', bytes: LINE }]);
  const tar = gzipSync(tarOf([{ path: 'a', bytes: LINE }]));
  await expect(openSource(fileOf(zip))).rejects.toThrow('is a zip archive, whose members are not read here');
  await expect(openSource(fileOf(tar))).rejects.toThrow('is a tar archive');
});

const python = spawnSync('python3', ['-c', 'import zipfile, tarfile']).status === 0;
test.skipIf(!python)('archives as programs write them', async () => {
  const from = mkdtempSync(join(folder, 'from-'));
  mkdirSync(join(from, 'd'));
  writeFileSync(join(from, 'd', 'größe.log'), LOG);
  writeFileSync(join(from, 'a.log'), LINE);
  const script = `
import sys, tarfile, zipfile
for form in (tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
    with tarfile.open('%d.tar' % form, 'w', format=form) as f: f.add('a.log'); f.add('d')
with zipfile.ZipFile('x.zip', 'w', zipfile.ZIP_DEFLATED) as f: f.write('a.log'); f.write('d'); f.write('d/größe.log')
class Pipe:
    def __init__(self, f): self.f = f
    def write(self, b): return self.f.write(b)
    def flush(self): self.f.flush()
with zipfile.ZipFile(Pipe(open('piped.zip', 'wb')), 'w', zipfile.ZIP_DEFLATED) as f: f.write('a.log'); f.write('d/größe.log')
`;
  expect(spawnSync('python3', ['-c', script], { cwd: from, encoding: 'utf8' })).toMatchObject({
    status: 0,
    stderr: '',
  });
  const archives = readdirSync(from).filter((name) => /\.(zip|tar)$/.test(name));
  expect(archives).toHaveLength(5);
  for (const name of archives) {
    const found: [string, string][] = [];
    for await (const source of openSources(join(from, name))) {
      found.push([
        source.name.slice(from.length + 1 + name.length),
        (await readAll(source.stream!)).bytes.toString('utf8'),
      ]);
    }
    expect(found.map(([path, text]) => [path, text.length])).toEqual([
      ['!/a.log', LINE.length],
      ['!/d/größe.log', LOG.length],
    ]);
  }
});
