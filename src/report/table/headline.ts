/** The headline: numbers of events and errors, the time span, the input, and events by severity. */

import { SEVERITIES } from '../../model/code.js';
import type { Summary } from '../../model/summary.js';
import { counted, percent, thousands } from '../../text/numbers.js';
import { duration } from '../../text/span.js';
import { printable, width, wrap } from '../../text/terminal.js';
import { offsetMs, offsetOf, secondText } from '../../time/rfc3339.js';
import { filtersText } from '../filters.js';
import { SEVERITY_MARKS } from '../style.js';
import { inputLine } from './balance.js';
import type { Canvas } from './canvas.js';

export function headline(summary: Summary, canvas: Canvas): string[] {
  const { totals } = summary;
  const { style, columns } = canvas;
  // Of picked codes there is no rate.
  const rate = totals.errorRate === null ? [] : [`error rate ${percent(totals.errors, totals.events)}`];
  const lines = [
    [
      style('bold', counted(totals.events, 'event')),
      totals.errors > 0 ? style('error', counted(totals.errors, 'error')) : counted(totals.errors, 'error'),
      ...rate,
    ].join('   '),
  ];
  if (width(lines[0]!) > columns) {
    lines[0] = style('bold', counted(totals.events, 'event'));
    lines.push([counted(totals.errors, 'error'), ...rate].join(', '));
  }
  return [
    ...lines,
    ...wrap(spanText(summary), columns),
    ...filters(summary, canvas),
    ...inputLine(summary, canvas),
    '',
    ...severities(summary, canvas),
  ];
}

/** What was left out. */
export function filters(summary: Summary, { columns, style }: Canvas): string[] {
  const text = filtersText(summary);
  return text === null ? [] : wrap(printable(text), columns).map((part) => style('bold', part));
}

/** Events by severity, which is also the legend for the marks below. */
function severities({ severities }: Summary, { columns, style }: Canvas): string[] {
  const lines: string[] = [];
  let used = columns + 1;
  for (const severity of SEVERITIES) {
    const n = severities[severity];
    if (n === 0) continue;
    const name = `${SEVERITY_MARKS[severity]} ${severity}`;
    const text = `${style(severity, name)} ${thousands(n)}`;
    const wide = width(name) + 1 + thousands(n).length;
    if (used + 3 + wide > columns) {
      lines.push(text);
      used = wide;
    } else {
      lines[lines.length - 1] += `   ${text}`;
      used += 3 + wide;
    }
  }
  return lines;
}

function spanText(summary: Summary): string {
  const { first, last } = summary.totals;
  if (first === null || last === null) return 'no event has a time';
  const windows = summary.windows;
  const from = inZone(first, windows[0]);
  const to = inZone(last, windows.at(-1));
  const length = Date.parse(last) - Date.parse(first);
  const sameDay = from.slice(0, 10) === to.slice(0, 10);
  const end = sameDay ? to.slice(11) : to;
  const zone = `(${printable(summary.timeZone)})`;
  if (from === to) return `${from} ${zone}`;
  return `${from} to ${end} ${zone}, ${duration(length)}`;
}

/** Clock time in the report zone, by the offset of its window; in UTC where the offset changes within the window. */
function inZone(instant: string, window: Summary['windows'][number] | undefined): string {
  const offset = window === undefined ? 'Z' : offsetOf(window.start);
  const ms = offset === 'Z' ? null : offsetMs(offset);
  if (ms === null || offset !== offsetOf(window!.end)) {
    return secondText(instant) + (ms === null ? '' : 'Z');
  }
  return secondText(new Date(Date.parse(instant) + ms).toISOString());
}
