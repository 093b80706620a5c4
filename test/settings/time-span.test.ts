/** `--since` and `--until` together, with times that have no date. */
import { expect, test } from 'vitest';
import { timeSpanOf } from '../../src/settings/time-span.js';
import { zoneOf } from '../../src/time/zone.js';

/** In Berlin 12:30 of the day on which the clock goes back, which has 02:30 twice. */
const NOW = Date.parse('2026-10-25T11:30:00Z');
const value = (label: string, text: string | null) =>
  text === null ? null : { name: label, text, label, folder: null, origin: 'command line' as const };
const spanOf = (since: string | null, until: string | null) =>
  timeSpanOf(
    { since: value('--since', since), until: value('--until', until), last: null } as never,
    zoneOf('Europe/Berlin'),
    NOW,
  );
const iso = (time: number | null) => (time === null ? null : `${new Date(time).toISOString().slice(0, 16)}Z`);

test.each([
  ['08:00', null, '2026-10-25T07:00Z', null],
  ['17:45', null, '2026-10-24T15:45Z', null],
  [null, '08:00', null, '2026-10-25T07:00Z'],
  [null, '18:00', null, '2026-10-24T16:00Z'],
  // This morning until this evening.
  ['08:00', '18:00', '2026-10-25T07:00Z', '2026-10-25T17:00Z'],
  ['23:50', '0:10', '2026-10-24T21:50Z', '2026-10-24T22:10Z'],
  ['08:00', '08:00', '2026-10-25T07:00Z', '2026-10-26T07:00Z'],
  ['7d', '06:00', '2026-10-18T11:30Z', '2026-10-25T05:00Z'],
  ['2026-10-25', '18:00', '2026-10-24T22:00Z', '2026-10-25T17:00Z'],
  ['2026-11-25', '18:00', '2026-11-24T23:00Z', '2026-11-25T17:00Z'],
  ['02:30', '03:00', '2026-10-25T00:30Z', '2026-10-25T02:00Z'],
])('--since %s --until %s', (since, until, from, to) => {
  const span = spanOf(since, until);
  expect([iso(span.since), iso(span.until)]).toEqual([from, to]);
});

test('warnings say of which day a time was taken to be', () => {
  expect(spanOf('17:45', '2026-10-25').spanOptions).toBe('--since 17:45 (2026-10-24) --until 2026-10-25');
});

test('other times in the wrong order are refused', () => {
  expect(() => spanOf('08:00', '2026-10-24')).toThrow('--since: expected a time before --until 2026-10-24; got 08:00');
});
