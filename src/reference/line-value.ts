/** The value of a key on a line, by which events are grouped: the plain form of what the kernel does. */

import { MAX_KEY_VALUE } from '../model/limits.js';

/** A key is looked for in at most this many first bytes of a line. The kernel has the same number. */
const REACH = 4096;

const QUOTE = `\\\\?["']`;
/** What stands between a key and its value: a closing quote, then `=`, `:` or `=>` with spaces around it. */
const SEPARATOR = new RegExp(`^(?:${QUOTE})? *(?:=>|=|:) *`);
/** Behind a key and `=` with blanks after it: the next key. Then the first one has no value, as in `tenant= queue=q1`. */
const NEXT_KEY = /^[A-Za-z0-9_.-]{1,64}=/;
const BARE = /^[^\x00-\x20,;&|)\]}"'<>]*/;
const IDENTIFIER = /[A-Za-z0-9_.-]/;

/**
 * The value of the leftmost `key=value`, `key: value`, `"key":"value"`, `<key>value</key>` and the like; `key` in any
 * case, as a whole identifier, an XML name with or without its prefix. Quotes and blanks around a value are not part of
 * it. Null where the key has no value on the line. `line` has one character for each byte (latin1).
 */
export function lineValue(line: string, key: string): string | null {
  const [text, wanted] = [line.toLowerCase(), key.toLowerCase()];
  for (let at = text.indexOf(wanted); at >= 0 && at < REACH; at = text.indexOf(wanted, at + 1)) {
    if (at > 0 && IDENTIFIER.test(line[at - 1]!)) continue;
    const value = valueAfter(line, at, at + wanted.length);
    if (value !== null && value !== '') return value;
  }
  return null;
}

function valueAfter(line: string, at: number, end: number): string | null {
  const separator = SEPARATOR.exec(line.slice(end, end + REACH))?.[0];
  if (separator === undefined) return elementText(line, at, end);
  if (/[^ ]= +$/.test(line[end - 1]! + separator) && NEXT_KEY.test(line.slice(end + separator.length))) return null;
  const rest = line.slice(end + separator.length, end + separator.length + MAX_KEY_VALUE + 2);
  const quote = new RegExp(`^${QUOTE}`).exec(rest)?.[0];
  if (quote === undefined) return trimmed(BARE.exec(rest)![0]);
  return trimmed(quotedText(rest.slice(quote.length), quote));
}

/**
 * The quoted value: up to the first quote that is not escaped, or, behind an escaped quote, up to the next escaped one.
 */
function quotedText(text: string, quote: string): string {
  for (let i = 0; i < text.length; i++) {
    if (text.startsWith(quote, i)) return text.slice(0, i);
    if (text[i] === '\\') i += 1;
  }
  return text;
}

/** The text of the element whose name stands in [at, end); null where that is not the name of a start tag. */
function elementText(line: string, at: number, end: number): string | null {
  if (!/<(?:[A-Za-z0-9_.-]*:)?$/.test(line.slice(0, at))) return null;
  const tag = /^(?:[ \t][^>]*)?>/.exec(line.slice(end, end + REACH + 1))?.[0];
  if (tag === undefined || line[end + tag.length - 2] === '/') return null;
  const text = line.slice(end + tag.length, end + tag.length + MAX_KEY_VALUE + 1);
  return trimmed(/^[^<]*/.exec(text)![0]);
}

/** At most the longest value, without control characters and blanks around it. */
function trimmed(value: string): string {
  return value.slice(0, MAX_KEY_VALUE).replace(/^[\x00-\x20]+|[\x00-\x20]+$/g, '');
}
