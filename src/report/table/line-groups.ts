/** Counts by what stands on the lines, such as tenant or segment: events, errors, error rate, a bar. */
import type { GroupSummary, Summary } from '../../model/summary.js';
import { counted, percent, thousands } from '../../text/numbers.js';
import { printable, truncate } from '../../text/terminal.js';
import { splitBar } from '../bars.js';
import { split } from '../rows.js';
import { type Canvas, type Cell, line, total, widest } from './canvas.js';

const RATE_COLUMNS = 6;
const BAR_COLUMNS = { least: 6, most: 40 };
const VALUE_COLUMNS = { least: 8, most: 40 };

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
  // Numbers beyond all measure: rather a column less than a line too long.
  const least = keys.map(() => VALUE_COLUMNS.least);
  while (numbers.length > 1 && total([...least, ...numbers]) > canvas.columns) numbers.pop();
  const values = valueWidths(keys, rows, canvas.columns - total([...least, ...numbers]));
  const room = canvas.columns - total([...values, ...numbers, 0]);
  const bar = room < BAR_COLUMNS.least ? 0 : Math.min(BAR_COLUMNS.most, room);
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

/** Each key's column as wide as its widest value, as far as `spare` columns beyond the least go; the first one first. */
function valueWidths(keys: readonly string[], rows: readonly { values: readonly string[] }[], spare: number): number[] {
  let left = Math.max(0, spare);
  return keys.map((key, i) => {
    const needs = Math.min(VALUE_COLUMNS.most, widest([key, ...rows.map(({ values }) => values[i] ?? '')]));
    const more = Math.max(0, Math.min(left, needs - VALUE_COLUMNS.least));
    left -= more;
    return VALUE_COLUMNS.least + more;
  });
}
