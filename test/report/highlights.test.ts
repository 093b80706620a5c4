/** What stands out in a summary: from where on, and in which order. */
import { describe, expect, test } from 'vitest';
import { compareSummaries } from '../../src/aggregate/compare.js';
import { highlights, warnings } from '../../src/report/highlights.js';
import { aSummary, type Seen } from './a-summary.js';

const START = Date.UTC(2026, 10, 1, 9);
const HOUR = 3_600_000;
const seen = (hour: number, code: number, times: number): Seen => ({ at: START + hour * HOUR, code, times });

/** Errors of each hour, among ten other events. */
function peakOf(...errors: number[]): string | undefined {
  const events = errors.flatMap((times, hour) => [
    seen(hour, 107000, 10),
    ...(times > 0 ? [seen(hour, 109004, times)] : []),
  ]);
  return highlights(aSummary(events), null).find((sentence) => sentence.startsWith('Errors peak'));
}

describe('a peak', () => {
  test('is three errors or more', () => {
    expect(peakOf(2, 0, 0)).toBeUndefined();
    expect(peakOf(3, 0, 0)).toMatch(/^Errors peak on .*09:00.*: 3 of 13 events \(23\.1%\), 100% of all errors\.$/);
  });

  test('stands out from two other windows or more', () => {
    expect(peakOf(9, 0)).toBeUndefined();
    expect(peakOf(9, 0, 0)).toBeDefined();
  });

  test('has twice as many errors as a window has on average, or more', () => {
    // 18 in 4 windows, then 19.
    expect(peakOf(9, 5, 4, 0)).toMatch(/: 9 of 19 events .* 50\.0% of all errors\.$/);
    expect(peakOf(9, 5, 5, 0)).toBeUndefined();
  });

  test('is the earlier one of two alike', () => {
    expect(peakOf(0, 0, 6, 0, 6)).toMatch(/ 11:00/);
  });

  test('is none where there are no errors', () => {
    expect(peakOf(0, 0, 0)).toBeUndefined();
  });
});

describe('codes that are new or gone', () => {
  const turnover = (now: readonly number[], before: readonly number[]) => {
    const of = (codes: readonly number[]) => aSummary([107000, ...codes].map((code) => seen(0, code, 5)));
    return highlights(of(now), compareSummaries(of(before), of(now), { label: 'before' }))[1];
  };

  test('are named up to three', () => {
    expect(turnover([108001, 108005, 109002], [])).toBe(
      'New: 108001 InvalidSegment, 108005 InvalidContact, 109002 CommunicationTimeout.',
    );
    expect(turnover([108001, 108005, 109002, 109004], [])).toMatch(
      /^New: .*, 109002 CommunicationTimeout and 1 more\.$/,
    );
    expect(turnover([], [109002])).toBe('Vanished: 109002 CommunicationTimeout.');
    expect(turnover([109004], [109002])).toBe(
      'New: 109004 PlatformUnavailable; vanished: 109002 CommunicationTimeout.',
    );
  });
});

test('who has to act: by errors, and those alike by their name', () => {
  const sentence = highlights(aSummary([seen(0, 107003, 4), seen(0, 107017, 4), seen(1, 107000, 2)]), null).find(
    (each) => each.startsWith('Who has to act'),
  );
  expect(sentence).toBe(
    'Who has to act on the errors: the calling applications 50.0%, the tenants’ configuration 50.0%.',
  );
});

test('of codes that are as frequent the smaller number is named', () => {
  const sentences = highlights(aSummary([seen(0, 109004, 4), seen(0, 109002, 4)]), null);
  expect(sentences).toContainEqual(expect.stringMatching(/^The most frequent error is 109002 /));
  expect(sentences.at(-1)).toBe('The most frequent answer is 109002 CommunicationTimeout: 50.0% of all events.');
});

test('nothing stands out of nothing, and why is said', () => {
  expect(highlights(aSummary([]), null)).toEqual([]);
  expect(warnings(aSummary([], { lines: 1 }))).toEqual(['No events: no PTK code in 1 line.']);
  expect(warnings(aSummary([], { filtered: 1000 }))).toEqual([
    'No events: all 1,000 that were found were filtered out.',
  ]);
});

test('an earlier period without events is no period to compare with', () => {
  const now = aSummary([seen(0, 109004, 5), seen(0, 107000, 5)]);
  const before = compareSummaries(aSummary([]), now, { label: '2026-11-02' });
  const said = highlights(now, before);
  expect(said[0]).toBe('2026-11-02 has no events to compare with.');
  expect(said.join(' ')).not.toMatch(/New:|before/);
});
