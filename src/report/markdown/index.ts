/** For pull requests and chat: short, in GitHub's flavour, without HTML. */

import { advice } from '../../catalogue/advice.js';
import { SEVERITIES } from '../../model/code.js';
import type { Comparison } from '../../model/comparison.js';
import type { Summary } from '../../model/summary.js';
import { markdownText } from '../../text/markdown.js';
import { byteSize, counted, percent, thousands } from '../../text/numbers.js';
import { wallOf } from '../../time/rfc3339.js';
import { sparkline } from '../bars.js';
import { rateText, relativeText } from '../change.js';
import { ReportClock } from '../clock.js';
import { conclusion, moreFindings } from '../conclusion.js';
import { errorRateText, filtersText } from '../filters.js';
import { highlights, warnings } from '../highlights.js';
import type { RenderOptions } from '../options.js';
import { hasNoData } from '../report-lines.js';
import { errorsFirst, split } from '../rows.js';
import { withSortedGroups } from '../sorted-groups.js';
import { SEVERITY_MARKS } from '../style.js';
import { series, startsWithin, timeline } from '../timeline.js';
import { changes } from './changes.js';
import { errorLines } from './error-lines.js';
import { cross, groups } from './groups.js';
import { reportHead } from './report-head.js';
import { type Align, table } from './table.js';

/** Default numbers of rows, without `--top`. */
const MAX_ROWS = { codes: 20, sources: 10, unknown: 10 };
/** More windows than this are shown as a sparkline only, not as a table. */
const MAX_LISTED_WINDOWS = 24;
const SPARK_COLUMNS = 60;

export function renderMarkdown(
  summary: Summary,
  options: Pick<RenderOptions, 'report' | 'top' | 'sort' | 'comparison' | 'notices' | 'cross' | 'whom' | 'lines'>,
): string {
  const report = options.report ?? null;
  const isEmpty = report !== null && hasNoData(summary);
  const comparison = isEmpty ? null : (options.comparison ?? null);
  const parts = [
    ...(report === null ? ['## PTK status codes'] : reportHead(report, summary)),
    ...(isEmpty ? [] : [headline(summary)]),
    ...[...(isEmpty ? [] : warnings(summary)), ...(options.notices ?? [])].map((text) => `> **${markdownText(text)}**`),
    [
      ...concluded(summary, options.whom),
      ...highlights(summary, comparison).map((sentence) => `- ${markdownText(sentence)}`),
    ].join('\n'),
    ...codes(summary, comparison, options.top),
    ...errorLines(summary, options.lines),
    ...(comparison === null ? [] : changes(comparison)),
    ...overTime(summary),
    ...(options.cross
      ? cross(summary, options.cross, options)
      : groups(withSortedGroups(summary, options.sort), options.top)),
    ...balance(summary),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function headline(summary: Summary): string {
  const { totals, severities, timeZone } = summary;
  // Of picked codes there is no rate.
  const rate = totals.errorRate === null ? '' : `, error rate ${percent(totals.errors, totals.events)}`;
  const numbers = `**${counted(totals.events, 'event')}, ${counted(totals.errors, 'error')}${rate}**`;
  const filters = filtersText(summary);
  const clock = new ReportClock(summary);
  const span =
    totals.first === null || totals.last === null
      ? ''
      : `  \n${clock.fullMoment(totals.first)} to ${clock.fullMoment(totals.last)} (${markdownText(timeZone)})`;
  const kinds = SEVERITIES.filter((severity) => severities[severity] > 0).map(
    (severity) => `${SEVERITY_MARKS[severity]} ${severity} ${thousands(severities[severity])}`,
  );
  const only = filters === null ? '' : `  \n${markdownText(filters)}`;
  return `${numbers}${span}${only}${kinds.length > 0 ? `  \n${kinds.join(', ')}` : ''}`;
}

/** What stands out, the most important first. */
function concluded(summary: Summary, whom: RenderOptions['whom']): string[] {
  const said = conclusion(summary, whom);
  const more = moreFindings(said);
  return [
    ...said.findings.map(({ severity, text }) => `- ${SEVERITY_MARKS[severity]} **${markdownText(text)}**`),
    ...(said.nothing === null ? [] : [`- ${markdownText(said.nothing)}`]),
    ...(more === null ? [] : [`- ${more}`]),
    ...(said.whom === null ? [] : [`- ${markdownText(said.whom)}`]),
  ];
}

function codes(summary: Summary, comparison: Comparison | null, top: number | null): string[] {
  const events = summary.totals.events;
  if (events === 0) return [];
  const { errors, well } = errorsFirst(summary.codes);
  const { shown, rest } = split([...errors, ...well], top ?? MAX_ROWS.codes);
  const changeOf = new Map(comparison?.codes.map((change) => [change.code, change]));
  const titles = ['Code', 'Name', 'Severity', 'What to do', 'Count', 'Share'];
  const align: Align[] = ['right', 'left', 'left', 'left', 'right', 'right'];
  const rows = shown.map(({ code, name, severity, fault, retry, count }) => {
    const change = changeOf.get(code);
    return [
      String(code),
      markdownText(name),
      `${SEVERITY_MARKS[severity]} ${severity}`,
      advice(fault, retry).long,
      thousands(count),
      percent(count, events),
      ...(comparison === null ? [] : [change === undefined ? '' : relativeText(change.count)]),
    ];
  });
  if (rest.length > 0) {
    const others = rest.reduce((sum, { count }) => sum + count, 0);
    const row = ['', counted(rest.length, 'more code'), '', '', thousands(others), percent(others, events)];
    rows.push(comparison === null ? row : [...row, '']);
  }
  if (comparison !== null) {
    titles.push('Change');
    align.push('right');
  }
  return ['### Codes', table(titles, align, rows)];
}

function overTime(summary: Summary): string[] {
  if (summary.windows.length === 0) return [];
  const time = timeline(summary);
  const parts = [`### Windows of ${summary.window}`];
  if (time.length > 2) {
    const { events, errors, windowsEach } = series(time, SPARK_COLUMNS);
    const peak = (values: readonly number[]) => `at most ${thousands(values.reduce((a, b) => Math.max(a, b), 0))}`;
    const each = windowsEach > 1 ? [`each mark stands for ${counted(windowsEach, 'window')}`] : [];
    const lines = [
      `events  ${sparkline(events)}  ${peak(events)}`,
      `errors  ${sparkline(errors)}  ${peak(errors)}`,
      ...each,
    ];
    parts.push(`\`\`\`text\n${lines.join('\n')}\n\`\`\``);
  }
  if (time.length <= MAX_LISTED_WINDOWS) parts.push(windowsTable(summary));
  return parts;
}

function windowsTable(summary: Summary): string {
  const time = timeline(summary);
  const clock = new ReportClock(summary);
  const row = (start: number, end: number, events: number, errors: number) => [
    clock.spanText(start, end),
    thousands(events),
    thousands(errors),
    errorRateText(errors, events, summary.options),
  ];
  const rows = [...time.entries].flatMap((entry) => {
    if (entry.kind === 'window') {
      const { start, end, events, errors } = entry.window;
      return [row(wallOf(start), wallOf(end), events, errors)];
    }
    const [from, to] = [wallOf(entry.start), wallOf(entry.end)];
    const starts = startsWithin(entry, time)?.map((text) => Date.parse(`${text}Z`)) ?? [from];
    return starts.map((start, i) => row(start, starts[i + 1] ?? to, 0, 0));
  });
  return table(['Window', 'Events', 'Errors', 'Error rate'], ['left', 'right', 'right', 'right'], rows);
}

function balance({ input, totals, windows, codes, sources }: Summary): string[] {
  const inWindows = windows.reduce((sum, { events }) => sum + events, 0);
  const unread = sources.filter(({ error }) => error !== null);
  const unknown = codes.filter(({ category }) => category === 'unknown');
  const lines = [
    `${counted(input.lines, 'line')} (${byteSize(input.bytes)}): ${thousands(input.matchedLines)} with codes + ${thousands(input.lines - input.matchedLines)} without`,
    `${counted(totals.events, 'event')}: ${thousands(inWindows)} in ${counted(windows.length, 'window')} + ${thousands(totals.untimed)} without a time; ${thousands(totals.inherited)} took the time of an earlier line; ${thousands(totals.filtered)} more filtered out`,
    `${counted(sources.length, 'source')}: ${thousands(sources.length - unread.length)} read whole + ${thousands(unread.length)} not`,
    ...unread
      .slice(0, MAX_ROWS.sources)
      .map(({ name, error }) => `not read whole: ${markdownText(`${name}: ${error}`)}`),
    ...(unread.length > MAX_ROWS.sources ? [`${thousands(unread.length - MAX_ROWS.sources)} more not read whole`] : []),
  ];
  if (unknown.length > 0) {
    const named = unknown.slice(0, MAX_ROWS.unknown).map(({ code, count }) => `${code} (${thousands(count)})`);
    const more = unknown.length - named.length;
    lines.push(
      `${counted(totals.unknown, 'event')} (${rateText(totals.unknown / totals.events)}) with codes that the catalogue does not know: ${named.join(', ')}${more > 0 ? ` and ${thousands(more)} more` : ''}`,
    );
  }
  return ['### Where everything went', lines.map((line) => `- ${line}`).join('\n')];
}
