/** What stands out in a live run: looked for no more often than it may cost, and never left old. */
import { expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.js';
import { LiveFindings } from '../../src/watch/live-findings.js';

const MINUTE = 60_000;
const BEGAN = Date.UTC(2026, 10, 1, 9);

/** A clock, and counts in which to look takes so many milliseconds of it. */
function aRun(cost: number) {
  const counts = {
    events: 0,
    windows: { newest: BEGAN },
    found: [] as Finding[],
    findings() {
      clock.now += cost;
      return counts.found;
    },
  };
  const clock = { now: 0 };
  return { counts, clock, findings: new LiveFindings(counts, () => clock.now) };
}

const finding = (until: number | null): Finding => ({
  ...{ kind: 'episode', severity: 'critical', since: new Date(BEGAN).toISOString() },
  until: until === null ? null : new Date(until).toISOString(),
  ...{ events: 9, errors: 9, rate: 1, rateBefore: 0, codes: [109004], groups: [] },
  ...{ fault: 'platform', retry: 'later', pValue: 0, text: '' },
});

test('takes 3 % of the time; who got old ones is told when it is time to look again', () => {
  const { counts, clock, findings } = aRun(3);
  counts.events = 1;
  expect(findings.of(MINUTE)).toEqual([]);
  expect(findings.isDue).toBe(false);
  counts.found = [finding(null)];
  counts.events = 2;
  // Nobody has asked since.
  expect(findings.isDue).toBe(false);
  clock.now += 99;
  expect(findings.of(MINUTE)).toEqual([]);
  expect(findings.isDue).toBe(false);
  clock.now += 1;
  expect(findings.isDue).toBe(true);
  expect(findings.of(MINUTE)).toEqual(counts.found);
  expect(findings.isDue).toBe(false);
});

test('nobody waits longer than ten seconds', () => {
  const { counts, clock, findings } = aRun(2000);
  counts.events = 1;
  findings.of(MINUTE);
  counts.events = 2;
  clock.now += 9_999;
  findings.of(MINUTE);
  expect(findings.isDue).toBe(false);
  clock.now += 1;
  expect(findings.isDue).toBe(true);
});

test('those that were over before the span are not of it, and what was new before it is not new', () => {
  const { counts, findings } = aRun(1);
  counts.events = 1;
  counts.windows.newest = BEGAN + 10 * MINUTE;
  counts.found = [finding(BEGAN + 5 * MINUTE), finding(BEGAN + 6 * MINUTE), finding(null)];
  expect(findings.of(5 * MINUTE)).toEqual(counts.found.slice(1));
  const fresh: Finding = { ...finding(null), kind: 'new-code' };
  counts.events = 2;
  counts.found = [fresh];
  expect(new LiveFindings(counts, () => 0).of(10 * MINUTE)).toEqual([]);
  expect(new LiveFindings(counts, () => 0).of(10 * MINUTE + 1)).toEqual([fresh]);
});
