/** How many events a selector means, by the counts of a summary. */
import { type GroupSummary, type GroupsSummary, NO_VALUE, type Summary } from '../model/summary.js';
import type { Selector } from './selector.js';

/** Events by code number. */
export type CodeCounts = ReadonlyMap<number, number>;

/** What a run's summary and a baseline have in common. */
export interface Counted {
  readonly codes: CodeCounts;
  readonly groups: GroupsSummary | null;
}

export function countedOf(summary: Summary): Counted {
  return { codes: new Map(summary.codes.map(({ code, count }) => [code, count])), groups: summary.groups ?? null };
}

export function sum(codes: CodeCounts): number {
  let total = 0;
  for (const count of codes.values()) total += count;
  return total;
}

/** The counts of the codes that the selector means. A selector of a key means them all: it has picked groups before. */
export function pick(codes: CodeCounts, select: Selector): Map<number, number> {
  const picked = new Map<number, number>();
  for (const [code, count] of codes) if (select.group !== null || select.has(code)) picked.set(code, count);
  return picked;
}

/** Why the events with a key's value cannot be counted. */
export type Missing =
  /** The groups are not by that key. */
  | 'not-grouped'
  /** No line has the key. */
  | 'no-key'
  /** No line has the value under the key. */
  | 'no-value'
  /** The summary has counted some values together, as `other`. */
  | 'too-many';

/** The events that the selector means, by code; null means all. */
export function eventsOf({ codes, groups }: Counted, selector: Selector | null): CodeCounts | Missing {
  if (selector === null) return codes;
  if (selector.group === null) return pick(codes, selector);
  const { key, value } = selector.group;
  const at = columnOf(groups, key);
  if (groups === null || at < 0) return 'not-grouped';
  const rows = groups.rows.filter(({ values }) => values[at] === value);
  // A group that is listed is counted whole, so with one key `other` has none of it. With two, another of the value's
  // groups may be in `other`.
  const isWhole = groups.other === null || (groups.by.length === 1 && rows.length > 0);
  if (!isWhole) return 'too-many';
  if (rows.length > 0) return addUp(rows);
  return groups.rows.some(({ values }) => values[at] !== NO_VALUE) ? 'no-value' : 'no-key';
}

/** Which of the keys it is, or -1; case does not count. */
export function columnOf(groups: GroupsSummary | null, key: string): number {
  return groups?.by.findIndex((name) => name.toLowerCase() === key.toLowerCase()) ?? -1;
}

/** The values under a key: those with most errors first, then those with most events, as a summary has them. */
export function valuesOf({ groups }: Counted, key: string): string[] {
  const at = columnOf(groups, key);
  if (groups === null || at < 0) return [];
  return [...new Set(groups.rows.map(({ values }) => values[at]!))].filter((value) => value !== NO_VALUE);
}

/** The events of each value under a key, by code. */
export function valueCounts({ by, rows }: GroupsSummary, key: string): Map<string, CodeCounts> {
  const at = by.findIndex((name) => name.toLowerCase() === key.toLowerCase());
  const own = new Map<string, GroupSummary[]>();
  for (const row of rows) {
    const value = row.values[at]!;
    const others = own.get(value);
    if (others === undefined) own.set(value, [row]);
    else others.push(row);
  }
  return new Map([...own].map(([value, all]) => [value, addUp(all)]));
}

function addUp(rows: readonly GroupSummary[]): CodeCounts {
  const total = new Map<number, number>();
  for (const { codes } of rows) {
    for (const [code, count] of Object.entries(codes)) total.set(Number(code), (total.get(Number(code)) ?? 0) + count);
  }
  return total;
}
