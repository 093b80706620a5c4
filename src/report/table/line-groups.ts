/** The table of groups (`--by`): events, errors, error rate and a bar by values on the lines, such as tenant. */
import type { GroupSummary, Summary } from '../../model/summary.js';
import { counted, percent, thousands } from '../../text/numbers.js';
import { printable, truncate } from '../../text/terminal.js';
import { splitBar } from '../bars.js';
import { split } from '../rows.js';
import { type Canvas, type Cell, line, total, widest } from './canvas.js';

const RATE_COLUMNS = 6;
const BAR_COLUMNS = { min: 6, max: 40 };
const VALUE_COLUMNS = { min: 8, max: 40 };

/** Empty where no groups were asked for. */
export function lineGroupsTable({ groups, totals }: Summary, top: number | null, canvas: Canvas): string[] {
  if (groups === undefined) return [];
  const { shown, rest } = split(groups.rows, top);
  const sum = (of: 'events' | 'errors') => rest.reduce((all, group) => all + group[of], 0);
  type Row = { readonly values: readonly string[]; readonly whole?: string } & Pick<GroupSummary, 'events' | 'errors'>;
  const rows: Row[] = shown.map(({ values, events, errors }) => ({ values: values.map(printable), events, errors }));
  if (rest.length > 0) {
    rows.push({
      values: [],
      whole: counted(rest.length, 'more', 'more'),
      events: sum('events'),
      errors: sum('errors'),
    });
  }
  if (groups.other !== null) {
    const { groups: n, events, errors } = groups.other;
    rows.push({ values: [], whole: `other (${counted(n, 'group')})`, events, errors });
  }
  const keys = groups.by.map(printable);
  const numbers = [
    Math.max('Events'.length, thousands(totals.events).length),
    RATE_COLUMNS,
    Math.max('Errors'.length, thousands(totals.errors).length),
    RATE_COLUMNS,
  ];
  // With very large numbers a column is left out, so that the line is not too long.
  const least = keys.map(() => VALUE_COLUMNS.min);
  while (numbers.length > 1 && total([...least, ...numbers]) > canvas.columns) numbers.pop();
  const values = valueWidths(keys, rows, canvas.columns - total([...least, ...numbers]));
  const room = canvas.columns - total([...values, ...numbers, 0]);
  const bar = room < BAR_COLUMNS.min ? 0 : Math.min(BAR_COLUMNS.max, room);
  const most = Math.max(...rows.map(({ events }) => events), 0);
  const titles = ['Events', 'Share', 'Errors', 'Rate'].slice(0, numbers.length);

  return [
    line(
      [
        ...keys.map((key, i): Cell => ({ text: truncate(key, values[i]!), style: 'bold' })),
        ...titles.map((text): Cell => ({ text, style: 'bold', right: true })),
      ],
      [...values, ...numbers],
      canvas.style,
    ),
    ...rows.map(({ values: texts, whole, events, errors }) => {
      const dim = whole === undefined ? {} : ({ style: 'dim' } as const);
      const counts: Cell[] = [
        { text: thousands(events), right: true, ...dim },
        { text: percent(events, totals.events), right: true, ...dim },
        { text: thousands(errors), right: true, ...(errors > 0 && whole === undefined ? { style: 'error' } : dim) },
        { text: percent(errors, events), right: true, ...dim },
      ];
      const names: Cell[] =
        whole === undefined
          ? values.map((columns, i) => ({ text: truncate(texts[i] ?? '', columns) }))
          : [{ text: truncate(whole, total(values)), ...dim }];
      const widths = whole === undefined ? values : [total(values)];
      const parts = splitBar(errors, events - errors, most, bar);
      const drawn = canvas.style('error', parts.errors) + canvas.style('dim', parts.others);
      const text = line([...names, ...counts.slice(0, numbers.length)], [...widths, ...numbers], canvas.style);
      return drawn === '' ? text : `${text}  ${drawn}`;
    }),
  ];
}

/**
 * The width of each key's column: the minimum, and more up to the widest value as long as `free` columns are left. The
 * first key gets them first.
 */
function valueWidths(keys: readonly string[], rows: readonly { values: readonly string[] }[], free: number): number[] {
  let left = Math.max(0, free);
  return keys.map((key, i) => {
    const needs = Math.min(VALUE_COLUMNS.max, widest([key, ...rows.map(({ values }) => values[i] ?? '')]));
    const more = Math.max(0, Math.min(left, needs - VALUE_COLUMNS.min));
    left -= more;
    return VALUE_COLUMNS.min + more;
  });
}
