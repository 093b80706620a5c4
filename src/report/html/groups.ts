/** The table of groups (`--by`): counts by values on the lines, such as tenant or segment. */
import type { GroupSummary, GroupsSummary, Summary } from '../../model/summary.js';
import { counted, percent, thousands } from '../../text/numbers.js';
import { errorRateText } from '../filters.js';
import type { GroupOrder, RenderOptions } from '../options.js';
import { split } from '../rows.js';
import { severityBar } from './bar.js';
import { foreign, html, type Markup, NOTHING, raw } from './markup.js';
import { section } from './section.js';

const MAX_ROWS = 100;
/** At most this many codes of a group are named. */
const MAX_CODES = 3;

export function groupsTable(summary: Summary, { top, sort }: Pick<RenderOptions, 'top' | 'sort'>): Markup {
  const { groups, totals } = summary;
  if (groups === undefined) return NOTHING;
  const { shown, rest } = split(groups.rows, Math.min(top ?? MAX_ROWS, MAX_ROWS));
  const names = new Map(summary.codes.map(({ code, name }) => [String(code), name]));
  const most = Math.max(1, ...shown.map(({ events }) => events), groups.other?.events ?? 0);
  const line = (label: Markup, group: Omit<GroupSummary, 'values'>, kind: string) =>
    html`<tr role="row" class="${kind}">${label}<td role="cell" class="wide" data-v="${group.events}">${severityBar(group.severities, most, 12)}</td><td role="cell" class="num" data-label="events" data-v="${group.events}">${thousands(group.events)}</td><td role="cell" class="num soft" data-label="share" data-v="${group.events}">${percent(group.events, totals.events)}</td><td role="cell" class="num${group.errors > 0 ? ' bad' : ' soft'}" data-label="errors" data-v="${group.errors}">${thousands(group.errors)}</td><td role="cell" class="num" data-label="error rate" data-v="${group.errorRate ?? -1}">${errorRateText(group.errors, group.events, summary.options)}</td><td role="cell" class="most">${mostFrequent(group, names)}</td></tr>`;
  const rows = shown.map((group) =>
    line(
      html`${group.values.map((value) => html`<th scope="row" role="rowheader">${foreign(value)}</th>`)}`,
      group,
      '',
    ),
  );
  const wide = groups.by.length;
  const sortedBy = (order: GroupOrder) => raw(order === (sort ?? 'errors') ? ' aria-sort="descending"' : '');
  const sum = added(rest);
  return section(
    'groups',
    html`By ${groups.by.map((key, i) => html`${i > 0 && ' and '}${foreign(key)}`)}`,
    remark(groups),
    html`<div class="scroll" role="region" aria-label="Groups, scrolls sideways" tabindex="0"><table class="list wide-list" role="table" aria-labelledby="groups-title" data-sortable><thead role="rowgroup"><tr role="row">${groups.by.map((key, i) => html`<th scope="col" role="columnheader" data-kind="t"${sort === 'name' && i === 0 && raw(' aria-sort="ascending"')}>${foreign(key)}</th>`)}<td role="cell" class="wide"></td><th scope="col" role="columnheader" class="num" data-kind="n"${sortedBy('events')}>Events</th><th scope="col" role="columnheader" class="num" data-kind="n">Share</th><th scope="col" role="columnheader" class="num" data-kind="n"${sortedBy('errors')}>Errors</th><th scope="col" role="columnheader" class="num" data-kind="n"${sortedBy('rate')}>Error rate</th><th scope="col" role="columnheader">Most frequent codes</th></tr></thead><tbody role="rowgroup">${rows}${sum !== null && line(html`<th scope="row" role="rowheader" colspan="${wide}">${counted(rest.length, 'more', 'more')}</th>`, sum, 'rest')}${groups.other !== null && line(html`<th scope="row" role="rowheader" colspan="${wide}">other (${counted(groups.other.groups, 'group')})</th>`, groups.other, 'rest')}</tbody></table></div>`,
  );
}

function remark({ rows, other }: GroupsSummary): string {
  return `${counted(rows.length, 'group')}${other === null ? '' : `, and ${thousands(other.groups)} more together as “other”`}`;
}

function mostFrequent({ codes }: Omit<GroupSummary, 'values'>, names: ReadonlyMap<string, string>): Markup {
  const sorted = Object.entries(codes).sort((a, b) => b[1] - a[1] || Number(a[0]) - Number(b[0]));
  return html`${sorted.slice(0, MAX_CODES).map(([code, count], i) => html`${i > 0 && ', '}<span title="${names.get(code) ?? ''}">${code}</span> <span class="soft">×${thousands(count)}</span>`)}`;
}

function added(rows: readonly GroupSummary[]): Omit<GroupSummary, 'values'> | null {
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
