/** Levels behind a candidate: a number between a timestamp and a level is the id of a process or a thread. */
import { kind } from './classes';
import { LF, WORD } from './layout';
import { AFTER, after } from './text';
import { LEVEL } from './word-flags';
import { wholeFlags } from './word-table';

/** A level behind the candidate, with no more than brackets, blanks and `|`, `:`, `-` between. */
export function isBeforeLevel(): bool {
  let n: usize = 0;
  while (after(n) == 0x5d || after(n) == 0x29 || after(n) == 0x7d || after(n) == 0x3e) n++;
  while (true) {
    const b = after(n);
    if (b == 0x20 || b == 0x7c || b == 0x3a || b == 0x2d) n++;
    else if (b == 0x5b || b == 0x28) {
      const close = b == 0x5b ? 0x5d : 0x29;
      n++;
      if (isLevel(n)) return true;
      while (after(n) != close && after(n) != LF) n++;
      if (after(n) == LF) return false;
      n++;
    } else break;
  }
  return isLevel(n);
}

/** A level with one or two words before it, as in `107000 MainThread INFO`. */
export function isBeforeWordsAndLevel(): bool {
  let n: usize = after(0) == 0x5d ? 1 : 0;
  if (after(n) != 0x20) return false;
  for (let words = 0; words <= 2; words++) {
    while (after(n) == 0x20) n++;
    if (words > 0 && isLevel(after(n) == 0x5b ? n + 1 : n)) return true;
    if (after(n) == LF) return false;
    while (after(n) != 0x20) {
      if (after(n) == LF) return false;
      n++;
    }
  }
  return false;
}

/** Whether a level in capitals stands `from` bytes behind the candidate. */
function isLevel(from: usize): bool {
  let n = from;
  while (<u32>(after(n) - 0x41) < 26) n++;
  return n > from && !(kind(after(n)) & WORD) && (wholeFlags(AFTER + from, AFTER + n) & LEVEL) != 0;
}
