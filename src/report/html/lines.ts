/** Lines of the logs behind a click: as they were there, escaped. */
import { counted, thousands } from '../../text/numbers.js';
import { sourceName } from '../../text/source-name.js';
import type { KeptLine } from '../options.js';
import { foreign, html, type Markup, NOTHING } from './markup.js';

export function keptLines(lines: readonly KeptLine[] | undefined): Markup {
  if (lines === undefined || lines.length === 0) return NOTHING;
  const items = lines.map(
    ({ text, source, line }) =>
      html`<li><code>${foreign(text)}</code> <span class="soft">${foreign(sourceName(source))}:${line < 0 ? '−' : ''}${thousands(Math.abs(line))}</span></li>`,
  );
  return html`<details class="lines"><summary>${counted(lines.length, 'line')} of the log</summary><ul>${items}</ul></details>`;
}
