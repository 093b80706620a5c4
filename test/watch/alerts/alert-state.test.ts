import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AlertState, AT_FIRST, after, type Look } from '../../../src/watch/alerts/alert-state.js';

const looks = fc.array(fc.constantFrom<Look>('well', 'broken', 'unknown'), { maxLength: 60 });
const windows = fc.integer({ min: 1, max: 5 });

/** The state after each look. */
function states(all: readonly Look[], needed: number): AlertState[] {
  let state = AT_FIRST;
  return all.map((look) => {
    state = after(state, look, needed);
    return state;
  });
}

/** Where the state is another one than before: indexes of looks. */
function changes(all: readonly Look[], needed: number): number[] {
  return states(all, needed).flatMap(({ isFiring }, i, list) =>
    isFiring === (list[i - 1]?.isFiring ?? false) ? [] : [i],
  );
}

test('it changes only after so many looks in a row that say so, both ways', () => {
  fc.assert(
    fc.property(looks, windows, (all, needed) => {
      const said = all.flatMap((look, i) => (look === 'unknown' ? [] : [{ look, i }]));
      changes(all, needed).forEach((at, n) => {
        const wanted = n % 2 === 0 ? 'broken' : 'well';
        const last = said.filter(({ i }) => i <= at).slice(-needed);
        expect(last.map(({ look }) => look)).toEqual(Array(needed).fill(wanted));
      });
    }),
  );
});

test('it never changes twice within so many looks', () => {
  fc.assert(
    fc.property(looks, windows, (all, needed) => {
      const known = all.filter((look) => look !== 'unknown');
      const at = changes(known, needed);
      at.forEach((each, n) => {
        if (n > 0) expect(each - at[n - 1]!).toBeGreaterThanOrEqual(needed);
      });
    }),
  );
});

test('a row of them always makes it change', () => {
  fc.assert(
    fc.property(looks, windows, (all, needed) => {
      const broken: Look[] = Array(needed).fill('broken');
      const well: Look[] = Array(needed).fill('well');
      expect(states([...all, ...broken], needed).at(-1)!.isFiring).toBe(true);
      expect(states([...all, ...well], needed).at(-1)!.isFiring).toBe(false);
    }),
  );
});

test('what says nothing changes nothing', () => {
  fc.assert(
    fc.property(looks, windows, (all, needed) => {
      const known = all.filter((look) => look !== 'unknown');
      expect(states(all, needed).at(-1) ?? AT_FIRST).toEqual(states(known, needed).at(-1) ?? AT_FIRST);
    }),
  );
});
