/** Events and errors over time: two sparklines of the whole span, then one row with a bar for each window. */
import { shortName, WEEKDAYS } from '../../model/calendar.js';
import type { Summary } from '../../model/summary.js';
import { counted, percent, thousands } from '../../text/numbers.js';
import { wrap } from '../../text/terminal.js';
import { offsetOf, wallClock } from '../../time/rfc3339.js';
import { ERRORS_MARK, OTHERS_MARK, sparkline, splitBar } from '../bars.js';
import { series, startsWithin, type Timeline, type TimelineEntry, timeline } from '../timeline.js';
import { type Canvas, type Cell, line, total, widest } from './canvas.js';

/** `auto` makes at most 48 windows, so these are always all shown. */
const MAX_ROWS = 48;
/** In longer tables, more consecutive empty windows than this become one line. */
const MAX_EMPTY_ROWS = 2;
const RATE_COLUMNS = 6;
const BAR_COLUMNS = { min: 5, max: 60 };

/** A window's row, or a note in its place. */
type Row = DrawnRow | { readonly note: string };

interface DrawnRow {
  readonly start: string;
  readonly events: number;
  readonly errors: number;
}

/** Empty where no event has a time. */
export function windowsTable(summary: Summary, canvas: Canvas): string[] {
  if (summary.windows.length === 0) return [];
  const time = timeline(summary);
  return [heading(time, canvas), ...sparklines(time, canvas), ...table(shownRows(time, summary), time, canvas)];
}

const UNIT_NAMES: Readonly<Record<string, string>> = { s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week' };

function heading(time: Timeline, { columns, style }: Canvas): string {
  const title = `Windows of ${counted(time.n, UNIT_NAMES[time.unit] ?? time.unit)}`;
  const legend = `${ERRORS_MARK} errors ${OTHERS_MARK} others`;
  const gap = columns - title.length - legend.length;
  if (gap < 2) return style('bold', title);
  const styled = `${style('error', ERRORS_MARK)} errors ${style('dim', OTHERS_MARK)} others`;
  return `${style('bold', title)}  ${styled}`;
}

function sparklines(time: Timeline, { columns, style }: Canvas): string[] {
  if (time.length < 3) return [];
  const peak = (values: readonly number[]) => `  at most ${thousands(values.reduce((a, b) => Math.max(a, b), 0))}`;
  // The sum of all events is the widest number that can follow the sparkline.
  let all = 0;
  for (const entry of time.entries) if (entry.kind === 'window') all += entry.window.events;
  const { events, errors, windowsEach } = series(time, columns - 'events  '.length - peak([all]).length);
  const lines = [
    `events  ${sparkline(events)}${style('dim', peak(events))}`,
    `errors  ${style('error', sparkline(errors))}${style('dim', peak(errors))}`,
  ];
  if (windowsEach > 1) lines.push(style('dim', `        1 mark: ${counted(windowsEach, 'window')}`));
  return [...lines, ''];
}

function* rowsOf(time: Timeline): Iterable<Row> {
  for (const entry of time.entries) {
    if (entry.kind === 'window') {
      const { start, events, errors } = entry.window;
      yield { start: wallClock(start) + (time.offsetChanges ? offsetOf(start) : ''), events, errors };
      continue;
    }
    const starts = time.length <= MAX_ROWS || entry.count <= MAX_EMPTY_ROWS ? startsWithin(entry, time) : null;
    if (starts === null) yield { note: gapNote(entry, time) };
    else for (const start of starts) yield { start, events: 0, errors: 0 };
  }
}

function gapNote({ count, start, end }: TimelineEntry & { kind: 'gap' }, time: Timeline): string {
  const at = (instant: string) => label(wallClock(instant), time, 'long');
  return `${counted(count, 'window')} without events, ${at(start)} to ${at(end)}`;
}

/** The first and the last windows, and between them one line for those that are not shown. */
function shownRows(time: Timeline, { window }: Summary): readonly Row[] {
  const half = MAX_ROWS / 2;
  const first: Row[] = [];
  const last: Row[] = [];
  let isCut = false;
  const hidden = { windows: 0, events: 0, errors: 0 };
  const hide = (row: Row) => {
    isCut = true;
    if ('note' in row || row.events === 0) return;
    hidden.windows += 1;
    hidden.events += row.events;
    hidden.errors += row.errors;
  };
  for (const row of rowsOf(time)) {
    if (first.length < half) first.push(row);
    else last.push(row);
    // A single row is shown rather than a line that says so.
    if (last.length > half + 1) hide(last.shift()!);
  }
  if (!isCut) return [...first, ...last];
  hide(last.shift()!);
  const { windows, events, errors } = hidden;
  const what = `${counted(windows, 'window')} more: ${counted(events, 'event')}, ${counted(errors, 'error')}`;
  const hint = time.unit === 'w' || window === '1d' ? '' : ' (a longer --window shows them)';
  return [...first, { note: what + hint }, ...last];
}

function table(rows: readonly Row[], time: Timeline, { columns, style }: Canvas): string[] {
  const drawn = rows.filter((row): row is DrawnRow => !('note' in row));
  const numbers = (of: 'events' | 'errors', title: string) =>
    widest([title, ...drawn.map((row) => thousands(row[of]))]);
  const events = numbers('events', 'Events');
  const errors = numbers('errors', 'Errors');
  const labels = (['long', 'short'] as const).map((form) => {
    let day = '';
    return rows.map((row) => {
      if ('note' in row) {
        day = '';
        return '';
      }
      const text = label(row.start, time, form);
      const [date = '', clock] = text.split(' ', 2);
      const repeats = date === day && clock !== undefined && isClock(time);
      day = date;
      return repeats ? ' '.repeat(date.length) + text.slice(date.length) : text;
    });
  });
  const fixed = [events, errors, RATE_COLUMNS];
  const form = total([widest(labels[0]!), ...fixed, BAR_COLUMNS.min]) <= columns ? 0 : 1;
  const starts = labels[form]!;
  const widths = [Math.max('Start'.length, widest(starts)), ...fixed];
  // With very large numbers the rate is left out, so that the line is not too long.
  while (total(widths) > columns && widths.length > 2) widths.pop();
  const room = columns - total([...widths, 0]);
  const barColumns = room < BAR_COLUMNS.min ? 0 : Math.min(BAR_COLUMNS.max, room);
  const most = drawn.reduce((highest, row) => Math.max(highest, row.events), 0);

  const titles = ['Start', 'Events', 'Errors', 'Rate'].map((text, i): Cell => ({ text, style: 'bold', right: i > 0 }));
  return [
    line(titles.slice(0, widths.length), widths, style),
    ...rows.flatMap((row, i) => {
      if ('note' in row) {
        return wrap(row.note, columns - 2).map((part, n) => style('dim', `${n === 0 ? '…' : ' '} ${part}`));
      }
      const quiet = row.events === 0 ? { style: 'dim' as const } : {};
      const cells: Cell[] = [
        { text: starts[i]!, ...quiet },
        { text: thousands(row.events), right: true, ...quiet },
        { text: thousands(row.errors), right: true, ...(row.errors > 0 ? { style: 'error' as const } : quiet) },
        { text: percent(row.errors, row.events), right: true, ...quiet },
      ];
      const parts = splitBar(row.errors, row.events - row.errors, most, barColumns);
      const drawnBar = style('error', parts.errors) + style('dim', parts.others);
      const text = line(cells.slice(0, widths.length), widths, style);
      return drawnBar === '' ? text : `${text}  ${drawnBar}`;
    }),
  ];
}

/** A window's start: the date with the weekday, for windows shorter than a day the date with the clock time. */
function label(start: string, time: Timeline, form: 'long' | 'short'): string {
  const date = form === 'long' ? start.slice(0, 10) : start.slice(5, 10);
  if (!isClock(time)) return `${date} ${shortName(WEEKDAYS[new Date(`${start.slice(0, 10)}T00:00:00Z`).getUTCDay()]!)}`;
  return `${date} ${start.slice(11, time.unit === 's' ? 19 : 16)}${start.slice(19)}`;
}

function isClock({ unit }: Timeline): boolean {
  return unit !== 'd' && unit !== 'w';
}
