/** Error rate by weekday and hour of day. Left out for reports of up to two days, with windows longer than 12 hours, or of picked codes. */
import { scaleQuantize } from 'd3-scale';
import { DAY_MS, daysSinceMonday, HOUR_MS, shortName, WEEKDAYS } from '../../model/calendar.js';
import type { Summary } from '../../model/summary.js';
import { counted, percent } from '../../text/numbers.js';
import { wallOf } from '../../time/rfc3339.js';
import { lengthNamed, nominalMs } from '../../time/window-length.js';
import { hasPickedCodes } from '../filters.js';
import { html, type Markup, NOTHING } from './markup.js';
import { section } from './section.js';

/** Weeks begin on Monday, as in all reports. */
const DAYS = [...WEEKDAYS.slice(1), WEEKDAYS[0]!];
/** Shades for rates above zero. */
const STEPS = [1, 2, 3, 4, 5, 6];

interface Cell {
  events: number;
  errors: number;
}

export function heatMap(summary: Summary): Markup {
  const { first, last, errors } = summary.totals;
  const hours = hoursEach(summary.window);
  if (hours === null || hasPickedCodes(summary.options) || first === null || last === null) return NOTHING;
  if (Date.parse(last) - Date.parse(first) <= 2 * DAY_MS || errors === 0) return NOTHING;
  const cells = count(summary, hours);
  const rates = cells.flat().map(({ events, errors }) => (events === 0 ? 0 : errors / events));
  const most = Math.max(...rates);
  const step = scaleQuantize<number>().domain([0, most]).range(STEPS);
  const columns = Array.from({ length: 24 / hours }, (_, i) => i * hours);
  const body = cells.map(
    (row, day) =>
      html`<tr role="row"><th scope="row" role="rowheader"><abbr title="${DAYS[day]!}">${shortName(DAYS[day]!)}</abbr></th>${row.map((cell, i) => heatCell(cell, step, `${DAYS[day]!}, ${from(columns[i]!)} to ${from(columns[i]! + hours)}`))}</tr>`,
  );
  const header = columns.map((hour) => html`<th scope="col" role="columnheader">${String(hour).padStart(2, '0')}</th>`);
  return section(
    'rhythm',
    'Hour and weekday',
    html`error rate in percent, by when the window starts, ${summary.timeZone}`,
    html`<table class="heat" role="table" aria-label="Error rate in percent by weekday and hour"><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Day</th>${header}</tr></thead><tbody role="rowgroup">${body}</tbody></table>${legend(step, most)}`,
  );
}

function from(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

/** Hours of a column; null where windows are too long for a map by hour. */
function hoursEach(window: string): number | null {
  const length = lengthNamed(window);
  if (length === null || length.unit === 'd' || length.unit === 'w') return null;
  const hours = nominalMs(length) / HOUR_MS;
  if (hours <= 1) return 1;
  return Number.isInteger(hours) && hours <= 12 ? hours : null;
}

function count({ windows }: Summary, hours: number): Cell[][] {
  const cells = DAYS.map(() => Array.from({ length: 24 / hours }, (): Cell => ({ events: 0, errors: 0 })));
  for (const { start, events, errors } of windows) {
    const wall = wallOf(start);
    const day = daysSinceMonday(Math.floor(wall / DAY_MS));
    const cell = cells[day]![Math.floor(Number(start.slice(11, 13)) / hours)]!;
    cell.events += events;
    cell.errors += errors;
  }
  return cells;
}

function heatCell({ events, errors }: Cell, step: (rate: number) => number, when: string): Markup {
  if (events === 0) return html`<td role="cell" class="none" title="${when}: no events">·</td>`;
  const rate = errors / events;
  const shade = errors === 0 ? 0 : step(rate);
  const says = `${when}: ${counted(errors, 'error')} in ${counted(events, 'event')} (${percent(errors, events)})`;
  return html`<td role="cell" class="h${shade}" title="${says}">${wholePercent(rate)}</td>`;
}

/** Whole percent; a rate above zero is never shown as `0`. */
function wholePercent(rate: number): string {
  const whole = Math.round(rate * 100);
  return rate > 0 && whole === 0 ? '<1' : String(whole);
}

function legend(step: { invertExtent(value: number): number[] }, most: number): Markup {
  const labels = STEPS.map((value) => {
    const to = value === STEPS.length ? most : step.invertExtent(value)[1]!;
    return html`<li><span class="h${value}"></span>to ${percent(to * 1e9, 1e9)}</li>`;
  });
  return html`<ul class="heat-key" aria-label="Shades"><li><span class="none">·</span>no events</li><li><span class="h0"></span>0%</li>${labels}</ul>`;
}
