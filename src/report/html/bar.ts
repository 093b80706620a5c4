/** Horizontal bars that show parts of a whole. They fill the width of their table cell. */
import { SEVERITIES, type Severity } from '../../model/code.js';
import { percent } from '../../text/numbers.js';
import { html, type Markup } from './markup.js';

/** A part in percent with three decimals, for SVG attributes. */
function pct(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Number(((part / whole) * 100).toFixed(3))}%`;
}

/** The severities side by side. The bar is full where their sum is `whole`. */
export function severityBar(counts: Readonly<Record<Severity, number>>, whole: number, height: number): Markup {
  let from = 0;
  const parts = SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) => {
    const count = counts[severity];
    const drawn = html`<rect x="${pct(from, whole)}" width="${pct(count, whole)}" height="${height}" class="s-${severity}"><title>${severity}: ${percent(count, whole)}</title></rect>`;
    from += count;
    return drawn;
  });
  return html`<svg class="bar" width="100%" height="${height}" aria-hidden="true" focusable="false">${parts}</svg>`;
}

/** Errors, then all others. */
export function errorsBar(errors: number, others: number, whole: number, height: number): Markup {
  const widest = pct(errors, whole);
  return html`<svg class="bar" width="100%" height="${height}" aria-hidden="true" focusable="false"><rect width="${widest}" height="${height}" class="s-error"/><rect x="${widest}" width="${pct(others, whole)}" height="${height}" class="s-ok"/></svg>`;
}
