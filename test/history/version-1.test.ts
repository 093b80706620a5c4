/** A history that the first version of the program has made. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { allEditions } from '../../src/history/counts/editions.js';
import { History } from '../../src/history/history.js';
import { infoOf } from '../../src/history/info.js';
import { agrees } from '../../src/history/store/settings.js';
import { verify } from '../../src/history/verify.js';
import { aPlace, type Place } from './a-history.js';
import { unpackVersion1 } from './version-1.js';

const VIEWS = ['minute_counts', 'hour_counts', 'day_counts'] as const;

let place: Place;
beforeEach(() => {
  place = aPlace();
  unpackVersion1(place.file);
});
afterEach(() => place.remove());

async function open(): Promise<History> {
  const options = { wait: 0, warn: () => {} };
  const { zoneOf } = await import('../../src/time/zone.js');
  return History.write(place.file, { zone: zoneOf('UTC'), rules: null, ...options });
}

const viewsOf = ({ db }: History) => Promise.all(VIEWS.map((view) => db.rows(`SELECT * FROM ${view} ORDER BY ALL`)));

test('is brought up to date when it is written to: its counts are of the first edition', async () => {
  const before = await place.read();
  const views = await viewsOf(before);
  before.close();
  expect(views[0]!.length).toBeGreaterThan(200);
  const history = await open();
  expect(await viewsOf(history)).toEqual(views);
  expect(await verify(history.db)).toEqual([]);
  expect(await allEditions(history.db)).toEqual([1]);
  const info = await infoOf(history);
  expect(info).toMatchObject({ version: 4, editions: [{ edition: 1, lines: 271, events: 270, runs: 4 }] });
  expect(await history.db.rows('SELECT DISTINCT edition, version FROM runs')).toEqual([{ edition: 1, version: null }]);
  expect(await history.db.rows('SELECT * FROM shared ORDER BY stream_id')).toEqual([
    { log_id: 1, stream_id: 1, bytes: 3333, lines: 61 },
    { log_id: 2, stream_id: 2, bytes: 4950, lines: 90 },
    { log_id: 1, stream_id: 3, bytes: 3300, lines: 60 },
    { log_id: 1, stream_id: 4, bytes: 3300, lines: 60 },
  ]);
  history.close();
  const again = await open();
  expect(await viewsOf(again)).toEqual(views);
  again.close();
});

test('is looked at as it is, without a change to it', async () => {
  const bytes = () => [place.file, `${place.file}.wal`].map((file) => readFileSync(file, 'base64'));
  const before = bytes();
  const history = await place.read();
  expect(await verify(history.db)).toEqual([]);
  expect(await infoOf(history)).toMatchObject({ version: 1, runs: 4, editions: [{ edition: 1, events: 270 }] });
  expect((await history.known()).lastId).toBe(4);
  history.close();
  expect(bytes()).toEqual(before);
});

test('with texts that are no longer remembered says how much was read of those', async () => {
  // As after 90 days: nothing of the text but what it brought.
  const { Database } = await import('../../src/history/store/database.js');
  const db = await Database.open(place.file, false);
  await db.run('DELETE FROM streams WHERE id = 1');
  db.close();
  const history = await open();
  expect(await history.db.rows('SELECT * FROM shared WHERE stream_id = 0')).toEqual([
    { log_id: 1, stream_id: 0, bytes: 3333, lines: 61 },
  ]);
  history.close();
});

describe('the settings of a history', () => {
  const made = { count: 'lines', year: null, codeKeys: [], ignoreKeys: [], groupKeys: ['tenant'] };
  const agree = (before: object, now: object) => agrees(JSON.stringify(before), JSON.stringify(now));

  test('agree where a new setting is not given', () => {
    expect(agree(made, { ...made, labelled: false, dateOrder: null, more: [] })).toBe(true);
    expect(agree(made, { ...made, dateOrder: 'mdy' })).toBe(true);
    expect(agree({ ...made, dateOrder: 'dmy' }, { ...made, dateOrder: 'dmy' })).toBe(true);
  });

  test('disagree where something is said that was not', () => {
    expect(agree(made, { ...made, labelled: true })).toBe(false);
    expect(agree(made, { ...made, dateOrder: 'dmy' })).toBe(false);
    expect(agree(made, { ...made, codeKeys: ['x'] })).toBe(false);
    expect(agree({ ...made, dateOrder: 'dmy' }, { ...made, dateOrder: null })).toBe(false);
    expect(agrees('', JSON.stringify(made))).toBe(false);
  });
});
