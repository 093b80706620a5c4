import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FAMILIES, readTimestamp } from '../../../src/reference/timestamps/index.js';
import { latin1, lineRules } from '../line-rules.js';

/** Moments from the year 1 to 9999, in milliseconds. */
const moments = fc.date({
  min: new Date('0001-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59.999Z'),
  noInvalidDate: true,
});

describe('timestamps that JavaScript writes', () => {
  it('toISOString() reads back', () => {
    fc.assert(
      fc.property(moments, (moment) => {
        const stamp = readTimestamp(moment.toISOString(), lineRules());
        expect(stamp).toMatchObject({ local: moment.getTime(), zone: 0, yearless: false, start: 0, end: 24 });
      }),
    );
  });

  it('toUTCString() reads back to the second', () => {
    fc.assert(
      fc.property(moments, (moment) => {
        const stamp = readTimestamp(moment.toUTCString(), lineRules());
        expect(stamp).toMatchObject({ local: Math.floor(moment.getTime() / 1000) * 1000, zone: 0, family: 'rfc2822' });
      }),
    );
  });

  it('a number reads back in every unit', () => {
    const inRange = fc.integer({ min: 946684800000, max: 4133980799999 });
    fc.assert(
      fc.property(inRange, fc.integer({ min: 0, max: 999999 }), (local, finer) => {
        const seconds = `${Math.floor(local / 1000)}.${String(local % 1000).padStart(3, '0')}`;
        const nanoseconds = `${local}${String(finer).padStart(6, '0')}`;
        for (const number of [seconds, `${local}`, nanoseconds.slice(0, -3), nanoseconds]) {
          expect(readTimestamp(`{"ts":${number}}`, lineRules())?.local).toBe(local);
          expect(readTimestamp(`x y z ts=${number}`, lineRules())?.local).toBe(local);
        }
      }),
    );
  });
});

describe('every example', () => {
  const examples = FAMILIES.flatMap((family) => family.examples);

  it('reads the same after any bytes that hold no timestamp, but for epochs and JSON lines, whose place matters', () => {
    const movable = FAMILIES.filter(({ name }) => !['epoch', 'json', 'logfmt'].includes(name)).flatMap(
      (f) => f.examples,
    );
    fc.assert(
      fc.property(fc.constantFrom(...movable), fc.stringMatching(/^[a-z_]{0,80} $/), (example, prefix) => {
        const rules = lineRules({ dateOrder: example.dateOrder ?? 'mdy' });
        const alone = readTimestamp(latin1(example.text), rules)!;
        const moved = readTimestamp(prefix + latin1(example.text), rules)!;
        expect(moved).toEqual({ ...alone, start: alone.start + prefix.length, end: alone.end + prefix.length });
      }),
    );
  });

  it('cut anywhere or with one byte changed never throws, and what is read lies inside of the line', () => {
    fc.assert(
      fc.property(fc.constantFrom(...examples), fc.nat(), fc.integer({ min: 0, max: 255 }), ({ text }, at, byte) => {
        const line = latin1(text);
        const place = at % line.length;
        const changed = line.slice(0, place) + String.fromCharCode(byte) + line.slice(place + 1);
        for (const variant of [line.slice(0, place), line.slice(place), changed]) {
          const stamp = readTimestamp(variant, lineRules());
          if (stamp === null) continue;
          expect(stamp.start).toBeLessThan(stamp.end);
          expect(stamp.end).toBeLessThanOrEqual(variant.length);
          expect(Number.isSafeInteger(stamp.local)).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
