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

/** Of the windows that broke it, at most this many are listed. */
const MAX_LISTED = 5;

/** @param limit the rule's own */
export function evaluateEachWindow(rule: Rule, limit: RunLimit, summary: Summary): Outcome {
  const windows = limit.checksEmptyWindows ? withGaps(windowsOf(summary)) : windowsOf(summary);
  const checked = windows.flatMap((window) => checkWindow(rule, limit, window) ?? []);
  const excused = windows.length - checked.length;
  if (checked.length === 0) return noneChecked(rule, excused);
  checked.sort((a, b) => worstFirst(limit, a, b));
  const broken = checked.filter(({ holds }) => !holds);
  const numbers = { checked: checked.length, excused, broken: broken.length };
  const worst = checked[0]!.window;
  const { count, events } = worst;
  const seen = `${limit.seen(count, events)} in ${windowText(worst)}`;
  if (broken.length === 0) {
    return outcome('holds', { seen: `at worst ${seen}`, reason: null, count, events, windows: numbers });
  }
  return outcome('broken', {
    seen: `${seen}${broken.length === 1 ? '' : `, and ${counted(broken.length - 1, 'other window')}`}`,
    reason: `${brokenText(rule, limit, seen)}; ${broken.length} of ${counted(checked.length, 'window')} broke it`,
    count,
    events,
    windows: numbers,
    worst: broken.slice(0, MAX_LISTED).map(({ window }) => window),
    codes: addUp(broken),
    spans: broken.map(({ window }) => timeSpan(window)),
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

function addUp(windows: readonly CheckedWindow[]): CodeCounts {
  const total = new Map<number, number>();
  for (const { selected } of windows) for (const [code, n] of selected) total.set(code, (total.get(code) ?? 0) + n);
  return total;
}

function timeSpan({ start, end }: WorstWindow): TimeSpan {
  return start === null || end === null ? 'untimed' : { start: Date.parse(start), end: Date.parse(end) };
}
