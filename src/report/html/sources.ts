/** The table of sources, and whether each was read whole. */

import type { SourceSummary, Summary } from '../../model/summary.js';
import { byteSize, counted, thousands } from '../../text/numbers.js';
import { sourceName } from '../../text/source-name.js';
import { foreign, html, type Markup } from './markup.js';
import { section } from './section.js';

const MAX_ROWS = 200;

export function sourcesTable({ sources, input }: Summary): Markup {
  const { shown, rest } = chooseRows(sources);
  const rows = shown.map(
    ({ name, bytes, lines, events, error }) =>
      html`<tr role="row"><th scope="row" role="rowheader">${name === '-' ? sourceName(name) : foreign(name)}</th><td role="cell" class="num" data-label="size" data-v="${bytes}">${byteSize(bytes)}</td><td role="cell" class="num" data-label="lines" data-v="${lines}">${thousands(lines)}</td><td role="cell" class="num" data-label="events" data-v="${events}">${thousands(events)}</td><td role="cell" class="state">${error === null ? 'read whole' : html`<b class="bad">not read whole:</b> ${foreign(error)}`}</td></tr>`,
  );
  const sum = (of: 'bytes' | 'lines' | 'events') => rest.reduce((total, source) => total + source[of], 0);
  const last =
    rest.length > 0 &&
    html`<tr role="row" class="rest"><th scope="row" role="rowheader">${counted(rest.length, 'more source')}</th><td role="cell" class="num" data-label="size">${byteSize(sum('bytes'))}</td><td role="cell" class="num" data-label="lines">${thousands(sum('lines'))}</td><td role="cell" class="num" data-label="events">${thousands(sum('events'))}</td><td role="cell" class="state">${counted(rest.filter(({ error }) => error !== null).length, 'one', 'ones')} not read whole</td></tr>`;
  const column = (title: string, kind: 'n' | 't') =>
    html`<th scope="col" role="columnheader" data-kind="${kind}"${kind === 'n' && html` class="num"`}>${title}</th>`;
  return section(
    'sources',
    'Sources',
    `${counted(sources.length, 'source')}, ${byteSize(input.bytes)} after decompression`,
    html`<table class="list sources" role="table" aria-labelledby="sources-title" data-sortable><thead role="rowgroup"><tr role="row">${column('Name', 't')}${column('Size', 'n')}${column('Lines', 'n')}${column('Events', 'n')}${column('State', 't')}</tr></thead><tbody role="rowgroup">${rows}${last}</tbody></table>`,
  );
}

/** At most 200 sources: first those not read whole, then those with most events. In the order of the summary. */
function chooseRows(sources: readonly SourceSummary[]): {
  shown: readonly SourceSummary[];
  rest: readonly SourceSummary[];
} {
  if (sources.length <= MAX_ROWS) return { shown: sources, rest: [] };
  const byNeed = [...sources].sort(
    (a, b) => Number(b.error !== null) - Number(a.error !== null) || b.events - a.events,
  );
  const kept = new Set(byNeed.slice(0, MAX_ROWS));
  return {
    shown: sources.filter((source) => kept.has(source)),
    rest: sources.filter((source) => !kept.has(source)),
  };
}
