/**
 * The summary for the terminal: a headline, the codes (or classes of codes), groups, windows, and sums to check. No line
 * is wider than `width`; colour is never the only cue.
 */
import { FIRST_CODE, LAST_CODE } from '../../model/code.js';
import type { Summary } from '../../model/summary.js';
import { counted } from '../../text/numbers.js';
import { printable, wrap } from '../../text/terminal.js';
import type { RenderOptions } from '../options.js';
import { withSortedGroups } from '../sorted-groups.js';
import { balance } from './balance.js';
import { type Canvas, canvas } from './canvas.js';
import { changesTable } from './changes.js';
import { classesTable } from './classes.js';
import { codesTable } from './codes.js';
import { conclusionLines } from './conclusion.js';
import { filters, headline, inputLine } from './headline.js';
import { lineGroupsTable } from './line-groups.js';
import { windowsTable } from './windows.js';

export function* renderTable(summary: Summary, options: RenderOptions): Iterable<string> {
  const on = canvas(options.width, options.color);
  const { by, top, notices = [] } = options;
  const noted = notices.flatMap((text) => wrap(printable(text), on.columns).map((part) => on.style('warning', part)));
  const sorted = withSortedGroups(summary, options.sort);
  const parts: readonly Iterable<string>[] =
    summary.totals.events === 0
      ? [nothing(summary, on), noted, balance(summary, on)]
      : [
          headline(summary, on),
          noted,
          ...(options.comparison ? [changesTable(options.comparison, on)] : []),
          by === 'code' ? codesTable(summary, top, on) : classesTable(summary, by, top, on),
          lineGroupsTable(sorted, top, on),
          windowsTable(summary, on),
          balance(summary, on),
          conclusionLines(summary, on),
        ];
  let isFirst = true;
  for (const lines of parts) {
    // A blank line between parts, of which some are empty.
    let before = isFirst ? '' : '\n';
    for (const line of lines) {
      yield `${before}${line}\n`;
      before = '';
      isFirst = false;
    }
  }
}

/** Without events: the likely reasons, judging by the numbers. */
function nothing(summary: Summary, on: Canvas): string[] {
  const { input, totals } = summary;
  const lines = [on.style('bold', 'No events'), ...filters(summary, on), ...inputLine(summary, on)];
  const say = (text: string) => lines.push('', ...wrap(text, on.columns));
  if (totals.filtered > 0) {
    say(`${counted(totals.filtered, 'event')} found, and every one dropped by the span of time or a filter.`);
  } else if (input.lines === 0) {
    say(input.bytes === 0 ? 'The input is empty.' : 'The input has no lines.');
  } else if (input.matchedLines > 0) {
    say(`${counted(input.matchedLines, 'line')} with codes, but none that the filters let pass.`);
  } else {
    say(
      `No line has a PTK code: six digits from ${FIRST_CODE} to ${LAST_CODE}, alone or after a word such as code or status.`,
    );
    say('Where another word announces the codes, name it with --code-key. See ptk-logscan codes for the list.');
  }
  return lines;
}
