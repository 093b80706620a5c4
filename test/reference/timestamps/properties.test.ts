import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLine } from '../../../src/reference/line.js';
import { FAMILIES } from '../../../src/reference/timestamps/families.js';
import { rulesOf } from '../../rules/rules-of.js';
import { latin1 } from '../latin1.js';
import { stampOf } from './read.js';

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
        const stamp = stampOf(moment.toISOString());
        expect(stamp).toMatchObject({ local: moment.getTime(), zone: 0, yearless: false, start: 0, end: 24 });
      }),
    );
  });

  it('toUTCString() reads back to the second', () => {
    fc.assert(
      fc.property(moments, (moment) => {
        const local = Math.floor(moment.getTime() / 1000) * 1000;
        expect(stampOf(moment.toUTCString())).toMatchObject({ local, zone: 0, family: 'month-name' });
      }),
    );
  });

  it('a number reads back in every unit', () => {
    const inRange = fc.integer({ min: 1_000_000_000_000, max: 1_999_999_999_999 });
    fc.assert(
      fc.property(inRange, fc.integer({ min: 0, max: 999_999 }), (local, finer) => {
        const seconds = `${Math.floor(local / 1000)}.${String(local % 1000).padStart(3, '0')}`;
        const nanoseconds = `${local}${String(finer).padStart(6, '0')}`;
        for (const number of [seconds, `${local}`, nanoseconds.slice(0, -3), nanoseconds]) {
          expect(stampOf(`{"ts":${number}}`)?.local).toBe(local);
          expect(stampOf(`x y z ts=${number}`)?.local).toBe(local);
        }
      }),
    );
  });
});

describe('every example', () => {
  const examples = FAMILIES.flatMap((family) => family.examples);

  it('reads the same behind a word, but for epochs and JSON lines, whose place matters', () => {
    // A body's times and what stands behind a word such as `to` are other lines' matter.
    const movable = FAMILIES.filter(({ name }) => !['epoch', 'json'].includes(name)).flatMap(
      (family) => family.examples,
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...movable.filter(({ text }) => /^[^{ ]/.test(text))),
        fc.stringMatching(/^[qxyz]{1,80} $/),
        (example, prefix) => {
          const given = { dateOrder: example.dateOrder ?? null };
          const alone = stampOf(example.text, given)!;
          const moved = stampOf(prefix + example.text, given)!;
          expect(moved).toEqual({ ...alone, start: alone.start + prefix.length, end: alone.end + prefix.length });
        },
      ),
    );
  });

  it('cut anywhere or with one byte changed never throws, and what is read lies inside of the line', () => {
    fc.assert(
      fc.property(fc.constantFrom(...examples), fc.nat(), fc.integer({ min: 0, max: 255 }), ({ text }, at, byte) => {
        const line = latin1(text);
        const place = at % line.length;
        const changed = line.slice(0, place) + String.fromCharCode(byte) + line.slice(place + 1);
        for (const variant of [line.slice(0, place), line.slice(place), changed]) {
          const stamp = readLine(Buffer.from(variant, 'latin1'), rulesOf()).timestamp;
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
