import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY_MS } from '../../src/model/calendar.js';
import { aPlace, changesOf, type Event, type Place } from './a-history.js';

const NOW = Date.parse('2026-11-04T12:00:00Z');
const EVENTS: Event[] = [
  { time: '2026-11-01T09:15:10Z', code: 107000 },
  { time: '2026-11-01T09:40:00Z', code: 107000 },
  { time: '2026-11-01T09:40:30Z', code: 109004, log: 'b.log' },
  { time: '2026-11-01T10:05:00Z', code: 107000 },
  { time: '2026-11-01T11:59:59.999Z', code: 107000 },
];

let place: Place;
beforeEach(() => {
  place = aPlace();
});
afterEach(() => place.remove());

async function spanOf(since: string, until: string, byMinute: boolean) {
  const history = await place.read();
  try {
    const span = await history.periodCounts({ since: Date.parse(since), until: Date.parse(until) }, byMinute);
    const cells = span.times.map(
      (time, i) => `${new Date(time).toISOString().slice(11, 16)} ${span.codes[i]} ${span.counts[i]}`,
    );
    const iso = (times: ReadonlyMap<number, number>) =>
      Object.fromEntries([...times].map(([code, time]) => [code, new Date(time).toISOString().slice(11, 23)]));
    return { ...span, cells: cells.sort(), first: iso(span.first), last: iso(span.last) };
  } finally {
    history.close();
  }
}

async function fill(): Promise<void> {
  const history = await place.write();
  await history.commit(changesOf(EVENTS), NOW);
  history.close();
}

test('whole hours come as they are kept, with exact times', async () => {
  await fill();
  expect(await spanOf('2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z', false)).toMatchObject({
    cells: ['09:00 107000 2', '09:00 109004 1', '10:00 107000 1', '11:00 107000 1'],
    first: { 107000: '09:15:10.000', 109004: '09:40:30.000' },
    last: { 107000: '11:59:59.999', 109004: '09:40:30.000' },
    logs: [
      { name: 'app.log', events: 4, lines: 4, bytes: 40, matched: 4 },
      { name: 'b.log', events: 1, lines: 1, bytes: 10, matched: 1 },
    ],
    coarsest: 'minute',
  });
});

test('an hour that the span cuts gives its minutes', async () => {
  await fill();
  expect(await spanOf('2026-11-01T09:30:00Z', '2026-11-01T11:59:00Z', false)).toMatchObject({
    cells: ['09:40 107000 1', '09:40 109004 1', '10:00 107000 1'],
    // To the minute there: the hour has earlier ones outside.
    first: { 107000: '09:40:00.000', 109004: '09:40:30.000' },
    last: { 107000: '10:05:00.000' },
    logs: [{ lines: 2 }, { lines: 1 }],
  });
});

test('minutes come where they are wanted', async () => {
  await fill();
  expect((await spanOf('2026-11-01T09:00:00Z', '2026-11-01T10:00:00Z', true)).cells).toEqual([
    '09:15 107000 1',
    '09:40 107000 1',
    '09:40 109004 1',
  ]);
});

test('what is kept more coarsely says so, and belongs to the span that it begins in', async () => {
  await fill();
  const history = await place.write();
  await history.prune({ minutes: DAY_MS, hours: null, days: null }, NOW);
  history.close();
  expect(await spanOf('2026-11-01T09:30:00Z', '2026-11-01T11:30:00Z', true)).toMatchObject({
    cells: ['10:00 107000 1', '11:00 107000 1'],
    coarsest: 'hour',
  });
});

test('a span without events is empty', async () => {
  await fill();
  expect(await spanOf('2026-12-01T00:00:00Z', '2026-12-02T00:00:00Z', false)).toMatchObject({
    cells: [],
    logs: [],
    untimed: 0,
    coarsest: 'minute',
  });
});
