/** What a summary says of the events that a selector means. */
import type { GroupSummary, GroupsSummary, Summary } from '../model/summary.js';
import type { Selector } from './selector.js';

/** Events by code number. */
export type CodeCounts = ReadonlyMap<number, number>;

/** What of a summary, or of a baseline, is counted: the two have these in common. */
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

/** Those of the codes that the selector means; for a key, `codes` are of the right groups already. */
export function pick(codes: CodeCounts, select: Selector): Map<number, number> {
  const picked = new Map<number, number>();
  for (const [code, count] of codes) if (select.group !== null || select.has(code)) picked.set(code, count);
  return picked;
}

/** Why the events of a key's value cannot be told. */
export type Missing =
  /** The groups are not by that key. */
  | 'not-grouped'
  /** No line has the key. */
  | 'no-key'
  /** No line has the value under the key. */
  | 'no-value'
  /** There were too many values to keep them all apart. */
  | 'too-many';

/** The events that the selector means by code; null: all. */
export function eventsOf({ codes, groups }: Counted, selector: Selector | null): CodeCounts | Missing {
  if (selector === null) return codes;
  if (selector.group === null) return pick(codes, selector);
  const { key, value } = selector.group;
  const at = columnOf(groups, key);
  if (groups === null || at < 0) return 'not-grouped';
  const rows = groups.rows.filter(({ values }) => values[at] === value);
  // A group that is shown is counted whole. What has no place of its own may be of this value as well.
  const isWhole = groups.other === null || (groups.by.length === 1 && rows.length > 0);
  if (!isWhole) return 'too-many';
  if (rows.length > 0) return addUp(rows);
  return groups.rows.some(({ values }) => values[at] !== NO_VALUE) ? 'no-value' : 'no-key';
}

/** Which of the keys it is, or -1; case does not count. */
export function columnOf(groups: GroupsSummary | null, key: string): number {
  return groups?.by.findIndex((name) => name.toLowerCase() === key.toLowerCase()) ?? -1;
}

/** What stands for the value on lines without the key. */
const NO_VALUE = '(none)';

/** The values under a key, by events. */
export function valuesOf({ groups }: Counted, key: string): string[] {
  const at = columnOf(groups, key);
  if (groups === null || at < 0) return [];
  return [...new Set(groups.rows.map(({ values }) => values[at]!))].filter((value) => value !== NO_VALUE);
}

function addUp(rows: readonly GroupSummary[]): CodeCounts {
  const total = new Map<number, number>();
  for (const { codes } of rows) {
    for (const [code, count] of Object.entries(codes)) total.set(Number(code), (total.get(Number(code)) ?? 0) + count);
  }
  return total;
}

/** A stretch of time that a rule for each window looks at. */
export interface Span {
  /** As in the summary; null: the events without a time, which are in no window and are held to the rule together. */
  readonly start: string | null;
  readonly end: string | null;
  readonly codes: CodeCounts;
}

/** The summary's windows, and where there are events without a time one more for them. */
export function spansOf(summary: Summary): Span[] {
  const rest = new Map(summary.codes.map(({ code, count }) => [code, count]));
  const spans: Span[] = summary.windows.map(({ start, end, codes }) => {
    const counts = new Map(Object.entries(codes).map(([code, count]) => [Number(code), count]));
    for (const [code, count] of counts) rest.set(code, (rest.get(code) ?? 0) - count);
    return { start, end, codes: counts };
  });
  const untimed = new Map([...rest].filter(([, count]) => count > 0));
  if (untimed.size > 0) spans.push({ start: null, end: null, codes: untimed });
  return spans;
}
