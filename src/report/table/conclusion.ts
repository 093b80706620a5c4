/** The conclusion, last: where the eye ends when the rest has scrolled away. */
import type { Summary } from '../../model/summary.js';
import { printable, wrap } from '../../text/terminal.js';
import { conclusion, moreFindings } from '../conclusion.js';
import { SEVERITY_MARKS } from '../style.js';
import type { Canvas } from './canvas.js';

export function conclusionLines(summary: Summary, { columns, style }: Canvas): string[] {
  const concluded = conclusion(summary);
  const { findings, nothing } = concluded;
  if (nothing !== null) return wrap(nothing, columns);
  const lines = findings.flatMap(({ severity, text }) =>
    wrap(`${SEVERITY_MARKS[severity]} ${printable(text)}`, columns - 2).map((part, i) =>
      i === 0 ? style(severity, part) : `  ${style(severity, part)}`,
    ),
  );
  const more = moreFindings(concluded);
  return more === null ? lines : [...lines, style('dim', `  ${more}`)];
}
