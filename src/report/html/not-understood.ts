/** Unknown codes, events without a time, unreadable sources, and events that filters dropped. */
import type { Summary } from '../../model/summary.js';
import { counted, percent, thousands } from '../../text/numbers.js';
import { foreign, html, type Markup } from './markup.js';
import { section } from './section.js';

const MAX_CODES = 30;
const MAX_SOURCES = 20;

export function notUnderstood(summary: Summary): Markup {
  const { totals, codes, sources } = summary;
  const unknown = codes.filter(({ category }) => category === 'unknown');
  const unread = sources.filter(({ error }) => error !== null);
  const entries: Markup[] = [];
  if (unknown.length > 0) {
    const named = unknown
      .slice(0, MAX_CODES)
      .map(({ code, count }, i) => html`${i > 0 && ', '}${code} <span class="soft">×${thousands(count)}</span>`);
    const more = unknown.length - MAX_CODES;
    entries.push(
      entry(
        counted(totals.unknown, 'event'),
        html`with ${counted(unknown.length, 'code')} that the catalogue does not know: ${named}${more > 0 && ` and ${thousands(more)} more`}. They count as warnings.`,
      ),
    );
  }
  if (totals.untimed > 0) {
    entries.push(
      entry(
        counted(totals.untimed, 'event'),
        html`without a time (${percent(totals.untimed, totals.events)}): in the totals, in no window.`,
      ),
    );
  }
  if (unread.length > 0) {
    const named = unread
      .slice(0, MAX_SOURCES)
      .map(({ name, error }) => html`<li>${foreign(name)}: ${foreign(error ?? '')}</li>`);
    const more = unread.length - MAX_SOURCES;
    entries.push(
      entry(
        counted(unread.length, 'source'),
        html`could not be read whole:<ul>${named}${more > 0 && html`<li>and ${thousands(more)} more</li>`}</ul>`,
      ),
    );
  }
  if (totals.inherited > 0) {
    entries.push(
      entry(
        counted(totals.inherited, 'event'),
        'on lines without a time of their own took that of an earlier line of the source.',
      ),
    );
  }
  if (totals.filtered > 0) {
    entries.push(
      entry(counted(totals.filtered, 'event'), 'dropped by a limit of time or a filter: in no other number here.'),
    );
  }
  return section(
    'unclear',
    'What was not understood',
    null,
    entries.length === 0
      ? html`<p>Nothing: every code is known, every event has a time, every source was read whole.</p>`
      : html`<dl class="facts">${entries}</dl>`,
  );
}

function entry(amount: string, text: Markup | string): Markup {
  return html`<div><dt>${amount}</dt><dd>${text}</dd></div>`;
}
