/** Text from logs, file names and rules, made harmless; and what the forms say alike. */
import type { CheckDocument, Finding, FindingLine } from '../document.js';
import { counted, percent, thousands } from '../numbers.js';
import { windowText } from '../wording.js';

/** Tab and line ends, which become a space. */
const SPACES = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
/** What a terminal obeys, what hides or reorders text, and what is no character at all. The joiners stay. */
const UNSEEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\u{e0000}-\u{e007f}\p{Surrogate}]/gu;

/** One line in which everything is seen: what would not be is written as `\u{1b}`. */
export function plain(text: string): string {
  return text.replace(SPACES, ' ').replace(UNSEEN, (char) => `\\u{${char.codePointAt(0)!.toString(16)}}`);
}

const LONGEST_QUOTE = 240;

/** A log line to be shown: in one line, its end cut off where it is long. */
export function quoted(text: string): string {
  const line = plain(text).trim();
  if (line.length <= LONGEST_QUOTE) return line;
  return `${[...line].slice(0, LONGEST_QUOTE).join('')}…`;
}

/** The two conditions that every gate has are told where they do not simply hold. */
export function isTold({ kind, state }: Finding): boolean {
  return state !== 'pass' || (kind !== 'input-complete' && kind !== 'min-events');
}

/** `2 of 5 rules broken, 1 warning`. */
export function headline({ verdict, findings, states, totals }: CheckDocument): string {
  const told = findings.filter(isTold);
  const rules = counted(told.length, 'rule');
  const warnings = states.warn === 0 ? '' : `, ${counted(states.warn, 'warning')}`;
  const skipped = states.skipped === 0 ? '' : `, ${states.skipped} skipped`;
  if (verdict === 'pass') {
    if (totals.events === 0) return `no events to check, which is allowed${warnings}`;
    const held = told.filter(({ state }) => state === 'pass').length;
    return `${held} of ${rules} ${held === 1 ? 'holds' : 'hold'}${warnings}${skipped}`;
  }
  const broken = `${states.fail} of ${rules} broken${warnings}${skipped}`;
  return verdict === 'fail' ? broken : `input could not be read whole; ${broken}`;
}

/** What was looked at: `1,000 events, 34 errors, in 5,000 lines of 1 source, 2026-11-01 09:15 to 17:02 UTC`. */
export function coverage({ input, totals }: CheckDocument): string {
  const { events, errors, untimed, filtered } = totals;
  const parts = [
    `${counted(events, 'event')}, ${counted(errors, 'error')}, in ${counted(input.lines, 'line')} of ${counted(input.sources, 'source')}`,
  ];
  if (totals.first !== null && totals.last !== null) {
    parts.push(`${windowText({ start: totals.first, end: totals.last })} UTC`);
  }
  if (untimed > 0) parts.push(`${counted(untimed, 'event')} without a time`);
  if (filtered > 0) parts.push(`${counted(filtered, 'event')} outside the span of time`);
  return parts.join('; ');
}

/** `3.1% (12 of 384 events) in 2026-11-01 09:00 to 10:00`, for each of the worst windows. */
export function windowLine({ start, end, count, events }: Finding['worst'][number]): string {
  if (events === 0) return `no events in ${windowText({ start, end })}`;
  return `${percent(count, events)} (${thousands(count)} of ${counted(events, 'event')}) in ${windowText({ start, end })}`;
}

/** `app.log:12`; standard input has no name to click on. */
export function placeName({ source, line }: Pick<FindingLine, 'source' | 'line'>): string {
  return `${source === '-' ? 'standard input' : plain(source)}:${line}`;
}

/** `109004 NoQueueFound`, or the number alone where the catalogue does not know it. */
export function codeName({ code, name }: { readonly code: number; readonly name: string }): string {
  return name === 'Unknown' ? `${code} (unknown)` : `${code} ${plain(name)}`;
}

/** What there is to know about a broken rule, line by line; the first is its reason. */
export function details(finding: Finding): string[] {
  const lines = [plain(finding.reason ?? finding.seen)];
  const { worst, windows, codes, moreCodes } = finding;
  if (windows !== null && windows.broken > 1) {
    lines.push(...worst.map((window, i) => `${i === 0 ? 'worst windows:' : '              '} ${windowLine(window)}`));
  }
  lines.push(
    ...codes.map(
      (code, i) =>
        `${i === 0 ? 'codes:' : '      '} ${codeName(code)}, ${code.severity}, ${counted(code.count, 'event')}`,
    ),
  );
  if (moreCodes > 0) lines.push(`       and ${counted(moreCodes, 'more code')}`);
  for (const line of finding.lines) {
    lines.push(`at ${placeName(line)}${line.time === null ? '' : `  ${line.time}`}  ${codeName(line)}`);
    if (line.text !== null) lines.push(`   ${quoted(line.text)}`);
  }
  return lines;
}
