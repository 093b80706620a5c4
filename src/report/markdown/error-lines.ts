/** Lines of the log in a block of code, which no line can end. */
import type { LinesByCode } from '../../model/kept-line.js';
import type { Summary } from '../../model/summary.js';
import { linesInOrder } from '../lines-in-order.js';
import { quotedLogLine } from '../log-line.js';
import { styler } from '../style.js';

const PLAIN = styler(false);

export function errorLines(summary: Summary, lines: LinesByCode | undefined): string[] {
  const rows = linesInOrder(summary, lines).map(({ row, line }) => quotedLogLine(line.text, [row], PLAIN));
  if (rows.length === 0) return [];
  // A row begins with a bar, so it ends no block; chats that look for backticks anywhere need more of them as well.
  const longest = (rows.join('\n').match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  return ['### Lines of the log', `${fence}text\n${rows.join('\n')}\n${fence}`];
}
