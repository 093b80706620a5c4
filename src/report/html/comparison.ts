/** The comparison with an earlier summary: what is new, vanished, or changed by more than chance. */
import type { CodeChange, Comparison, CountChange, RateChange, WindowChange } from '../../model/comparison.js';
import { counted, thousands } from '../../text/numbers.js';
import { minuteText } from '../../time/rfc3339.js';
import { isSure, pointsText, rateText, relativeText, signed, surestWindows, TEST_NOTE } from '../change.js';
import type { ReportClock } from '../clock.js';
import { severityWord } from './marks.js';
import { foreign, html, type Markup, NOTHING } from './markup.js';
import { section } from './section.js';

const MAX_CODES = 100;
const MAX_WINDOWS = 20;
const MAX_OTHER_WINDOWS = 400;

export function comparisonSection(comparison: Comparison | null, clock: ReportClock): Markup {
  if (comparison === null) return NOTHING;
  const { before, notes, codes, categories } = comparison;
  return section(
    'changes',
    html`Against ${foreign(before.label)}`,
    before.first !== null && before.last !== null
      ? `${minuteText(before.first)} to ${minuteText(before.last)} UTC, ${counted(before.events, 'event')}`
      : counted(before.events, 'event'),
    html`${notes.length > 0 && html`<ul class="notes">${notes.map((note) => html`<li>${note}</li>`)}</ul>`}
${table('In all', 'What', totals(comparison))}
${codeTables(codes)}
${table(
  'Categories',
  'Category',
  categories.map(({ category, count, share }) => line(category, count, share)),
)}
${windowsTable(comparison.windows, clock)}
<p class="fine">${TEST_NOTE}</p>`,
  );
}

function totals({ events, errors, errorRate }: Comparison): Markup[] {
  return [
    html`<tr role="row"><th scope="row" role="rowheader">events</th>${counts(events)}<td role="cell" class="roomy"></td><td role="cell" class="roomy"></td><td role="cell" class="roomy"></td><td role="cell"></td></tr>`,
    html`<tr role="row"><th scope="row" role="rowheader">errors</th>${counts(errors)}${rates(errorRate)}</tr>`,
  ];
}

/** New and vanished codes, and those changed by more than chance, are visible. The others are in a closed `<details>`. */
function codeTables(codes: readonly CodeChange[]): Markup {
  const notable = codes.filter(({ presence, share }) => presence !== 'both' || isSure(share));
  const others = codes.filter((code) => !notable.includes(code));
  const more = (list: readonly CodeChange[]) =>
    list.length > MAX_CODES && html`<p class="fine">and ${counted(list.length - MAX_CODES, 'more code')}</p>`;
  const rows = (list: readonly CodeChange[]) => list.slice(0, MAX_CODES).map(codeRow);
  return html`${notable.length === 0 ? html`<p class="fine">No code is new, vanished, or changed by more than chance.</p>` : table('Codes', 'Code', rows(notable))}${more(notable)}${
    others.length > 0 &&
    html`<details><summary>${counted(others.length, 'code')} whose change may be chance</summary>${table('Other codes', 'Code', rows(others))}${more(others)}</details>`
  }`;
}

function codeRow({ code, name, severity, presence, count, share }: CodeChange): Markup {
  return line(
    html`<span class="code">${code}</span> <strong>${foreign(name)}</strong> ${severityWord(severity)}${presence !== 'both' && html` <b class="${presence}">${presence}</b>`}`,
    count,
    share,
  );
}

function table(title: string, first: string, rows: readonly Markup[]): Markup {
  if (rows.length === 0) return NOTHING;
  return html`<div class="scroll" role="region" aria-label="Changes: ${title}" tabindex="0"><table role="table" class="plain changes"><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">${first}</th><th scope="col" role="columnheader">Before</th><th scope="col" role="columnheader">Now</th><th scope="col" role="columnheader">Change</th><th scope="col" role="columnheader" class="roomy">Rate before</th><th scope="col" role="columnheader" class="roomy">Rate now</th><th scope="col" role="columnheader" class="roomy">Points</th><th scope="col" role="columnheader">More than chance?</th></tr></thead><tbody role="rowgroup">${rows}</tbody></table></div>`;
}

function line(label: Markup | string, count: CountChange, share: RateChange): Markup {
  return html`<tr role="row"><th scope="row" role="rowheader">${label}</th>${counts(count)}${rates(share)}</tr>`;
}

function counts(change: CountChange): Markup {
  return html`<td role="cell">${thousands(change.before)}</td><td role="cell">${thousands(change.now)}</td><td role="cell" title="${relativeText(change)}">${signed(change.difference)}</td>`;
}

function rates(change: RateChange): Markup {
  return html`<td role="cell" class="roomy">${rateText(change.before)}</td><td role="cell" class="roomy">${rateText(change.now)}</td><td role="cell" class="roomy">${pointsText(change)}</td><td role="cell" class="verdict${isSure(change) ? ' sure' : ''}">${change.verdict}</td>`;
}

/** Windows whose error rate changed by more than chance, the surest first. Up to 400 others follow in `<details>`. */
function windowsTable(windows: readonly WindowChange[], clock: ReportClock): Markup {
  if (windows.length === 0) return NOTHING;
  const sure = surestWindows(windows);
  const others = windows.filter(({ errorRate }) => !isSure(errorRate));
  const row = ({ position, now, before, events, errors, errorRate }: WindowChange) => {
    const at = now !== null ? clock.moment(now) : before !== null ? `${minuteText(before)} before` : '';
    const all = `${thousands(events.before)} → ${thousands(events.now)} events`;
    return line(html`no. ${thousands(position + 1)} <span class="soft">${at}, ${all}</span>`, errors, errorRate);
  };
  const positions = counted(windows.length, 'window position');
  return html`${
    sure.length === 0
      ? html`<p class="fine">In none of ${positions} did the error rate change by more than chance.</p>`
      : html`<h3>Windows whose error rate changed</h3>${table('Windows', 'Window, errors', sure.slice(0, MAX_WINDOWS).map(row))}<p class="fine">${thousands(sure.length)} of ${positions}${sure.length > MAX_WINDOWS && `, the ${MAX_WINDOWS} surest shown`}.</p>`
  }${
    others.length > 0 &&
    others.length <= MAX_OTHER_WINDOWS &&
    html`<details><summary>${counted(others.length, 'window position')} whose change may be chance</summary>${table('Other windows', 'Window, errors', others.map(row))}</details>`
  }`;
}
