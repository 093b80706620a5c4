/** Evaluates a rule on each time window by itself. */
import type { TimeSpan } from '../aggregate/locations.js';
import type { Summary } from '../model/summary.js';
import { counted } from '../text/numbers.js';
import { pick, sum } from './counts.js';
import type { WorstWindow } from './document.js';
import { type Outcome, outcome } from './outcome.js';
import type { Rule, RunLimit } from './rule.js';
import { NO_EVENTS, noEventsText } from './selection.js';
import { WindowRows } from './window-rows.js';
import { type CountedWindow, windowsAndGapsOf, windowsOf } from './windows.js';
import { amongText, brokenText, windowText } from './wording.js';
import { type CheckedWindow, WorstWindows } from './worst-windows.js';

/** @param limit the rule's own */
export function evaluateEachWindow(rule: Rule, limit: RunLimit, summary: Summary): Outcome {
  const all = [...(limit.checksEmptyWindows ? windowsAndGapsOf(summary) : windowsOf(summary))];
  // Events without a time are in no row.
  const windows = rule.consecutive === null ? all : all.filter(({ start }) => start !== null);
  const numbers = { checked: 0, excused: 0, broken: 0 };
  const newWorst = () => new WorstWindows(limit);
  const worst = newWorst();
  const rows = new WindowRows(rule.consecutive ?? 1, newWorst);
  for (const window of windows) {
    const checked = checkWindow(rule, limit, window);
    // It says nothing: the row goes on behind it, as it does for alerts.
    if (checked === null) {
      numbers.excused += 1;
      continue;
    }
    numbers.checked += 1;
    worst.add(checked);
    if (checked.holds) rows.endRow();
    else rows.add(checked, window.length);
  }
  rows.endRow();
  if (numbers.checked === 0) return noneChecked(rule, numbers.excused, all.length > windows.length);
  numbers.broken = rows.broken;
  return rows.count === 0 ? held(rule, limit, numbers, worst, rows) : broken(rule, limit, numbers, rows);
}

type Numbers = NonNullable<Outcome['windows']>;

function held(rule: Rule, limit: RunLimit, windows: Numbers, worst: WorstWindows, { longest }: WindowRows): Outcome {
  const { window } = worst.list[0]!;
  const { count, events } = window;
  const row = longest === 0 ? '' : `; at most ${counted(longest, 'window')} in a row broke it`;
  const seen = `at worst ${limit.seen(count, events)} in ${windowText(window)}${row}`;
  return outcome('holds', { seen, reason: null, count, events, windows, rows: rule.consecutive === null ? null : [] });
}

function broken(rule: Rule, limit: RunLimit, windows: Numbers, found: WindowRows): Outcome {
  const worst = found.worst.list.map(({ window }) => window);
  const { count, events } = worst[0]!;
  const seen = `${limit.seen(count, events)} in ${windowText(worst[0]!)}`;
  const broke = `${windows.broken} of ${counted(windows.checked, 'window')} broke it`;
  return outcome('broken', {
    seen: `${seen}${windows.broken === 1 ? '' : `, and ${counted(windows.broken - 1, 'other window')}`}`,
    reason: `${brokenText(rule, limit, seen)}; ${broke}${rule.consecutive === null ? '' : `, ${inARow(found)}`}`,
    count,
    events,
    windows,
    rows: rule.consecutive === null ? null : found.rows,
    worst,
    codes: found.codes,
    spans: worst.map(timeSpan),
  });
}

/** `4 in a row from 2026-11-01 09:00 to 13:00`; of several rows the longest. */
function inARow({ count, rows }: WindowRows): string {
  const [longest] = rows;
  const row = `${longest!.windows} in a row from ${windowText(longest!)}`;
  return count === 1 ? row : `in ${counted(count, 'row')}, the longest of ${row}`;
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

function noneChecked(rule: Rule, excused: number, hasUndated: boolean): Outcome {
  const fewest = counted(Math.max(1, rule.minWindowEvents), 'event');
  const reason =
    excused === 0
      ? hasUndated
        ? 'Not one window was checked: no event has a time'
        : noEventsText({ within: null })
      : `Not one window was checked: ${counted(excused, 'window')}, none with ${fewest}${amongText(rule.within)}`;
  return outcome('no-events', { seen: NO_EVENTS, reason, windows: { checked: 0, excused, broken: 0 } });
}

function timeSpan({ start, end }: WorstWindow): TimeSpan {
  return start === null || end === null ? 'untimed' : { start: Date.parse(start), end: Date.parse(end) };
}
