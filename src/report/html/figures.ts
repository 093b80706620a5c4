/** The overview at the top: four figures, all events by severity, and the highlights in sentences. */
import { SEVERITIES } from '../../model/code.js';
import type { Comparison, CountChange } from '../../model/comparison.js';
import type { Summary } from '../../model/summary.js';
import { byteSize, counted, percent, thousands } from '../../text/numbers.js';
import { codesTurnover, pointsText, relativeText, rateText as shareText } from '../change.js';
import { errorRateText, hasPickedCodes } from '../filters.js';
import { highlights } from '../highlights.js';
import { severityBar } from './bar.js';
import { mark, swatch } from './marks.js';
import { type Content, foreign, html, type Markup, NOTHING } from './markup.js';

export function figures(summary: Summary, comparison: Comparison | null): Markup {
  const { totals, input, codes, severities } = summary;
  const kinds = codes.length;
  const unknown = codes.filter(({ category }) => category === 'unknown').length;
  const turnover = comparison === null ? null : codesTurnover(comparison);
  const items = [
    figure(
      'Events',
      thousands(totals.events),
      // Of the latest part of a live run it is not known.
      totals.events > 0 && input.lines === 0 ? '' : `in ${counted(input.lines, 'line')}, ${byteSize(input.bytes)}`,
      comparison && countLine(comparison.events),
    ),
    figure(
      'Errors',
      thousands(totals.errors),
      severities.critical > 0 ? `${thousands(severities.critical)} of them critical` : 'none of them critical',
      comparison && countLine(comparison.errors),
      totals.errors > 0 ? 'bad' : '',
    ),
    figure(
      'Error rate',
      errorRateText(totals.errors, totals.events, summary.options),
      hasPickedCodes(summary.options) ? 'only picked codes were counted' : 'of all events',
      comparison &&
        html`${pointsText(comparison.errorRate)} <span>from ${shareText(comparison.errorRate.before)}</span>`,
    ),
    figure(
      'Codes',
      thousands(kinds),
      unknown > 0 ? `${thousands(unknown)} not in the catalogue` : 'all in the catalogue',
      comparison && html`${turnover ?? 'the same ones'}`,
    ),
  ];
  return html`<dl class="figures">${items}</dl>
${comparison && html`<p class="against">${against(comparison)}</p>`}${overview(summary)}
${sentences(summary, comparison)}`;
}

function against(comparison: Comparison): Markup {
  const { before, errorRate, events } = comparison;
  if (events.before === 0) return html`${foreign(before.label)} has no events to compare with.`;
  return html`Changes are against ${foreign(before.label)}: the error rate is ${errorRate.verdict === 'same' ? 'the same' : html`different by <em>${chance(comparison)}</em>`}.`;
}

function chance({ errorRate }: Comparison): string {
  if (errorRate.verdict === 'may be chance') return 'no more than chance may do';
  if (errorRate.verdict === 'too few to tell') return 'an amount that too few events cannot tell from chance';
  return errorRate.verdict;
}

function countLine(change: CountChange): Markup {
  return html`${relativeText(change)} <span>from ${thousands(change.before)}</span>`;
}

function figure(name: string, value: string, about: string, change: Content, kind = ''): Markup {
  return html`<div data-figure="${name}"><dt>${name}</dt><dd class="value ${kind}">${value}</dd>${change !== null && html`<dd class="change">${change}</dd>`}<dd class="about">${about}</dd></div>`;
}

/** One bar of all events by severity. Its legend also explains the charts below. */
function overview({ severities, totals }: Summary): Markup {
  if (totals.events === 0) return NOTHING;
  const items = SEVERITIES.filter((severity) => severities[severity] > 0).map(
    (severity) =>
      html`<li>${swatch(severity)}${mark(severity)}<span class="name">${severity}</span> <b>${thousands(severities[severity])}</b> <span class="part">${percent(severities[severity], totals.events)}</span></li>`,
  );
  return html`<div class="overview">${severityBar(severities, totals.events, 18)}<ul class="key" aria-label="Events by severity">${items}</ul></div>`;
}

function sentences(summary: Summary, comparison: Comparison | null): Markup {
  const said = highlights(summary, comparison);
  if (said.length === 0) return NOTHING;
  return html`<section class="short" aria-labelledby="short-title"><h2 id="short-title">In short</h2><ul>${said.map((sentence) => html`<li>${sentence}</li>`)}</ul></section>`;
}
