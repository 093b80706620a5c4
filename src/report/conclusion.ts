/**
 * The conclusion of a summary for people: what stands out, in sentences of plain text, the most important first. Each form
 * shows the same ones; the caller escapes them.
 */
import type { Finding } from '../model/finding.js';
import type { Summary } from '../model/summary.js';
import { counted, percent } from '../text/numbers.js';
import { hasPickedCodes } from './filters.js';
import type { RenderOptions } from './options.js';

/** More than these a reader does not take in; the document has all of them. */
const MOST_SENTENCES = 8;

export interface Conclusion {
  readonly findings: readonly Finding[];
  /** How many more there are. */
  readonly more: number;
  /** Said where nothing stands out, or nothing was looked for; null where there are findings. */
  readonly nothing: string | null;
  /** Which command tells whom the errors hit; null where that is told, or not known. */
  readonly whom: string | null;
}

export function conclusion(summary: Summary, whom: RenderOptions['whom'] = null): Conclusion {
  const { findings, totals, options } = summary;
  const told = findings.filter((finding) => !isPartOfEpisode(finding, findings));
  if (told.length > 0) {
    const shown = told.slice(0, MOST_SENTENCES);
    return { findings: shown, more: told.length - shown.length, nothing: null, whom: whomText(summary, whom) };
  }
  return { findings: [], more: 0, nothing: totals.events === 0 ? null : nothing(summary, options), whom: null };
}

function nothing({ totals, windows }: Summary, options: Summary['options']): string {
  if (hasPickedCodes(options)) {
    return 'Only picked codes were counted: what stands out among all was not looked for';
  }
  if (totals.errors === 0) return 'No errors';
  const rate = `${percent(totals.errors, totals.events)} errors`;
  if (windows.length === 0) return `${rate}; no event has a time, so that nothing can be said of when`;
  return windows.length < 2 ? `${rate} in a single window` : `Nothing stands out: ${rate} over the whole span`;
}

/** Groups that are there tell it themselves. */
function whomText({ groups }: Summary, whom: RenderOptions['whom']): string | null {
  return whom == null || groups !== undefined ? null : `which ${whom.key}: ${whom.command}`;
}

/** Said with an episode already: a code that is new in it, and a group that it hit. */
function isPartOfEpisode(finding: Finding, all: readonly Finding[]): boolean {
  return all.some(
    ({ kind, codes, groups }) =>
      kind === 'episode' &&
      ((finding.kind === 'new-code' && codes.includes(finding.codes[0]!)) ||
        (finding.kind === 'group' &&
          groups.some(({ values }) => values.join('\n') === finding.groups[0]!.values.join('\n')))),
  );
}

/** The rest in words. */
export function moreFindings({ more }: Conclusion): string | null {
  return more === 0 ? null : `and ${counted(more, 'finding')} more`;
}
