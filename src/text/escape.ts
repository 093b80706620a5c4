/** Text from logs and catalogues, made harmless for the place it goes to. For the terminal see `printable`. */
import { unicodeEscape } from './quoted.js';
import { printable } from './terminal.js';

/**
 * One CSV field (RFC 4180), quoted where it has to be. A text that a spreadsheet would run as a formula gets an
 * apostrophe in front, as OWASP advises; numbers stay as they are. Control characters and line breaks go.
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

/** Text that Markdown shows as it is, also within a table's cell: no markup, no HTML, no line break. */
export function markdownText(text: string): string {
  return xmlText(printable(text).replace(/[\\`*_[\]|~#$]/g, '\\$&'));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function entity(char: string): string {
  return ENTITIES[char]!;
}

/** Text between the tags of XML, and where others took over its three signs. `>` too, because of `]]>`. */
export function xmlText(text: string): string {
  return text.replace(/[&<>]/g, entity);
}

/** The value of an attribute in double quotes. */
export function xmlAttribute(text: string): string {
  return text.replace(/[&<>"]/g, entity);
}

/** Text and attributes of HTML, whatever quotes these are in. */
export function htmlText(text: string): string {
  return text.replace(/[&<>"']/g, entity);
}

/**
 * What a terminal would obey, and what would reorder or hide text: C1 controls, bidi controls and line separators.
 * `JSON.stringify` itself escapes what is below U+0020, and lone surrogates.
 */
const UNSAFE = /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** JSON on one line, without a newline. What is unsafe is written as `\uXXXX`, which means the same to every parser. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(UNSAFE, unicodeEscape);
}

/** The same for people to read: indented, with one final newline. */
export function jsonDocument(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replace(UNSAFE, unicodeEscape)}\n`;
}
