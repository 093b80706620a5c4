/** The time windows of a summary, as a rule for each window sees them. */
import type { Summary } from '../model/summary.js';
import type { CodeCounts } from './counts.js';

export interface CountedWindow {
  /** As in the summary. Both null: the events without a time, which are in no window and are checked together. */
  readonly start: string | null;
  readonly end: string | null;
  readonly codes: CodeCounts;
}

/** The summary's windows, and one more where there are events without a time. */
export function* windowsOf(summary: Summary): Iterable<CountedWindow> {
  const rest = new Map(summary.codes.map(({ code, count }) => [code, count]));
  for (const { start, end, codes } of summary.windows) {
    const counts = new Map(Object.entries(codes).map(([code, count]) => [Number(code), count]));
    for (const [code, count] of counts) rest.set(code, (rest.get(code) ?? 0) - count);
    yield { start, end, codes: counts };
  }
  const untimed = new Map([...rest].filter(([, count]) => count > 0));
  if (untimed.size > 0) yield { start: null, end: null, codes: untimed };
}

/** A summary leaves out windows without events: each gap between two of its windows becomes one empty window. */
export function* withGaps(windows: Iterable<CountedWindow>): Iterable<CountedWindow> {
  let before: string | null = null;
  for (const window of windows) {
    const { start, end } = window;
    if (before !== null && start !== null && Date.parse(start) > Date.parse(before)) {
      yield { start: before, end: start, codes: new Map<number, number>() };
    }
    yield window;
    before = end;
  }
}
