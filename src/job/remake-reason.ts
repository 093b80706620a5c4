/** Why a report is made again. */
import type { MadeReport } from '../history/runs.js';
import { RULES_EDITION } from '../model/rules-edition.js';
import { plural } from '../text/words.js';
import type { Draft } from './draft.js';
import { isPartial, stateText } from './due.js';

/**
 * In a sentence.
 * @param reread whether this run counts again what is on the disk
 */
export function remakeReason(made: MadeReport, { summary, isPartial: partial, state }: Draft, reread: boolean): string {
  if (made.state === stateText(state, partial)) return 'Made again: its files were gone.';
  if (reread) return `Made again: counted anew with edition ${RULES_EDITION} of the rules.`;
  const more = summary.totals.events - made.events;
  if (more > 0) return `Made again: ${more} ${plural(more, 'event')} of this period came after it was first made.`;
  if (isPartial(made) && !partial) return 'Made again: files that could not be read then were read now.';
  return 'Made again: what it was made from has changed.';
}
