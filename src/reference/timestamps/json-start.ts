/** How a line of JSON begins. */

const OBJECT_START = /[ \t,[]*\{/y;

/** Whether a line, which begins at `textStart`, is one of JSON. */
export function isJsonLine(line: string, textStart: number): boolean {
  return objectStart(line, textStart) !== null;
}

/** Behind the `{` with which a line of JSON begins; null where it is none. */
export function objectStart(line: string, textStart: number): number | null {
  OBJECT_START.lastIndex = textStart;
  return OBJECT_START.test(line) ? OBJECT_START.lastIndex : null;
}
