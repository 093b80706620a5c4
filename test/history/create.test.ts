/** A history that is made: whole or not at all, whatever the disk, a kill or another process does. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verify } from '../../src/history/verify.js';
import { ended, PROGRAM, start } from '../cli/program.js';
import { aPlace, changesOf, type Place, rowsOf } from './a-history.js';

const NOW = Date.parse('2026-11-04T12:00:00Z');
const LINE = '2026-11-03 09:15:00 INFO Reply code=107000 a b c\n';
const REPORT = ['report', '--config', 'job.yaml', '--date', '2026-11-04', '--wait', '1m'];

let place: Place;
beforeEach(() => {
  place = aPlace();
  writeFileSync(
    join(place.folder, 'job.yaml'),
    `inputs: ['logs/*']
tz: UTC
history: test.duckdb
reports: [{ name: daily, period: yesterday, outputs: ['out/{date}.json'] }]
`,
  );
  mkdirSync(join(place.folder, 'logs'));
  writeFileSync(join(place.folder, 'logs/app.log'), LINE.repeat(1000));
});
afterEach(() => place.remove());

const run = () => ended(start(REPORT, { cwd: place.folder }));
const names = () =>
  readdirSync(place.folder)
    .filter((name) => name.startsWith('test.duckdb'))
    .sort();
const WHOLE = ['test.duckdb', 'test.duckdb.status.json'];

async function counted(): Promise<number> {
  const history = await place.read();
  const [row] = await history.db.rows<{ n: number }>('SELECT sum(n)::BIGINT AS n FROM hour_counts');
  expect(await verify(history.db)).toEqual([]);
  history.close();
  return row!.n;
}

// In units of 512 bytes: what a full disk does, without filling one. The first number is where the file itself ends
// early, the second where nothing can be put into it, the third where its tables cannot.
test.skipIf(process.platform === 'win32').each([20, 26, 800])(
  'a disk that is full after %d blocks fails one run, and not the next',
  async (blocks) => {
    // Without the signal that a process gets by default.
    const full = spawn(
      'sh',
      ['-c', `trap '' XFSZ; ulimit -f ${blocks}; exec "$@"`, 'sh', process.execPath, PROGRAM, ...REPORT],
      {
        cwd: place.folder,
      },
    );
    full.stdin.end();
    const { status, stderr } = await ended(full);
    expect([status, stderr]).toEqual([
      3,
      expect.stringMatching(/test\.duckdb: the history cannot be made: .*File too large\n$/i),
    ]);
    expect(names()).toEqual(['test.duckdb.status.json']);
    expect(await run()).toMatchObject({ status: 0, stderr: '' });
    expect(await counted()).toBe(1000);
  },
);

test('what killed runs have left under other names is removed, and nothing else', async () => {
  const longAgo = new Date(Date.now() - 60_000);
  const left = ['.new', '.new.wal', '.new-0123abcd', '.new-0123abcd.wal', '.new-4567cdef.wal'];
  const others = ['.news', '.new-report', '.new-0123abcd.txt'];
  for (const [i, name] of [...left, ...others].entries()) {
    writeFileSync(`${place.file}${name}`, Buffer.alloc(i * 1000, 1));
    utimesSync(`${place.file}${name}`, longAgo, longAgo);
  }
  // One that is being made: its lock may follow.
  writeFileSync(`${place.file}.new-89abcdef`, '');
  (await place.write()).close();
  expect(names()).toEqual(['test.duckdb', ...[...others, '.new-89abcdef'].map((name) => `test.duckdb${name}`)].sort());
});

test('many first runs at once make one history', async () => {
  const runs = await Promise.all(Array.from({ length: 10 }, run));
  expect(runs.map(({ status, stderr }) => [status, stderr])).toEqual(runs.map(() => [0, '']));
  expect(await counted()).toBe(1000);
  expect(names()).toEqual(WHOLE);
});

test('the log of a history that is gone is not taken for its own', async () => {
  const old = await place.write();
  await old.commit(changesOf([{ time: '2026-11-01T09:10:00Z', code: 107000 }]), NOW);
  old.close();
  const log = readFileSync(`${place.file}.wal`);
  place.remove();
  place = aPlace();
  writeFileSync(`${place.file}.wal`, log);
  const history = await place.write();
  expect(await rowsOf(history)).toEqual([]);
  history.close();
  expect(place.warnings).toEqual([expect.stringContaining('expected its history beside it; got none')]);
  expect(readFileSync(`${place.file}.wal.orphan`)).toEqual(log);
});

test.skipIf(process.platform === 'win32')('a link to where it is to be stays one', async () => {
  mkdirSync(join(place.folder, 'large'));
  symlinkSync('large/real.duckdb', place.file);
  (await place.write()).close();
  expect(readdirSync(join(place.folder, 'large'))).toEqual(['real.duckdb']);
  (await place.write()).close();
});

test('what an earlier version left on a full disk is named', async () => {
  writeFileSync(place.file, Buffer.alloc(4096, 1));
  await expect(place.write()).rejects.toMatchObject({
    tip: '4096 bytes hold no history: delete it, and the next run makes a new one',
  });
});

describe('at the end of a run', () => {
  test('all is in the file, and a log that is damaged later costs nothing of it', async () => {
    const first = await place.write();
    await first.commit(changesOf([{ time: '2026-11-01T09:10:00Z', code: 107000 }]), NOW);
    await first.settle();
    first.close();
    expect(existsSync(`${place.file}.wal`)).toBe(false);
    // A run that was killed.
    const killed = await place.write();
    await killed.commit(changesOf([{ time: '2026-11-01T09:11:00Z', code: 107000 }]), NOW);
    killed.close();
    writeFileSync(`${place.file}.wal`, readFileSync(`${place.file}.wal`).fill(0xa5));
    const next = await place.write();
    expect(await rowsOf(next)).toEqual(['app.log 107000 - hour 11-01 09:00 1 09:10:00 09:10:00 10:1']);
    expect(await verify(next.db)).toEqual([]);
    next.close();
  });

  test('that is also done by the command', async () => {
    expect(await run()).toMatchObject({ status: 0 });
    expect(names()).toEqual(WHOLE);
  });
});
