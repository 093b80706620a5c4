/** Patterns that several rules share, and how a pattern is matched at one place. Lines have one character a byte. */

/** A blank: a space, a tab, or one of the no-break spaces U+00A0 and U+202F in UTF-8. */
export const BLANK = '(?:[ \\t]|\\xc2\\xa0|\\xe2\\x80\\xaf)';
/** A number as it stands beside a candidate, or before it in a list. */
export const NUMBER = '(?:[+-]?\\d+(?:\\.\\d+)?|0x[0-9A-Fa-f]+)';

/** Matches a sticky pattern (flag `y`) at byte `at` of the line. */
export function matchAt(pattern: RegExp, line: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(line);
}
