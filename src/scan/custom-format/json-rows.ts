/** Parses JSON lines. */
import { isJson } from '../json-text.js';

/** How a JSON object, array or string begins and ends, blanks aside. */
const ENDS: Readonly<Record<string, string>> = { '{': '}', '[': ']', '"': '"' };
const SCALAR = /^(?:-?\d[\d.eE+-]*|true|false|null)$/;
/** The blanks of JSON, without LF. */
const isBlank = (unit: number) => unit === 0x20 || unit === 0x09 || unit === 0x0d;

/** After a line that looked like JSON but was not, this many lines are checked by `isJson` before they are parsed. */
const MAX_CHECKED = 1000;

export class JsonRows {
  #toCheck = 0;

  /** The value of a line; undefined where the line is not JSON. */
  read(text: string): unknown {
    if (!looksLikeJson(text)) return undefined;
    if (this.#toCheck > 0) {
      this.#toCheck -= 1;
      if (!isJson(text)) return undefined;
    }
    try {
      return JSON.parse(text);
    } catch {
      this.#toCheck = MAX_CHECKED;
      return undefined;
    }
  }
}

function looksLikeJson(text: string): boolean {
  let from = 0;
  let to = text.length;
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  if (from === to) return false;
  const end = ENDS[text[from]!];
  return end === undefined ? SCALAR.test(text.slice(from, to)) : text[to - 1] === end;
}
