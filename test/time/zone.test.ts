import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { LogscanError } from '../../src/model/errors.js';
import { machineZone, zoneOf } from '../../src/time/zone.js';
import * as oracle from './temporal-oracle.js';

const HOUR = 3_600_000;
const anyInstant = fc.integer({ min: Date.UTC(1890), max: Date.UTC(2110) });

test('there are clock changes to compare', () => {
  expect(oracle.ZONES.flatMap(oracle.transitions).length).toBeGreaterThan(900);
});

describe.each(oracle.ZONES)('%s, every clock change from 1990 to 2040', (name) => {
  const zone = zoneOf(name);
  const changes = oracle.transitions(name);

  test('has the offsets of both sides to the millisecond', () => {
    for (const at of changes) {
      expect([at, zone.offsetAt(at - 1), zone.offsetAt(at)]).toEqual([
        at,
        oracle.offsetAt(at - 1, name),
        oracle.offsetAt(at, name),
      ]);
    }
  });

  test('has no other changes', () => {
    const found: number[] = [];
    for (let at = Date.UTC(1990), end = Date.UTC(2041); at < end; ) {
      const { to, offset } = zone.offsetSpan(at);
      if (to < end && zone.offsetAt(to) !== offset) found.push(to);
      at = to;
    }
    expect(found).toEqual(changes);
  });

  test('resolves what the clock skips and repeats, as `compatible`', () => {
    for (const at of changes) {
      const [one, other] = [at + zone.offsetAt(at - 1), at + zone.offsetAt(at)].sort((a, b) => a - b) as [
        number,
        number,
      ];
      for (const local of [one - 1, one, one + 1, (one + other) / 2, other - 1, other, other + 1]) {
        expect([local, zone.toInstant(local)]).toEqual([local, oracle.toInstant(local, name)]);
      }
    }
  });

  test('starts the days around it when Temporal does', () => {
    for (const at of changes) {
      const date = oracle.zoned(at, name).toPlainDate();
      for (let days = -2; days <= 2; days++) {
        const near = date.add({ days });
        expect([`${near}`, zone.startOfDay(oracle.dayNumber(near))]).toEqual([
          `${near}`,
          oracle.startOfDay(near, name),
        ]);
      }
    }
  });
});

describe('any instant of any zone', () => {
  const anyZone = fc.constantFrom(...oracle.ZONES, 'Africa/Monrovia', 'America/Toronto', 'Asia/Manila', 'Europe/Paris');

  test('has the offset that Temporal gives it, inside a span of that offset', () => {
    fc.assert(
      fc.property(anyZone, anyInstant, (name, at) => {
        const zone = zoneOf(name);
        const span = zone.offsetSpan(at);
        expect(zone.offsetAt(at)).toBe(oracle.offsetAt(at, name));
        expect(span.offset).toBe(zone.offsetAt(at));
        expect(span.from <= at && at < span.to).toBe(true);
        expect(zone.offsetAt(span.from)).toBe(span.offset);
        expect(zone.offsetAt(span.to - 1)).toBe(span.offset);
      }),
      { numRuns: 1500 },
    );
  });

  test('comes back from its local time, or an earlier one that shows the same', () => {
    fc.assert(
      fc.property(anyZone, anyInstant, (name, at) => {
        const zone = zoneOf(name);
        const local = at + zone.offsetAt(at);
        const back = zone.toInstant(local);
        expect(back).toBeLessThanOrEqual(at);
        expect(back + zone.offsetAt(back)).toBe(local);
        expect(back).toBe(oracle.toInstant(local, name));
        const span = zone.localOffsetSpan(local);
        expect(span.from <= local && local < span.to).toBe(true);
        for (const other of [span.from, span.to - 1]) expect(zone.toInstant(other)).toBe(other - span.offset);
      }),
      { numRuns: 1500 },
    );
  });

  test('gives the same answer whatever was asked before', () => {
    const fresh = new Map<number, number>();
    fc.assert(
      fc.property(fc.array(fc.integer({ min: Date.UTC(2020), max: Date.UTC(2024) })), (locals) => {
        for (const local of locals) {
          const got = zoneOf('Europe/Berlin').toInstant(local);
          expect(got).toBe(fresh.get(local) ?? oracle.toInstant(local, 'Europe/Berlin'));
          fresh.set(local, got);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('odd corners', () => {
  test('offsets with seconds', () => {
    expect(zoneOf('Africa/Monrovia').offsetAt(Date.UTC(1971))).toBe(-(44 * 60 + 30) * 1000);
    expect(zoneOf('Europe/Berlin').offsetAt(Date.UTC(1880))).toBe((53 * 60 + 28) * 1000);
    expect(zoneOf('Europe/Berlin').offsetAt(-62_135_596_800_000)).toBe((53 * 60 + 28) * 1000);
  });

  test('a midnight inside a gap: the day starts when the clock changes', () => {
    const day = oracle.dayNumber(Temporal.PlainDate.from('1919-03-31'));
    // 23:30 became 00:30.
    expect(new Date(zoneOf('America/Toronto').startOfDay(day)).toISOString()).toBe('1919-03-31T04:30:00.000Z');
  });

  test('a date that the zone left out starts with the next', () => {
    const day = oracle.dayNumber(Temporal.PlainDate.from('2011-12-30'));
    const zone = zoneOf('Pacific/Apia');
    expect(new Date(zone.startOfDay(day)).toISOString()).toBe('2011-12-30T10:00:00.000Z');
    expect(zone.startOfDay(day + 1)).toBe(zone.startOfDay(day));
  });

  test('the ends of what a date can hold, and NaN', () => {
    for (const name of ['UTC', '-05:00', 'America/New_York', 'Asia/Kathmandu']) {
      const zone = zoneOf(name);
      for (const far of [8.64e15, -8.64e15, Number.MAX_VALUE]) {
        expect(zone.toInstant(far)).toBe(far - zone.offsetAt(far));
      }
      expect(zone.toInstant(Number.NaN)).toBeNaN();
    }
  });
});

describe('names', () => {
  test.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/BERLIN', 'Europe/Berlin'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['america/port-AU-prince', 'America/Port-au-Prince'],
    ['africa/dar_es_salaam', 'Africa/Dar_es_Salaam'],
    ['antarctica/dumontdurville', 'Antarctica/DumontDUrville'],
    ['america/north_dakota/new_salem', 'America/North_Dakota/New_Salem'],
    ['us/pacific', 'US/Pacific'],
    ['etc/gmt+5', 'Etc/GMT+5'],
    ['est5edt', 'EST5EDT'],
    ['utc', 'UTC'],
    ['Etc/UTC', 'UTC'],
    ['GMT', 'UTC'],
    ['z', 'UTC'],
    ['+02:00', '+02:00'],
    ['-0530', '-05:30'],
    ['+14', '+14:00'],
    ['-00:00', 'UTC'],
  ])('%s is %s', (raw, name) => {
    expect(zoneOf(raw).name).toBe(name);
  });

  test('every name that the runtime lists is spelled as it lists it', () => {
    for (const name of Intl.supportedValuesOf('timeZone')) {
      if (zoneOf(name).name !== 'UTC') expect(zoneOf(name.toUpperCase()).name).toBe(name);
    }
  });

  test('fixed offsets', () => {
    expect(zoneOf('-0530').offsetAt(0)).toBe(-5.5 * HOUR);
    expect(zoneOf('-0530').toInstant(0)).toBe(5.5 * HOUR);
    expect(zoneOf('Etc/GMT+5').offsetAt(0)).toBe(-5 * HOUR);
    expect(zoneOf('UTC').startOfDay(20_000)).toBe(20_000 * 24 * HOUR);
  });

  test('a link is the same as its target', () => {
    expect(zoneOf('US/Pacific').offsetAt(0)).toBe(zoneOf('America/Los_Angeles').offsetAt(0));
    expect(zoneOf('Europe/Berlin')).toBe(zoneOf('europe/berlin'));
  });

  test.each([
    ['Berlin', 'did you mean Europe/Berlin?'],
    ['new york', 'did you mean America/New_York?'],
    ['Europe/Berln', 'did you mean Europe/Berlin?'],
    ['Yorup/Pairs', null],
    ['Europe/Pairs', 'did you mean Europe/Paris?'],
    ['Mars/Olympus', null],
    ['BST', null],
    ['PST', null],
    ['SystemV/PST8PDT', null],
    ['', null],
    ['+25:00', null],
    ['+2', null],
    ['../etc/passwd', null],
  ])('%j is refused', (raw, tip) => {
    expect(() => zoneOf(raw)).toThrow(LogscanError);
    try {
      zoneOf(raw);
    } catch (error) {
      expect(error).toMatchObject({ code: 'usage', tip });
      expect((error as Error).message).toContain('Europe/Berlin, UTC, or an offset such as +02:00; got "');
    }
  });

  test('a hostile name is escaped in the error', () => {
    expect(() => zoneOf('Eu\u001b[31m\n\u202e')).toThrow('got "Eu\\u001b[31m\\n\\u202e"');
  });

  test('the machine has a zone', () => {
    expect(zoneOf(machineZone().name)).toBe(machineZone());
  });
});
