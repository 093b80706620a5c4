/** Two tables side by side: events by category, and events by who has to act. */
import { type Category, type Fault, isError } from '../../model/code.js';
import type { CodeSummary, Counts, Summary } from '../../model/summary.js';
import { percent, thousands } from '../../text/numbers.js';
import { errorsBar } from './bar.js';
import { swatch } from './marks.js';
import { html, type Markup, NOTHING } from './markup.js';
import { section } from './section.js';

const WHO: Readonly<Record<Fault, string>> = {
  none: 'nobody',
  policy: 'nobody: policy',
  caller: 'the caller',
  configuration: 'the configuration',
  platform: 'the platform',
  unknown: 'not known',
};

export function breakdown(summary: Summary): Markup {
  if (summary.totals.events === 0) return NOTHING;
  const { codes, categories, faults } = summary;
  const all = summary.totals.events;
  return section(
    'kinds',
    'What it is about',
    html`<span class="keys">${swatch('error')}errors ${swatch('ok')}other events</span>`,
    html`<div class="two">${list('Category', 'category', categories, codes, all, (category: Category) => category)}${list('Who has to act', 'fault', faults, codes, all, (fault: Fault) => WHO[fault])}</div>`,
  );
}

function list<K extends string>(
  title: string,
  field: 'category' | 'fault',
  counts: Counts<K>,
  codes: readonly CodeSummary[],
  all: number,
  name: (key: K) => string,
): Markup {
  const entries = Object.entries(counts) as [K, number][];
  const most = Math.max(...entries.map(([, count]) => count));
  const rows = entries.map(([key, count]) => {
    const errors = codes.reduce(
      (sum, code) => sum + (code[field] === key && isError(code.severity) ? code.count : 0),
      0,
    );
    return html`<tr><th scope="row">${name(key)}</th><td class="wide">${errorsBar(errors, count - errors, most, 12)}</td><td>${thousands(count)}</td><td class="soft">${percent(count, all)}</td><td class="${errors > 0 ? 'bad' : 'soft'}">${thousands(errors)}</td></tr>`;
  });
  return html`<table class="list"><thead><tr><th scope="col">${title}</th><td class="wide"></td><th scope="col">Events</th><th scope="col">Share</th><th scope="col">Errors</th></tr></thead><tbody>${rows}</tbody></table>`;
}
