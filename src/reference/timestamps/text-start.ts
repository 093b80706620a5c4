/** Invisible bytes before a line's text: terminal sequences, byte order marks and NULs. */
import { readToken } from '../read-text.js';

/** A byte order mark in UTF-8, one character a byte. */
export const BYTE_ORDER_MARK = '\xef\xbb\xbf';

/** How many bytes at `at` are invisible; 0 where the byte there is text. */
export function invisibleAt(line: string, at: number): number {
  if (line[at] === '\0') return 1;
  if (line.startsWith(BYTE_ORDER_MARK, at)) return BYTE_ORDER_MARK.length;
  const token = readToken(line, at);
  return token.text === '' ? token.length : 0;
}

/** Where the text of a line begins. `line` has one character a byte. */
export function textStart(line: string): number {
  let at = 0;
  while (at < line.length) {
    const invisible = invisibleAt(line, at);
    if (invisible === 0) return at;
    at += invisible;
  }
  return at;
}
