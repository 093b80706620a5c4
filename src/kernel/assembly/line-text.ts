/**
 * Where the text of a line begins: behind bytes that are not visible, which are NULs, a byte order mark and terminal
 * sequences.
 */
import { kind } from './classes';
import { SPECIAL } from './layout';
import { byteAt } from './datetime-parts';
import { ABSENT, readToken, tokenEnd } from './text';

export const NO_LIMIT: usize = 0xffffffff;

/** How many bytes at `p` are not visible: a NUL, a byte order mark or a terminal sequence; 0 for any other byte. */
export function invisibleLength(p: usize): usize {
  const b = byteAt(p);
  if (!(kind(b) & SPECIAL)) return 0;
  if (b == 0) return 1;
  if (b == 0xef) return load<u16>(p, 1) == 0xbfbb ? 3 : 0;
  return readToken(p, NO_LIMIT) == ABSENT ? tokenEnd - p : 0;
}

/** Where the text of the line begins, behind bytes that are not visible. */
export function textStartOf(lineStart: usize): usize {
  let p = lineStart;
  while (true) {
    const absent = invisibleLength(p);
    if (absent == 0) return p;
    p += absent;
  }
}

/** The same, without reading at or behind `limit`. */
export function textStartBefore(lineStart: usize, limit: usize): usize {
  let p = lineStart;
  while (p < limit) {
    const absent = invisibleLength(p);
    if (absent == 0) return p;
    p += absent;
  }
  return limit;
}
