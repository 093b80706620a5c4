/** From a tally to the summary document. */
import type { Catalogue } from '../catalogue/catalogue.js';
import {
  type Category,
  CODE_COUNT,
  type CodeInfo,
  type Fault,
  FIRST_CODE,
  isError,
  SEVERITIES,
  type Severity,
} from '../model/code.js';
import {
  type CodeSummary,
  type Counts,
  type GroupsSummary,
  type SourceSummary,
  SUMMARY_SCHEMA,
  type Summary,
  type WindowSummary,
} from '../model/summary.js';
import { windowName } from '../model/window.js';
import { formatInstant, formatInZone } from '../time/instants.js';
import type { GroupCounts } from './groups.js';
import type { Tally } from './tally.js';

/** What was read, beside the events. */
export interface InputTotals {
  readonly matchedLines: number;
  readonly sources: readonly SourceSummary[];
}

/** What events were grouped by, and how many groups the summary shows by themselves. */
export interface Grouped {
  readonly keys: readonly string[];
  readonly most: number;
}

export function summarise(tally: Tally, input: InputTotals, catalogue: Catalogue, grouped?: Grouped): Summary {
  const { timeZone } = tally.plan;
  const { length, cutter, counts } = tally.windows();
  const totals = tally.untimed.slice();
  const windows: WindowSummary[] = [];
  for (const start of [...counts.keys()].sort((a, b) => a - b)) {
    const codes = counts.get(start)!;
    for (const [code, count] of codes) totals[code]! += count;
    const { end } = cutter.at(start);
    windows.push({
      start: formatInZone(start, timeZone),
      end: formatInZone(end, timeZone),
      ...windowCounts(codes, catalogue),
    });
  }
  const codes = codeSummaries(tally, totals, catalogue);
  const shape = shapeOf(codes);
  return {
    schema: SUMMARY_SCHEMA,
    timeZone: timeZone.name,
    window: windowName(length),
    input: {
      sources: input.sources.length,
      bytes: sum(input.sources, (source) => source.bytes),
      lines: sum(input.sources, (source) => source.lines),
      matchedLines: input.matchedLines,
    },
    totals: {
      events: shape.events,
      errors: shape.errors,
      errorRate: shape.errorRate,
      unknown: sum(codes, ({ code, count }) => (catalogue.has(code) ? 0 : count)),
      untimed: tally.untimed.reduce((a, b) => a + b, 0),
      inherited: tally.inherited,
      filtered: tally.filtered,
      first: instantOrNull(tally.first.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)),
      last: instantOrNull(tally.last.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)),
    },
    severities: shape.severities,
    categories: shape.categories,
    faults: shape.faults,
    codes,
    windows,
    sources: [...input.sources].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    ...(tally.groups === null || grouped === undefined ? {} : { groups: groupsOf(tally.groups, grouped, catalogue) }),
  };
}

/** The groups with most events, by events then values, and the others together. */
function groupsOf(counts: GroupCounts, { keys, most }: Grouped, catalogue: Catalogue): GroupsSummary {
  const groups = counts.groups().map(({ name, codes }) => ({
    values: name.map((value) => value ?? NO_VALUE),
    codes,
    events: sum([...codes.values()], (n) => n),
  }));
  groups.sort((a, b) => b.events - a.events || compareValues(a.values, b.values));
  const rows = groups.slice(0, most).map(({ values, codes }) => ({ values, ...groupShape(codes, catalogue) }));
  const rest = groups.slice(most);
  const codes = new Map<number, number>();
  const add = (code: number, n: number) => codes.set(code, (codes.get(code) ?? 0) + n);
  for (const group of rest) for (const [code, n] of group.codes) add(code, n);
  const { others } = counts;
  others.codes.forEach((n, code) => {
    if (n > 0) add(code, n);
  });
  const other = codes.size === 0 ? null : { groups: rest.length + others.groups, ...groupShape(codes, catalogue) };
  return { by: [...keys], rows, other };
}

/** What stands for the value of a key that is not on the line. */
const NO_VALUE = '(none)';

function compareValues(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! < b[i]! ? -1 : 1;
  return 0;
}

function groupShape(codes: Map<number, number>, catalogue: Catalogue) {
  const { events, errors, errorRate, severities, codes: byCode } = windowCounts(codes, catalogue);
  return { events, errors, errorRate, severities, codes: byCode };
}

function codeSummaries(tally: Tally, totals: Float64Array, catalogue: Catalogue): CodeSummary[] {
  const codes: CodeSummary[] = [];
  for (let index = 0; index < CODE_COUNT; index++) {
    const count = totals[index]!;
    if (count === 0) continue;
    const { code, name, category, severity, fault, retry } = catalogue.get(index + FIRST_CODE);
    const first = instantOrNull(tally.first[index]!);
    const last = instantOrNull(tally.last[index]!);
    codes.push({ code, name, category, severity, fault, retry, count, first, last });
  }
  return codes.sort((a, b) => b.count - a.count || a.code - b.code);
}

function windowCounts(codes: Map<number, number>, catalogue: Catalogue): Omit<WindowSummary, 'start' | 'end'> {
  const ascending = [...codes].sort((a, b) => a[0] - b[0]);
  const counted = ascending.map(([index, count]) => ({ ...catalogue.get(index + FIRST_CODE), count }));
  const { events, errors, errorRate, severities, categories } = shapeOf(counted);
  const byCode = Object.fromEntries(ascending.map(([index, count]) => [String(index + FIRST_CODE), count]));
  return { events, errors, errorRate, severities, categories, codes: byCode };
}

type Counted = Pick<CodeInfo, 'category' | 'severity' | 'fault'> & { readonly count: number };

function shapeOf(codes: readonly Counted[]) {
  const severities = Object.fromEntries(SEVERITIES.map((name) => [name, 0])) as Record<Severity, number>;
  const categories = new Map<Category, number>();
  const faults = new Map<Fault, number>();
  let events = 0;
  let errors = 0;
  for (const { category, severity, fault, count } of codes) {
    events += count;
    if (isError(severity)) errors += count;
    severities[severity] += count;
    categories.set(category, (categories.get(category) ?? 0) + count);
    faults.set(fault, (faults.get(fault) ?? 0) + count);
  }
  return {
    events,
    errors,
    errorRate: events === 0 ? null : errors / events,
    severities,
    categories: byCountThenName(categories),
    faults: byCountThenName(faults),
  };
}

function byCountThenName<K extends string>(counts: Map<K, number>): Counts<K> {
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return Object.fromEntries(sorted) as Counts<K>;
}

function instantOrNull(time: number): string | null {
  return Number.isFinite(time) ? formatInstant(time) : null;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
