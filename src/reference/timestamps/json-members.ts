/** Walks the members of the JSON object on a line, byte by byte, no further than needed. */

export interface JsonMember {
  /** As it is written between its quotes, with its escapes. */
  readonly key: string;
  /** Byte positions of the value: its first byte, and the one after its last (spaces after a number included). */
  readonly start: number;
  readonly end: number;
}

const SPACE = ' \t\r';

/**
 * The top-level members of the object that begins before byte `from`, in order, as far as the text is JSON. Text that
 * breaks off or is not JSON ends the walk without an error.
 */
export function* jsonMembers(line: string, from: number): Generator<JsonMember> {
  let at = skipSpace(line, from);
  while (line[at] === '"') {
    const keyEnd = endOfString(line, at);
    if (keyEnd === null) return;
    const colon = skipSpace(line, keyEnd);
    if (line[colon] !== ':') return;
    const start = skipSpace(line, colon + 1);
    const end = endOfValue(line, start);
    if (end === null) return;
    yield { key: line.slice(at + 1, keyEnd - 1), start, end };
    const comma = skipSpace(line, end);
    if (line[comma] !== ',') return;
    at = skipSpace(line, comma + 1);
  }
}

function skipSpace(line: string, from: number): number {
  let at = from;
  while (at < line.length && SPACE.includes(line.charAt(at))) at += 1;
  return at;
}

/** The byte after the quote that closes the string opened at `open`; null where the line ends first. */
function endOfString(line: string, open: number): number | null {
  for (let at = open + 1; at < line.length; at += 1) {
    if (line[at] === '\\') at += 1;
    else if (line[at] === '"') return at + 1;
  }
  return null;
}

function endOfValue(line: string, start: number): number | null {
  if (line[start] === '"') return endOfString(line, start);
  if (line[start] === '{' || line[start] === '[') return endOfNested(line, start);
  for (let at = start; at < line.length; at += 1) {
    if (line[at] === ',' || line[at] === '}') return at;
  }
  return null;
}

function endOfNested(line: string, start: number): number | null {
  let depth = 0;
  for (let at = start; at < line.length; at += 1) {
    const byte = line[at];
    if (byte === '"') {
      const end = endOfString(line, at);
      if (end === null) return null;
      at = end - 1;
    } else if (byte === '{' || byte === '[') {
      depth += 1;
    } else if (byte === '}' || byte === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}
