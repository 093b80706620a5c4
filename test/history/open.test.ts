import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { History } from '../../src/history/history.js';
import { readOwner } from '../../src/history/store/owner.js';
import { verify } from '../../src/history/verify.js';
import { zoneOf } from '../../src/time/zone.js';
import { aPlace, changesOf, type Place, rowsOf } from './a-history.js';

const NOW = Date.parse('2026-11-04T12:00:00Z');
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

let place: Place;
beforeEach(() => {
  place = aPlace();
});
afterEach(() => place.remove());

/** A process that has the history open until it is killed. */
async function holder(file: string): Promise<{ pid: number; end: () => Promise<void> }> {
  const program = `
    const { DuckDBInstance } = require('@duckdb/node-api');
    DuckDBInstance.create(process.argv[1]).then(() => { console.log('open'); setInterval(() => {}, 1000); });`;
  const child = spawn(process.execPath, ['-e', program, file], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
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
      message: expect.stringMatching(new RegExp(`test\\.duckdb: in use by process ${other.pid}`)),
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
    expect(readOwner(place.file)).toMatchObject({ pid: process.pid });
    history.close();
    expect(readOwner(place.file)).toBeNull();
  });

  test('left behind by a process that is gone names nobody', () => {
    writeFileSync(`${place.file}.owner`, '{"pid":99999999,"host":"here","since":"2026-11-01T00:00:00.000Z"}\n');
    expect(readOwner(place.file)).toMatchObject({ pid: 99999999, host: 'here' });
    writeFileSync(`${place.file}.owner`, '{"pid":');
    expect(readOwner(place.file)).toBeNull();
  });
});

describe('the log of the last transactions', () => {
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
  await expect(place.write()).rejects.toThrow('expected a history of version 3 or earlier; got 99');
  await expect(place.read()).rejects.toThrow('expected a history of version 3 or earlier; got 99');
});

test('what is no history is said to be none', async () => {
  await expect(place.read()).rejects.toThrow('there is no history yet');
  writeFileSync(place.file, 'not a database at all, but long enough to look at'.repeat(500));
  await expect(place.read()).rejects.toThrow('cannot be opened');
  truncateSync(place.file, 0);
  expect(statSync(place.file).size).toBe(0);
});
