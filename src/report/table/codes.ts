/**
 * The table of codes: errors first, each with the times of its first and last event, what to do, and its events over time;
 * then what is well. What there is no room for is added up.
 */
import { advice } from '../../catalogue/advice.js';
import type { Comparison } from '../../model/comparison.js';
import type { CodeSummary, Summary } from '../../model/summary.js';
import { counted, percent, thousands } from '../../text/numbers.js';
import { printable, truncate } from '../../text/terminal.js';
import { bar, sparkline } from '../bars.js';
import { relativeText } from '../change.js';
import { codeSeries } from '../code-series.js';
import { errorsFirst, fold, split } from '../rows.js';
import { SEVERITY_MARKS, wideStyle } from '../style.js';
import { type Canvas, type Cell, line, total, widest } from './canvas.js';
import { type ColumnKey, type Layout, layoutFor } from './code-columns.js';
import { momentsOf } from './moments.js';
import type { Room } from './room.js';

/** Fewer windows are no line. */
const MIN_SPARK_WINDOWS = 3;

interface Row {
  readonly cells: Partial<Record<ColumnKey, Cell>>;
  /** The last column over which the name may stand; null: its own. */
  readonly nameUpTo: ColumnKey | null;
}

/** Codes that have a row of their own, and those that are added up after them. */
interface Part {
  readonly shown: readonly CodeSummary[];
  readonly rest: readonly CodeSummary[];
  readonly restName: string;
}

export interface CodesView {
  readonly top: number | null;
  readonly room: Pick<Room, 'errors' | 'well'>;
  readonly comparison: Comparison | null;
}

export function codesTable(summary: Summary, view: CodesView, canvas: Canvas): string[] {
  const parts = partsOf(summary, view);
  const shown = parts.flatMap((part) => part.shown);
  const isTimed = new Set(errorsFirst(shown).errors);
  const moment = momentsOf(summary);
  const times = (code: CodeSummary) => ({ since: moment(code.first), last: moment(code.last) });
  const changes = new Map(view.comparison?.codes.map(({ code, count }) => [code, relativeText(count)]));
  const names = (codes: readonly CodeSummary[]) => codes.map(({ name }) => printable(name));
  const layout = layoutFor(
    {
      names: {
        timed: widest(['Name', ...names([...isTimed])]),
        plain: widest([
          ...names(shown.filter((code) => !isTimed.has(code))),
          ...parts.map(({ rest, restName }) => (rest.length > 0 ? restName : '')),
          totalName(summary),
        ]),
      },
      time: widest(['', ...[...isTimed].flatMap((code) => ['Since', times(code).since, times(code).last])]),
      change: view.comparison === null ? 0 : widest(['Change', ...shown.map(({ code }) => changes.get(code) ?? '')]),
      advice: { long: adviceColumns(shown, 'long'), short: adviceColumns(shown, 'short') },
      count: Math.max('Events'.length, thousands(summary.totals.events).length),
    },
    canvas,
  );
  const chart = charts(summary, parts, layout);
  const { events } = summary.totals;
  const rows = [titles(layout)];
  for (const { shown, rest, restName } of parts) {
    for (const code of shown) {
      rows.push(
        codeRow(code, layout, {
          ...(isTimed.has(code) ? times(code) : {}),
          share: percent(code.count, events),
          change: changes.get(code.code) ?? '',
          chart: chart([code]),
        }),
      );
    }
    if (rest.length > 0) rows.push(sumRow(restText(restName, rest), sum(rest), events, chart(rest)));
  }
  if (rows.length > 2) rows.push(sumRow(totalName(summary), events, events, ''));
  return rows.map((row) => draw(row, layout, canvas));
}

function partsOf({ codes }: Summary, { top, room }: CodesView): Part[] {
  const { errors, well } = errorsFirst(codes);
  const part = ({ shown, rest }: Omit<Part, 'restName'>, what: string): Part => {
    return { shown, rest, restName: `${what} (${counted(rest.length, 'more', 'more')})` };
  };
  if (top !== null) return [part(split([...errors, ...well], top), 'other')];
  return [part(fold(errors, room.errors), 'other errors'), part(fold(well, room.well), 'other')];
}

/** With the codes, of which those are seen that there is room for. */
function restText(name: string, rest: readonly CodeSummary[]): string {
  return `${name}: ${rest
    .slice(0, 40)
    .map(({ code }) => code)
    .join(', ')}`;
}

function totalName({ totals: { events, errors, errorRate } }: Summary): string {
  if (errors === 0) return 'total';
  return `total (${counted(errors, 'error')}${errorRate === null ? '' : `, ${percent(errors, events)}`})`;
}

function adviceColumns(codes: readonly CodeSummary[], form: 'long' | 'short'): number {
  return widest(['What to do', ...codes.map(({ fault, retry }) => advice(fault, retry)[form])]);
}

/** Draws the events of codes over time; over a few windows only, a bar for how many they are. */
function charts(
  summary: Summary,
  parts: readonly Part[],
  { columns }: Layout,
): (codes: readonly CodeSummary[]) => string {
  const width = columns.find(({ key }) => key === 'chart')?.width ?? 0;
  if (width === 0) return () => '';
  const rows = parts.flatMap(({ shown, rest }) => [...shown.map((code) => [code]), ...(rest.length > 0 ? [rest] : [])]);
  const rowOf = new Map(rows.flatMap((codes, row) => codes.map(({ code }) => [code, row] as const)));
  const series = codeSeries(summary, rowOf, rows.length, width);
  if (series.windows >= MIN_SPARK_WINDOWS) return (codes) => sparkline(series.rows[rowOf.get(codes[0]!.code)!]!);
  const most = Math.max(...rows.map(sum));
  return (codes) => bar(sum(codes), most, width);
}

function titles({ severity }: Layout): Row {
  const title = (text: string): Cell => ({ text, style: 'bold' });
  return {
    cells: {
      code: title('Code'),
      severity: title(severity === 'word' ? 'Severity' : ''),
      name: title('Name'),
      since: title('Since'),
      last: title('Last'),
      advice: title('What to do'),
      count: title('Events'),
      share: title('Share'),
      change: title('Change'),
    },
    nameUpTo: null,
  };
}

interface Texts {
  /** Only where the code is an error. */
  readonly since?: string;
  readonly last?: string;
  readonly share: string;
  readonly change: string;
  readonly chart: string;
}

function codeRow(code: CodeSummary, layout: Layout, texts: Texts): Row {
  const mark = SEVERITY_MARKS[code.severity];
  const { since, last } = texts;
  return {
    cells: {
      code: { text: String(code.code) },
      severity: { text: layout.severity === 'word' ? `${mark} ${code.severity}` : mark, style: code.severity },
      name: { text: printable(code.name), style: 'bold' },
      since: { text: since ?? '' },
      last: { text: last ?? '' },
      advice: { text: layout.advice === null ? '' : advice(code.fault, code.retry)[layout.advice] },
      count: { text: thousands(code.count) },
      share: { text: texts.share },
      change: { text: texts.change },
      chart: { text: texts.chart, style: wideStyle(code.severity) },
    },
    nameUpTo: since === undefined ? 'last' : null,
  };
}

/** A row about several codes. */
function sumRow(name: string, count: number, events: number, chart: string): Row {
  const style = 'dim';
  return {
    cells: {
      name: { text: name, style },
      count: { text: thousands(count), style },
      share: { text: percent(count, events), style },
      chart: { text: chart, style },
    },
    nameUpTo: 'advice',
  };
}

const RIGHT: readonly ColumnKey[] = ['count', 'share', 'change'];
/** Behind the name, in their order. */
const BEHIND: readonly ColumnKey[] = ['since', 'last', 'advice'];

function draw({ cells, nameUpTo }: Row, { columns }: Layout, { style }: Canvas): string {
  const over = nameUpTo === null ? [] : BEHIND.slice(0, BEHIND.indexOf(nameUpTo) + 1);
  const kept = columns.filter(({ key }) => !over.includes(key));
  const name = total(columns.filter(({ key }) => key === 'name' || over.includes(key)).map(({ width }) => width));
  const widths = kept.map(({ key, width }) => (key === 'name' ? name : width));
  const drawn = kept.map(({ key }): Cell => {
    const cell = cells[key] ?? { text: '' };
    return { ...cell, text: key === 'name' ? truncate(cell.text, name) : cell.text, right: RIGHT.includes(key) };
  });
  return line(drawn, widths, style);
}

function sum(codes: readonly CodeSummary[]): number {
  return codes.reduce((all, { count }) => all + count, 0);
}
