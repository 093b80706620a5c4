/**
 * Rule 3: the key that a number is the value of. `before` is always the text before the candidate, as far as the rules
 * look back; it ends where the candidate begins.
 */

const SPACE = ' ';
const QUOTES = `"'`;
const BRACKETS = '([{<';

/**
 * The key of the value that begins where `before` ends, or null: the identifier before `=`, `:` or `=>`, or the local
 * name of the XML element whose text begins there.
 */
export function readKey(before: string): string | null {
  const separatorEnd = skipWrapping(before, before.length, BRACKETS);
  const separator = separatorLength(before, separatorEnd);
  if (separator > 0) return identifierBefore(before, skipWrapping(before, separatorEnd - separator, ''));
  if (before.endsWith('>')) return elementName(before);
  return null;
}

/**
 * Walks left from `end` over what may stand between a key and its value: spaces, at most one quote (a backslash before
 * it belongs to it) and at most one of `brackets`, in any order. Returns where the walk ends.
 */
function skipWrapping(text: string, end: number, brackets: string): number {
  let at = end;
  let quoteSeen = false;
  let bracketSeen = false;
  while (at > 0) {
    const byte = text.charAt(at - 1);
    if (byte === SPACE) {
      at -= 1;
    } else if (QUOTES.includes(byte) && !quoteSeen) {
      quoteSeen = true;
      at -= text[at - 2] === '\\' ? 2 : 1;
    } else if (brackets.includes(byte) && !bracketSeen) {
      bracketSeen = true;
      at -= 1;
    } else {
      break;
    }
  }
  return at;
}

/** Length of the `=>`, `=` or `:` that ends at `end`; 0 where none does. */
function separatorLength(text: string, end: number): number {
  if (text.slice(0, end).endsWith('=>')) return 2;
  const byte = text[end - 1];
  return byte === '=' || byte === ':' ? 1 : 0;
}

function identifierBefore(text: string, end: number): string | null {
  let start = end;
  while (start > 0 && /[\w.-]/.test(text.charAt(start - 1))) start -= 1;
  return start === end ? null : text.slice(start, end);
}

/**
 * `before` ends with the `>` of a tag. The name of the element that this tag opens, without its prefix, or null where
 * the tag closes an element, is empty, or isn't one: the nearest `<` or `>` to the left must be its `<`.
 */
function elementName(before: string): string | null {
  let open = before.length - 2;
  while (open >= 0 && before[open] !== '<' && before[open] !== '>') open -= 1;
  if (before[open] !== '<') return null;
  const tag = /^<([\w.:-]+)(?:>$|[ \t])/.exec(before.slice(open));
  if (tag === null || before.endsWith('/>')) return null;
  const name = tag[1]!;
  const local = name.slice(name.lastIndexOf(':') + 1);
  return local === '' ? null : local;
}
