/** Events and errors over time: two sparklines of the whole span, then a row with a bar for each window but the quiet ones. */
import { shortName, WEEKDAYS } from '../../model/calendar.js';
import type { Summary } from '../../model/summary.js';
import { counted, thousands } from '../../text/numbers.js';
import { width, wrap } from '../../text/terminal.js';
import { wallClock } from '../../time/rfc3339.js';
import { ERRORS_MARK, OTHERS_MARK, sparkline, splitBar } from '../bars.js';
import { errorRateText } from '../filters.js';
import { partialWindows } from '../partial-windows.js';
import type { Styler } from '../style.js';
import { series, type Timeline, timeline } from '../timeline.js';
import { type Canvas, type Cell, line, total, widest } from './canvas.js';
import { type QuietWindows, type WindowRow, windowRows } from './window-rows.js';

const RATE_COLUMNS = 6;
const BAR_COLUMNS = { min: 5, max: 60 };

/** Empty where no event has a time. */
export function* windowsTable(summary: Summary, canvas: Canvas): Iterable<string> {
  if (summary.windows.length === 0) return;
  const time = timeline(summary);
  yield heading(time, canvas);
  yield* sparklines(time, canvas);
  yield* table(summary, time, canvas);
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

interface Layout {
  /** How starts are written. */
  readonly form: 'long' | 'short';
  /** Of the start and the numbers that fit. */
  readonly widths: readonly number[];
  /** 0: there is no room for it. */
  readonly bar: number;
  /** The notes of the first and the last row are in them, not below the table. */
  readonly hasNotes: boolean;
}

function* table(summary: Summary, time: Timeline, canvas: Canvas): Iterable<string> {
  const { columns, style } = canvas;
  const partial = partialWindows(summary);
  const notes = [partial.first, partial.last].filter((note) => note !== null);
  const { layout, most } = arrange(summary, time, widest(notes), columns);
  const { widths, form, hasNotes } = layout;
  const titles = ['Start', 'Events', 'Errors', 'Rate'].map((text, i): Cell => ({ text, style: 'bold', right: i > 0 }));
  yield line(titles.slice(0, widths.length), widths, style);
  let day = '';
  let n = 0;
  const last = time.length - 1;
  for (const row of windowRows(summary, time)) {
    if (row.kind === 'quiet') {
      const note = n === 0 && partial.first !== null ? `, the first ${partial.first}` : '';
      day = '';
      n += row.windows;
      for (const [i, part] of wrap(quietText(row, time) + note, columns - 2).entries()) {
        yield style('dim', `${i === 0 ? '…' : ' '} ${part}`);
      }
      continue;
    }
    const text = label(row.start, time, form);
    const [date = '', clock] = text.split(' ', 2);
    const start =
      date === day && clock !== undefined && isClock(time) ? text.replace(date, ' '.repeat(date.length)) : text;
    day = date;
    const note = [n === 0 ? partial.first : null, n === last ? partial.last : null].filter((each) => each !== null);
    yield drawRow(row, start, hasNotes ? note.join(' ') : '', { layout, most, options: summary.options }, style);
    n++;
  }
  if (hasNotes) return;
  const said = [
    ...(partial.first === null ? [] : [`the first window is ${partial.first} on`]),
    ...(partial.last === null ? [] : [`the last one is ${partial.last} only`]),
  ];
  if (said.length > 0) yield* wrap(said.join(', '), columns).map((part) => style('dim', part));
}

function arrange(summary: Summary, time: Timeline, note: number, columns: number): { layout: Layout; most: number } {
  const needs = { long: 'Start'.length, short: 'Start'.length, events: 'Events'.length, errors: 'Errors'.length };
  let most = 0;
  for (const row of windowRows(summary, time)) {
    if (row.kind === 'quiet') continue;
    needs.long = Math.max(needs.long, width(label(row.start, time, 'long')));
    needs.short = Math.max(needs.short, width(label(row.start, time, 'short')));
    needs.events = Math.max(needs.events, thousands(row.events).length);
    needs.errors = Math.max(needs.errors, thousands(row.errors).length);
    most = Math.max(most, row.events);
  }
  const fixed = [needs.events, needs.errors, RATE_COLUMNS];
  const form = total([needs.long, ...fixed, BAR_COLUMNS.min]) <= columns ? 'long' : 'short';
  const widths = [needs[form], ...fixed];
  // With very large numbers the rate is left out, so that the line is not too long.
  while (total(widths) > columns && widths.length > 2) widths.pop();
  // Both notes are in one row where there is one window.
  const noted = note === 0 ? 0 : 2 + (time.length === 1 ? 2 * note + 1 : note);
  const room = columns - total([...widths, 0]);
  const bar = room - noted < BAR_COLUMNS.min ? 0 : Math.min(BAR_COLUMNS.max, room - noted);
  return { layout: { form, widths, bar, hasNotes: room + 2 >= noted }, most };
}

function quietText({ windows, events, start, end }: QuietWindows, time: Timeline): string {
  const at = (instant: string) => label(wallClock(instant), time, 'long');
  const span = `${at(start)} to ${at(end)}`;
  return events === 0
    ? `${counted(windows, 'window')} without events, ${span}`
    : `${counted(windows, 'window')} without errors, ${span}: ${counted(events, 'event')}`;
}

/** @param most events for which a bar is full */
function drawRow(
  { events, errors }: WindowRow,
  start: string,
  note: string,
  { layout: { widths, bar }, most, options }: { layout: Layout; most: number; options: Summary['options'] },
  style: Styler,
): string {
  const quiet = events === 0 ? { style: 'dim' as const } : {};
  const cells: Cell[] = [
    { text: start, ...quiet },
    { text: thousands(events), right: true, ...quiet },
    { text: thousands(errors), right: true, ...(errors > 0 ? { style: 'error' as const } : quiet) },
    { text: errorRateText(errors, events, options), right: true, ...quiet },
  ];
  const parts = splitBar(errors, events - errors, most, bar);
  const drawn = style('error', parts.errors) + style('dim', parts.others);
  return [line(cells.slice(0, widths.length), widths, style), drawn, style('dim', note)]
    .filter((part) => part !== '')
    .join('  ');
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
