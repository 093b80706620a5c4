/** How a line of JSON begins. */

const OBJECT_START = /[ \t,[]*\{/y;

/** Whether the line, whose text begins at `textStart`, is JSON. */
export function isJsonLine(line: string, textStart: number): boolean {
  return objectStart(line, textStart) !== null;
}

/** The position behind the `{` with which a JSON line begins; null where the line is not JSON. */
export function objectStart(line: string, textStart: number): number | null {
  OBJECT_START.lastIndex = textStart;
  return OBJECT_START.test(line) ? OBJECT_START.lastIndex : null;
}
