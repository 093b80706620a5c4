/**
 * One self-contained HTML page: for mail attachments, phones, print and dark mode. It is complete without scripts and
 * loads nothing from the network. Its content security policy allows only its one style sheet and its one script, by
 * their hashes, so that even text that was not escaped by mistake could not run or load anything.
 */
import { createHash } from 'node:crypto';
import type { Summary } from '../../model/summary.js';
import { ReportClock } from '../clock.js';
import { filtersText } from '../filters.js';
import { warnings } from '../highlights.js';
import type { RenderOptions } from '../options.js';
import { hasNoData } from '../report-lines.js';
import { withSortedGroups } from '../sorted-groups.js';
import { balance } from './balance.js';
import { breakdown } from './breakdown.js';
import { codesTable, listedCodes } from './codes.js';
import { comparisonSection } from './comparison.js';
import { conclusionSection } from './conclusion.js';
import { crossSection } from './cross.js';
import { figures } from './figures.js';
import { groupsTable, MAX_ROWS } from './groups.js';
import { heatMap } from './heat-map.js';
import { DEFINITIONS } from './marks.js';
import { foreign, html, type Markup, NOTHING, raw } from './markup.js';
import { notUnderstood } from './not-understood.js';
import { overTime } from './over-time.js';
import { pageData, pageGroups } from './page-data.js';
import { madeParagraph, reportHead, verdictSection } from './report-head.js';
import { SCRIPT } from './script/index.js';
import { sourcesTable } from './sources.js';
import { stepsOf } from './steps.js';
import { STYLE } from './style.js';

/** What is around the report: nothing more in a file, and what keeps it live on a page that a server gives. */
export interface Frame {
  readonly policy: string;
  readonly style: string;
  readonly script: string;
  /** First in the body. */
  readonly top: Markup;
  /** Whether it is renewed: what is chosen is then kept by time. */
  readonly isLive: boolean;
  /** Whether the summary is of a part of what was read, and does not know its sources. */
  readonly isPart: boolean;
}

/** What a page may do: run its one script and use its one style sheet. @param more further directives */
export function policyOf(script: string, style: string, more: readonly string[] = []): string {
  return [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    // For the empty icon below, without which browsers request one from the server.
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    ...more,
  ].join('; ');
}

const ALONE: Frame = {
  policy: policyOf(SCRIPT, STYLE),
  style: STYLE,
  script: SCRIPT,
  top: NOTHING,
  isLive: false,
  isPart: false,
};

export function renderHtml(summary: Summary, options: RenderOptions): string {
  return renderFramed(summary, options, ALONE);
}

export function renderFramed(summary: Summary, options: RenderOptions, frame: Frame): string {
  const clock = new ReportClock(summary);
  const groups = pageGroups(summary);
  const times = groups === null ? null : (options.groupTimes?.() ?? null);
  const steps = stepsOf(summary, clock, times, groups?.rows.length ?? 0);
  const { buckets } = steps;
  const listed = listedCodes(summary, options.top);
  const rowsAtOnce = Math.min(options.top ?? MAX_ROWS, MAX_ROWS);
  const comparison = options.comparison ?? null;
  const report = options.report ?? null;
  const isEmpty = report !== null && hasNoData(summary);
  const describe = options.describe ?? (() => '');
  const page = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(frame.policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="generator" content="ptk-logscan">
<title>${report === null ? title(summary, clock) : foreign(`${report.title}, ${report.period.name}`)}</title>
<link rel="icon" href="data:,">
<style>${raw(frame.style)}</style>
</head>
<body>
${DEFINITIONS}
${frame.top}<header>
${
  report === null
    ? html`<p class="over">Callback platform</p>
<h1>PTK status codes</h1>
`
    : reportHead(report, options.logo ?? null)
}${isEmpty ? NOTHING : html`<p class="when">${period(summary, clock)}</p>`}
${filters(summary)}${alarms([...(frame.isPart || isEmpty ? [] : warnings(summary)), ...(options.notices ?? [])])}</header>
<main>
${report !== null && verdictSection(report, summary)}${conclusionSection(summary, steps, clock, options.whom)}
${
  isEmpty
    ? NOTHING
    : html`${figures(summary, comparison)}
${overTime(summary, steps)}
${codesTable({ summary, listed, clock, buckets, comparison, describe, lines: options.lines })}
${groupsTable(withSortedGroups(summary, options.sort), rowsAtOnce, options.sort)}
${crossSection(summary, options.cross ?? null, options)}
${comparisonSection(comparison, clock)}
${breakdown(summary)}
${heatMap(summary)}`
}
${
  frame.isPart || (isEmpty && summary.sources.length === 0)
    ? NOTHING
    : html`${sourcesTable(summary)}
${notUnderstood(summary)}`
}
</main>
<footer>
${frame.isPart ? NOTHING : balance(summary)}
${report !== null && madeParagraph(report, summary)}<p>Made by ptk-logscan. An error is an event of severity error or critical; the error rate is errors by events.</p>
</footer>
${pageData({ summary, listed, steps, clock, groups, rowsAtOnce, isLive: frame.isLive })}<script>${raw(frame.script)}</script>
</body>
</html>
`;
  return page.html;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function title({ totals }: Summary, clock: ReportClock): string {
  const [from, to] = [totals.first, totals.last].map((instant) => instant && clock.fullMoment(instant));
  if (!from || !to) return 'PTK status codes';
  return `PTK status codes, ${from === to ? from : `${from} to ${to}`}`;
}

function period({ totals, timeZone }: Summary, clock: ReportClock): Markup {
  const { first, last } = totals;
  if (first === null || last === null) return html`${totals.events === 0 ? 'No events.' : 'No event has a time.'}`;
  const [from, to] = [first, last].map((instant) => ({
    text: clock.fullMoment(instant),
    time: html`<time datetime="${instant}">${clock.fullMoment(instant)}</time>`,
  })) as [{ text: string; time: Markup }, { text: string; time: Markup }];
  return html`${from.time}${from.text !== to.text && html` to ${to.time}`} (${timeZone})`;
}

function filters(summary: Summary): Markup {
  const text = filtersText(summary);
  return text === null
    ? NOTHING
    : html`<p class="filters">${foreign(text)}</p>
`;
}

function alarms(said: readonly string[]): Markup {
  if (said.length === 0) return NOTHING;
  return html`<div class="alarm" role="note">${said.map((text) => html`<p>${text}</p>`)}</div>
`;
}
