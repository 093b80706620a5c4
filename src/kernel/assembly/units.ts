/** A unit behind a number makes it a quantity. */
import { kind } from './classes';
import { LETTER, WORD } from './layout';
import { AFTER, after } from './text';
import { UNIT } from './word-flags';
import { wholeFlags } from './word-table';

/** Whether a unit stands behind the candidate: at most one blank before it, and no `=` or `:` behind. */
export function unitAfter(): bool {
  let n: usize = after(0) == 0x20 ? 1 : 0;
  const first = n;
  const b = after(n);
  if (b == 0x25) n++;
  else if ((b == 0xc2 && after(n + 1) == 0xb5) || (b == 0xce && after(n + 1) == 0xbc)) {
    // The micro sign, and the Greek letter.
    if (after(n + 2) != 0x73) return false;
    n += 3;
  } else {
    while (kind(after(n)) & LETTER) n++;
    if (n == first) return false;
    const isPlural =
      after(n) == 0x28 && after(n + 1) == 0x73 && after(n + 2) == 0x29 && !(kind(after(n + 3)) & WORD);
    if (isPlural) n += 3;
    else if (!(wholeFlags(AFTER + first, AFTER + n) & UNIT)) return false;
  }
  if (kind(after(n)) & WORD) return false;
  while (after(n) == 0x20) n++;
  return after(n) != 0x3d && after(n) != 0x3a;
}
