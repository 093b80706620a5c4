/** The strip on top of a live page: the last seconds, the latest errors, and whether it is still told what comes. */
import { HOUR_MS, MINUTE_MS } from '../../../model/calendar.js';
import { html, type Markup } from '../markup.js';

/** Seconds that the strip shows. */
export const STRIP_SECONDS = 60;

/** What a page can show, by its name in the address. Milliseconds; null: everything. The first is shown unless asked. */
export const LIVE_SPANS: ReadonlyMap<string, number | null> = new Map([
  ['1h', HOUR_MS],
  ['15m', 15 * MINUTE_MS],
  ['24h', 24 * HOUR_MS],
  ['all', null],
]);

const LABELS: Readonly<Record<string, string>> = {
  '15m': 'Last 15 minutes',
  '1h': 'Last hour',
  '24h': 'Last 24 hours',
  all: 'Everything',
};

/** What a strip is told, as JSON. Times are clock times of the report zone. */
export interface StripNews {
  /** Of the counts, and of the run: another one asks for another report. */
  readonly version: string;
  /** Whether nothing comes any more. */
  readonly isLast: boolean;
  readonly clock: string;
  /** Time of the newest event; null: there is none. */
  readonly newest: string | null;
  readonly events: number;
  readonly errors: number;
  readonly sources: number;
  /** Files that cannot be read now, and why; one sentence each. */
  readonly failures: readonly string[];
  /** Events and errors that were read in each of the last seconds, the newest last. */
  readonly seconds: readonly (readonly [events: number, errors: number])[];
  /** The newest first. */
  readonly latest: readonly {
    readonly time: string | null;
    readonly code: number;
    readonly name: string;
    readonly severity: string;
    readonly text: string;
  }[];
}

export function spanName(span: number | null): string {
  for (const [name, ms] of LIVE_SPANS) if (ms === span) return name;
  throw new Error(`expected a span of a live page; got ${span}`);
}

/** @param version of the counts that the report below it shows */
export function strip(chosen: string, version: string): Markup {
  const links = Object.entries(LABELS).map(
    ([name, label]) => html`<a href="?span=${name}"${name === chosen && html` aria-current="page"`}>${label}</a>`,
  );
  return html`<aside id="live" aria-label="Live" data-version="${version}">
<div class="now"><p class="state" role="status">Not live yet</p><p class="rate"></p><p class="held"></p>
<svg class="seconds" width="100%" height="36" viewBox="0 0 ${STRIP_SECONDS} 36" preserveAspectRatio="none" role="img" aria-label="Events and errors read in each of the last ${STRIP_SECONDS} seconds"></svg></div>
<p class="failures"></p>
<details class="latest" open><summary>Latest errors</summary><ol></ol></details>
<nav aria-label="Span">${links}</nav>
</aside>
`;
}
