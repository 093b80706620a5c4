/** Rule 4: what a number without a key tells of itself by the word before it and the unit after it. */
import { UNIT_WORDS } from '../words.js';
import { CODE_LENGTH } from './edges.js';

const SKIPPED = ` ([{<"'#`;

/** The letters that end right before the candidate, after skipping spaces and opening marks; null where there are none. */
export function wordBefore(before: string): string | null {
  let end = before.length;
  while (end > 0 && SKIPPED.includes(before.charAt(end - 1))) end -= 1;
  let start = end;
  while (start > 0 && /[A-Za-z]/.test(before.charAt(start - 1))) start -= 1;
  return start === end ? null : before.slice(start, end);
}

/** The unit that follows the six digits at `offset`, lower case, or null. */
export function unitAfter(line: string, offset: number): string | null {
  const unit = /^ ?([A-Za-z]+)(?!\w)/.exec(line.slice(offset + CODE_LENGTH, offset + CODE_LENGTH + 32));
  const word = unit?.[1]?.toLowerCase();
  return word !== undefined && UNIT_WORDS.includes(word) ? word : null;
}
