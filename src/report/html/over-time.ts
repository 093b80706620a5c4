/**
 * The chart of events and errors over time, stacked by severity. It is drawn here as SVG, so that the page is complete
 * without scripts. d3-scale and d3-shape compute the positions: 1.3 MB installed with their dependencies. ECharts can draw
 * on a server too, but takes 60 MB and decides about the markup; here every element has a class, which themes, patterns,
 * print and a strict content security policy need.
 *
 * Positions along the time axis are percentages, so that text keeps its size while the chart takes any width.
 */
import { scaleBand, scaleLinear, scaleUtc } from 'd3-scale';
import { stack } from 'd3-shape';
import { DAY_MS } from '../../model/calendar.js';
import { isError, SEVERITIES, type Severity } from '../../model/code.js';
import type { Summary } from '../../model/summary.js';
import { counted, percent, thousands } from '../../text/numbers.js';
import { clockText, dayText, monthText } from '../clock.js';
import { errorRateText, hasPickedCodes } from '../filters.js';
import { partialWindows } from '../partial-windows.js';
import type { Bar } from './buckets.js';
import { html, type Markup, NOTHING, raw } from './markup.js';
import { section } from './section.js';
import type { Steps } from './steps.js';

const EVENTS = { top: 26, height: 200 };
const ERRORS = { top: 34, height: 84 };
const ERRORS_TOP = EVENTS.top + EVENTS.height + ERRORS.top;
const TICK_ROOM = 24;
/** Percent of the time axis that a letter of its text takes on paper, where it is some 640 pixels long. */
const LETTER = 1;
/** With more bars than this there is no room for gaps between them. */
const MAX_BARS_WITH_GAPS = 120;

export function overTime(summary: Summary, { buckets, barsEach, groups }: Steps): Markup {
  const { bars, unit, addedUp } = buckets;
  if (bars.length === 0) return NOTHING;
  const hasErrors = summary.totals.errors > 0;
  const each = addedUp ? `one bar a ${unit}, windows of ${summary.window} added up` : `windows of ${unit}`;
  const untimed = summary.totals.untimed;
  const partial = partialBars(summary, buckets);
  const steps = barsEach > 1 ? `; ${barsEach} bars are chosen together, as groups are kept no finer` : '';
  const unknown = summary.groups !== undefined && groups === null ? '; groups are not known by time' : '';
  return section(
    'time',
    'Over time',
    html`${each}, ${summary.timeZone}${partial.said}${untimed > 0 ? `; ${counted(untimed, 'event')} without a time not drawn` : ''}${steps}${unknown}`,
    html`<figure class="chart" data-chart data-panels="${panelsText(hasErrors)}">${chart(bars, hasErrors, summary, partial.bars)}</figure>${numbers(bars, summary)}`,
  );
}

/** Which bars are windows that are only partly in the span, and how it is said; none where bars are several windows. */
function partialBars(summary: Summary, { bars, addedUp }: Steps['buckets']): { said: string; bars: readonly number[] } {
  const { first, last } = partialWindows(summary);
  const parts = [first, last].filter((part) => part !== null);
  if (addedUp || parts.length === 0) return { said: '', bars: [] };
  const which = [...(first === null ? [] : [0]), ...(last === null ? [] : [bars.length - 1])];
  return { said: `; partial windows, on grey: ${parts.join(', ')}`, bars: [...new Set(which)] };
}

function chart(bars: readonly Bar[], hasErrors: boolean, summary: Summary, partial: readonly number[]): Markup {
  const panels = [
    panel(bars, SEVERITIES, EVENTS.top, EVENTS.height, 'Events'),
    ...(hasErrors
      ? [panel(bars, SEVERITIES.filter(isError), ERRORS_TOP, ERRORS.height, 'Errors, on a scale of their own')]
      : []),
  ];
  const bottom = EVENTS.top + EVENTS.height + (hasErrors ? ERRORS.top + ERRORS.height : 0);
  const height = bottom + TICK_ROOM;
  const most = Math.max(...bars.map(({ events }) => events));
  const peak = bars.find(({ events }) => events === most)!;
  const says = `Bar chart of ${counted(bars.length, 'time window')}: at most ${counted(most, 'event')}, ${peak.label}. The numbers are in the table below it.`;
  const gutter = 12 + 7 * Math.max(...panels.flatMap(({ labels }) => labels.map((label) => label.length)));
  const shades = partial.map(
    (i) => html`<rect class="partial" ${placeOf(i, bars.length)} y="${EVENTS.top}" height="${bottom - EVENTS.top}"/>`,
  );
  return html`<svg class="axis" width="${gutter}" height="${height}" aria-hidden="true" focusable="false">${panels.map(({ axis }) => axis)}</svg><svg class="plot" role="img" aria-label="${says}" width="100%" height="${height}">${shades}${panels.map(({ drawing }) => drawing)}${ticks(bars, bottom)}${bars.map((bar, i) => hit(bar, i, bars.length, bottom, summary))}</svg>`;
}

/** Top and height of each panel, for the page's script. */
function panelsText(hasErrors: boolean): string {
  return `${EVENTS.top} ${EVENTS.height}${hasErrors ? ` ${ERRORS_TOP} ${ERRORS.height}` : ''}`;
}

interface Panel {
  readonly drawing: Markup;
  readonly axis: Markup;
  readonly labels: readonly string[];
}

function panel(
  bars: readonly Bar[],
  severities: readonly Severity[],
  top: number,
  height: number,
  title: string,
): Panel {
  const sums = bars.map((bar) => severities.reduce((sum, severity) => sum + bar.severities[severity], 0));
  const y = scaleLinear()
    .domain([0, Math.max(1, ...sums)])
    .nice(height > 120 ? 4 : 2)
    .range([top + height, top]);
  const values = y.ticks(height > 120 ? 4 : 2).filter(Number.isInteger);
  const write = y.tickFormat(4, '~s');
  const labels = values.map((value) => (value < 10_000 ? thousands(value) : write(value)));
  const x = scaleBand<number>()
    .domain(bars.keys())
    .range([0, 100])
    .paddingInner(bars.length > MAX_BARS_WITH_GAPS ? 0 : 0.18)
    .paddingOuter(bars.length > MAX_BARS_WITH_GAPS ? 0 : 0.09);
  const width = short(x.bandwidth());
  const layers = stack<Bar, Severity>()
    .keys(severities)
    .value((bar, severity) => bar.severities[severity])(bars as Bar[]);
  let drawn = '';
  for (const layer of layers) {
    let rects = '';
    layer.forEach(([from, to], i) => {
      if (to > from) {
        rects += `<rect x="${short(x(i)!)}%" y="${short(y(to))}" width="${width}%" height="${short(y(from) - y(to))}"/>`;
      }
    });
    if (rects !== '') drawn += `<g class="layer s-${layer.key}">${rects}</g>`;
  }
  const lines = values.map(
    (value) => html`<line class="${value === 0 ? 'base' : 'grid'}" x2="100%" y1="${y(value)}" y2="${y(value)}"/>`,
  );
  return {
    drawing: html`<text class="panel" y="${top - 12}">${title}</text>${lines}${raw(drawn)}`,
    axis: html`${values.map((value, i) => html`<text class="tick" x="100%" dx="-8" dy=".32em" y="${y(value)}" text-anchor="end">${labels[i]!}</text>`)}`,
    labels,
  };
}

/** About eight dates or clock times. Every other one has the class `odd`, which is hidden on phones. */
function ticks(bars: readonly Bar[], y: number): Markup {
  const [first, last] = [bars[0]!, bars.at(-1)!];
  const wanted = scaleUtc([new Date(first.start), new Date(last.end)], [0, 1])
    .ticks(8)
    .map(Number);
  const step = (wanted[1] ?? 0) - (wanted[0] ?? 0);
  const marks: Markup[] = [];
  let before = -1;
  let free = 0;
  let dayShown = Number.NaN;
  for (const tick of wanted.length > 0 ? wanted : [first.start]) {
    const i = bars.findIndex(({ start }) => start >= tick);
    if (i <= before) continue;
    before = i;
    const at = (i / bars.length) * 100;
    const isLast = at > 90;
    const { start } = bars[i]!;
    const day = Math.floor(start / DAY_MS);
    const text = tickText(start, step, day !== dayShown);
    const room = text.length * LETTER;
    // The date before it is nearer than both are long.
    const isLeftOut = (isLast ? at - room : at) < free;
    if (!isLeftOut) {
      free = (isLast ? at : at + room) + LETTER;
      dayShown = day;
    }
    marks.push(
      html`<line class="base" x1="${short(at)}%" x2="${short(at)}%" y1="${y}" y2="${y + 5}"/>${!isLeftOut && html`<text class="tick${marks.length % 2 === 1 || isLast ? ' odd' : ''}" x="${short(at)}%" y="${y + 19}" text-anchor="${isLast ? 'end' : 'start'}"${raw(isLast ? ' dx="6"' : '')}>${text}</text>`}`,
    );
  }
  return html`${marks}`;
}

/** @param namesDay whether a clock time comes with its day: no date before it on the axis has named it */
function tickText(wall: number, step: number, namesDay: boolean): string {
  if (step >= 364 * DAY_MS) return String(new Date(wall).getUTCFullYear());
  if (step >= 27 * DAY_MS) return monthText(wall, new Date(wall).getUTCMonth() === 0);
  if (step >= DAY_MS || wall % DAY_MS === 0) return dayText(wall, false);
  return namesDay ? `${dayText(wall, false)} ${clockText(wall)}` : clockText(wall);
}

/** An invisible area over a bar's whole height, whose tooltip has the bar's numbers. */
function hit(bar: Bar, i: number, of: number, height: number, summary: Summary): Markup {
  return html`<rect class="hit" ${placeOf(i, of)} height="${height}"><title>${bar.label}${raw('\n')}${says(bar, summary)}</title></rect>`;
}

/** Where a bar is along the time axis, with its share of the gaps. */
function placeOf(i: number, of: number): Markup {
  return raw(`x="${short((i / of) * 100)}%" width="${short(100 / of)}%"`);
}

function says(bar: Bar, { options }: Summary): string {
  if (bar.events === 0) return 'no events';
  const kinds = SEVERITIES.filter((severity) => bar.severities[severity] > 0)
    .reverse()
    .map((severity) => `${severity} ${thousands(bar.severities[severity])}`)
    .join(', ');
  const rate = hasPickedCodes(options) ? '' : `, error rate ${percent(bar.errors, bar.events)}`;
  return `${counted(bar.events, 'event')}${rate} (${kinds})`;
}

/** Rounded to a thousandth of a percent, which is a hundredth of a pixel. */
function short(n: number): number {
  return Number(n.toFixed(3));
}

function numbers(bars: readonly Bar[], { options }: Summary): Markup {
  const rows = bars.map(
    (bar) =>
      html`<tr><th scope="row">${bar.label}</th><td>${thousands(bar.events)}</td>${SEVERITIES.map((severity) => html`<td>${thousands(bar.severities[severity])}</td>`)}<td>${errorRateText(bar.errors, bar.events, options)}</td></tr>`,
  );
  return html`<details><summary>The numbers</summary><div class="scroll" role="region" aria-label="Numbers over time" tabindex="0"><table class="plain"><thead><tr><th scope="col">Window</th><th scope="col">Events</th>${SEVERITIES.map((severity) => html`<th scope="col">${severity}</th>`)}<th scope="col">Error rate</th></tr></thead><tbody>${rows}</tbody></table></div></details>`;
}
