/** The table of groups (`--by`): events, errors, error rate and a bar by values on the lines, such as tenant. */
import type { GroupSummary, GroupsSummary, Summary } from '../../model/summary.js';
import { counted, percent, thousands } from '../../text/numbers.js';
import { printable, truncate, width } from '../../text/terminal.js';
import { splitBar } from '../bars.js';
import { split } from '../rows.js';
import { type Canvas, type Cell, line, total } from './canvas.js';

const RATE_COLUMNS = 6;
const BAR_COLUMNS = { min: 6, max: 40 };
const VALUE_COLUMNS = { min: 8, max: 40 };

/** A group, or several groups added up: `whole` then stands in place of the values. */
interface Row extends Pick<GroupSummary, 'events' | 'errors'> {
  readonly values: readonly string[];
  readonly whole?: string;
}

interface Layout {
  /** The widths of the keys' columns, and of those of the numbers that fit. */
  readonly values: readonly number[];
  readonly numbers: readonly number[];
  /** 0: there is no room for it. */
  readonly bar: number;
}

/** Empty where no groups were asked for. */
export function* lineGroupsTable({ groups, totals }: Summary, top: number | null, canvas: Canvas): Iterable<string> {
  if (groups === undefined) return;
  // Made anew each time that they are needed: there may be 262,144.
  const rows = () => rowsOf(groups, top);
  const keys = groups.by.map(printable);
  const layout = arrange(keys, rows, totals, canvas.columns);
  const { values, numbers } = layout;
  let most = 0;
  for (const { events } of rows()) most = Math.max(most, events);
  const titles = ['Events', 'Share', 'Errors', 'Rate'].slice(0, numbers.length);
  yield line(
    [
      ...keys.map((key, i): Cell => ({ text: truncate(key, values[i]!), style: 'bold' })),
      ...titles.map((text): Cell => ({ text, style: 'bold', right: true })),
    ],
    [...values, ...numbers],
    canvas.style,
  );
  for (const row of rows()) yield draw(row, layout, { events: totals.events, most }, canvas);
}

function* rowsOf({ rows, other }: GroupsSummary, top: number | null): Iterable<Row> {
  const { shown, rest } = split(rows, top);
  const sum = (of: 'events' | 'errors') => rest.reduce((all, group) => all + group[of], 0);
  for (const { values, events, errors } of shown) yield { values: values.map(printable), events, errors };
  if (rest.length > 0) {
    const whole = counted(rest.length, 'more', 'more');
    yield { values: [], whole, events: sum('events'), errors: sum('errors') };
  }
  if (other !== null) {
    const { groups: n, events, errors } = other;
    yield { values: [], whole: `other (${counted(n, 'group')})`, events, errors };
  }
}

function arrange(
  keys: readonly string[],
  rows: () => Iterable<Row>,
  totals: Summary['totals'],
  columns: number,
): Layout {
  const numbers = [
    Math.max('Events'.length, thousands(totals.events).length),
    RATE_COLUMNS,
    Math.max('Errors'.length, thousands(totals.errors).length),
    RATE_COLUMNS,
  ];
  // With very large numbers a column is left out, so that the line is not too long.
  const least = keys.map(() => VALUE_COLUMNS.min);
  while (numbers.length > 1 && total([...least, ...numbers]) > columns) numbers.pop();
  const values = valueWidths(keys, rows, columns - total([...least, ...numbers]));
  const room = columns - total([...values, ...numbers, 0]);
  return { values, numbers, bar: room < BAR_COLUMNS.min ? 0 : Math.min(BAR_COLUMNS.max, room) };
}

/** @param all how many events there are, and for how many a bar is full */
function draw(
  row: Row,
  { values, numbers, bar }: Layout,
  all: { events: number; most: number },
  canvas: Canvas,
): string {
  const { whole, events, errors } = row;
  const dim = whole === undefined ? {} : ({ style: 'dim' } as const);
  const counts: Cell[] = [
    { text: thousands(events), right: true, ...dim },
    { text: percent(events, all.events), right: true, ...dim },
    { text: thousands(errors), right: true, ...(errors > 0 && whole === undefined ? { style: 'error' } : dim) },
    { text: percent(errors, events), right: true, ...dim },
  ];
  const names: Cell[] =
    whole === undefined
      ? values.map((columns, i) => ({ text: truncate(row.values[i] ?? '', columns) }))
      : [{ text: truncate(whole, total(values)), ...dim }];
  const widths = whole === undefined ? values : [total(values)];
  const parts = splitBar(errors, events - errors, all.most, bar);
  const drawn = canvas.style('error', parts.errors) + canvas.style('dim', parts.others);
  const text = line([...names, ...counts.slice(0, numbers.length)], [...widths, ...numbers], canvas.style);
  return drawn === '' ? text : `${text}  ${drawn}`;
}

/**
 * The width of each key's column: the minimum, and more up to the widest value as long as `free` columns are left. The
 * first key gets them first.
 */
function valueWidths(keys: readonly string[], rows: () => Iterable<Row>, free: number): number[] {
  let left = Math.max(0, free);
  return keys.map((key, i) => {
    let needs = Math.min(VALUE_COLUMNS.max, width(key));
    for (const { values } of rows()) needs = Math.min(VALUE_COLUMNS.max, Math.max(needs, width(values[i] ?? '')));
    const more = Math.max(0, Math.min(left, needs - VALUE_COLUMNS.min));
    left -= more;
    return VALUE_COLUMNS.min + more;
  });
}
