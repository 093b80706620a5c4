/**
 * What a person reads in the build's log: the verdict, then each rule, broken ones first and with the codes and log
 * lines that broke them.
 */

import { printable } from '../../text/terminal.js';
import type { CheckDocument, RuleResult, State, Verdict } from '../document.js';
import type { FormOptions } from './form.js';
import { baselineLines, coverage, details, headline, ignoredLines, isShown } from './phrases.js';

const VERDICTS: Record<Verdict, string> = { pass: 'PASSED', fail: 'FAILED', incomplete: 'INCOMPLETE' };
const MARKS: Record<State, string> = { fail: 'FAIL', warn: 'WARN', skipped: 'skip', pass: 'ok' };
const ORDER: readonly State[] = ['fail', 'warn', 'skipped', 'pass'];
/** SGR parameters: red, yellow, dim, green. */
const COLORS: Record<State, string> = { fail: '31', warn: '33', skipped: '2', pass: '32' };
const MARK_WIDTH = 6;

export function renderText(document: CheckDocument, { color }: Pick<FormOptions, 'color'>): string {
  const paint = (state: State, text: string) => (color ? `\x1b[${COLORS[state]}m${text}\x1b[0m` : text);
  const { verdict, rules } = document;
  const overall = verdict === 'pass' ? 'pass' : 'fail';
  const lines = [`${paint(overall, `Check ${VERDICTS[verdict]}`)}: ${headline(document)}`, ''];
  const shown = rules.filter(isShown);
  for (const state of ORDER) {
    for (const finding of shown) {
      if (finding.state !== state) continue;
      const mark = paint(state, MARKS[state]) + ' '.repeat(MARK_WIDTH - MARKS[state].length);
      lines.push(`${mark}${title(finding)}`);
      const more = state === 'pass' ? [] : state === 'skipped' ? [finding.reason ?? ''] : details(finding);
      for (const line of more) if (line !== '') lines.push(' '.repeat(MARK_WIDTH) + line);
    }
  }
  lines.push(
    '',
    `Looked at ${coverage(document)}.`,
    ...baselineLines(document),
    ...ignoredLines(document).map((line) => `${line}.`),
  );
  return `${lines.join('\n')}\n`;
}

/** Of a broken rule the name alone: its reason, on the next line, has the numbers. */
function title({ name, limit, seen, state }: RuleResult): string {
  return state === 'pass' ? `${printable(name)}: ${limit}; seen ${printable(seen)}` : printable(name);
}
