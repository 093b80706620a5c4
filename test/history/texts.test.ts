/** Counts by text, after the text itself is no longer remembered. */
import { expect, test } from 'vitest';
import { verify } from '../../src/history/verify.js';
import { DAY_MS } from '../../src/model/calendar.js';
import { aPlace, aText, changesOf } from './a-history.js';

test('a text that is no longer remembered keeps its counts, and no other one gets its number', async () => {
  const place = aPlace();
  const history = await place.write();
  const gone = Date.parse('2026-11-04T12:00:00Z');
  const events = [
    { time: '2026-11-01T09:15:00Z', code: 107000, log: 'a.log' },
    { time: '2026-11-01T09:15:00Z', code: 107000, log: 'b.log' },
  ];
  const text = (id: number, log: string) => ({ ...aText(id, log), position: 10, lines: 1 });
  await history.commit({ ...changesOf(events), streams: [text(1, 'a.log'), text(2, 'b.log')] }, gone);
  await history.commit({ ...changesOf([]), missingStreams: [{ id: 2, gap: null }] }, gone);
  const streams = () => history.db.rows('SELECT DISTINCT stream_id AS id, grain FROM counts ORDER BY id');
  await history.prune({ minutes: null, hours: null, days: null }, gone + 91 * DAY_MS);
  expect([...(await history.known()).all()].map(({ id }) => id)).toEqual([1]);
  expect((await history.known()).lastId).toBe(2);
  expect(await streams()).toEqual([
    { id: 1, grain: 'hour' },
    { id: 2, grain: 'hour' },
  ]);
  // By the day it need not be told from others any more.
  await history.prune({ minutes: 30 * DAY_MS, hours: 60 * DAY_MS, days: null }, gone + 91 * DAY_MS);
  expect(await streams()).toEqual([
    { id: -1, grain: 'day' },
    { id: 1, grain: 'day' },
  ]);
  expect(await verify(history.db)).toEqual([]);
  history.close();
  place.remove();
});
