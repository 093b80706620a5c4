/** JSON lines to values. */
import { isJson } from '../json-text.js';

/** What a line of JSON begins with, blanks aside, and what it ends with then; numbers and words are looked at whole. */
const ENDS: Readonly<Record<string, string>> = { '{': '}', '[': ']', '"': '"' };
const SCALAR = /^(?:-?\d[\d.eE+-]*|true|false|null)$/;
/** JSON's own blanks, without LF. */
const isBlank = (unit: number) => unit === 0x20 || unit === 0x09 || unit === 0x0d;

/** Where a line was none that looked like JSON, so many more are looked at before they are parsed. */
const DOUBTFUL = 1000;

export class JsonRows {
  #doubtful = 0;

  /** The value of a line; undefined where it is no JSON. */
  read(text: string): unknown {
    if (!looksLikeJson(text)) return undefined;
    if (this.#doubtful > 0) {
      this.#doubtful -= 1;
      if (!isJson(text)) return undefined;
    }
    try {
      return JSON.parse(text);
    } catch {
      this.#doubtful = DOUBTFUL;
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
