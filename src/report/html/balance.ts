/** Sums by which a reader can check that no line, event or source is missing. A sum that differs says by how much. */
import type { Summary } from '../../model/summary.js';
import { counted, thousands } from '../../text/numbers.js';
import { signed } from '../change.js';
import { html, type Markup } from './markup.js';

interface Sum {
  readonly what: string;
  readonly total: number;
  readonly parts: readonly (readonly [count: number, name: string])[];
}

export function balance(summary: Summary): Markup {
  const rows = sumsOf(summary).map(({ what, total, parts }) => {
    const difference = parts.reduce((sum, [count]) => sum + count, 0) - total;
    return html`<tr><th scope="row">${counted(total, what)}</th><td>= ${parts.length === 0 && '0'}${parts.map(([count, name], i) => html`${i > 0 && ' + '}${thousands(count)} <span class="soft">${name}</span>`)}</td><td>${difference === 0 ? '✓ adds up' : html`<b class="bad">does not add up: ${signed(difference)}</b>`}</td></tr>`;
  });
  return html`<section id="books" aria-labelledby="books-title"><h2 id="books-title">The books</h2><table class="books"><tbody>${rows}</tbody></table></section>`;
}

function sumsOf({ input, totals, severities, categories, codes, windows, sources }: Summary): Sum[] {
  const add = <T>(items: readonly T[], of: (item: T) => number) => items.reduce((sum, item) => sum + of(item), 0);
  const unread = sources.filter(({ error }) => error !== null).length;
  return [
    {
      what: 'line',
      total: add(sources, ({ lines }) => lines),
      parts: [
        [input.matchedLines, 'with codes'],
        [input.lines - input.matchedLines, 'without'],
      ],
    },
    {
      what: 'event',
      total: totals.events,
      parts: [
        [add(windows, ({ events }) => events), `in ${counted(windows.length, 'window')}`],
        [totals.untimed, 'without a time'],
      ],
    },
    {
      what: 'event',
      total: totals.events,
      parts: Object.entries(severities).map(([name, count]) => [count, name] as const),
    },
    {
      what: 'event',
      total: totals.events,
      parts: [[add(codes, ({ count }) => count), `in the ${counted(codes.length, 'code')} above`]],
    },
    {
      what: 'event',
      total: totals.events,
      parts: Object.entries(categories).map(([name, count]) => [count, name] as const),
    },
    {
      what: 'source',
      total: input.sources,
      parts: [
        [sources.length - unread, 'read whole'],
        [unread, 'not'],
      ],
    },
  ];
}
