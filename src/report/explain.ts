/**
 * Explains a code to somebody who has just seen it in a log:
 *
 *     109004 PlatformUnavailable
 *     ■ critical, availability
 *
 *       The request could not be completed. …
 *
 *     How bad      nobody can be served until somebody acts
 *     Whose fault  the platform's
 *     What to do   send the same request again later
 *     Neighbours   106000 PlatformAvailable
 *                  109003 ResourcesUnavailable
 */
import type { CodeInfo, Fault, Retry, Severity } from '../model/code.js';
import { printable, wrap } from '../text/terminal.js';
import { SEVERITY_MARKS, styler } from './style.js';

export interface ExplainOptions {
  /** Columns of the terminal; less than 40 counts as 40. */
  readonly width: number;
  readonly color: boolean;
  /** All known codes, from which neighbours are chosen. */
  readonly catalogue: readonly CodeInfo[];
}

const MIN_COLUMNS = 40;
/** Longer lines are hard to read. */
const MAX_COLUMNS = 100;
const MAX_NEIGHBOURS = 6;
const LABEL_COLUMNS = 13;

const HOW_BAD: Readonly<Record<Severity, string>> = {
  ok: 'not at all: this is how it should be',
  notice: 'not bad: a valid request that a business rule turned down, as configured',
  warning: 'the request did not get all that it asked for, but nothing is broken',
  error: 'the request failed; it counts into the error rate',
  critical: 'nobody can be served until somebody acts; it counts into the error rate',
};
const WHOSE: Readonly<Record<Fault, string>> = {
  none: 'nobody’s',
  policy: 'nobody’s: the business is configured so',
  caller: 'the calling application’s: it sent something that it should not, or left something out',
  configuration: 'the set-up’s: something is missing or wrong in the tenant’s configuration',
  platform: 'the platform’s: its operators have to look',
  unknown: 'not known',
};
const WHAT: Readonly<Record<Retry, string>> = {
  none: 'a retry is no use',
  changed: 'change the request, then send it again: the same one will fail again',
  later: 'send the same request again later, with growing pauses',
  unknown: 'look into the platform’s own documentation',
};

/** One block a code, a blank line between them; ends with a newline. */
export function renderExplanation(codes: readonly CodeInfo[], options: ExplainOptions): string {
  return codes.map((code) => explanationOf(code, options)).join('\n');
}

function explanationOf(info: CodeInfo, { width, color, catalogue }: ExplainOptions): string {
  const style = styler(color);
  const columns = Math.max(MIN_COLUMNS, Math.min(MAX_COLUMNS, width));
  const lines = wrap(`${info.code} ${printable(info.name)}`, columns).map((line) => style('bold', line));
  lines.push(`${style(info.severity, `${SEVERITY_MARKS[info.severity]} ${info.severity}`)}, ${info.category}`, '');
  const description =
    printable(info.description).trim() ||
    (info.category === 'unknown'
      ? 'Not in the catalogue: a later version of the platform may know it. --catalogue FILE can add it.'
      : 'The vendor gives no description.');
  lines.push(...wrap(description, columns - 2).map((line) => `  ${line}`), '');
  const facts: [label: string, ...texts: string[]][] = [
    ['How bad', info.category === 'unknown' ? `not known; it counts as a ${info.severity}` : HOW_BAD[info.severity]],
    ['Whose fault', WHOSE[info.fault]],
    ['What to do', whatToDo(info)],
    ['Neighbours', ...neighbours(info, catalogue)],
  ];
  for (const [label, ...texts] of facts) {
    const parts = texts.flatMap((text) => wrap(text, columns - LABEL_COLUMNS));
    parts.forEach((part, i) => {
      lines.push(style('dim', i === 0 ? label : '') + ' '.repeat(LABEL_COLUMNS - (i === 0 ? label.length : 0)) + part);
    });
  }
  return `${lines.join('\n')}\n`;
}

function whatToDo({ severity, fault, retry }: CodeInfo): string {
  if (severity === 'ok') return 'nothing';
  if (fault === 'configuration' && retry !== 'later') return 'correct the tenant’s set-up, then send the request again';
  return WHAT[retry];
}

/**
 * The nearest codes of the same category by number; those of the same family (first three digits) are preferred.
 */
function neighbours(of: CodeInfo, catalogue: readonly CodeInfo[]): string[] {
  const family = (code: number) => Math.floor(code / 1000);
  const away = ({ code }: CodeInfo) => Math.abs(code - of.code);
  const alike = catalogue.filter(({ code, category }) => code !== of.code && category === of.category);
  // An unknown code has no category: codes of its family may still give a hint.
  const near = alike.length > 0 ? alike : catalogue.filter(({ code }) => family(code) === family(of.code));
  return near
    .filter(({ code }) => code !== of.code)
    .sort(
      (a, b) =>
        Number(family(a.code) !== family(of.code)) - Number(family(b.code) !== family(of.code)) ||
        away(a) - away(b) ||
        a.code - b.code,
    )
    .slice(0, MAX_NEIGHBOURS)
    .sort((a, b) => a.code - b.code)
    .map(({ code, name }) => `${code} ${printable(name)}`);
}
