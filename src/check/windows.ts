/** The time windows of a summary, as a rule for each window sees them. */
import type { Summary } from '../model/summary.js';
import { lengthNamed } from '../time/window-length.js';
import { countWindows, WindowCutter } from '../time/windows.js';
import { zoneOf } from '../time/zone.js';
import type { CodeCounts } from './counts.js';

export interface CountedWindow {
  /** As in the summary. Both null: the events without a time, which are in no window and are checked together. */
  readonly start: string | null;
  readonly end: string | null;
  readonly codes: CodeCounts;
  /** How many windows it stands for: 1, but for a gap. */
  readonly length: number;
}

/** No rule asks for so many windows in a row: a longer gap is not counted to its end. */
const LONGEST_GAP = 1000;

/** The summary's windows, and one more where there are events without a time. */
export function* windowsOf(summary: Summary): Iterable<CountedWindow> {
  const rest = new Map(summary.codes.map(({ code, count }) => [code, count]));
  for (const { start, end, codes } of summary.windows) {
    const counts = new Map(Object.entries(codes).map(([code, count]) => [Number(code), count]));
    for (const [code, count] of counts) rest.set(code, (rest.get(code) ?? 0) - count);
    yield { start, end, codes: counts, length: 1 };
  }
  const untimed = new Map([...rest].filter(([, count]) => count > 0));
  if (untimed.size > 0) yield { start: null, end: null, codes: untimed, length: 1 };
}

/** The same, with the gaps: a summary leaves out windows without events, and each gap between two becomes one empty window. */
export function* windowsAndGapsOf(summary: Summary): Iterable<CountedWindow> {
  const cutter = new WindowCutter(zoneOf(summary.timeZone), lengthNamed(summary.window)!);
  let before: string | null = null;
  for (const window of windowsOf(summary)) {
    const { start, end } = window;
    if (before !== null && start !== null && Date.parse(start) > Date.parse(before)) {
      const length = countWindows(cutter, Date.parse(before), Date.parse(start) - 1, LONGEST_GAP);
      yield { start: before, end: start, codes: new Map<number, number>(), length };
    }
    yield window;
    before = end;
  }
}
