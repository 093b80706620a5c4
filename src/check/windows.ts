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
export function windowsOf(summary: Summary): CountedWindow[] {
  const rest = new Map(summary.codes.map(({ code, count }) => [code, count]));
  const windows: CountedWindow[] = summary.windows.map(({ start, end, codes }) => {
    const counts = new Map(Object.entries(codes).map(([code, count]) => [Number(code), count]));
    for (const [code, count] of counts) rest.set(code, (rest.get(code) ?? 0) - count);
    return { start, end, codes: counts };
  });
  const untimed = new Map([...rest].filter(([, count]) => count > 0));
  if (untimed.size > 0) windows.push({ start: null, end: null, codes: untimed });
  return windows;
}

/** A summary leaves out windows without events: each gap between two of its windows becomes one empty window. */
export function withGaps(windows: readonly CountedWindow[]): CountedWindow[] {
  return windows.flatMap((window, i) => {
    const next = windows[i + 1];
    if (window.end === null || next === undefined || next.start === null) return [window];
    const isGap = Date.parse(next.start) > Date.parse(window.end);
    return isGap ? [window, { start: window.end, end: next.start, codes: new Map<number, number>() }] : [window];
  });
}
