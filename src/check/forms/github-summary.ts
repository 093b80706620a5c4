/**
 * The Markdown that GitHub shows as a job's summary: the verdict, all rules in a table, and the codes and log lines of
 * each broken one. GitHub refuses the whole summary of a step when it is over 1 MiB, so what does not fit is left out
 * and counted.
 */
import { counted } from '../../text/numbers.js';
import type { CheckDocument, RuleResult } from '../document.js';
import { brokenRule, exceptions, lineItem, opening, RULES_HEAD, ruleRow } from './markdown-parts.js';
import { isBroken, isShown } from './phrases.js';

/** What GitHub takes of one step, in bytes. */
export const SUMMARY_BYTES = 1024 * 1024;

/** @param bytes the text has at most this many bytes of UTF-8 */
export function renderStepSummary(document: CheckDocument, bytes: number): string {
  const rules = document.rules.filter(isShown);
  const head = [...opening(document), ...exceptions(document), ...RULES_HEAD];
  return fit([head, ...rules.map((rule) => [ruleRow(rule)]), ...rules.filter(isBroken).map(section)], bytes);
}

function section(finding: RuleResult): string[] {
  const lines = finding.lines.map(lineItem);
  return [...brokenRule(finding), ...(lines.length > 0 ? ['', ...lines] : [])];
}

/** The first blocks that fit, and how many did not. */
function fit(blocks: readonly (readonly string[])[], bytes: number): string {
  const texts = blocks.map((lines) => `${lines.join('\n')}\n`);
  const size = (text: string) => Buffer.byteLength(text);
  if (texts.reduce((sum, text) => sum + size(text), 0) <= bytes) return texts.join('');
  const note = (left: number) => `\n${counted(left, 'more part')} of this summary had no room.\n`;
  let room = bytes - size(note(texts.length));
  let shown = 0;
  while (shown < texts.length && size(texts[shown]!) <= room) room -= size(texts[shown++]!);
  const text = texts.slice(0, shown).join('') + note(texts.length - shown);
  return size(text) <= bytes ? text : '';
}
