/** The table of groups (`--by`): events, errors, error rate, and error codes by values on the lines, such as tenant. */
import { isError } from '../../model/code.js';
import type { GroupSummary, GroupsSummary, Summary } from '../../model/summary.js';
import { counted, percent, thousands } from '../../text/numbers.js';
import { printable, truncate, width, wrap } from '../../text/terminal.js';
import { splitBar } from '../bars.js';
import { errorRateText } from '../filters.js';
import { foldedGroups, SAMPLED_NOTE } from '../group-rows.js';
import { type Canvas, type Cell, line, total } from './canvas.js';

const RATE_COLUMNS = 6;
const BAR_COLUMNS = { min: 6, max: 40 };
const MIN_VALUE_COLUMNS = 8;
/** Error codes are shown if at least the first fits. */
const MIN_CODES_COLUMNS = 14;
/** On a narrower terminal the names come before them. */
const MIN_COLUMNS_FOR_CODES = 72;

/** A group, or several groups added up: `whole` then stands in place of the values. */
interface Row extends Pick<GroupSummary, 'events' | 'errors'> {
  readonly values: readonly string[];
  readonly whole?: string;
  /** Error codes with counts, the most frequent first. */
  readonly codes: readonly string[];
}

interface Layout {
  /** The widths of the keys' columns, and of those of the numbers that fit. */
  readonly values: readonly number[];
  readonly numbers: readonly number[];
  /** 0: there is no room for them. */
  readonly codes: number;
  readonly bar: number;
}

/**
 * Empty where no groups were asked for.
 * @param top at most this many rows, and one for the rest; null: `most` rows, with that for the rest
 */
export function* lineGroupsTable(
  summary: Summary,
  { top, most }: { readonly top: number | null; readonly most: number },
  canvas: Canvas,
): Iterable<string> {
  const { groups, totals } = summary;
  if (groups === undefined) return;
  const errorCodes = new Set(summary.codes.filter(({ severity }) => isError(severity)).map(({ code }) => String(code)));
  // Made anew each time that they are needed: there may be 262,144.
  const rows = () => rowsOf(groups, top, most, errorCodes);
  const keys = groups.by.map(printable);
  const layout = arrange(keys, rows, totals, canvas.columns);
  const { values, numbers } = layout;
  let longest = 0;
  for (const { events } of rows()) longest = Math.max(longest, events);
  const titles = ['Events', 'Share', 'Errors', 'Rate'].slice(0, numbers.length);
  yield line(
    [
      ...keys.map((key, i): Cell => ({ text: truncate(key, values[i]!), style: 'bold' })),
      ...titles.map((text): Cell => ({ text, style: 'bold', right: true })),
      ...(layout.codes > 0 ? [{ text: 'Error codes', style: 'bold' } as const] : []),
    ],
    [...values, ...numbers, ...(layout.codes > 0 ? [layout.codes] : [])],
    canvas.style,
  );
  for (const row of rows())
    yield draw(row, layout, { events: totals.events, most: longest, options: summary.options }, canvas);
  if (groups.sampled) yield* sampledNote(canvas);
}

function* rowsOf(
  groups: GroupsSummary,
  top: number | null,
  most: number,
  errorCodes: ReadonlySet<string>,
): Iterable<Row> {
  const { shown, rest, other } = foldedGroups(groups, top, most);
  const row = ({ events, errors, codes }: Omit<GroupSummary, 'values'>) => {
    return { events, errors, codes: errors > 0 ? errorsIn(codes, errorCodes) : [] };
  };
  for (const group of shown) yield { values: group.values.map(printable), ...row(group) };
  if (rest !== null) yield { values: [], whole: counted(rest.groups, 'more', 'more'), ...rest, codes: [] };
  if (other !== null) yield { values: [], whole: `other (${counted(other.groups, 'group')})`, ...row(other) };
}

/** As many whole items as there is room for. */
function fitting(items: readonly string[], columns: number): string {
  for (let n = items.length; n > 0; n--) {
    const text = [...items.slice(0, n), ...(n < items.length ? ['…'] : [])].join(', ');
    if (text.length <= columns) return text;
  }
  return '';
}

/** `109004 231` each. */
function errorsIn(codes: Record<string, number>, errorCodes: ReadonlySet<string>): string[] {
  return Object.entries(codes)
    .filter(([code]) => errorCodes.has(code))
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([code, n]) => `${code} ${thousands(n)}`);
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
  const least = keys.map(() => MIN_VALUE_COLUMNS);
  while (numbers.length > 1 && total([...least, ...numbers]) > columns) numbers.pop();
  let needs = 0;
  for (const { codes } of rows())
    if (codes.length > 0) needs = Math.max(needs, 'Error codes'.length, codes.join(', ').length);
  // A single long name does not take the room of all error codes.
  const kept = needs > 0 && columns >= MIN_COLUMNS_FOR_CODES ? MIN_CODES_COLUMNS + 2 : 0;
  const values = valueWidths(keys, rows, columns - kept - total([...least, ...numbers]));
  const room = columns - total([...values, ...numbers, 0]);
  const codes = needs === 0 || room < Math.min(needs, MIN_CODES_COLUMNS) ? 0 : Math.min(needs, room);
  const left = codes === 0 ? room : room - codes - 2;
  return { values, numbers, codes, bar: left < BAR_COLUMNS.min ? 0 : Math.min(BAR_COLUMNS.max, left) };
}

/** @param all how many events there are, and for how many a bar is full */
function draw(
  row: Row,
  { values, numbers, codes, bar }: Layout,
  all: { events: number; most: number; options: Summary['options'] },
  canvas: Canvas,
): string {
  const { whole, events, errors } = row;
  const dim = whole === undefined ? {} : ({ style: 'dim' } as const);
  const counts: Cell[] = [
    { text: thousands(events), right: true, ...dim },
    { text: percent(events, all.events), right: true, ...dim },
    { text: thousands(errors), right: true, ...(errors > 0 && whole === undefined ? { style: 'error' } : dim) },
    { text: errorRateText(errors, events, all.options), right: true, ...dim },
  ];
  const names: Cell[] =
    whole === undefined
      ? values.map((columns, i) => ({ text: truncate(row.values[i] ?? '', columns) }))
      : [{ text: truncate(whole, total(values)), ...dim }];
  const nameWidths = whole === undefined ? values : [total(values)];
  const parts = splitBar(errors, events - errors, all.most, bar);
  const drawn = canvas.style('error', parts.errors) + canvas.style('dim', parts.others);
  const listed: Cell[] = codes === 0 ? [] : [{ text: fitting(row.codes, codes), ...dim }];
  const widths = [...nameWidths, ...numbers, ...(codes === 0 ? [] : [codes])];
  const cells = [...names, ...counts.slice(0, numbers.length), ...listed];
  if (drawn === '') return line(cells, widths, canvas.style);
  return line([...cells, { text: drawn }], [...widths, 0], canvas.style);
}

/**
 * The width of each key's column: the minimum, and more up to the widest value as long as `free` columns are left. The
 * first key gets them first.
 */
function valueWidths(keys: readonly string[], rows: () => Iterable<Row>, free: number): number[] {
  let left = Math.max(0, free);
  return keys.map((key, i) => {
    let needs = width(key);
    for (const { values } of rows()) needs = Math.max(needs, width(values[i] ?? ''));
    const more = Math.max(0, Math.min(left, needs - MIN_VALUE_COLUMNS));
    left -= more;
    return MIN_VALUE_COLUMNS + more;
  });
}

/** Said below every table of groups of which not all were kept. */
export function sampledNote({ columns, style }: Canvas): string[] {
  return wrap(SAMPLED_NOTE, columns).map((part) => style('warning', part));
}
