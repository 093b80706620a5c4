/** Compares two summaries. The result is a document that every renderer can show. */
import type { Category } from '../model/code.js';
import {
  type CategoryChange,
  COMPARISON_SCHEMA,
  type CodeChange,
  type ComparedSide,
  type Comparison,
  type CountChange,
  type Presence,
  type WindowChange,
} from '../model/comparison.js';
import type { CodeSummary, Summary, WindowSummary } from '../model/summary.js';
import { rateChange } from '../stats/two-proportion.js';
import { thousands } from '../text/numbers.js';
import { wallOf } from '../time/rfc3339.js';
import { lengthNamed, nominalMs } from '../time/window-length.js';

export interface CompareOptions {
  /** What to call the earlier summary, such as its file name. */
  readonly label: string;
  readonly labelNow?: string;
  /**
   * Where the two spans begin, in milliseconds since 1970-01-01T00:00:00Z. Window positions are counted from there;
   * without it, from the first window with events on each side.
   */
  readonly starts?: { readonly before: number; readonly now: number };
}

/** With more windows on either side they are not compared one by one: nobody looks at so many. */
export const MAX_COMPARED_WINDOWS = 20_000;

export function compareSummaries(before: Summary, now: Summary, options: CompareOptions): Comparison {
  const notes = notesOn(before, now);
  return {
    schema: COMPARISON_SCHEMA,
    before: side(before, options.label),
    now: side(now, options.labelNow ?? 'now'),
    notes,
    events: countChange(before.totals.events, now.totals.events),
    errors: countChange(before.totals.errors, now.totals.errors),
    errorRate: rateChange(before.totals.errors, before.totals.events, now.totals.errors, now.totals.events),
    codes: codeChanges(before, now),
    categories: categoryChanges(before, now),
    windows: before.window === now.window && !hasTooMany(before, now) ? windowChanges(before, now, options) : [],
  };
}

function hasTooMany(...summaries: readonly Summary[]): boolean {
  return summaries.some(({ windows }) => windows.length > MAX_COMPARED_WINDOWS);
}

function side({ timeZone, window, totals }: Summary, label: string): ComparedSide {
  const { first, last, events, errors } = totals;
  return { label, timeZone, window, first, last, events, errors };
}

function notesOn(before: Summary, now: Summary): string[] {
  const notes: string[] = [];
  if (before.totals.events === 0) notes.push('The earlier summary has no events.');
  if (now.totals.events === 0) notes.push('This summary has no events.');
  if (before.window !== now.window) {
    notes.push(`The earlier windows are ${before.window} long, these ${now.window}: windows are not compared.`);
  }
  if (hasTooMany(before, now)) {
    notes.push(`There are more than ${thousands(MAX_COMPARED_WINDOWS)} windows: they are not compared one by one.`);
  }
  if (before.timeZone !== now.timeZone) {
    notes.push(`The earlier summary is in ${before.timeZone}, this one in ${now.timeZone}.`);
  }
  const [was, is] = [lengthMs(before), lengthMs(now)];
  if (was > 0 && is > 0 && Math.max(was, is) > 1.25 * Math.min(was, is)) {
    const times = (Math.max(was, is) / Math.min(was, is)).toFixed(1);
    const longer = was > is ? 'The earlier span' : 'This span';
    notes.push(`${longer} is ${times} times as long as the other: compare shares rather than counts.`);
  }
  if (before.sources.some(({ error }) => error !== null)) notes.push('The earlier summary had sources not read whole.');
  return notes;
}

function lengthMs({ totals: { first, last } }: Summary): number {
  return first === null || last === null ? 0 : Date.parse(last) - Date.parse(first);
}

function countChange(before: number, now: number): CountChange {
  return { before, now, difference: now - before, relative: before === 0 ? null : (now - before) / before };
}

function presenceOf(before: number, now: number): Presence {
  return before === 0 ? 'new' : now === 0 ? 'vanished' : 'both';
}

const PRESENCES: readonly Presence[] = ['new', 'vanished', 'both'];

function codeChanges(before: Summary, now: Summary): CodeChange[] {
  const was = new Map(before.codes.map((code) => [code.code, code]));
  const is = new Map(now.codes.map((code) => [code.code, code]));
  const changes = [...new Set([...is.keys(), ...was.keys()])].map((number): CodeChange => {
    // The catalogue may have changed in between: its current facts are shown.
    const known: CodeSummary = is.get(number) ?? was.get(number)!;
    const { code, name, category, severity, fault, retry } = known;
    const [n, m] = [was.get(number)?.count ?? 0, is.get(number)?.count ?? 0];
    return {
      code,
      name,
      category,
      severity,
      fault,
      retry,
      presence: presenceOf(n, m),
      count: countChange(n, m),
      share: rateChange(n, before.totals.events, m, now.totals.events),
    };
  });
  return changes.sort(
    (a, b) =>
      PRESENCES.indexOf(a.presence) - PRESENCES.indexOf(b.presence) ||
      (a.presence === 'both' ? surest(a, b) : 0) ||
      Math.abs(b.count.difference) - Math.abs(a.count.difference) ||
      a.code - b.code,
  );
}

function surest(a: CodeChange, b: CodeChange): number {
  // Null becomes 2, above every p-value, so that codes with too few events come last.
  return (a.share.p ?? 2) - (b.share.p ?? 2);
}

function categoryChanges(before: Summary, now: Summary): CategoryChange[] {
  const names = new Set([...Object.keys(now.categories), ...Object.keys(before.categories)] as Category[]);
  return [...names]
    .map((category): CategoryChange => {
      const [n, m] = [before.categories[category] ?? 0, now.categories[category] ?? 0];
      return {
        category,
        presence: presenceOf(n, m),
        count: countChange(n, m),
        share: rateChange(n, before.totals.events, m, now.totals.events),
      };
    })
    .sort((a, b) => b.count.now - a.count.now || b.count.before - a.count.before || (a.category < b.category ? -1 : 1));
}

type PositionCounts = Pick<WindowSummary, 'start' | 'events' | 'errors'>;

function windowChanges(before: Summary, now: Summary, { starts }: CompareOptions): WindowChange[] {
  const was = positions(before, starts?.before ?? null);
  const is = positions(now, starts?.now ?? null);
  return [...new Set([...was.keys(), ...is.keys()])]
    .sort((a, b) => a - b)
    .map((position) => {
      const [w, i] = [was.get(position), is.get(position)];
      return {
        position,
        before: w?.start ?? null,
        now: i?.start ?? null,
        events: countChange(w?.events ?? 0, i?.events ?? 0),
        errors: countChange(w?.errors ?? 0, i?.errors ?? 0),
        errorRate: rateChange(w?.errors ?? 0, w?.events ?? 0, i?.errors ?? 0, i?.events ?? 0),
      };
    });
}

/**
 * Numbers the windows by wall-clock time, in steps of the window length from the first: so the same hour of the day has
 * the same position before and after a clock change. The hour that occurs twice in autumn is one position.
 */
function positions({ window, windows }: Summary, spanStart: number | null): Map<number, PositionCounts> {
  const length = lengthNamed(window);
  const found = new Map<number, PositionCounts>();
  const first = windows[0];
  if (length === null || first === undefined) return found;
  const step = nominalMs(length);
  // Rounded up, as the span may begin within its first window; less 0.05, as a day is longer by 1/24 at a clock change.
  const before = spanStart === null ? 0 : Math.max(0, Math.ceil((Date.parse(first.start) - spanStart) / step - 0.05));
  for (const { start, events, errors } of windows) {
    const position = before + Math.round((wallOf(start) - wallOf(first.start)) / step);
    const earlier = found.get(position);
    if (earlier === undefined) found.set(position, { start, events, errors });
    else
      found.set(position, { start: earlier.start, events: earlier.events + events, errors: earlier.errors + errors });
  }
  return found;
}
