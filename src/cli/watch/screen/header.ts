/** What stands above the lists: what is read and how far, the shape of the last windows, and what stands out in them. */
import type { Summary } from '../../../model/summary.js';
import { sparkline } from '../../../report/bars.js';
import { ReportClock } from '../../../report/clock.js';
import { errorRateText } from '../../../report/filters.js';
import type { Style } from '../../../report/style.js';
import type { Canvas } from '../../../report/table/canvas.js';
import { conclusionLines } from '../../../report/table/conclusion.js';
import { series, timeline } from '../../../report/timeline.js';
import { counted, thousands } from '../../../text/numbers.js';
import { sourceName } from '../../../text/source-name.js';
import { spanWords } from '../../../text/span.js';
import { printable, truncate, width } from '../../../text/terminal.js';
import { clockText } from './clock-text.js';
import type { Snapshot } from './snapshot.js';

type Part = readonly [text: string, style?: Style];

/** At most `most` rows of whole parts; what does not fit is left out, the last ones first. */
function inRows(parts: readonly Part[], { columns, style }: Canvas, most: number): string[] {
  const rows: string[] = [];
  let used = columns;
  for (const [text, its] of parts) {
    const styled = its === undefined ? text : style(its, text);
    if (used + 3 + width(text) <= columns) {
      rows[rows.length - 1] += `   ${styled}`;
      used += 3 + width(text);
    } else if (rows.length < most && width(text) <= columns) {
      rows.push(styled);
      used = width(text);
    }
  }
  return rows;
}

/** @param most rows that it may take */
export function headline({ recent, totals, pace, now }: Snapshot, canvas: Canvas, most: number): string[] {
  const { newest, watermark, late, failures, gaps, errors, events } = totals;
  const clock = new ReportClock(recent);
  const at = (ms: number) => clockText(new Date(ms).toISOString(), clock);
  const behind = (ms: number) => spanWords(Math.max(0, now - ms));
  const parts: Part[] = [
    [counted(events, 'event'), 'bold'],
    [counted(errors, 'error'), errors > 0 ? 'error' : 'bold'],
    [`${thousands(Math.round(pace))} lines/s`],
    ...(newest === null ? [] : [[`newest ${at(newest)}, ${behind(newest)} ago`] as const]),
    ...(late === 0 ? [] : [[`${thousands(late)} late`, 'warning'] as const]),
    [counted(totals.lines, 'line'), 'dim'],
    [counted(totals.sources, 'source'), 'dim'],
    ...(watermark === null
      ? []
      : [[`windows closed up to ${at(watermark)}, ${behind(watermark)} behind`, 'dim'] as const]),
  ];
  const unread = [...failures].map(([name, reason]) => `${sourceName(name)}: ${reason}`);
  const wrong = [...unread, ...gaps];
  const more = wrong.length > 1 ? ` (and ${thousands(wrong.length - 1)} more)` : '';
  const warning =
    wrong.length === 0 ? [] : [truncate(`! ${printable(wrong[0]!)}`, canvas.columns - more.length) + more];
  return [...inRows(parts, canvas, most), ...warning.map((text) => canvas.style('warning', text))];
}

/** Two lines of marks, the newest window last: events and errors. Empty where there is no window yet. */
export function sparklines(recent: Summary, canvas: Canvas): string[] {
  if (recent.windows.length === 0) return [];
  const time = timeline(recent);
  const of = (key: 'events' | 'errors') => (columns: number) => {
    return { rows: [series(time, columns)[key]], windows: time.length };
  };
  return [
    sparkRow('events', of('events'), recent, null, canvas),
    sparkRow('errors', of('errors'), recent, 'error', canvas),
  ];
}

/** One line of marks, as many as there are windows or, in fewer columns, one for several. */
export function sparkRow(
  label: string,
  values: (columns: number) => { readonly rows: readonly (readonly number[])[]; readonly windows: number },
  { window, totals }: Pick<Summary, 'window' | 'totals'>,
  its: Style | null,
  { columns, style }: Canvas,
): string {
  const note = (most: number) => `  at most ${thousands(most)} in ${window}`;
  const all = columns - label.length - 1;
  const room = all - note(totals.events).length;
  const whole = values(room);
  // The note is left out before windows are added up.
  const [shown = []] = (whole.windows <= room ? whole : values(all)).rows;
  const marks = sparkline(shown);
  const said = whole.windows <= room ? style('dim', note(Math.max(0, ...shown))) : '';
  return `${style('dim', label)} ${its === null ? marks : style(its, marks)}${said}`;
}

/** The span that all below is of, and what stands out in it: whole findings, as many as fit. */
export function concluded(summary: Summary, span: number, canvas: Canvas, most: number): string[] {
  const { columns, style } = canvas;
  const { events, errors } = summary.totals;
  const rate = errors === 0 ? '' : ` (${errorRateText(errors, events, summary.options)})`;
  const title = `Last ${spanWords(span)}: ${counted(events, 'event')}, ${counted(errors, 'error')}${rate}`;
  const lines = conclusionLines(summary, null, { columns: columns - 2, style });
  return [style('bold', truncate(title, columns)), ...firstRows(lines, most - 1)];
}

/** As many rows as there is room for; that more follow is said on the last one. */
export function firstRows(rows: readonly string[], most: number): string[] {
  const shown = rows.slice(0, Math.max(0, most));
  if (rows.length > shown.length && shown.length > 0) shown[shown.length - 1] += ' …';
  return shown;
}
