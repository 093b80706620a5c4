/** Phrases about a result that several forms have in common. Texts from outside are made printable in them. */

import { counted, percent, thousands } from '../../text/numbers.js';
import { sourceName } from '../../text/source-name.js';
import { printable } from '../../text/terminal.js';
import { COMPLETE_ID, EVENTS_ID } from '../conditions.js';
import type { CheckDocument, RuleLine, RuleResult } from '../document.js';
import { windowText } from '../wording.js';
import { quotedLine } from './quoted-line.js';

/** Whether a person has to read it. Of the two conditions that every gate has, only where they do not hold. */
export function isShown({ kind, state }: RuleResult): boolean {
  return state !== 'pass' || (kind !== COMPLETE_ID && kind !== EVENTS_ID);
}

export function isBroken({ state }: RuleResult): boolean {
  return state === 'fail' || state === 'warn';
}

/** `2 of 5 rules broken, 1 warning`. */
export function headline({ verdict, rules, states, totals }: CheckDocument): string {
  const shown = rules.filter(isShown);
  const named = counted(shown.length, 'rule');
  const warnings = states.warn === 0 ? '' : `, ${counted(states.warn, 'warning')}`;
  const skipped = states.skipped === 0 ? '' : `, ${states.skipped} skipped`;
  if (verdict === 'pass') {
    if (totals.events === 0) return `no events to check, which is allowed${warnings}`;
    const holding = shown.filter(({ state }) => state === 'pass').length;
    return `${holding} of ${named} ${holding === 1 ? 'holds' : 'hold'}${warnings}${skipped}`;
  }
  const broken = `${states.fail} of ${named} broken${warnings}${skipped}`;
  return verdict === 'fail' ? broken : `input could not be read whole; ${broken}`;
}

/** What was checked: `1,000 events, 34 errors, in 5,000 lines of 1 source, 2026-11-01 09:15 to 17:02 UTC`. */
export function coverage({ input, totals, where }: CheckDocument): string {
  const { events, errors, untimed, filtered } = totals;
  const parts = [
    `${counted(events, 'event')}, ${counted(errors, 'error')}, in ${counted(input.lines, 'line')} of ${counted(input.sources, 'source')}`,
  ];
  if (totals.first !== null && totals.last !== null) {
    parts.push(`${windowText({ start: totals.first, end: totals.last })} UTC`);
  }
  if (untimed > 0) parts.push(`${counted(untimed, 'event')} without a time`);
  const others = where === null ? 'outside the span of time' : 'on other lines or outside the span of time';
  if (where !== null) parts.push(`only lines with ${printable(where.join(', '))}`);
  if (filtered > 0) parts.push(`${counted(filtered, 'event')} ${others}`);
  return parts.join('; ');
}

/** `3.1% (12 of 384 events) in 2026-11-01 09:00 to 10:00`, for each of the worst windows. */
export function windowLine({ start, end, count, events }: RuleResult['worst'][number]): string {
  if (events === 0) return `no events in ${windowText({ start, end })}`;
  return `${percent(count, events, 'significant')} (${thousands(count)} of ${counted(events, 'event')}) in ${windowText({ start, end })}`;
}

/** The rows of windows that broke a rule, where its reason, which has the longest, is not enough. */
export function rowLines({ rows }: RuleResult): string[] {
  if (rows === null || rows.length < 2) return [];
  return rows.map((row, i) => {
    const label = i === 0 ? 'longest rows:' : '             ';
    return `${label} ${counted(row.windows, 'window')}, ${windowText(row)}`;
  });
}

/** `app.log:12`; standard input has no name. */
export function locationName({ source, line }: Pick<RuleLine, 'source' | 'line'>): string {
  return `${printable(sourceName(source))}:${line}`;
}

/** `109004 NoQueueFound`, or the number alone where the catalogue does not know it. */
export function codeName({ code, name }: { readonly code: number; readonly name: string }): string {
  return name === 'Unknown' ? `${code} (unknown)` : `${code} ${printable(name)}`;
}

/** Codes are listed by events. */
export function moreCodesText(more: number): string {
  return `${counted(more, 'more code')} with no more events`;
}

/** All about a broken rule, line by line; its reason is the first. */
export function details(finding: RuleResult): string[] {
  const lines = [printable(finding.reason ?? finding.seen)];
  const { worst, windows, codes, moreCodes } = finding;
  for (const line of rowLines(finding)) lines.push(line);
  if (windows !== null && windows.broken > 1) {
    lines.push(...worst.map((window, i) => `${i === 0 ? 'worst windows:' : '              '} ${windowLine(window)}`));
    const more = windows.broken - worst.length;
    if (more > 0) lines.push(`               and ${counted(more, 'other')} that ${more === 1 ? 'is' : 'are'} no worse`);
  }
  lines.push(
    ...codes.map(
      (code, i) =>
        `${i === 0 ? 'codes:' : '      '} ${codeName(code)}, ${code.severity}, ${counted(code.count, 'event')}`,
    ),
  );
  if (moreCodes > 0) lines.push(`       and ${moreCodesText(moreCodes)}`);
  for (const line of finding.lines) {
    lines.push(`at ${locationName(line)}${line.time === null ? '' : `  ${line.time}`}  ${codeName(line)}`);
    if (line.text !== null) lines.push(`   | ${quotedLine(line.text)}`);
  }
  return lines;
}

/** `Ignored until 2026-12-31: 107012 TenantClosed, 12 events (the move of the tenant)`; a line for each exception. */
export function ignoredLines({ ignored }: CheckDocument): string[] {
  return ignored.map(({ code, name, until, reason, events, ended }) => {
    const what = `${code} ${name}, ${counted(events, 'event')} (${printable(reason)})`;
    return ended
      ? `Ignored until ${until}, which has passed, so that it counts again: ${what}`
      : `Ignored until ${until}: ${what}`;
  });
}

/** What was compared, and whether the baseline is another one now; a sentence a line. */
export function baselineLines({ baseline }: CheckDocument): string[] {
  if (baseline === null) return [];
  const { file, events, update, significance, comparisons, test } = baseline;
  const lines: string[] = [];
  if (comparisons > 0) {
    const what = comparisons === 1 ? '1 rate' : `${comparisons} rates`;
    lines.push(`Compared ${what} with ${printable(file)} by ${test}; level ${significance}.`);
  }
  if (update === 'written') lines.push(`${events === null ? 'Wrote' : 'Updated'} the baseline ${printable(file)}.`);
  if (update === 'kept') lines.push(`Left the baseline ${printable(file)} as it was, because the check did not pass.`);
  return lines;
}
