/** The latest lines with errors, as a list. */
import { NO_VALUE, type Summary } from '../../../model/summary.js';
import { ReportClock } from '../../../report/clock.js';
import { quotedLogLine } from '../../../report/log-line.js';
import { SEVERITY_MARKS } from '../../../report/style.js';
import type { Canvas } from '../../../report/table/canvas.js';
import { counted } from '../../../text/numbers.js';
import { printable, truncate, width } from '../../../text/terminal.js';
import type { LiveLine } from '../../../watch/view.js';
import { clockText } from './clock-text.js';
import type { Item, Place } from './place.js';
import { type Has, MOST_ROWS, type Section } from './sections.js';

/** Lines with errors, the newest first: that row stays where it is, however many there are. */
export function linesSection(
  summary: Summary,
  lines: readonly LiveLine[],
  { code, group }: Pick<Place, 'code' | 'group'>,
  has: Has,
  { columns, style }: Canvas,
): Section | null {
  const clock = new ReportClock(summary);
  const shown: LiveLine[] = [];
  for (let i = lines.length - 1; i >= 0 && shown.length < MOST_ROWS; i--) {
    const each = lines[i]!;
    if (code !== null && each.code !== code) continue;
    if (group !== null && each.values.some((value, k) => (value ?? NO_VALUE) !== group[k])) continue;
    if (has(`${each.text} ${each.code} ${each.name}`)) shown.push(each);
  }
  if (shown.length === 0) return null;
  const draw = (each: LiveLine) => {
    const time = each.time === null ? '' : `${clockText(each.time, clock)} `;
    const mark = style(each.severity, SEVERITY_MARKS[each.severity]);
    // A bar, blanks, and marks where it is cut.
    const most = columns - width(time) - 6;
    const wide = width(printable(each.text)) > each.text.length;
    return `${style('dim', time)}${mark} ${quotedLogLine(withoutTime(each.text), [each], style, wide ? most >> 1 : most)}`;
  };
  const title = `Lines with errors, the newest first (${counted(shown.length, 'line')})`;
  return {
    title: style('bold', truncate(title, columns)),
    items: shown.map(lineItem),
    rows: (from, until) => shown.slice(from, until).map(draw),
  };
}

/** A time at the start is told beside it already. */
function withoutTime(text: string): string {
  return text.replace(/^\[?\d{4}-\d\d-\d\d[T ][\d:.,]+(?:Z|[+-]\d\d:?\d\d)?\]?\s+/, '');
}

function lineItem(each: LiveLine): Item {
  const { source, line: number, offset, code } = each;
  return { id: `line ${offset} ${number} ${code} ${source}`, section: 'lines', into: { line: each } };
}
