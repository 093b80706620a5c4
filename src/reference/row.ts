/** A row: a line that is cut into values at its separators. */

/** The character between values; `blank` is one or more blanks, as in W3C extended logs. */
export type Separator = ',' | ';' | '\t' | '|' | 'blank';

/**
 * The values of a line without the blanks and one pair of quotes around them. A separator within quotes is part of a
 * value.
 */
export function valuesOf(line: string, separator: Separator, from = 0): { start: number; end: number }[] {
  const values: { start: number; end: number }[] = [];
  const isSeparator = (byte: string) => (separator === 'blank' ? byte === ' ' || byte === '\t' : byte === separator);
  let start = from;
  let isQuoted = false;
  const add = (end: number) => {
    if (separator !== 'blank' || end > start) values.push(trimmed(line, start, end));
  };
  for (let at = from; at < line.length; at += 1) {
    if (line[at] === '"') isQuoted = !isQuoted;
    else if (!isQuoted && isSeparator(line[at]!)) {
      add(at);
      start = at + 1;
    }
  }
  add(line.length);
  return values;
}

function trimmed(line: string, from: number, to: number): { start: number; end: number } {
  let [start, end] = [from, to];
  const trim = () => {
    while (start < end && /[ \t]/.test(line[start]!)) start += 1;
    while (end > start && /[ \t]/.test(line[end - 1]!)) end -= 1;
  };
  trim();
  if (end - start >= 2 && line[start] === '"' && line[end - 1] === '"') {
    start += 1;
    end -= 1;
    trim();
  }
  return { start, end };
}
