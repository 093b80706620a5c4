/**
 * Two groupings against each other: `--by tenant,code`. A cell counts events; with two keys of the lines, where nothing says
 * which of the events are errors, it counts errors as long as there are any. The cells of a row add up to the row.
 */
import { isError } from '../model/code.js';
import { type GroupSummary, NO_VALUE, type Summary } from '../model/summary.js';
import { counted } from '../text/numbers.js';
import { className, classOf, groupingTitle } from './class-names.js';
import { foldedGroups } from './group-rows.js';
import type { Cross, Dimension, GroupOrder } from './options.js';
import { comparing } from './sorted-groups.js';

export interface CrossTable {
  readonly counts: 'events' | 'errors';
  /** What the rows are, and the columns. */
  readonly titles: readonly [rows: string, columns: string];
  /** By errors, then events. */
  readonly columns: readonly CrossColumn[];
  /** By errors, then events; the groups that have no row of their own are the last. */
  readonly rows: readonly CrossRow[];
}

export interface CrossColumn {
  readonly label: string;
  readonly count: number;
}

export interface CrossRow {
  readonly label: string;
  /** Whether it is several groups added up. */
  readonly isRest: boolean;
  readonly events: number;
  readonly errors: number;
  /** By the number of the column; none where there is nothing. */
  readonly cells: ReadonlyMap<number, number>;
}

/** Counts of one row and one column of a table. */
interface Pair {
  readonly row: Label;
  readonly column: Label;
  readonly events: number;
  readonly errors: number;
}

/** A class of codes, or a value; null: the groups that have no row of their own. */
type Label = string | null;

/** @param sort of the rows */
export function crossTable(summary: Summary, cross: Cross, sort: GroupOrder | null = null): CrossTable {
  const isKeys = typeof cross[0] === 'number' && typeof cross[1] === 'number';
  const counts = isKeys && summary.totals.errors > 0 ? 'errors' : 'events';
  const sums = { rows: new Map<Label, Sums>(), columns: new Map<Label, Sums>() };
  const cells = new Map<Label, Map<Label, number>>();
  for (const pair of pairsOf(summary, cross)) {
    const { row, column } = pair;
    add(sums.rows, row, pair);
    add(sums.columns, column, pair);
    const inRow = cells.get(row) ?? new Map<Label, number>();
    cells.set(row, inRow);
    if (pair[counts] > 0) inRow.set(column, (inRow.get(column) ?? 0) + pair[counts]);
  }
  const columns = ranked(sums.columns, 'errors').filter(([, sum]) => sum[counts] > 0);
  const numbers = new Map(columns.map(([column], i) => [column, i]));
  return {
    counts,
    titles: [titleOf(summary, cross[0]), titleOf(summary, cross[1])],
    columns: columns.map(([column, sum]) => ({ label: labelOf(summary, cross[1], column), count: sum[counts] })),
    rows: ranked(sums.rows, sort ?? 'errors').map(([row, { events, errors }]) => ({
      label: labelOf(summary, cross[0], row),
      isRest: row === null,
      events,
      errors,
      cells: new Map([...cells.get(row)!].map(([column, n]) => [numbers.get(column)!, n])),
    })),
  };
}

/** `Errors by tenant and queue`. */
export function crossTitle({ counts, titles }: CrossTable): string {
  return `${counts === 'errors' ? 'Errors' : 'Events'} by ${titles.join(' and ')}`;
}

/** The first rows, and the others added up. @param top as many rows, and one; null: `most` rows with that one */
export function foldedRows(
  { rows }: CrossTable,
  top: number | null,
  most: number,
): { shown: readonly CrossRow[]; rest: CrossRow | null } {
  const n = top ?? (rows.length <= most ? rows.length : Math.max(0, most - 1));
  const rest = rows.slice(n);
  if (rest.length === 0) return { shown: rows, rest: null };
  const cells = new Map<number, number>();
  let [events, errors] = [0, 0];
  for (const row of rest) {
    events += row.events;
    errors += row.errors;
    for (const [column, count] of row.cells) cells.set(column, (cells.get(column) ?? 0) + count);
  }
  const label = rest.length === 1 ? rest[0]!.label : counted(rest.length, 'more', 'more');
  return { shown: rows.slice(0, n), rest: { label, isRest: true, events, errors, cells } };
}

/** The counts of the first `kept` columns, and behind them that of the others, where there are `more`. */
export function cellsOf({ cells }: CrossRow, kept: number, more: number): number[] {
  const counts = Array.from({ length: kept }, (_, column) => cells.get(column) ?? 0);
  let others = 0;
  for (const [column, n] of cells) if (column >= kept) others += n;
  return more > 0 ? [...counts, others] : counts;
}

interface Sums {
  events: number;
  errors: number;
}

function add(to: Map<Label, Sums>, label: Label, { events, errors }: Sums): void {
  const sum = to.get(label) ?? { events: 0, errors: 0 };
  to.set(label, sum);
  sum.events += events;
  sum.errors += errors;
}

/** What has no row of its own is last. */
function ranked(sums: ReadonlyMap<Label, Sums>, order: GroupOrder): [Label, Sums][] {
  const compare = comparing(order);
  const row = ([label, sum]: [Label, Sums]) => ({ values: [label ?? ''], ...sum });
  return [...sums].sort((a, b) => Number(a[0] === null) - Number(b[0] === null) || compare(row(a), row(b)));
}

function* pairsOf(summary: Summary, [rows, columns]: Cross): Iterable<Pair> {
  const codes = new Map(summary.codes.map((code) => [code.code, code]));
  if (typeof rows === 'string' && typeof columns === 'string') {
    for (const code of summary.codes) {
      const errors = isError(code.severity) ? code.count : 0;
      yield { row: classOf(code, rows), column: classOf(code, columns), events: code.count, errors };
    }
    return;
  }
  if (summary.groups === undefined) return;
  const { shown, other } = foldedGroups(summary.groups, null);
  const groups: readonly (Omit<GroupSummary, 'values'> & { values: readonly string[] | null })[] =
    other === null ? shown : [...shown, { ...other, values: null }];
  for (const group of groups) {
    const { values } = group;
    const value = (key: number) => (values === null ? null : (values[key] ?? NO_VALUE));
    if (typeof rows === 'number' && typeof columns === 'number') {
      yield { row: value(rows), column: value(columns), events: group.events, errors: group.errors };
      continue;
    }
    for (const [number, count] of Object.entries(group.codes)) {
      const code = codes.get(Number(number))!;
      const errors = isError(code.severity) ? count : 0;
      const side = (of: Dimension) => (typeof of === 'number' ? value(of) : classOf(code, of));
      yield { row: side(rows), column: side(columns), events: count, errors };
    }
  }
}

function titleOf({ groups }: Summary, of: Dimension): string {
  return typeof of === 'number' ? (groups?.by[of] ?? '') : groupingTitle(of).toLowerCase();
}

function labelOf({ groups }: Summary, of: Dimension, label: Label): string {
  if (label === null) return `other (${counted(groups?.other?.groups ?? 0, 'group')})`;
  if (typeof of === 'number') return label;
  return className(of, label);
}
