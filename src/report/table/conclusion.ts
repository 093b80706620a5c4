/** The conclusion, last: where the eye ends when the rest has scrolled away. */
import type { Summary } from '../../model/summary.js';
import { printable, wrap } from '../../text/terminal.js';
import { conclusion, moreFindings } from '../conclusion.js';
import type { RenderOptions } from '../options.js';
import { SEVERITY_MARKS } from '../style.js';
import type { Canvas } from './canvas.js';

export function conclusionLines(summary: Summary, whom: RenderOptions['whom'], { columns, style }: Canvas): string[] {
  const concluded = conclusion(summary, whom);
  const { findings, nothing } = concluded;
  const indented = (text: string) => wrap(printable(text), columns - 2).map((part) => `  ${part}`);
  const lines = findings.flatMap(({ severity, text }) =>
    wrap(`${SEVERITY_MARKS[severity]} ${printable(text)}`, columns - 2).map((part, i) =>
      i === 0 ? style(severity, part) : `  ${style(severity, part)}`,
    ),
  );
  const more = moreFindings(concluded);
  return [
    ...(nothing === null ? [] : wrap(nothing, columns)),
    ...lines,
    ...(more === null ? [] : [style('dim', `  ${more}`)]),
    ...(concluded.whom === null ? [] : indented(concluded.whom)),
  ];
}
