/**
 * Where something was left out: sums by which a reader can check every number: lines with codes and without; events in windows, untimed and filtered;
 * sources read whole and not. Also names unknown codes and unreadable sources. Where all is well, there is only `inputLine`.
 */
import type { Summary } from '../../model/summary.js';
import { byteSize, counted, thousands } from '../../text/numbers.js';
import { printable, wrap } from '../../text/terminal.js';
import type { Canvas } from './canvas.js';

/** At most this many are named; the rest are counted. */
const MAX_NAMED = { codes: 12, sources: 20 };

/** Nothing was unread, unknown, untimed or filtered. */
export function isAllCounted({ totals, sources }: Summary): boolean {
  const { events, unknown, untimed, filtered } = totals;
  return events > 0 && unknown + untimed + filtered === 0 && sources.every(({ error }) => error === null);
}

/** What was read, and in one line that all of it is in the numbers. */
export function inputLine(summary: Summary, { columns, style }: Canvas): string[] {
  const { lines, bytes, sources, matchedLines } = summary.input;
  const { inherited } = summary.totals;
  const read = `${counted(lines, 'line')}, ${byteSize(bytes)}, ${counted(sources, 'source')}`;
  const parts = [
    `${thousands(matchedLines)} of ${counted(lines, 'line')} with codes`,
    byteSize(bytes),
    `${counted(sources, 'source')} read whole`,
    `all in windows${inherited > 0 ? `, ${thousands(inherited)} by the time of an earlier line` : ''}`,
  ];
  return wrap(isAllCounted(summary) ? parts.join(', ') : read, columns).map((part) => style('dim', part));
}

export function balance(summary: Summary, canvas: Canvas): string[] {
  const { input, totals, sources, windows, codes } = summary;
  const inWindows = windows.reduce((sum, { events }) => sum + events, 0);
  const unread = sources.filter(({ error }) => error !== null);
  const entries: [label: string, text: string, alarm?: boolean][] = [
    [
      counted(input.lines, 'line'),
      `${thousands(input.matchedLines)} with codes + ${thousands(input.lines - input.matchedLines)} without`,
    ],
    [
      counted(totals.events, 'event'),
      `${thousands(inWindows)} in ${counted(windows.length, 'window')} + ${thousands(totals.untimed)} without a time`,
    ],
  ];
  if (totals.inherited > 0) {
    entries.push(['', `${thousands(totals.inherited)} took the time of an earlier line`]);
  }
  if (totals.unknown > 0) {
    const unknown = codes.filter(({ category }) => category === 'unknown');
    const named = unknown.slice(0, MAX_NAMED.codes).map(({ code, count }) => `${code} (${thousands(count)})`);
    const more = unknown.length - named.length;
    const list = [...named, ...(more > 0 ? [`${thousands(more)} more`] : [])].join(', ');
    const most = more > 0 ? ', most events first' : '';
    entries.push([
      '',
      `${thousands(totals.unknown)} with codes that the catalogue does not know${most}: ${list}`,
      true,
    ]);
  }
  entries.push([
    `${thousands(totals.filtered)} filtered`,
    'dropped by the span of time or a filter, in no other number',
  ]);
  entries.push([
    counted(sources.length, 'source'),
    unread.length === 0
      ? 'read whole'
      : `${thousands(sources.length - unread.length)} read whole + ${thousands(unread.length)} not`,
    unread.length > 0,
  ]);
  for (const { name, error } of unread.slice(0, MAX_NAMED.sources)) {
    entries.push(['', `${printable(name)}: ${printable(error ?? '')}`, true]);
  }
  if (unread.length > MAX_NAMED.sources)
    entries.push(['', `${thousands(unread.length - MAX_NAMED.sources)} more, behind these by name`, true]);

  const labels = Math.max(...entries.map(([label]) => label.length));
  // On a narrow terminal the texts are below the labels.
  const beside = labels <= canvas.columns / 2;
  const indent = beside ? labels + 2 : 2;
  const lines = entries.flatMap(([label, text, alarm]) => {
    const parts = wrap(text, canvas.columns - indent).map((part) => canvas.style(alarm ? 'warning' : 'dim', part));
    if (!beside && label !== '') return [label, ...parts.map((part) => ' '.repeat(indent) + part)];
    return parts.map((part, i) => (i === 0 ? label : '').padEnd(indent) + part);
  });
  return [canvas.style('bold', 'Where everything went'), ...lines];
}
