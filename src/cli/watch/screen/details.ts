/** What stands above the lists of a code or a group, and a line as a whole. */

import type { Summary } from '../../../model/summary.js';
import { codeFacts } from '../../../report/code-facts.js';
import { codeSeries } from '../../../report/code-series.js';
import { wideStyle } from '../../../report/style.js';
import type { Canvas } from '../../../report/table/canvas.js';
import { counted, percent, thousands } from '../../../text/numbers.js';
import { sourceName } from '../../../text/source-name.js';
import { printable, truncate, wrap } from '../../../text/terminal.js';
import type { LiveLine } from '../../../watch/view.js';
import { firstRows, sparkRow } from './header.js';
import type { Place } from './place.js';
import { groupOf, type Looks } from './sections.js';

const MOST_DESCRIPTION_ROWS = 3;

export function detailTitle(
  { code, group }: Place,
  recent: Summary,
  { describe }: Looks,
  { columns, style }: Canvas,
): string[] {
  const bold = (text: string) => style('bold', truncate(printable(text), columns));
  const names = group === null ? '' : keysText(recent, group);
  const its = group === null ? null : groupOf(recent, group);
  if (code === null) {
    const { events = 0, errors = 0 } = its ?? {};
    const rate = errors === 0 ? '' : ` (${percent(errors, events)})`;
    return [bold(names), `${counted(events, 'event')}, ${counted(errors, 'error')}${rate}`];
  }
  const known = recent.codes.find((each) => each.code === code);
  const facts = known === undefined ? { what: String(code), advice: '–' } : codeFacts(known);
  const count = its === null ? (known?.count ?? 0) : (its.codes[code] ?? 0);
  const text = printable(describe?.(code) ?? '');
  return [
    bold(names === '' ? facts.what : `${facts.what}   ${names}`),
    ...wrap(`${counted(count, 'event')}; ${facts.advice}`, columns),
    ...firstRows(text === '' ? [] : wrap(text, columns - 2), MOST_DESCRIPTION_ROWS).map((part) => style('dim', part)),
  ];
}

/** The events of a code in the last windows. */
export function codeChart(recent: Summary, code: number, canvas: Canvas): string[] {
  const severity = recent.codes.find((each) => each.code === code)?.severity ?? 'ok';
  const values = (columns: number) => codeSeries(recent, new Map([[code, 0]]), 1, columns);
  return [sparkRow('events', values, recent, wideStyle(severity), canvas)];
}

/** A line as it is, wrapped, with what is known of its event. */
export function wholeLine(event: LiveLine, recent: Summary, { columns, style }: Canvas): string[] {
  const { time, source, line, text, values } = event;
  const { what, advice } = codeFacts(event);
  const facts = [
    advice,
    `${time ?? 'no time'}, ${sourceName(source)}:${thousands(line)}`,
    ...(recent.groups === undefined ? [] : [keysText(recent, values)]),
  ];
  return [
    ...wrap(printable(what), columns).map((part) => style('bold', part)),
    ...facts.flatMap((fact) => wrap(printable(fact), columns)).map((part) => style('dim', part)),
    '',
    ...wrap(printable(text), columns),
  ];
}

/** `tenant=acme   queue=q3`. */
function keysText({ groups }: Summary, values: readonly (string | null)[]): string {
  return (groups?.by ?? []).map((key, i) => `${key}=${values[i] ?? '–'}`).join(', ');
}
