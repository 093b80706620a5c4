/** Makes the summary document of a tally. */
import type { Catalogue } from '../catalogue/catalogue.js';
import { FIRST_CODE } from '../model/code.js';
import {
  type CodeSummary,
  type GroupsSummary,
  type SourceSummary,
  SUMMARY_SCHEMA,
  type Summary,
  type SummaryOptions,
  type WindowSummary,
} from '../model/summary.js';
import { windowName } from '../model/window.js';
import { formatInstant } from '../time/instants.js';
import { byCode, CodeBreakdown, type IndexedCounts } from './breakdown.js';
import { CountedGroup, CountedWindow } from './counted-rows.js';
import { findingsOf } from './findings/index.js';
import type { GroupCounts } from './groups.js';
import { rankedGroups } from './ranked-groups.js';
import { isPicked, producerOf } from './summary-options.js';
import type { Tally } from './tally.js';
import { usedCodes } from './used-codes.js';

/** Counts of the input that are not in the tally. */
export interface InputTotals {
  readonly matchedLines: number;
  readonly sources: readonly SourceSummary[];
}

/** @param options what was decided, as `summaryOptions` gives it */
export function summarise(tally: Tally, input: InputTotals, catalogue: Catalogue, options: SummaryOptions): Summary {
  const { timeZone } = tally.plan;
  const isFiltered = isPicked(options);
  const breakdown = new CodeBreakdown(catalogue, !isFiltered);
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
  const { groups, cells } = tally;
  // Packed anew by each look at them.
  const kept = groups?.kept ?? null;
  const found = { windows: counted, length, cutter, zone: timeZone, catalogue, by: options.by, groups, kept, cells };
  return {
    schema: SUMMARY_SCHEMA,
    producer: producerOf(catalogue),
    timeZone: timeZone.name,
    window: windowName(length),
    options,
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
    findings: isFiltered ? [] : findingsOf(found),
    severities: all.severities,
    categories: all.categories,
    faults: breakdown.faultsOf(counts),
    codes,
    ...(groups === null || kept === null ? {} : { groups: groupsOf(groups, kept, options, catalogue, breakdown) }),
    windows,
    sources: [...input.sources].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
  };
}

/** The groups with most errors, by errors, events, then values, and the others added up. */
function groupsOf(
  groups: GroupCounts,
  kept: GroupCounts['kept'],
  { by, maxGroups }: SummaryOptions,
  catalogue: Catalogue,
  breakdown: CodeBreakdown,
): GroupsSummary {
  const { names, counts } = kept;
  const table = { names, counts, breakdown };
  const order = rankedGroups(kept, catalogue);
  const rows = Array.from(order.subarray(0, maxGroups), (group) => new CountedGroup(table, group));
  const { others } = groups;
  const rest = others.codes.slice();
  for (const group of order.subarray(maxGroups)) counts.addTo(rest, group);
  const codes = Array.from(rest.entries()).filter(([, n]) => n > 0);
  const more = order.length - rows.length + others.groups;
  const other = codes.length === 0 ? null : { groups: more, ...groupBreakdown(codes, breakdown) };
  return { by: [...by], rows, other, sampled: groups.isSampled };
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
  for (const index of usedCodes(totals, 0)) {
    const count = totals[index]!;
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
  return sum(usedCodes(counts, 0), (index) => counts[index]!);
}
