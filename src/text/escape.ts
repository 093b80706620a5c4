/** Escapes text from logs and catalogues for the formats that it is written to. For the terminal see `printable`. */
import { unicodeEscape } from './quoted.js';
import { printable } from './terminal.js';
import { unseenInLines } from './unseen.js';

const ASCII = /^[\n -~]*$/;

/**
 * One CSV field (RFC 4180), quoted where necessary. A text that a spreadsheet would run as a formula gets an apostrophe in
 * front, as OWASP advises; numbers do not. Control characters are removed, line breaks become blanks.
 */
export function csvField(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  let text = printable(value);
  if (/^\s*[=+\-@＝＋－＠]/u.test(text)) text = `'${text}`;
  return /[",;]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One CSV record with its line end. */
export function csvRecord(values: readonly (string | number | null)[]): string {
  return `${values.map(csvField).join(',')}\r\n`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '#': '&#35;',
};

function entity(char: string): string {
  return ENTITIES[char]!;
}

/**
 * Escapes text between XML tags, and for formats that use the same escapes. Also `>`, because of `]]>`; and the first of
 * two `#`, which may be a command to who reads a build's log.
 */
export function xmlText(text: string): string {
  return text.replace(/[&<>]|#(?=#)/g, entity);
}

/** Escapes the value of an XML attribute in double quotes. */
export function xmlAttribute(text: string): string {
  return text.replace(/[&<>"]|#(?=#)/g, entity);
}

/** Escapes text and attribute values of HTML, for either kind of quotes. */
export function htmlText(text: string): string {
  return text.replace(/[&<>"']|#(?=#)/g, entity);
}

/** JSON on one line, without a newline. Unsafe characters are written as `\uXXXX`, which parsers read as the same. */
export function jsonLine(value: unknown): string {
  return inTheOpen(JSON.stringify(value));
}

/** The same, indented and with one final newline. */
export function jsonDocument(value: unknown): string {
  return [...jsonDocumentParts(value)].join('');
}

/**
 * The same piece by piece, for documents that are too large to be one text. The items of lists in the document, and in an
 * object in it, are pieces of their own: what is a long list must stand there.
 */
export function* jsonDocumentParts(value: unknown): Iterable<string> {
  yield* jsonValue(value, '', 2);
  yield '\n';
}

/** @param depth how deep the objects are whose values are pieces of their own */
function* jsonValue(value: unknown, margin: string, depth: number): Iterable<string> {
  const inner = `${margin}  `;
  if (Array.isArray(value) && value.length > 0) {
    let before = '[';
    for (const item of value) {
      yield `${before}\n${inner}${indented(item, inner)}`;
      before = ',';
    }
    yield `\n${margin}]`;
    return;
  }
  const members = depth > 0 ? membersOf(value) : [];
  if (members.length === 0) {
    yield indented(value, margin);
    return;
  }
  let before = '{';
  for (const [name, member] of members) {
    yield `${before}\n${inner}${indented(name, inner)}: `;
    yield* jsonValue(member, inner, depth - 1);
    before = ',';
  }
  yield `\n${margin}}`;
}

/** What JSON has of an object; nothing for other values, and for objects that say themselves what it has. */
function membersOf(value: unknown): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || 'toJSON' in value) return [];
  return Object.entries(value).filter(([, member]) => member !== undefined);
}

function indented(value: unknown, margin: string): string {
  // Line breaks within texts are escaped: all others are between values.
  return inTheOpen(JSON.stringify(value, null, 2)).replaceAll('\n', `\n${margin}`);
}

/** Has what else nobody sees escaped too, and the second `#` of what is a command to the reader of a build's log. */
function inTheOpen(json: string): string {
  const seen = ASCII.test(json) ? json : json.replace(unseenInLines(), escapedUnits);
  return seen.includes('##') ? seen.replace(/#(?=#)/g, '\\u0023') : seen;
}

function escapedUnits(text: string): string {
  return text.replace(/[\s\S]/g, unicodeEscape);
}
