/** The head of a job's report in Markdown. */
import type { ReportFrame } from '../../model/report-document.js';
import type { Summary } from '../../model/summary.js';
import { markdownText } from '../../text/markdown.js';
import { hasNoData, madeLine, NO_DATA, ownReason, periodLine, verdictLine } from '../report-lines.js';
import { table } from './table.js';

export function reportHead(report: ReportFrame, summary: Summary): string[] {
  const { title, subtitle, url, rules } = report;
  const verdict = verdictLine(report);
  return [
    `## ${markdownText(title)}`,
    ...(subtitle === null ? [] : [markdownText(subtitle)]),
    `**${markdownText(periodLine(report))}**`,
    ...(verdict === null ? [] : [`**${markdownText(verdict)}**`]),
    ...(rules.length === 0
      ? []
      : [
          table(
            ['State', 'Rule', 'Expected', 'Got'],
            ['left', 'left', 'left', 'left'],
            rules.map((rule) => {
              const reason = ownReason(rule);
              const got = reason === null ? rule.seen : `${rule.seen}. ${reason}`;
              return [rule.state, ...[rule.name, rule.limit, got].map(markdownText)];
            }),
          ),
        ]),
    ...(hasNoData(summary) ? [`**${NO_DATA}.**`] : []),
    `${markdownText(madeLine(report, summary))}.${url === null ? '' : ` <${url}>`}`,
  ];
}
