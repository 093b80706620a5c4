/** Lines of the logs behind a click: as they were there, escaped. */

import type { KeptLine } from '../../model/kept-line.js';
import { counted, thousands } from '../../text/numbers.js';
import { sourceName } from '../../text/source-name.js';
import { foreign, html, type Markup, NOTHING } from './markup.js';

export function keptLines(lines: readonly KeptLine[] | undefined): Markup {
  if (lines === undefined || lines.length === 0) return NOTHING;
  const items = lines.map(
    ({ text, source, offset }) =>
      html`<li><code>${foreign(text)}</code> <span class="soft">${foreign(sourceName(source))}, byte ${thousands(offset)}</span></li>`,
  );
  return html`<details class="lines"><summary>${counted(lines.length, 'line')} of the log</summary><ul>${items}</ul></details>`;
}
