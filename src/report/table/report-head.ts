/** The head of a job's report as text. */
import type { ReportFrame } from '../../model/report-document.js';
import type { Summary } from '../../model/summary.js';
import { printable, wrap } from '../../text/terminal.js';
import { hasNoData, madeLine, NO_DATA, periodLine, ruleText, verdictLine } from '../report-lines.js';
import type { Canvas } from './canvas.js';

export function reportHead(report: ReportFrame, summary: Summary, { columns, style }: Canvas): string[] {
  const { title, subtitle, url, verdict, rules } = report;
  const line = verdictLine(report);
  const said = (text: string, role: Parameters<Canvas['style']>[0]) =>
    wrap(printable(text), columns).map((part) => style(role, part));
  return [
    ...said(title, 'bold'),
    ...(subtitle === null ? [] : wrap(printable(subtitle), columns)),
    ...wrap(printable(periodLine(report)), columns),
    ...wrap(printable(`${madeLine(report, summary)}${url === null ? '' : `, ${url}`}`), columns),
    ...(line === null
      ? []
      : ['', ...said(line, verdict === 'fail' ? 'error' : verdict === 'warn' ? 'warning' : 'bold')]),
    ...rules.flatMap((rule) =>
      wrap(printable(`${rule.state} ${ruleText(rule)}`), columns - 2).map((part) => `  ${part}`),
    ),
    ...(hasNoData(summary) ? ['', ...said(`${NO_DATA}.`, 'warning')] : []),
  ];
}
