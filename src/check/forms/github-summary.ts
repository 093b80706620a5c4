/**
 * The Markdown that GitHub shows as a job's summary: the verdict, all rules in a table, and what is behind each broken
 * one. GitHub refuses a step's summary that is over 1 MiB as a whole, so what has no room is left out and counted.
 */
import type { CheckDocument, Finding, State, Verdict } from '../document.js';
import { counted, thousands } from '../numbers.js';
import { codeName, coverage, headline, isTold, placeName, plain, quoted, windowLine } from './plain.js';

/** Of all that a step writes. */
export const SUMMARY_BYTES = 1024 * 1024;

const VERDICTS: Record<Verdict, string> = { pass: '✅ passed', fail: '❌ failed', incomplete: '❌ incomplete' };
const STATES: Record<State, string> = { pass: '✅ holds', warn: '⚠️ warning', fail: '❌ broken', skipped: '➖ skipped' };

/** @param bytes room that is left, in bytes of UTF-8 */
export function renderStepSummary(document: CheckDocument, bytes: number): string {
  const head = [
    `## Check ${VERDICTS[document.verdict]}`,
    '',
    `${markdown(headline(document))}. Looked at ${markdown(coverage(document))}.`,
    '',
    '| | Rule | Limit | Seen |',
    '| --- | --- | --- | --- |',
  ];
  const findings = document.findings.filter(isTold);
  const rows = findings.map(({ state, name, limit, seen }) => [
    `| ${STATES[state]} | ${markdown(name)} | ${markdown(limit)} | ${state === 'skipped' ? '' : markdown(seen)} |`,
  ]);
  const broken = findings.filter(({ state }) => state === 'fail' || state === 'warn');
  return fit([head, ...rows, ...broken.map(section)], bytes);
}

function section(finding: Finding): string[] {
  const { name, reason, seen, worst, windows, codes, moreCodes, lines } = finding;
  const text = ['', `### ${STATES[finding.state]}: ${markdown(name)}`, '', markdown(reason ?? seen)];
  if (windows !== null && windows.broken > 1) {
    text.push('', ...worst.map((window) => `- ${markdown(windowLine(window))}`));
    if (windows.broken > worst.length) text.push(`- and ${counted(windows.broken - worst.length, 'more window')}`);
  }
  if (codes.length > 0) {
    text.push('', '| Code | Severity | Events | First at |', '| --- | --- | ---: | --- |');
    for (const code of codes) {
      const first = code.first === null ? '' : markdown(placeName(code.first));
      text.push(`| ${markdown(codeName(code))} | ${code.severity} | ${thousands(code.count)} | ${first} |`);
    }
    if (moreCodes > 0) text.push(`| and ${counted(moreCodes, 'more code')} | | | |`);
  }
  if (lines.length > 0) text.push('');
  for (const line of lines) {
    const quote = line.text === null ? '' : `<br><code>${markdown(quoted(line.text))}</code>`;
    text.push(`- ${markdown(placeName(line))}, ${markdown(codeName(line))}${quote}`);
  }
  return text;
}

/** As many blocks as there is room for, and how many had none. */
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

/** Text that shows as it is in Markdown with HTML in it, also within a table's cell: nothing in it marks up or links. */
function markdown(text: string): string {
  return plain(text)
    .replaceAll('&', '&amp;')
    .replace(/[\\`*_[\]|~#$<>@]|(?<=\w):(?=\/\/)|(?<=www)\./gi, (char) => `&#${char.charCodeAt(0)};`);
}
