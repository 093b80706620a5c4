/** The limits of findings, from counts: what is told just about, and what just about is not. */
import { describe, expect, test } from 'vitest';
import { summarise } from '../../src/aggregate/summarise.js';
import { Tally } from '../../src/aggregate/tally.js';
import { BUILT_IN } from '../../src/catalogue/catalogue.js';
import { FIRST_CODE } from '../../src/model/code.js';
import type { Finding } from '../../src/model/finding.js';
import { lengthNamed } from '../../src/time/window-length.js';
import { zoneOf } from '../../src/time/zone.js';
import { plainOptions } from '../report/plain-run.js';

const START = Date.UTC(2026, 9, 5);
const HOUR = 3_600_000;

/** So many events of a code in an hour of the log, of a tenant. */
type Seen = readonly [hour: number, tenant: string, code: number, n: number];

function findings(seen: readonly Seen[], zone = 'UTC'): readonly Finding[] {
  const timeZone = zoneOf(zone);
  const filter = { since: null, until: null, selected: null };
  const plan = { timeZone, window: lengthNamed('1h')!, filter, groupKeys: 1, errorCodes: BUILT_IN.errorCodes };
  const tally = new Tally(plan);
  for (const [hour, tenant, code, n] of seen) tally.addAt(code - FIRST_CODE, START + hour * HOUR, n, 0, [tenant]);
  return summarise(tally, { matchedLines: 0, sources: [] }, BUILT_IN, { ...plainOptions(), by: ['tenant'] }).findings;
}

const hours = (n: number) => Array.from({ length: n }, (_, hour) => hour);
const ofKind = (all: readonly Finding[], kind: Finding['kind']) => all.filter((each) => each.kind === kind);
/** A day of 1,000 events an hour of each tenant, 20 of them errors. */
const usual = (tenants: readonly string[], n = 24) =>
  hours(n).flatMap((hour) =>
    tenants.flatMap((tenant): Seen[] => [
      [hour, tenant, 107000, 980],
      [hour, tenant, 109002, 20],
    ]),
  );

describe('an episode', () => {
  const outage = (from: number, to: number, tenant = 'a', n = 600): Seen[] =>
    hours(24)
      .filter((hour) => hour >= from && hour < to)
      .map((hour) => [hour, tenant, 109004, n]);

  test('names the codes that became more, not those that are as usual', () => {
    const [episode] = ofKind(findings([...usual(['a', 'b']), ...outage(20, 24, 'a', 300)]), 'episode');
    // 109002 is a ninth of its errors.
    expect(episode).toMatchObject({ codes: [109004], errors: 4 * 340 });
  });

  test('names no code with less than a twentieth of its errors', () => {
    const rare: Seen[] = [
      [20, 'a', 109003, 20],
      [20, 'a', 109000, 200],
    ];
    const [episode] = ofKind(findings([...usual(['a', 'b']), ...outage(20, 24), ...rare]), 'episode');
    expect(episode!.codes).toEqual([109004, 109000]);
  });

  test('the rate before it is that of the windows before it that are in none', () => {
    const [second, first] = ofKind(findings([...usual(['a']), ...outage(4, 8), ...outage(16, 17)]), 'episode').sort(
      (a, b) => (a.since < b.since ? 1 : -1),
    );
    expect([first!.rateBefore, second!.rateBefore]).toEqual([0.02, 0.02]);
  });

  test('its groups are those that fail in it, by errors, with what they have in it alone', () => {
    const more: Seen[] = [
      [10, 'c', 109004, 900],
      [10, 'small', 109004, 3],
    ];
    const [episode] = ofKind(findings([...usual(['a', 'b', 'c']), ...outage(10, 12), ...more]), 'episode');
    expect(episode).toMatchObject({ since: '2026-10-05T10:00:00.000Z', until: '2026-10-05T12:00:00.000Z' });
    expect(episode!.groups).toEqual([
      { values: ['a'], events: 3200, errors: 1240 },
      { values: ['c'], events: 2900, errors: 940 },
    ]);
  });

  test('over several days its text has the days', () => {
    const long = usual(['a'], 72);
    const at = (from: number, to: number): Seen[] =>
      hours(72)
        .filter((hour) => hour >= from && hour < to)
        .map((hour) => [hour, 'a', 109004, 600]);
    const said = (seen: Seen[]) => ofKind(findings([...long, ...seen]), 'episode')[0]!.text;
    expect(said(at(30, 33))).toMatch(/^2026-10-06 06:00 to 09:00: /);
    expect(said(at(46, 50))).toMatch(/^2026-10-06 22:00 to 2026-10-07 02:00: /);
    expect(said(at(46, 72))).toMatch(/^since 2026-10-06 22:00: /);
  });
});

test('where the clock changes the times of an episode have their offsets', () => {
  // Hour 480 is 02:00 in Berlin for the first time on that day, hour 481 for the second.
  const said = (from: number, to: number) => {
    const bad = hours(500).filter((hour) => hour >= from && hour < to);
    const seen = [...usual(['a'], 500), ...bad.map((hour): Seen => [hour, 'a', 109004, 600])];
    return ofKind(findings(seen, 'Europe/Berlin'), 'episode')[0]!.text.split(': ')[0];
  };
  expect(said(480, 482)).toBe('2026-10-25 02:00+02:00 to 03:00+01:00');
  expect(said(479, 481)).toBe('2026-10-25 01:00+02:00 to 02:00+01:00');
  expect(said(481, 500)).toBe('since 2026-10-25 02:00+01:00');
  expect(said(470, 474)).toBe('2026-10-24 16:00 to 20:00');
  expect(said(490, 494)).toBe('2026-10-25 11:00 to 15:00');
});

describe('a group', () => {
  test.each([
    [4, 0],
    [5, 1],
  ])('with %i errors', (n, told) => {
    expect(ofKind(findings([...usual(['a', 'b']), [3, 'c', 109004, n]]), 'group')).toHaveLength(told);
  });

  test('that differs by less than matters, though beyond chance', () => {
    const more = (n: number): Seen[] => hours(24).map((hour) => [hour, 'c', 109002, n]);
    const well = hours(24).map((hour): Seen => [hour, 'c', 107000, 1_000_000]);
    const others = usual(['a', 'b']).map(([hour, tenant, code, n]): Seen => [hour, tenant, code, n * 1000]);
    expect(ofKind(findings([...others, ...well, ...more(28_000)]), 'group')).toEqual([]);
    expect(ofKind(findings([...others, ...well, ...more(60_000)]), 'group')).toHaveLength(1);
  });

  test('is compared with all others, those of which no rows are kept as well', () => {
    // Beyond 2^18 groups half of them are added up.
    const many = Array.from(
      { length: 270_000 },
      (_, i): Seen => [i % 24, `t${i}`, Math.floor(i / 24) % 10 === 0 ? 109002 : 107000, 1],
    );
    const failing = Array.from({ length: 12 }, (_, i): Seen => [i, `bad-${i}`, 109004, 500]);
    const found = ofKind(findings([...many, ...failing]), 'group');
    expect(found.length).toBeGreaterThan(0);
    // 27,000 of 270,000, and what the other eleven have.
    for (const { text } of found) expect(text).toContain('(11.8% for the others)');
  });
});

describe('a new code', () => {
  test.each([
    ['four times', 4, 20, 0],
    ['five times', 5, 20, 1],
    ['in the first window', 50, 0, 0],
    ['in the second, seldom', 5, 1, 0],
    ['in the second, often', 200, 1, 1],
  ])('%s', (_name, n, hour, told) => {
    const found = ofKind(findings([...usual(['a']), [hour, 'a', 109004, n]]), 'new-code');
    expect(found.map(({ codes }) => codes)).toEqual(told === 1 ? [[109004]] : []);
  });

  test('that is no error is none', () => {
    expect(ofKind(findings([...usual(['a']), [20, 'a', 107010, 500]]), 'new-code')).toEqual([]);
  });
});

describe('a gap', () => {
  const steady = (each: number, fits: (hour: number) => boolean) =>
    hours(48).flatMap((hour): Seen[] => (fits(hour) ? [[hour, 'a', 107000, each]] : []));

  test.each([
    [9, 0],
    [11, 1],
  ])('of two hours with %i events each', (each, told) => {
    expect(findings(steady(each, (hour) => hour !== 30 && hour !== 31))).toHaveLength(told);
  });

  test('not where activity fades before it', () => {
    const fading = hours(24).flatMap((hour): Seen[] => {
      const n = hour < 12 ? [400, 100, 4, 2][Math.max(0, hour - 8)]! : hour < 16 ? 0 : 400;
      return n === 0 ? [] : [[hour, 'a', 107000, n]];
    });
    expect(ofKind(findings(fading), 'gap')).toEqual([]);
  });

  test.each([
    [3, 3],
    [5, 5],
    [6, 0],
  ])('%i of them in two days', (n, told) => {
    const away = [6, 13, 20, 29, 38, 43].slice(0, n);
    expect(findings(steady(100, (hour) => !away.includes(hour)))).toHaveLength(told);
  });
});

test.each([
  [[3, 7, 11, 15, 19], 5],
  [[2, 5, 8, 11, 14, 17], 0],
])('gaps at %j of twenty hours', (away, told) => {
  const seen = hours(21).flatMap((hour): Seen[] => (away.includes(hour) ? [] : [[hour, 'a', 107000, 100]]));
  expect(ofKind(findings(seen), 'gap')).toHaveLength(told);
});

test('the order: severity, errors, since', () => {
  const seen: Seen[] = [
    [20, 'b', 108000, 900],
    [21, 'c', 109004, 200],
    [22, 'd', 109003, 300],
  ];
  const found = ofKind(findings([...usual(['a', 'b', 'c', 'd']), ...seen]), 'new-code');
  expect(found.map(({ severity, errors }) => [severity, errors])).toEqual([
    ['critical', 300],
    ['critical', 200],
    ['error', 900],
  ]);
});
