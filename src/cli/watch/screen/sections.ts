/** The lists of a page: codes, groups and lines, each row with what it stands for. */
import { isError } from '../../../model/code.js';
import type { GroupSummary, Summary } from '../../../model/summary.js';
import { bar } from '../../../report/bars.js';
import type { RenderOptions } from '../../../report/options.js';
import { errorsFirst, fold } from '../../../report/rows.js';
import { withSortedGroups } from '../../../report/sorted-groups.js';
import { SEVERITY_MARKS, wideStyle } from '../../../report/style.js';
import { type Canvas, type Cell, line, total, widest } from '../../../report/table/canvas.js';
import { classesTable } from '../../../report/table/classes.js';
import { codesTable } from '../../../report/table/codes.js';
import { lineGroupsTable } from '../../../report/table/line-groups.js';
import { percent, thousands } from '../../../text/numbers.js';
import { printable, truncate } from '../../../text/terminal.js';
import type { Item } from './place.js';

export interface Section {
  readonly title: string;
  /** One for each row; null: it stands for nothing. */
  readonly items: readonly (Item | null)[];
  /** Draws rows. */
  rows(from: number, until: number): readonly string[];
}

export type Looks = Pick<RenderOptions, 'by' | 'sort' | 'describe'>;

/** @param items of the first rows */
function drawnSection(title: string, rows: readonly string[], items: readonly (Item | null)[]): Section {
  return { title, items: rows.map((_, i) => items[i] ?? null), rows: (from, until) => rows.slice(from, until) };
}

/** More rows than these nobody goes through. */
export const MOST_ROWS = 200;

/** Whether a text has what the reader looks for. */
export type Has = (text: string) => boolean;

export function hasFilter(filter: string): Has {
  if (filter === '') return () => true;
  const sought = filter.toLowerCase();
  return (text) => text.toLowerCase().includes(sought);
}

/** All codes, errors first, as the table of a summary has them. */
export function codesSection(summary: Summary, has: Has, canvas: Canvas): Section | null {
  const codes = summary.codes.filter(({ code, name, category }) => has(`${code} ${name} ${category}`));
  if (codes.length === 0) return null;
  const room = { errors: MOST_ROWS, well: MOST_ROWS };
  const [title = '', ...rows] = codesTable({ ...summary, codes }, { top: null, room, comparison: null }, canvas);
  const { errors, well } = errorsFirst(codes);
  const items = [fold(errors, room.errors), fold(well, room.well)].flatMap(({ shown, rest }) => [
    ...shown.map(({ code }) => codeItem(code)),
    ...(rest.length > 0 ? [null] : []),
  ]);
  // Without the sum below them, which is not that of what is left by the filter.
  return drawnSection(title, rows.slice(0, items.length), items);
}

/** The codes of one group. */
export function codesOfGroup(
  { codes }: Summary,
  group: Pick<GroupSummary, 'events' | 'codes'>,
  has: Has,
  canvas: Canvas,
): Section | null {
  const its = codes
    .map((code) => ({ ...code, count: group.codes[code.code] ?? 0 }))
    .filter(({ code, name, category, count }) => count > 0 && has(`${code} ${name} ${category}`))
    .sort((a, b) => Number(isError(b.severity)) - Number(isError(a.severity)) || b.count - a.count);
  const rows = its.map(({ code, name, severity, count }): CountRow => {
    const mark = { text: `${code} ${SEVERITY_MARKS[severity]} ${printable(name)}`, style: wideStyle(severity) };
    return { ...{ label: mark, count, style: wideStyle(severity) }, item: codeItem(code) };
  });
  return countsSection('Codes', rows.slice(0, MOST_ROWS), group.events, canvas);
}

/** The groups of the summary, or what else the codes are grouped by; null: nothing. */
export function groupsSection(summary: Summary, has: Has, { by, sort = null }: Looks, canvas: Canvas): Section | null {
  if (by !== 'code') {
    const [title = '', ...rows] = classesTable(summary, by, MOST_ROWS, canvas);
    return drawnSection(title, rows, []);
  }
  if (summary.groups === undefined) return null;
  const all = withSortedGroups(summary, sort);
  const rows = all.groups!.rows.filter(({ values }) => has(values.join(' ')));
  const groups = { ...all.groups!, rows, other: has('') ? all.groups!.other : null };
  const [title = '', ...drawn] = lineGroupsTable({ ...all, groups }, { top: null, most: MOST_ROWS }, canvas);
  const items = fold(rows, MOST_ROWS).shown.map(({ values }) => groupItem(values));
  return drawn.length === 0 ? null : drawnSection(title, drawn, items);
}

/** The groups that a code hit. */
export function groupsOfCode(summary: Summary, code: number, has: Has, canvas: Canvas): Section | null {
  if (summary.groups === undefined) return null;
  const { severity, count = 0 } = summary.codes.find((each) => each.code === code) ?? { severity: 'ok' };
  const rows = summary.groups.rows
    .map(({ values, codes }) => ({ values, count: codes[code] ?? 0 }))
    .filter(({ values, count }) => count > 0 && has(values.join(' ')))
    .sort((a, b) => b.count - a.count)
    .map(({ values, count }): CountRow => {
      const label = { text: values.map(printable).join('  ') };
      return { ...{ label, count, style: wideStyle(severity) }, item: groupItem(values) };
    });
  const title = summary.groups.by.map(printable).join('  ');
  return countsSection(title, rows.slice(0, MOST_ROWS), count, canvas);
}

/** Of a group that has no events now, nothing. */
export function groupOf(
  { groups }: Summary,
  values: readonly string[],
): Pick<GroupSummary, 'events' | 'errors' | 'codes'> {
  const key = JSON.stringify(values);
  return groups?.rows.find((row) => JSON.stringify(row.values) === key) ?? { events: 0, errors: 0, codes: {} };
}

interface CountRow {
  readonly label: Cell;
  readonly count: number;
  readonly style: ReturnType<typeof wideStyle>;
  readonly item: Item;
}

const SHARE_COLUMNS = 6;
const MOST_BAR_COLUMNS = 40;

function countsSection(name: string, rows: readonly CountRow[], all: number, canvas: Canvas): Section | null {
  if (rows.length === 0) return null;
  const count = Math.max('Events'.length, thousands(all).length);
  const label = Math.min(
    widest([name, ...rows.map((row) => row.label.text)]),
    canvas.columns - total([0, count, SHARE_COLUMNS]),
  );
  const widths = [label, count, SHARE_COLUMNS];
  const room = Math.min(MOST_BAR_COLUMNS, canvas.columns - total([...widths, 0]));
  const most = Math.max(...rows.map((row) => row.count));
  const bold = { style: 'bold' } as const;
  const title = line(
    [
      { text: truncate(name, label), ...bold },
      { text: 'Events', right: true, ...bold },
      { text: 'Share', right: true, ...bold },
    ],
    widths,
    canvas.style,
  );
  const drawn = rows.map((row) =>
    line(
      [
        { ...row.label, text: truncate(row.label.text, label) },
        { text: thousands(row.count), right: true },
        { text: percent(row.count, all), right: true },
        ...(room < 6 ? [] : [{ text: bar(row.count, most, room), style: row.style }]),
      ],
      [...widths, 0],
      canvas.style,
    ),
  );
  return drawnSection(
    title,
    drawn,
    rows.map(({ item }) => item),
  );
}

function codeItem(code: number): Item {
  return { id: `code ${code}`, section: 'codes', into: { code } };
}

function groupItem(group: readonly string[]): Item {
  return { id: `group ${JSON.stringify(group)}`, section: 'groups', into: { group } };
}
