import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { History } from '../../src/history/history.js';
import { type LockState, lockState } from '../../src/history/store/lock.js';
import { presentOwner } from '../../src/history/store/owner.js';
import { verify } from '../../src/history/verify.js';
import { zoneOf } from '../../src/time/zone.js';
import { aPlace, changesOf, type Place, rowsOf } from './a-history.js';

const NOW = Date.parse('2026-11-04T12:00:00Z');
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const isWindows = process.platform === 'win32';
/** Windows does not tell who has a file open. */
const called = (pid: number) => (isWindows ? 'another process' : `process ${pid}`);

let place: Place;
beforeEach(() => {
  place = aPlace();
});
afterEach(() => place.remove());

/** A process that has the history open until it is killed: it must not lose it to the garbage collector. */
async function holder(file: string, mode = 'READ_WRITE'): Promise<{ pid: number; end: () => Promise<void> }> {
  const program = `
    const { DuckDBInstance } = require('@duckdb/node-api');
    DuckDBInstance.create(process.argv[1], { access_mode: process.argv[2] }).then((db) => { console.log('open'); setInterval(() => db, 1000); });`;
  const child = spawn(process.execPath, ['-e', program, file, mode], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    pid: child.pid!,
    end: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

describe('a history that another process has', () => {
  test('is not waited for, and the error says who has it', async () => {
    (await place.write()).close();
    const other = await holder(place.file);
    await expect(place.write()).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(new RegExp(`test\\.duckdb: in use by ${called(other.pid)}`)),
    });
    await other.end();
    (await place.write()).close();
  });

  test('is waited for as long as is said', async () => {
    (await place.write()).close();
    const other = await holder(place.file);
    const waiting = History.write(place.file, { zone: zoneOf('UTC'), rules: 'r', wait: 30_000, warn: () => {} });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await other.end();
    (await waiting).close();
  });

  test('names its owner while it is open, and nobody afterwards', async () => {
    const history = await place.write();
    expect(await presentOwner(place.file)).toMatchObject({ pid: process.pid });
    history.close();
    expect(existsSync(`${place.file}.owner`)).toBe(false);
  });

  test('is not waited for longer than until the run is interrupted, and says how long that was', async () => {
    (await place.write()).close();
    const other = await holder(place.file);
    const signal = AbortSignal.timeout(1200);
    const options = { zone: zoneOf('UTC'), rules: 'r', wait: 600_000, signal, warn: () => {} };
    await expect(History.write(place.file, options)).rejects.toThrow(
      /in use by (?:process \d+|another process); waited (?:1\.[2-9]|[2-9]\.\d) s for it$/,
    );
    await other.end();
  });

  // Without its words, which the system writes in its language.
  test.each<[string, 'READ_WRITE' | 'READ_ONLY', LockState, LockState]>([
    ['one that writes', 'READ_WRITE', 'held', 'held'],
    ['one that reads', 'READ_ONLY', 'held', 'free'],
  ])(
    'is recognised by the lock of %s, for those who write and for those who read',
    async (_name, mode, write, read) => {
      (await place.write()).close();
      const other = await holder(place.file, mode);
      expect([await lockState(place.file, false), await lockState(place.file, true)]).toEqual([write, read]);
      if (mode === 'READ_WRITE') {
        await expect(place.read()).rejects.toThrow(`test.duckdb: in use by ${called(other.pid)}`);
      }
      await other.end();
      expect([await lockState(place.file, false), await lockState(place.file, true)]).toEqual(['free', 'free']);
    },
  );

  test('is told from what can never be opened', async () => {
    writeFileSync(place.file, 'no database '.repeat(2000));
    expect(await lockState(place.file, false)).toBe('broken');
    expect(await lockState(place.folder, false)).toBe('broken');
    expect(await lockState(`${place.file}/in`, false)).toBe('broken');
  });
});

describe('who has a history', () => {
  const owned = (owner: object) => writeFileSync(`${place.file}.owner`, JSON.stringify(owner));
  const since = '2026-11-01T00:00:00.000Z';

  test('is nobody where the process was killed, also when its number is that of another one', async () => {
    (await place.write()).close();
    for (const pid of [99_999_999, process.ppid, process.pid]) {
      owned({ pid, host: hostname(), since });
      expect(await presentOwner(place.file)).toBeNull();
    }
    owned({ pid: 1, host: 'elsewhere', since });
    expect(await presentOwner(place.file)).toBeNull();
    writeFileSync(`${place.file}.owner`, '{"pid":');
    expect(await presentOwner(place.file)).toBeNull();
  });

  test('is the process that has the lock, on this host or another', async () => {
    (await place.write()).close();
    const other = await holder(place.file);
    for (const host of [hostname(), 'elsewhere']) {
      owned({ pid: other.pid, host, since });
      expect(await presentOwner(place.file)).toEqual({ pid: other.pid, host, since });
      await expect(place.write()).rejects.toThrow(`in use by process ${other.pid} on ${host} since ${since}`);
    }
    // Left behind by another one, before this one came.
    owned({ pid: process.ppid, host: hostname(), since });
    if (!isWindows) await expect(place.write()).rejects.toThrow(new RegExp(`in use by process ${other.pid}$`));
    await other.end();
    expect(await presentOwner(place.file)).toBeNull();
  });

  test('is said where another host did not close it: its lock may not be seen here', async () => {
    (await place.write()).close();
    owned({ pid: 7, host: 'elsewhere', since });
    (await place.write()).close();
    expect(place.warnings).toEqual([expect.stringContaining(`process 7 on elsewhere has had it since ${since}`)]);
    (await place.write()).close();
    expect(place.warnings).toHaveLength(1);
  });
});

// On Windows nobody else can copy what is open, which stands for a power cut here.
describe.skipIf(isWindows)('the log of the last transactions', () => {
  /** A history of two transactions, still in the log, with its files kept aside. */
  async function cut(keep: (wal: Buffer) => Buffer): Promise<History> {
    const history = await place.write();
    for (const minute of ['10', '11']) {
      await history.commit(changesOf([{ time: `2026-11-01T09:${minute}:00Z`, code: 107000 }]), NOW);
    }
    copyFileSync(place.file, `${place.file}.copy`);
    copyFileSync(`${place.file}.wal`, `${place.file}.wal.copy`);
    history.close();
    copyFileSync(`${place.file}.copy`, place.file);
    writeFileSync(`${place.file}.wal`, keep(readFileSync(`${place.file}.wal.copy`)));
    return place.write();
  }

  test('that a power cut has shortened loses whole transactions only', async () => {
    for (const share of [0.99, 0.8, 0.6]) {
      const history = await cut((wal) => wal.subarray(0, Math.floor(wal.length * share)));
      const rows = await rowsOf(history);
      expect([[], ['app.log 107000 - hour 11-01 09:00 1 09:10:00 09:10:00 10:1']]).toContainEqual(rows);
      expect(await verify(history.db)).toEqual([]);
      history.close();
      place.remove();
      place = aPlace();
    }
  });

  test('that ends in bytes that nobody wrote is cut before them, and the rest kept', async () => {
    const history = await cut((wal) => Buffer.concat([wal.subarray(0, wal.length - 40), Buffer.alloc(40, 0xa5)]));
    expect(await verify(history.db)).toEqual([]);
    history.close();
    expect(place.warnings).toEqual([expect.stringContaining('its log was damaged after byte')]);
    expect(existsSync(`${place.file}.wal.damaged`)).toBe(true);
  });
});

test('a history of another zone, or of other rules, is not written to', async () => {
  (await place.write('Europe/Berlin')).close();
  await expect(place.write('UTC')).rejects.toThrow('timeZone: expected Europe/Berlin');
  await expect(
    History.write(place.file, { zone: zoneOf('Europe/Berlin'), rules: 'others', wait: 0, warn: () => {} }),
  ).rejects.toThrow('read: expected');
  (await place.write('Europe/Berlin')).close();
});

test('a history of a later version is left alone', async () => {
  const history = await place.write();
  await history.db.run("UPDATE meta SET value = '99' WHERE key = 'version'");
  history.close();
  await expect(place.write()).rejects.toThrow('expected a history of version 4 or earlier; got 99');
  await expect(place.read()).rejects.toThrow('expected a history of version 4 or earlier; got 99');
});

test('what is no history is said to be none', async () => {
  await expect(place.read()).rejects.toThrow('there is no history yet');
  writeFileSync(place.file, 'not a database at all, but long enough to look at'.repeat(500));
  await expect(place.read()).rejects.toThrow('cannot be opened');
  truncateSync(place.file, 0);
  expect(statSync(place.file).size).toBe(0);
});

describe('a file that says its version, and has other tables', () => {
  beforeEach(async () => {
    const { db, close } = await place.write().then((history) => ({ db: history.db, close: () => history.close() }));
    await db.run('ALTER TABLE runs ADD COLUMN host VARCHAR');
    await db.run('ALTER TABLE reports DROP COLUMN state');
    await db.run('DROP TABLE outbox');
    close();
  });

  test.each(['write', 'read'] as const)('is refused at once (%s)', async (how) => {
    await expect(place[how]()).rejects.toMatchObject({
      code: 'usage',
      message: `${place.file}: expected the tables of a history of version 4; got runs with host; reports without state; no outbox`,
      tip: expect.stringMatching(/^a ptk-logscan in development has made it: move it away/),
    });
  });
});
