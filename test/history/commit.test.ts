import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY_MS } from '../../src/model/calendar.js';
import { aPlace, aText, changesOf, type Event, type Place, rowsOf } from './a-history.js';

const NOW = Date.parse('2026-11-04T12:00:00Z');

let place: Place;
beforeEach(() => {
  place = aPlace();
});
afterEach(() => place.remove());

describe('counts', () => {
  test('of one cell come together, whenever they come', async () => {
    const history = await place.write();
    await history.commit(
      changesOf([
        { time: '2026-11-01T09:15:10Z', code: 107000 },
        { time: '2026-11-01T09:15:50Z', code: 107000 },
      ]),
      NOW,
    );
    await history.commit(
      changesOf([
        { time: '2026-11-01T09:59:59Z', code: 107000 },
        { time: '2026-11-01T10:00:00Z', code: 107000 },
      ]),
      NOW,
    );
    await history.commit(
      changesOf([
        { time: '2026-11-01T09:15:00Z', code: 107000 },
        { time: '2026-11-01T09:15:00Z', code: 109004 },
      ]),
      NOW,
    );
    expect(await rowsOf(history)).toEqual([
      'app.log 107000 - hour 11-01 09:00 4 09:15:00 09:59:59 15:3,59:1',
      'app.log 107000 - hour 11-01 10:00 1 10:00:00 10:00:00 0:1',
      'app.log 109004 - hour 11-01 09:00 1 09:15:00 09:15:00 15:1',
    ]);
    history.close();
  });

  test('are kept by log and by group', async () => {
    const history = await place.write();
    const time = '2026-11-01T09:15:00Z';
    await history.commit(
      changesOf([
        { time, code: 107000, log: 'a.log', group: ['north', null] },
        { time, code: 107000, log: 'a.log', group: [null, null] },
        { time, code: 107000, log: 'b.log', group: ['north', null] },
      ]),
      NOW,
    );
    await history.commit(changesOf([{ time, code: 107000, log: 'a.log', group: ['north', null] }]), NOW);
    expect(await rowsOf(history)).toEqual([
      'a.log 107000 - hour 11-01 09:00 1 09:15:00 09:15:00 15:1',
      'a.log 107000 north hour 11-01 09:00 2 09:15:00 09:15:00 15:2',
      'b.log 107000 north hour 11-01 09:00 1 09:15:00 09:15:00 15:1',
    ]);
    history.close();
  });

  test('are the same however they are cut into transactions', async () => {
    const history = await place.write('Australia/Lord_Howe');
    const event = fc.record({
      // Around the end of daylight saving, which is half an hour there.
      time: fc
        .integer({ min: Date.parse('2026-04-04T00:00:00Z'), max: Date.parse('2026-04-06T00:00:00Z') })
        .map((ms) => new Date(ms).toISOString()),
      code: fc.constantFrom(107000, 109004),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        async (events: Event[], size) => {
          const rows: string[][] = [];
          for (const step of [events.length, size]) {
            await history.db.run('DELETE FROM counts');
            for (let i = 0; i < events.length; i += step)
              await history.commit(changesOf(events.slice(i, i + step)), NOW);
            rows.push(await rowsOf(history));
          }
          expect(rows[1]).toEqual(rows[0]);
        },
      ),
      { numRuns: 15 },
    );
    history.close();
  });
});

test('a transaction that fails leaves nothing', async () => {
  const history = await place.write();
  const good = changesOf([{ time: '2026-11-01T09:15:10Z', code: 107000 }]);
  await history.commit(good, NOW);
  const before = await rowsOf(history);
  const bad = {
    ...good,
    files: [
      {
        key: '1:1',
        stream: 1,
        name: 'x',
        target: null,
        size: Number.NaN,
        modified: 0,
        changed: null,
        looked: 0,
        readAt: 0,
        unseen: null,
        pending: 0,
        unverified: 0,
        whole: false,
        incomplete: false,
        followed: false,
      },
    ],
  };
  await expect(history.commit(bad, NOW)).rejects.toThrow();
  expect(await rowsOf(history)).toEqual(before);
  await history.commit(good, NOW);
  history.close();
});

describe('age', () => {
  const events: Event[] = [
    { time: '2026-03-29T00:30:00Z', code: 107000 },
    { time: '2026-03-29T01:30:00Z', code: 107000 },
    { time: '2026-03-28T23:10:00Z', code: 107000 },
    { time: '2026-11-03T09:15:00Z', code: 107000 },
  ];

  test('drops the minutes, then makes days of the zone; late lines go where their time is', async () => {
    const history = await place.write('Europe/Berlin');
    await history.commit({ ...changesOf(events), streams: [aText(1, 'app.log')] }, NOW);
    expect(await history.prune({ minutes: 30 * DAY_MS, hours: null, days: null }, NOW)).toMatchObject({
      hourRows: 3,
      dayRows: 0,
    });
    await history.commit(changesOf([{ time: '2026-03-29T01:45:00Z', code: 107000 }]), NOW);
    expect(await rowsOf(history)).toEqual([
      'app.log 107000 - hour 03-28 23:00 1 23:10:00 23:10:00 none',
      'app.log 107000 - hour 03-29 00:00 1 00:30:00 00:30:00 none',
      'app.log 107000 - hour 03-29 01:00 2 01:30:00 01:45:00 none',
      'app.log 107000 - hour 11-03 09:00 1 09:15:00 09:15:00 15:1',
    ]);
    expect(await history.prune({ minutes: 30 * DAY_MS, hours: 60 * DAY_MS, days: null }, NOW)).toMatchObject({
      dayRows: 3,
    });
    await history.commit(
      changesOf([
        { time: '2026-03-29T20:00:00Z', code: 107000 },
        { time: '2026-03-29T22:30:00Z', code: 107000 },
      ]),
      NOW,
    );
    expect(await rowsOf(history)).toEqual([
      'app.log 107000 - day 03-28 23:00 5 23:10:00 20:00:00 none',
      'app.log 107000 - day 03-29 22:00 1 22:30:00 22:30:00 none',
      'app.log 107000 - hour 11-03 09:00 1 09:15:00 09:15:00 15:1',
    ]);
    history.close();
    const again = await place.write('Europe/Berlin');
    expect(await again.prune({ minutes: 30 * DAY_MS, hours: 60 * DAY_MS, days: null }, NOW)).toBeNull();
    expect(await again.prune({ minutes: 30 * DAY_MS, hours: 60 * DAY_MS, days: 90 * DAY_MS }, NOW)).toMatchObject({
      events: 6,
    });
    expect(await rowsOf(again)).toHaveLength(1);
    again.close();
  });
});
