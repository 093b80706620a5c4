/** Two groupings against each other (`--by tenant,code`): the first rows and columns, the others added up. Of all events. */
import type { Summary } from '../../model/summary.js';
import { counted, thousands } from '../../text/numbers.js';
import { cellsOf, crossTable, crossTitle, foldedRows } from '../cross.js';
import { errorRateText } from '../filters.js';
import type { Cross, GroupOrder } from '../options.js';
import { foreign, html, type Markup, NOTHING } from './markup.js';
import { section } from './section.js';

const MAX_ROWS = 20;
const MAX_COLUMNS = 10;

export function crossSection(
  summary: Summary,
  cross: Cross | null,
  { top, sort = null }: { readonly top: number | null; readonly sort?: GroupOrder | null },
): Markup {
  if (cross === null || summary.totals.events === 0) return NOTHING;
  const table = crossTable(summary, cross, sort);
  const { shown, rest } = foldedRows(table, top, MAX_ROWS);
  const kept = table.columns.length <= MAX_COLUMNS ? table.columns.length : MAX_COLUMNS - 1;
  const more = table.columns.length - kept;
  const names = new Map(summary.codes.map(({ code, name }) => [String(code), name]));
  const head = (title: Markup | string) => html`<th scope="col" role="columnheader" class="num">${title}</th>`;
  const heads = [
    html`<th scope="col" role="columnheader">${foreign(table.titles[0])}</th>`,
    ...table.columns
      .slice(0, kept)
      .map(({ label }) =>
        head(html`<span title="${cross[1] === 'code' ? (names.get(label) ?? '') : ''}">${foreign(label)}</span>`),
      ),
    ...(more > 0 ? [head(counted(more, 'more', 'more'))] : []),
    ...['Events', 'Errors', 'Error rate'].map(head),
  ];
  const rows = [...shown, ...(rest === null ? [] : [rest])].map((row) => {
    const { label, isRest, events, errors } = row;
    const number = (n: number) =>
      html`<td role="cell" class="num${n === 0 ? ' soft' : ''}">${n === 0 ? '·' : thousands(n)}</td>`;
    return html`<tr role="row" class="${isRest ? 'rest' : ''}"><th scope="row" role="rowheader">${foreign(label)}</th>${cellsOf(row, kept, more).map(number)}<td role="cell" class="num soft">${thousands(events)}</td><td role="cell" class="num${errors > 0 ? ' bad' : ' soft'}">${thousands(errors)}</td><td role="cell" class="num">${errorRateText(errors, events, summary.options)}</td></tr>`;
  });
  return section(
    'cross',
    foreign(crossTitle(table)),
    `${counted(table.rows.length, 'row')}, ${counted(table.columns.length, 'column')}${summary.groups?.sampled ? '; a sample: the worst may be among the others' : ''}`,
    html`<div class="scroll" role="region" aria-label="Cross table, scrolls sideways" tabindex="0"><table class="list cross" role="table" aria-labelledby="cross-title"><thead role="rowgroup"><tr role="row">${heads}</tr></thead><tbody role="rowgroup">${rows}</tbody></table></div>`,
  );
}
