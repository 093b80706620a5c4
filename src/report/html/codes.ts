/** The table of codes: meaning, severity, advice, counts, trend, first and last time. */
import { scaleLinear } from 'd3-scale';
import { area, curveStepAfter } from 'd3-shape';
import { advice } from '../../catalogue/advice.js';
import { isError, SEVERITIES } from '../../model/code.js';
import type { CodeChange, Comparison } from '../../model/comparison.js';
import type { CodeSummary, Summary } from '../../model/summary.js';
import { counted, percent, thousands } from '../../text/numbers.js';
import { isSure, relativeText } from '../change.js';
import type { ReportClock } from '../clock.js';
import type { RenderOptions } from '../options.js';
import { split } from '../rows.js';
import { type Buckets, codeSeries } from './buckets.js';
import { keptLines } from './lines.js';
import { severityWord } from './marks.js';
import { foreign, foreignName, html, type Markup, NOTHING, raw } from './markup.js';
import { section } from './section.js';

/** A log with thousands of false codes would make a page too large for a browser: the rest is added up in one row. */
const MAX_ROWS = 300;
const TREND = { steps: 40, width: 120, height: 26 };

export interface CodesView {
  readonly summary: Summary;
  readonly listed: ListedCodes;
  readonly clock: ReportClock;
  readonly buckets: Buckets;
  readonly comparison: Comparison | null;
  readonly describe: (code: number) => string;
  readonly lines: RenderOptions['lines'];
}

export interface ListedCodes {
  /** Those with a row of their own. */
  readonly shown: readonly CodeSummary[];
  readonly rest: readonly CodeSummary[];
}

/** Errors before what is well, each by count. */
export function listedCodes({ codes }: Summary, top: number | null): ListedCodes {
  const isBad = ({ severity }: CodeSummary) => isError(severity);
  const ordered = [...codes.filter(isBad), ...codes.filter((code) => !isBad(code))];
  return split(ordered, Math.min(top ?? MAX_ROWS, MAX_ROWS));
}

export function codesTable(view: CodesView): Markup {
  const { summary, comparison, buckets } = view;
  const { codes, totals } = summary;
  if (codes.length === 0) return NOTHING;
  const { shown, rest } = view.listed;
  const series = codeSeries(summary, buckets, TREND.steps);
  const hasTrend = buckets.bars.length > 2;
  const changes = comparison && new Map(comparison.codes.map((change) => [change.code, change]));
  const columns = [
    columnHeader('Code', 'n'),
    columnHeader('Name', 't'),
    columnHeader('Severity', 'n'),
    columnHeader('What to do', 't'),
    columnHeader('Count', 'n'),
    columnHeader('Share', 'n'),
    ...(changes === null ? [] : [columnHeader('Change', 'n')]),
    ...(hasTrend ? [html`<th scope="col" role="columnheader" class="trend">Trend</th>`] : []),
    columnHeader('First', 't'),
    columnHeader('Last', 't'),
  ];
  const rows = shown.map((code) => row(code, view, hasTrend ? (series.get(code.code) ?? []) : null, changes));
  const events = rest.reduce((sum, { count }) => sum + count, 0);
  const last =
    rest.length > 0 &&
    html`<tr role="row" class="rest"><td role="cell" colspan="4">${counted(rest.length, 'more code')}</td><td role="cell" class="num count">${thousands(events)}</td><td role="cell" class="num">${percent(events, totals.events)}</td><td role="cell" colspan="${columns.length - 6}"></td></tr>`;
  return section(
    'codes',
    'Codes',
    hasTrend ? 'trends are over the whole time, each on its own scale' : null,
    html`${tools(summary)}<table class="codes" role="table" aria-labelledby="codes-title" data-sortable><thead role="rowgroup"><tr role="row">${columns}</tr></thead><tbody role="rowgroup">${rows}${last}</tbody></table>`,
  );
}

/** @param kind how the page's script sorts the column: `n` by number, `t` by text */
function columnHeader(title: string, kind: 'n' | 't'): Markup {
  const number = kind === 'n' && title !== 'Severity' && title !== 'Code';
  return html`<th scope="col" role="columnheader" data-kind="${kind}"${raw(` class="${title.toLowerCase().replaceAll(' ', '-')}${number ? ' num' : ''}"`)}>${title}</th>`;
}

/** The filter form. It is hidden until the page's script runs, as it does nothing without. */
function tools({ severities, codes }: Summary): Markup {
  const kinds = SEVERITIES.filter((severity) => severities[severity] > 0)
    .reverse()
    .map(
      (severity) =>
        html`<label class="chip"><input type="checkbox" name="severity" value="${severity}" checked>${severityWord(severity)}</label>`,
    );
  return html`<form class="tools" data-filter hidden><label class="find">Find <input type="search" name="text" placeholder="code, name, words" autocomplete="off" spellcheck="false"></label><fieldset><legend>Severity</legend>${kinds}</fieldset><label class="by">Sort by <select name="sort"></select></label><output aria-live="polite" data-all="${codes.length}"></output></form>`;
}

function row(
  code: CodeSummary,
  { summary, clock, describe, lines }: CodesView,
  counts: readonly number[] | null,
  changes: ReadonlyMap<number, CodeChange> | null,
): Markup {
  const { totals } = summary;
  const description = describe(code.code);
  const [who = '', what = ''] = advice(code.fault, code.retry).long.split(': ', 2);
  return html`<tr role="row" data-severity="${code.severity}"><td role="cell" class="code" data-v="${code.code}">${code.code}</td><td role="cell" class="what"><strong>${foreignName(code.name)}</strong> <span class="category">${code.category}</span>${description !== '' && html`<p>${foreign(description)}</p>`}${keptLines(lines?.get(code.code))}</td><td role="cell" class="severity" data-v="${SEVERITIES.indexOf(code.severity)}">${severityWord(code.severity)}</td><td role="cell" class="todo">${who === '–' ? html`<span class="soft">–</span>` : html`<b>${who}</b> ${what}`}</td><td role="cell" class="num count" data-v="${code.count}">${thousands(code.count)}</td><td role="cell" class="num share" data-v="${code.count}">${percent(code.count, totals.events)}</td>${changes !== null && change(changes.get(code.code))}${counts !== null && html`<td role="cell" class="trend">${trend(counts)}</td>`}${moment(code.first, 'first', clock)}${moment(code.last, 'last', clock)}
</tr>`;
}

function change(of: CodeChange | undefined): Markup {
  if (of === undefined) return html`<td role="cell" class="num change"></td>`;
  const text = of.presence === 'new' ? html`<b class="new">new</b>` : relativeText(of.count);
  return html`<td role="cell" class="num change${isSure(of.share) ? ' sure' : ''}" data-v="${of.count.difference}" title="${thousands(of.count.before)} before; ${of.share.verdict}">${text}</td>`;
}

function moment(instant: string | null, kind: string, clock: ReportClock): Markup {
  if (instant === null) return html`<td role="cell" class="moment ${kind} soft" data-v="">no time</td>`;
  return html`<td role="cell" class="moment ${kind}" data-v="${instant}"><time datetime="${instant}" title="${clock.fullMoment(instant)}">${clock.moment(instant)}</time></td>`;
}

/** A stepped area; nothing for a code without timed events. */
function trend(counts: readonly number[]): Markup {
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  if (most === 0) return NOTHING;
  const { width, height } = TREND;
  const x = scaleLinear([0, counts.length], [0, width]);
  const y = scaleLinear([0, most], [height - 1, 2]);
  // A further point at the end, so that the last step has a width.
  const points = [...counts, counts.at(-1)!];
  const shape = area<number>()
    .x((_count, i) => round(x(i)))
    .y0(height - 1)
    .y1((count) => round(y(count)))
    .curve(curveStepAfter)
    .digits(1);
  return html`<svg class="spark" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" width="${width}" height="${height}" aria-hidden="true" focusable="false"><path d="${shape(points) ?? ''}"/></svg>`;
}

function round(n: number): number {
  return Math.round(n * 10) / 10;
}
