/** The head of a job's report: what it is called, its period and its verdict, with every rule. */
import type { ReportFrame } from '../../model/report-document.js';
import type { Summary } from '../../model/summary.js';
import { hasNoData, madeLine, NO_DATA, ownReason, periodLine, verdictLine } from '../report-lines.js';
import { foreign, html, type Markup, NOTHING, raw } from './markup.js';

export function reportHead(report: ReportFrame, logo: string | null): Markup {
  return html`${
    logo !== null &&
    html`<img class="logo" alt="" src="${raw(logo)}">
`
  }${
    report.subtitle !== null &&
    html`<p class="over">${foreign(report.subtitle)}</p>
`
  }<h1>${foreign(report.title)}</h1>
<p class="when">${foreign(periodLine(report))}</p>
`;
}

const WORDS = { pass: 'pass', warn: 'warn', fail: 'fail', skipped: 'skipped' } as const;

/** First on the page: whether all is as it should be. */
export function verdictSection(report: ReportFrame, summary: Summary): Markup {
  const line = verdictLine(report);
  const noData = hasNoData(summary)
    ? html`<p class="no-data">${NO_DATA}.</p>
`
    : NOTHING;
  if (line === null) return noData;
  const rows = report.rules.map((rule) => {
    const { name, state, limit, seen } = rule;
    const reason = ownReason(rule);
    return html`<tr class="r-${state}"><td class="state">${WORDS[state]}</td><th scope="row">${foreign(name)}</th><td>${foreign(limit)}</td><td>${foreign(seen)}${reason !== null && html`<br><span class="soft">${foreign(reason)}</span>`}</td></tr>
`;
  });
  return html`<section id="verdict" class="verdict v-${report.verdict!}" aria-labelledby="verdict-title"><h2 id="verdict-title">${line}</h2>
<div class="scroll"><table><thead><tr><th scope="col">State</th><th scope="col">Rule</th><th scope="col">Expected</th><th scope="col">Got</th></tr></thead><tbody>
${rows}</tbody></table></div></section>
${noData}`;
}

export function madeParagraph(report: ReportFrame, summary: Summary): Markup {
  return html`<p>${madeLine(report, summary)}.${report.url !== null && html` <a href="${report.url}">${report.url}</a>`}</p>
`;
}
