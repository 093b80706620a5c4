/** Evaluates a rule on each time window by itself. */
import type { TimeSpan } from '../aggregate/locations.js';
import type { Summary } from '../model/summary.js';
import { counted } from '../text/numbers.js';
import { type CodeCounts, pick, sum } from './counts.js';
import type { WorstWindow } from './document.js';
import { type Outcome, outcome } from './outcome.js';
import type { Rule, RunLimit } from './rule.js';
import { NO_EVENTS, noEventsText } from './selection.js';
import { type CountedWindow, windowsOf, withGaps } from './windows.js';
import { amongText, brokenText, windowText } from './wording.js';

interface CheckedWindow {
  readonly window: WorstWindow;
  /** The selected events by code. */
  readonly selected: CodeCounts;
  readonly holds: boolean;
}

/** Of the windows that broke it, at most this many are listed: the worst ones. Their lines are what is shown. */
const MAX_LISTED = 5;

/** @param limit the rule's own */
export function evaluateEachWindow(rule: Rule, limit: RunLimit, summary: Summary): Outcome {
  const windows = limit.checksEmptyWindows ? withGaps(windowsOf(summary)) : windowsOf(summary);
  const numbers = { checked: 0, excused: 0, broken: 0 };
  const codes = new Map<number, number>();
  // One after the other, because there may be half a million: only the worst are kept.
  let listed: CheckedWindow[] = [];
  for (const window of windows) {
    const checked = checkWindow(rule, limit, window);
    if (checked === null) {
      numbers.excused += 1;
      continue;
    }
    numbers.checked += 1;
    if (!checked.holds) {
      numbers.broken += 1;
      for (const [code, n] of checked.selected) codes.set(code, (codes.get(code) ?? 0) + n);
    }
    listed.push(checked);
    if (listed.length > MAX_LISTED) listed = listed.sort((a, b) => worstFirst(limit, a, b)).slice(0, MAX_LISTED);
  }
  if (numbers.checked === 0) return noneChecked(rule, numbers.excused);
  listed.sort((a, b) => worstFirst(limit, a, b));
  const worst = listed[0]!.window;
  const { count, events } = worst;
  const seen = `${limit.seen(count, events)} in ${windowText(worst)}`;
  if (numbers.broken === 0) {
    return outcome('holds', { seen: `at worst ${seen}`, reason: null, count, events, windows: numbers });
  }
  const broken = listed.filter(({ holds }) => !holds).map(({ window }) => window);
  return outcome('broken', {
    seen: `${seen}${numbers.broken === 1 ? '' : `, and ${counted(numbers.broken - 1, 'other window')}`}`,
    reason: `${brokenText(rule, limit, seen)}; ${numbers.broken} of ${counted(numbers.checked, 'window')} broke it`,
    count,
    events,
    windows: numbers,
    worst: broken,
    codes,
    spans: broken.map(timeSpan),
  });
}

/** Null where the window is excused: it has too few events, or none of those that the rule is about. */
function checkWindow(rule: Rule, limit: RunLimit, { start, end, codes }: CountedWindow): CheckedWindow | null {
  const among = rule.within === null ? codes : pick(codes, rule.within);
  const events = sum(among);
  if (events < rule.minWindowEvents) return null;
  if (events === 0 && !limit.checksEmptyWindows) return null;
  const selected = pick(among, rule.select);
  const count = sum(selected);
  return { window: { start, end, count, events }, selected, holds: limit.holds(count, events) };
}

function noneChecked(rule: Rule, excused: number): Outcome {
  const fewest = counted(Math.max(1, rule.minWindowEvents), 'event');
  const reason =
    excused === 0
      ? noEventsText({ within: null })
      : `Not one window was checked: ${counted(excused, 'window')}, none with ${fewest}${amongText(rule.within)}`;
  return outcome('no-events', { seen: NO_EVENTS, reason, windows: { checked: 0, excused, broken: 0 } });
}

/** Broken ones first; then as the kind of rule orders them; then the earlier first. */
function worstFirst(limit: RunLimit, a: CheckedWindow, b: CheckedWindow): number {
  if (a.holds !== b.holds) return a.holds ? 1 : -1;
  return limit.compareWindows(a.window, b.window) || startOf(a) - startOf(b);
}

/** In milliseconds since 1970; the events without a time come last. */
function startOf({ window: { start } }: CheckedWindow): number {
  return start === null ? Number.POSITIVE_INFINITY : Date.parse(start);
}

function timeSpan({ start, end }: WorstWindow): TimeSpan {
  return start === null || end === null ? 'untimed' : { start: Date.parse(start), end: Date.parse(end) };
}
