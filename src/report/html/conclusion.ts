/** The conclusion, first on the page: what stands out, since when, for whom. An episode can be shown alone. */
import type { Finding } from '../../model/finding.js';
import type { Summary } from '../../model/summary.js';
import type { ReportClock } from '../clock.js';
import { conclusion, moreFindings } from '../conclusion.js';
import type { RenderOptions } from '../options.js';
import { severityWord } from './marks.js';
import { html, type Markup, NOTHING, raw } from './markup.js';
import type { Steps } from './steps.js';

export function conclusionSection(
  summary: Summary,
  steps: Steps,
  clock: ReportClock,
  whom: RenderOptions['whom'],
): Markup {
  const concluded = conclusion(summary, whom);
  const { findings, nothing } = concluded;
  if (findings.length === 0 && nothing === null) return NOTHING;
  const more = moreFindings(concluded);
  const said =
    nothing !== null
      ? html`<p>${nothing}.</p>`
      : html`<ul>${findings.map((finding) => html`<li class="e-${finding.severity}"${raw(spanOf(finding, steps, clock))}>${severityWord(finding.severity)} <span class="said">${finding.text}.</span></li>`)}</ul>${more !== null && html`<p class="soft">${more}</p>`}${concluded.whom !== null && html`<p>${concluded.whom}</p>`}`;
  return html`<section id="conclusion" aria-labelledby="conclusion-title"><h2 id="conclusion-title">What stands out</h2>${said}</section>
`;
}

/** Attributes by which the page's script shows the span of an episode alone: its first and its last step. */
function spanOf({ kind, since, until }: Finding, { buckets, barsEach, count }: Steps, clock: ReportClock): string {
  const { bars } = buckets;
  if (kind !== 'episode' || count < 2) return '';
  const barAt = (wall: number) => bars.findLastIndex(({ start }) => start <= wall);
  const first = Math.max(0, barAt(clock.wall(since).wall));
  const last = until === null ? bars.length - 1 : Math.max(first, barAt(clock.wall(until).wall - 1));
  const [from, to] = [first, last].map((bar) => Math.floor(bar / barsEach));
  return ` data-from="${from}" data-to="${to}"`;
}
