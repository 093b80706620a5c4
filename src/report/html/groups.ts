/**
 * The table of groups (`--by`): counts by values on the lines, such as tenant or segment. Its first rows stand here; the
 * page's script sorts, searches and shows all of them.
 */
import { isError } from '../../model/code.js';
import type { GroupSummary, GroupsSummary, Summary } from '../../model/summary.js';
import { counted, percent, thousands } from '../../text/numbers.js';
import { errorRateText } from '../filters.js';
import type { GroupOrder } from '../options.js';
import { split } from '../rows.js';
import { severityBar } from './bar.js';
import { foreign, html, type Markup, NOTHING, raw } from './markup.js';
import { section } from './section.js';

/** Rows at a time. */
export const MAX_ROWS = 100;
/** At most this many codes of a group are named. */
const MAX_CODES = 3;

export function groupsTable(summary: Summary, rowsAtOnce: number, sort: GroupOrder | null = null): Markup {
  const { groups, totals } = summary;
  if (groups === undefined) return NOTHING;
  const { shown, rest } = split(groups.rows, rowsAtOnce);
  const codes = new Map(
    summary.codes.map(({ code, name, severity }) => [String(code), { name, isBad: isError(severity) }]),
  );
  // A sum of several is longer than the longest bar, and has none.
  const most = Math.max(1, ...shown.map(({ events }) => events), groups.other?.events ?? 0);
  const line = (label: Markup, group: Counts, kind: string) =>
    html`<tr role="row" class="${kind}">${label}<td role="cell" class="wide">${group.events <= most && severityBar(group.severities, most, 12)}</td><td role="cell" class="num" data-label="events">${thousands(group.events)}</td><td role="cell" class="num soft" data-label="of events">${percent(group.events, totals.events)}</td><td role="cell" class="num${group.errors > 0 ? ' bad' : ' soft'}" data-label="errors">${thousands(group.errors)}</td><td role="cell" class="num" data-label="error rate">${errorRateText(group.errors, group.events, summary.options)}</td><td role="cell" class="most">${namedCodes(group, codes)}</td></tr>`;
  const rows = shown.map((group) =>
    line(
      html`${group.values.map((value) => html`<th scope="row" role="rowheader">${foreign(value)}</th>`)}`,
      group,
      '',
    ),
  );
  const wide = groups.by.length;
  const sortedBy = (order: GroupOrder) => (order === (sort ?? 'errors') ? ' aria-sort="descending"' : '');
  const sum = added(rest);
  const all = added([...groups.rows, ...(groups.other === null ? [] : [groups.other])]);
  const heads = [
    ...groups.by.map(
      (key, i) =>
        html`<th scope="col" role="columnheader" data-kind="t" data-key="${i}"${sort === 'name' && i === 0 && raw(' aria-sort="ascending"')}>${foreign(key)}</th>`,
    ),
    html`<td role="cell" class="wide"></td>`,
    numberHead('Events', 'events', sortedBy('events')),
    numberHead('Share', 'share'),
    numberHead('Errors', 'errors', sortedBy('errors')),
    numberHead('Error rate', 'rate', sortedBy('rate')),
    html`<th scope="col" role="columnheader" class="most">Codes, errors first</th>`,
  ];
  return section(
    'groups',
    html`By ${groups.by.map((key, i) => html`${i > 0 && ' and '}${foreign(key)}`)}`,
    remark(groups),
    html`${TOOLS}<div class="scroll" role="region" aria-label="Groups, scrolls sideways" tabindex="0"><table class="list wide-list" role="table" aria-labelledby="groups-title"><thead role="rowgroup"><tr role="row">${heads}</tr></thead><tbody role="rowgroup">${rows}${sum !== null && line(html`<th scope="row" role="rowheader" colspan="${wide}">${counted(rest.length, 'more', 'more')}</th>`, sum, 'rest')}${groups.other !== null && line(html`<th scope="row" role="rowheader" colspan="${wide}">other (${counted(groups.other.groups, 'group')})</th>`, groups.other, 'rest')}</tbody>${all !== null && html`<tfoot role="rowgroup">${line(html`<th scope="row" role="rowheader" colspan="${wide}">all</th>`, { ...all, codes: {} }, 'sum')}</tfoot>`}</table></div>`,
  );
}

type Counts = Omit<GroupSummary, 'values'>;

/** Hidden until the page's script runs. */
const TOOLS = html`<form class="tools" data-groups hidden><label class="find">Search groups <input type="search" name="text" autocomplete="off" spellcheck="false"></label><label class="by">Groups by <select name="sort"></select></label><span class="pages"><button type="button" name="before">Previous</button><button type="button" name="after">Next</button></span><output aria-live="polite"></output></form>`;

function numberHead(title: string, key: string, sorted = ''): Markup {
  return html`<th scope="col" role="columnheader" class="num" data-kind="n" data-key="${key}"${raw(sorted)}>${title}</th>`;
}

function remark({ rows, other, sampled }: GroupsSummary): string {
  const more = other === null ? '' : `, and ${thousands(other.groups)} more together as “other”`;
  return `${counted(rows.length, 'group')}${more}${sampled ? '; a sample: the worst may be among the others' : ''}`;
}

function namedCodes(
  { codes }: Counts,
  known: ReadonlyMap<string, { readonly name: string; readonly isBad: boolean }>,
): Markup {
  const sorted = Object.entries(codes).sort(
    (a, b) =>
      Number(known.get(b[0])?.isBad ?? false) - Number(known.get(a[0])?.isBad ?? false) ||
      b[1] - a[1] ||
      Number(a[0]) - Number(b[0]),
  );
  return html`${sorted.slice(0, MAX_CODES).map(([code, count], i) => html`${i > 0 && ', '}<span title="${known.get(code)?.name ?? ''}">${code}</span> <span class="soft">×${thousands(count)}</span>`)}`;
}

function added(rows: readonly Counts[]): Counts | null {
  const [first, ...others] = rows;
  if (first === undefined) return null;
  const sum = {
    events: first.events,
    errors: first.errors,
    errorRate: null as number | null,
    severities: { ...first.severities },
    codes: { ...first.codes },
  };
  for (const { events, errors, severities, codes } of others) {
    sum.events += events;
    sum.errors += errors;
    for (const severity of Object.keys(severities) as (keyof typeof severities)[]) {
      sum.severities[severity] += severities[severity];
    }
    for (const [code, count] of Object.entries(codes)) sum.codes[code] = (sum.codes[code] ?? 0) + count;
  }
  sum.errorRate = sum.events === 0 ? null : sum.errors / sum.events;
  return sum;
}
