import { describe, expect, test } from 'vitest';
import { type Clock, runEvery } from '../../../src/job/schedule/every.js';

/** A clock that stands still but for waiting; at some times something happens to it. */
class HandClock implements Clock {
  time: number;
  readonly #end: number;
  readonly #stop: AbortController;
  jumps = new Map<number, number>();

  constructor(start: string, end: string, stop: AbortController) {
    this.time = Date.parse(start);
    this.#end = Date.parse(end);
    this.#stop = stop;
  }

  now(): number {
    return this.time;
  }

  async sleep(ms: number): Promise<void> {
    this.time += ms;
    for (const [at, to] of this.jumps) {
      if (this.time < at) continue;
      this.jumps.delete(at);
      this.time = to;
    }
    if (this.time >= this.#end) this.#stop.abort();
  }
}

async function times(
  expression: string,
  {
    start,
    end,
    last = null,
    zone = 'UTC',
    takes = () => 0,
    jumps = {},
  }: {
    start: string;
    end: string;
    last?: string | null;
    zone?: string;
    takes?: (n: number) => number;
    jumps?: Record<string, string>;
  },
): Promise<string[]> {
  const stop = new AbortController();
  const clock = new HandClock(start, end, stop);
  for (const [at, to] of Object.entries(jumps)) clock.jumps.set(Date.parse(at), Date.parse(to));
  const runs: string[] = [];
  const options = { expression, zone, last: last === null ? null : Date.parse(last), signal: stop.signal, clock };
  await runEvery(options, async (due) => {
    runs.push(`${new Date(clock.time).toISOString().slice(5, 16)} for ${new Date(due).toISOString().slice(5, 16)}`);
    clock.time += takes(runs.length);
  });
  return runs;
}

test('runs at each time, and only then', async () => {
  expect(await times('0 6 * * *', { start: '2026-11-01T12:00:00Z', end: '2026-11-04T05:00:00Z' })).toEqual([
    '11-02T06:00 for 11-02T06:00',
    '11-03T06:00 for 11-03T06:00',
  ]);
});

describe('what was missed', () => {
  test('while nothing ran is made up for at once, and once', async () => {
    expect(
      await times('0 6 * * *', {
        start: '2026-11-04T12:00:00Z',
        end: '2026-11-05T07:00:00Z',
        last: '2026-11-01T06:00:00Z',
      }),
    ).toEqual(['11-04T12:00 for 11-04T06:00', '11-05T06:00 for 11-05T06:00']);
  });

  test('is nothing where there was no run before', async () => {
    expect(await times('0 6 * * *', { start: '2026-11-04T12:00:00Z', end: '2026-11-04T20:00:00Z' })).toEqual([]);
  });

  test('is nothing where the last run was in time', async () => {
    expect(
      await times('0 6 * * *', {
        start: '2026-11-04T12:00:00Z',
        end: '2026-11-04T20:00:00Z',
        last: '2026-11-04T06:00:01Z',
      }),
    ).toEqual([]);
  });

  test('while a run took long is made up for once', async () => {
    const takes = (n: number) => (n === 1 ? 35 * 60_000 : 0);
    expect(await times('*/10 * * * *', { start: '2026-11-01T00:05:00Z', end: '2026-11-01T01:05:00Z', takes })).toEqual([
      '11-01T00:10 for 11-01T00:10',
      '11-01T00:45 for 11-01T00:40',
      '11-01T00:50 for 11-01T00:50',
      '11-01T01:00 for 11-01T01:00',
    ]);
  });

  test('while the machine slept is made up for once', async () => {
    const jumps = { '2026-11-01T00:12:00Z': '2026-11-01T03:33:00Z' };
    expect(await times('0 * * * *', { start: '2026-11-01T00:05:00Z', end: '2026-11-01T04:05:00Z', jumps })).toEqual([
      '11-01T03:33 for 11-01T03:00',
      '11-01T04:00 for 11-01T04:00',
    ]);
  });
});

test('a clock that is set back repeats nothing', async () => {
  const jumps = { '2026-11-01T01:10:00Z': '2026-11-01T00:40:00Z' };
  expect(await times('0 * * * *', { start: '2026-11-01T00:05:00Z', end: '2026-11-01T02:30:00Z', jumps })).toEqual([
    '11-01T01:00 for 11-01T01:00',
    '11-01T02:00 for 11-01T02:00',
  ]);
});

test('a night without the hour has its run, a night with two of them has one', async () => {
  const zone = 'Europe/Berlin';
  expect(await times('30 2 * * *', { zone, start: '2026-03-28T12:00:00Z', end: '2026-03-30T12:00:00Z' })).toEqual([
    '03-29T01:00 for 03-29T01:00',
    '03-30T00:30 for 03-30T00:30',
  ]);
  expect(await times('30 2 * * *', { zone, start: '2026-10-24T12:00:00Z', end: '2026-10-26T12:00:00Z' })).toEqual([
    '10-25T00:30 for 10-25T00:30',
    '10-26T01:30 for 10-26T01:30',
  ]);
});
