/** Makes the summary document of a tally. */
import type { Catalogue } from '../catalogue/catalogue.js';
import { CODE_COUNT, FIRST_CODE } from '../model/code.js';
import {
  type CodeSummary,
  type GroupsSummary,
  type SourceSummary,
  SUMMARY_SCHEMA,
  type Summary,
  type WindowSummary,
} from '../model/summary.js';
import { windowName } from '../model/window.js';
import { formatInstant } from '../time/instants.js';
import { byCode, CodeBreakdown, type IndexedCounts } from './breakdown.js';
import { CountedGroup, CountedWindow } from './counted-rows.js';
import type { GroupCounts } from './groups.js';
import type { Tally } from './tally.js';

/** Counts of the input that are not in the tally. */
export interface InputTotals {
  readonly matchedLines: number;
  readonly sources: readonly SourceSummary[];
}

/** The `--by` keys, and at most how many groups get a row of their own. */
export interface Grouped {
  readonly keys: readonly string[];
  readonly most: number;
}

export function summarise(tally: Tally, input: InputTotals, catalogue: Catalogue, grouped?: Grouped): Summary {
  const { timeZone } = tally.plan;
  const breakdown = new CodeBreakdown(catalogue);
  const { length, cutter, windows: counted, first, last } = tally.windows();
  const totals = tally.untimed.slice();
  const table = { ...counted, breakdown, cutter, zone: timeZone };
  const windows: WindowSummary[] = [];
  for (let n = 0; n < counted.counts.length; n++) {
    counted.counts.addTo(totals, n);
    windows.push(new CountedWindow(table, n));
  }
  const codes = codeSummaries(tally, totals, catalogue);
  const counts = inOrder(codes.map(({ code, count }) => [code - FIRST_CODE, count]));
  const all = breakdown.of(counts);
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
      events: all.events,
      errors: all.errors,
      errorRate: all.errorRate,
      unknown: sum(codes, ({ code, count }) => (catalogue.has(code) ? 0 : count)),
      untimed: total(tally.untimed),
      inherited: tally.inherited,
      filtered: tally.filtered,
      first: instantOrNull(first),
      last: instantOrNull(last),
    },
    severities: all.severities,
    categories: all.categories,
    faults: breakdown.faultsOf(counts),
    codes,
    windows,
    sources: [...input.sources].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    ...(tally.groups === null || grouped === undefined ? {} : { groups: groupsOf(tally.groups, grouped, breakdown) }),
  };
}

/** The groups with most events, by events then values, and the others added up. */
function groupsOf(groups: GroupCounts, { keys, most }: Grouped, breakdown: CodeBreakdown): GroupsSummary {
  const { names, counts } = groups.kept;
  const table = { names, counts, breakdown };
  const events = Float64Array.from({ length: counts.length }, (_, group) => counts.sum(group));
  const order = Uint32Array.from({ length: counts.length }, (_, group) => group);
  order.sort((a, b) => events[b]! - events[a]! || names.compare(a, b));
  const rows = Array.from(order.subarray(0, most), (group) => new CountedGroup(table, group));
  const { others } = groups;
  const rest = others.codes.slice();
  for (const group of order.subarray(most)) counts.addTo(rest, group);
  const codes = Array.from(rest.entries()).filter(([, n]) => n > 0);
  const more = order.length - rows.length + others.groups;
  const other = codes.length === 0 ? null : { groups: more, ...groupBreakdown(codes, breakdown) };
  return { by: [...keys], rows, other };
}

function groupBreakdown(counts: Iterable<readonly [number, number]>, breakdown: CodeBreakdown) {
  const ascending = inOrder(counts);
  const { events, errors, errorRate, severities } = breakdown.of(ascending);
  return { events, errors, errorRate, severities, codes: byCode(ascending) };
}

function inOrder(counts: Iterable<readonly [number, number]>): IndexedCounts {
  const pairs = [...counts].sort((a, b) => a[0] - b[0]);
  return { codes: pairs.map(([code]) => code), counts: pairs.map(([, count]) => count) };
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

function instantOrNull(time: number): string | null {
  return Number.isFinite(time) ? formatInstant(time) : null;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

function total(counts: Float64Array): number {
  let all = 0;
  for (let i = 0; i < counts.length; i++) all += counts[i]!;
  return all;
}
