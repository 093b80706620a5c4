/** The keys on some lines that may have codes: what a mistyped key of `--by` or `--where` may have meant. */
import { lineValue } from '../reference/line-value.js';

/** Six digits that may be a code. */
const CANDIDATE = /(?<!\d)10[6-9]\d{3}(?!\d)/;
/** What looks like a key before its value, or like an XML element. `lineValue` decides. */
const KEY = /(?<![A-Za-z0-9_.@-])([A-Za-z_@][A-Za-z0-9_.@-]{0,62})(?=\\?["']? *[=:]|(?:[ \t][^<>]*)?>)/g;

/**
 * Keys with a value, as they are written, those on most lines first.
 * @param text lines with one character a byte
 */
export function keysOfLines(text: string): string[] {
  const counts = new Map<string, number>();
  for (const line of text.split('\n')) {
    if (!CANDIDATE.test(line)) continue;
    for (const key of keysOfLine(line)) if (lineValue(line, key) !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([key]) => key);
}

/** What may be keys on a line, each once; `lineValue` decides. */
export function keysOfLine(line: string): ReadonlySet<string> {
  return new Set([...line.matchAll(KEY)].map((match) => match[1]!));
}
