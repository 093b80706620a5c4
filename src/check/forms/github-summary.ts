/**
 * The Markdown that GitHub shows as a job's summary: the verdict, all rules in a table, and the codes and log lines of
 * each broken one. GitHub refuses the whole summary of a step when it is over 1 MiB, so what does not fit is left out
 * and counted.
 */

import { markdownCode, markdownText } from '../../text/markdown.js';
import { counted, thousands } from '../../text/numbers.js';
import type { CheckDocument, RuleResult, State, Verdict } from '../document.js';
import { codeName, coverage, headline, ignoredLines, isShown, locationName, windowLine } from './phrases.js';
import { quotedLine } from './quoted-line.js';

/** What GitHub takes of one step, in bytes. */
export const SUMMARY_BYTES = 1024 * 1024;

const VERDICTS: Record<Verdict, string> = { pass: '✅ passed', fail: '❌ failed', incomplete: '❌ incomplete' };
const STATES: Record<State, string> = { pass: '✅ holds', warn: '⚠️ warning', fail: '❌ broken', skipped: '➖ skipped' };

/** @param bytes the text has at most this many bytes of UTF-8 */
export function renderStepSummary(document: CheckDocument, bytes: number): string {
  const head = [
    `## Check ${VERDICTS[document.verdict]}`,
    '',
    `${markdownText(headline(document))}. Looked at ${markdownText(coverage(document))}.`,
    ...ignoredLines(document).flatMap((line) => ['', `${markdownText(line)}.`]),
    '',
    '| | Rule | Limit | Seen |',
    '| --- | --- | --- | --- |',
  ];
  const rules = document.rules.filter(isShown);
  const rows = rules.map(({ state, name, limit, seen }) => [
    `| ${STATES[state]} | ${markdownText(name)} | ${markdownText(limit)} | ${state === 'skipped' ? '' : markdownText(seen)} |`,
  ]);
  const broken = rules.filter(({ state }) => state === 'fail' || state === 'warn');
  return fit([head, ...rows, ...broken.map(section)], bytes);
}

function section(finding: RuleResult): string[] {
  const { name, reason, seen, worst, windows, codes, moreCodes, lines } = finding;
  const text = ['', `### ${STATES[finding.state]}: ${markdownText(name)}`, '', markdownText(reason ?? seen)];
  if (windows !== null && windows.broken > 1) {
    text.push('', ...worst.map((window) => `- ${markdownText(windowLine(window))}`));
    if (windows.broken > worst.length) text.push(`- and ${counted(windows.broken - worst.length, 'more window')}`);
  }
  if (codes.length > 0) {
    text.push('', '| Code | Severity | Events | First at |', '| --- | --- | ---: | --- |');
    for (const code of codes) {
      const first = code.first === null ? '' : markdownText(locationName(code.first));
      text.push(`| ${markdownText(codeName(code))} | ${code.severity} | ${thousands(code.count)} | ${first} |`);
    }
    if (moreCodes > 0) text.push(`| and ${counted(moreCodes, 'more code')} | | | |`);
  }
  if (lines.length > 0) text.push('');
  for (const line of lines) {
    const quote = line.text === null ? '' : `<br>${markdownCode(quotedLine(line.text))}`;
    text.push(`- ${markdownText(locationName(line))}, ${markdownText(codeName(line))}${quote}`);
  }
  return text;
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
