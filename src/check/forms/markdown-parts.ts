/** What GitHub's job summary and the comment on a pull request have in common. */
import { markdownCode, markdownText } from '../../text/markdown.js';
import { thousands } from '../../text/numbers.js';
import type { CheckDocument, RuleCode, RuleLine, RuleResult, State, Verdict } from '../document.js';
import {
  codeName,
  coverage,
  headline,
  ignoredLines,
  locationName,
  moreCodesText,
  rowLines,
  windowLine,
} from './phrases.js';
import { quotedLine } from './quoted-line.js';

const VERDICTS: Record<Verdict, string> = { pass: '✅ passed', fail: '❌ failed', incomplete: '❌ incomplete' };
const STATES: Record<State, string> = { pass: '✅ holds', warn: '⚠️ warning', fail: '❌ broken', skipped: '➖ skipped' };

/** What a call can have of conditions, as `coverage` shows them, has no end. */
const MAX_COVERAGE = 2000;

/** The verdict, and what was looked at. */
export function opening(document: CheckDocument): string[] {
  const looked = coverage(document);
  const shown = looked.length > MAX_COVERAGE ? `${looked.slice(0, MAX_COVERAGE)}…` : looked;
  return [
    `## Check ${VERDICTS[document.verdict]}`,
    '',
    `${markdownText(headline(document))}. Looked at ${markdownText(shown)}.`,
  ];
}

/** Known exceptions, a paragraph each. */
export function exceptions(document: CheckDocument): string[] {
  return ignoredLines(document).flatMap((line) => ['', `${markdownText(line)}.`]);
}

export const RULES_HEAD = ['', '| | Rule | Limit | Seen |', '| --- | --- | --- | --- |'];

export function ruleRow({ state, name, limit, seen }: RuleResult): string {
  return `| ${STATES[state]} | ${markdownText(name)} | ${markdownText(limit)} | ${state === 'skipped' ? '' : markdownText(seen)} |`;
}

/** A broken rule: why, in which windows, and by which codes. */
export function brokenRule(finding: RuleResult): string[] {
  const { name, reason, seen, worst, windows, codes, moreCodes } = finding;
  const text = ['', `### ${STATES[finding.state]}: ${markdownText(name)}`, '', markdownText(reason ?? seen)];
  const rows = rowLines(finding);
  if (rows.length > 0) text.push('', ...rows.map((line) => `- ${markdownText(line)}`));
  if (windows !== null && windows.broken > 1) {
    const left = windows.broken - worst.length;
    if (left > 0) text.push('', `The worst ${worst.length} of ${windows.broken}:`);
    text.push('', ...worst.map((window) => `- ${markdownText(windowLine(window))}`));
  }
  if (codes.length > 0) text.push('', '| Code | Severity | Events | First at |', '| --- | --- | ---: | --- |');
  text.push(...codes.map(codeRow));
  if (moreCodes > 0) text.push(`| and ${moreCodesText(moreCodes)} | | | |`);
  return text;
}

function codeRow(code: RuleCode): string {
  const first = code.first === null ? '' : markdownText(locationName(code.first));
  return `| ${markdownText(codeName(code))} | ${code.severity} | ${thousands(code.count)} | ${first} |`;
}

/** A log line, where it stands, and its code. */
export function lineItem(line: RuleLine): string {
  const quote = line.text === null ? '' : `<br>${markdownCode(quotedLine(line.text))}`;
  return `- ${markdownText(locationName(line))}, ${markdownText(codeName(line))}${quote}`;
}
