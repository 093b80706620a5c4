/** A unit behind a number makes it a quantity. */
import { UNIT_WORDS } from '../../model/rule-words.js';

/** The micro sign and the Greek letter, in UTF-8. */
const UNIT = /^ ?(?:(%|\xc2\xb5s|\xce\xbcs)|([A-Za-z]+)(\(s\))?)(?!\w) *([=:]?)/;

/** The unit that a text begins with, lower case, or null. */
export function unitAfter(after: string): string | null {
  const match = UNIT.exec(after);
  if (match === null || match[4] !== '') return null;
  const [, sign, word, plural] = match;
  if (sign !== undefined) return sign;
  const unit = word!.toLowerCase();
  return plural !== undefined || UNIT_WORDS.includes(unit) ? `${unit}${plural ?? ''}` : null;
}
