/** What is notable in a summary, in sentences of plain text. The caller escapes them for its format. */

import { advice } from '../catalogue/advice.js';
import { type Fault, isError } from '../model/code.js';
import type { Comparison } from '../model/comparison.js';
import type { CodeSummary, Summary, WindowSummary } from '../model/summary.js';
import { counted, percent, thousands } from '../text/numbers.js';
import { printable } from '../text/terminal.js';
import { wallOf } from '../time/rfc3339.js';
import { rateSentence } from './change.js';
import { ReportClock } from './clock.js';
import { hasPickedCodes } from './filters.js';

const WHO: Readonly<Record<Fault, string>> = {
  none: 'nobody',
  policy: 'nobody (business rules)',
  caller: 'the calling applications',
  configuration: 'the tenants’ configuration',
  platform: 'the platform',
  unknown: 'not known',
};

/** At most six sentences, the most important first. None without events. */
export function highlights(summary: Summary, comparison: Comparison | null): string[] {
  const { totals, codes } = summary;
  if (totals.events === 0) return [];
  return [
    errorChange(comparison, summary.options),
    turnover(comparison),
    peak(summary),
    worstError(codes),
    whoActs(codes, totals.errors),
    mostFrequent(codes[0]!, summary),
  ].filter((sentence) => sentence !== null);
}

/** Reasons why the numbers may be incomplete, to be shown before everything else. */
export function warnings({ sources, totals, input }: Summary): string[] {
  const unread = sources.filter(({ error }) => error !== null).length;
  const said: string[] = [];
  if (unread > 0) {
    said.push(`${unread} of ${counted(sources.length, 'source')} could not be read whole: the numbers are incomplete.`);
  }
  if (totals.events === 0) {
    said.push(
      totals.filtered > 0
        ? `No events: all ${thousands(totals.filtered)} that were found were filtered out.`
        : `No events: no PTK code in ${counted(input.lines, 'line')}.`,
    );
  }
  return said;
}

function errorChange(comparison: Comparison | null, options: Summary['options']): string | null {
  if (comparison === null || hasPickedCodes(options)) return null;
  if (comparison.events.before === 0) return `${printable(comparison.before.label)} has no events to compare with.`;
  return `Against ${printable(comparison.before.label)}, the error rate is ${rateSentence(comparison.errorRate)}.`;
}

function turnover(comparison: Comparison | null): string | null {
  // All would be new.
  if (comparison === null || comparison.events.before === 0) return null;
  const named = (presence: 'new' | 'vanished') => {
    const found = comparison.codes.filter((code) => code.presence === presence);
    const names = found.slice(0, 3).map(({ code, name }) => `${code} ${printable(name)}`);
    const more = found.length - names.length;
    return found.length === 0 ? null : `${presence}: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  };
  const parts = [named('new'), named('vanished')].filter((part) => part !== null);
  if (parts.length === 0) return null;
  const text = parts.join('; ');
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}

function peak(summary: Summary): string | null {
  const { windows, totals, options } = summary;
  if (totals.errors === 0 || windows.length < 3) return null;
  const worst = windows.reduce<WindowSummary>((a, b) => (b.errors > a.errors ? b : a), windows[0]!);
  // A peak has at least 3 errors and twice the average of all windows.
  if (worst.errors < 3 || worst.errors < (2 * totals.errors) / windows.length) return null;
  const when = new ReportClock(summary).spanText(wallOf(worst.start), wallOf(worst.end));
  return (
    `Errors peak on ${when}: ${thousands(worst.errors)} of ${counted(worst.events, 'event')} ` +
    `${hasPickedCodes(options) ? '' : `(${percent(worst.errors, worst.events)})`}, ${percent(worst.errors, totals.errors)} of all errors.`
  );
}

function worstError(codes: readonly CodeSummary[]): string | null {
  const worst = codes.find(({ severity }) => isError(severity));
  if (worst === undefined) return 'No errors.';
  const what = advice(worst.fault, worst.retry).long;
  const name = `${worst.code} ${printable(worst.name)}`;
  return `The most frequent error is ${name}, ${counted(worst.count, 'time')}${what === '–' ? '' : ` (${what})`}.`;
}

function whoActs(codes: readonly CodeSummary[], errors: number): string | null {
  if (errors === 0) return null;
  const faults = new Map<Fault, number>();
  for (const { severity, fault, count } of codes) {
    if (isError(severity)) faults.set(fault, (faults.get(fault) ?? 0) + count);
  }
  const parts = [...faults]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([fault, count]) => `${WHO[fault]} ${percent(count, errors)}`);
  return `Who has to act on the errors: ${parts.join(', ')}.`;
}

/** Null where codes were picked: which of them is the most frequent says little, and its share less. */
function mostFrequent({ code, name, count }: CodeSummary, { totals, options }: Summary): string | null {
  if (hasPickedCodes(options)) return null;
  return `The most frequent answer is ${code} ${printable(name)}: ${percent(count, totals.events)} of all events.`;
}
